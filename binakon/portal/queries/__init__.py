"""What the public pages show: the site's office and year, and the words of the shell around every page."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from binakon.core import snapshots, words
from binakon.core.calendar import today
from binakon.core.history import newest_plan_line
from binakon.core.measures import Scope
from binakon.people import queries as people
from binakon.people.models import Office
from binakon.people.rules import Viewer, short_office_name
from binakon.planning.queries import YearReader
from binakon.portal.queries.menu import MenuGroup, desk_menu


class Site:
    """The office that a request is about, the year that is running, and the one reader all its figures share."""

    def __init__(self, office: str, history: int | None = None) -> None:
        self.office_code = office
        self.history = history

    @cached_property
    def working(self) -> YearReader | None:
        """The programme year of the office that "now" means, kept until the plan changes or another year begins."""
        day = today()
        line = newest_plan_line() if self.history is None else self.history
        return snapshots.kept(
            f"working:{self.office_code}:{day.year}",
            line,
            lambda: YearReader.working(self.office_code, day),
        )

    @cached_property
    def office(self) -> Office | None:
        """The office; None when its code is unknown."""
        programme = self.working.programme if self.working else None
        return programme.office if programme else people.office(self.office_code)

    @property
    def year(self) -> int:
        """The year that pages speak of when the address names none."""
        return self.working.year if self.working else today().year

    def scope(self, year: int | None = None) -> Scope:
        """Today's scope of a year, sharing what was already read."""
        scope = Scope(self.office_code, year or self.year, today(), is_public=True)
        if self.working and scope.year == self.working.year:
            scope.memo[f"year:{scope.office}:{scope.year}"] = self.working
        return scope


def site_of(request: HttpRequest) -> Site:
    """The site of a request: the office a view has set, else `?kantor=64.09`, else the home office.

    Read once per request. A view sets `request.office_code` where its address decides the office.
    """
    kept: Site | None = getattr(request, "_binakon_site", None)
    if kept is None:
        decided = getattr(request, "office_code", "")
        kept = Site(
            decided or request.GET.get("kantor") or settings.HOME_OFFICE,
            getattr(request, "history", None),
        )
        request._binakon_site = kept  # type: ignore[attr-defined]
    return kept


def turn_to(request: HttpRequest, office_code: str) -> None:
    """Let the frame around the page speak of the office whose thing it shows."""
    if site_of(request).office_code != office_code:
        history = getattr(request, "history", None)
        request._binakon_site = Site(office_code, history)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Shell:
    """The words of the frame around a page."""

    office_name: str
    office_short: str
    year: int
    is_demo: bool
    language: str
    other_language_url: str
    user_label: str
    role_label: str
    section: str
    office_code: str
    has_plan: bool
    menu: tuple[MenuGroup, ...]

    @property
    def office_query(self) -> str:
        """What an address needs to stay with this office; "" for the home office."""
        return f"?kantor={self.office_code}" if self.office_code else ""

    @property
    def office_part(self) -> str:
        """The same at the end of a longer query."""
        return f"&kantor={self.office_code}" if self.office_code else ""


def shell(request: HttpRequest) -> dict[str, Any]:
    """The template context of both shells."""
    site = site_of(request)
    office = site.office
    viewer = _viewer(request)
    name = office.label if office else ""
    return {
        "shell": Shell(
            office_name=name,
            office_short=short_office_name(name),
            year=site.year,
            is_demo=settings.MODE == "demo",
            language=request.LANGUAGE_CODE,
            other_language_url=_other_language(request),
            user_label=str(request.user) if viewer else "",
            role_label=str(viewer.first_role.label) if viewer and viewer.first_role else "",
            section=_section(request.path),
            has_plan=site.working is not None,
            menu=_menu(request, viewer, site),
            # An office that nobody knows has no pages to stay with.
            office_code=site.office_code
            if office and site.office_code != settings.HOME_OFFICE
            else "",
        ),
        "unknown": words.unknown(),
    }


def _viewer(request: HttpRequest) -> Viewer | None:
    # A page of an error may be drawn before anybody asked who is there.
    user = getattr(request, "user", None)
    return people.viewer_for(request) if user is not None and user.is_authenticated else None


def _menu(request: HttpRequest, viewer: Viewer | None, site: Site) -> tuple[MenuGroup, ...]:
    if viewer is None or not request.path.startswith("/meja/"):
        return ()
    has_plan = site.working is not None
    return tuple(desk_menu(viewer, site.office_code, site.year, has_plan=has_plan))


def _other_language(request: HttpRequest) -> str:
    query = request.GET.copy()
    query["bahasa"] = "id" if request.LANGUAGE_CODE == "en" else "en"
    return f"{request.path}?{query.urlencode()}"


_SECTIONS = {
    "/meja/prakiraan/": "forecast",
    "/meja/skenario/": "scenarios",
    "/meja/harga/": "prices",
    "/meja/tahun/": "years",
    "/meja/rapat/": "meetings",
    "/meja/undangan/": "invitations",
    "/meja/kesepakatan/": "agreements",
    "/meja/kabupaten/": "today",
    "/meja/rencana/": "plan",
    "/meja/kalender/": "calendar",
    "/meja/kegiatan/": "plan",
    "/meja/uang/": "money",
    "/meja/angka/": "figures",
    "/meja/siaran-pers/": "brief",
    "/meja/pelatihan/": "trainings",
    "/meja/sertifikat/": "certificates",
    "/meja/soal/": "questions",
    "/meja/laporan/sipjaki/": "sipjaki",
    "/meja/narasumber/": "instructors",
    "/meja/pendaftaran/": "registrations",
    "/meja/verifikasi/": "verification",
    "/meja/surat/": "letters",
    "/meja/usulan/": "nominations",
    "/meja/orang/masa-berlaku/": "expiry",
    "/meja/orang/": "people",
    "/meja/sertifikasi/rombongan/": "batches",
    "/meja/sertifikasi/lsp/": "bodies",
    "/meja/sertifikasi/lisensi/": "bodies",
    "/meja/sertifikasi/asesor/": "bodies",
    "/meja/sertifikasi/tuk/": "bodies",
    "/meja/sertifikasi/akhir-tahun/": "year_end",
    "/meja/sertifikasi/biaya/": "case_costs",
    "/meja/sertifikasi/": "cases",
    "/meja/mitra/": "partner",
    "/meja/kantor/": "office",
    "/meja/kunci/": "office",
    "/meja/pesan/": "messages",
    "/meja/tenggat/": "deadlines",
}


def _section(path: str) -> str:
    return next((name for start, name in _SECTIONS.items() if path.startswith(start)), "today")
