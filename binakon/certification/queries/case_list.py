"""The list of cases: its columns, filters and search, as pages show and files hold it; the board filters the same way."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from binakon.certification.models import Batch
from binakon.certification.queries.cases import activities_of_cases, bodies_of, cases_for
from binakon.certification.rules.case_words import TONES, WAITS
from binakon.certification.rules.chain import WAITS_ON
from binakon.certification.states import ENDED_CASES, CaseState, Waiting
from binakon.core import clock
from binakon.core.deadlines import distance_words
from binakon.core.escape import filled
from binakon.core.holidays import working_days_between
from binakon.core.lists import Cell, Column, Filter, Listing
from binakon.enrolment.queries.visible import offices_with
from binakon.people.models import Office
from binakon.people.rules import SEERS, Viewer
from binakon.planning.models import Activity
from binakon.planning.states import YearState

OUTSIDE = "luar"


def age_words(since: datetime, moment: datetime) -> str:
    """How many working days a case has stood where it stands."""
    days = working_days_between(timezone.localdate(since), timezone.localdate(moment))
    if not days:
        return gettext("sejak hari ini")
    return ngettext("%(days)d hari kerja", "%(days)d hari kerja", days) % {"days": days}


def since_words(since: datetime, moment: datetime) -> str:
    """The same as part of a sentence."""
    days = working_days_between(timezone.localdate(since), timezone.localdate(moment))
    if not days:
        return gettext("sejak hari ini")
    return ngettext("selama %(days)d hari kerja", "selama %(days)d hari kerja", days) % {
        "days": days
    }


def carried_words(row: Any) -> str:
    """Of which closed year an open case is a rest: "bawaan 2026"; "" for a case of a running year and for an ended one."""
    programme = row.activity.programme
    if programme.state != YearState.CLOSED or row.state in ENDED_CASES:
        return ""
    return gettext("bawaan %(year)s") % {"year": programme.year}


def case_listing(
    viewer: Viewer, *, activity: Activity | None = None, at: datetime | None = None
) -> Listing:
    """The list as this viewer reads it, of one activity or of all."""
    moment = at or clock.now()
    return Listing(
        columns=_columns(moment),
        filters=_filters(viewer, activity, moment),
        search=("worker__name", "code", "occupation_name", "application_number"),
        search_hint=_("Nama, kode kasus, jabatan atau nomor permohonan"),
        order=("-pk",),
        name=lambda row: f"{row.worker} ({row.code})",
        gather=None,
    )


def case_rows(viewer: Viewer, activity: Activity | None = None) -> QuerySet[Any]:
    """The rows of the list."""
    rows = cases_for(viewer)
    return rows.filter(activity=activity) if activity is not None else rows


def _named(row: Any) -> SafeString:
    carried = carried_words(row)
    return filled(
        '<a href="{}">{}</a><br><small class="note">{} · <span class="nowrap">{}</span>{}</small>',
        reverse("certification:case_detail", args=[row.code]),
        str(row.worker),
        gettext("%(occupation)s, jenjang %(level)d")
        % {"occupation": row.occupation_name, "level": row.level},
        row.code,
        f" · {carried}" if carried else "",
    )


def _state(row: Any) -> Cell:
    return Cell(row.get_state_display(), tone=TONES[row.state])


def _waits(row: Any) -> str:
    return str(WAITS[WAITS_ON[CaseState(row.state)]])


def _of(field: str) -> Callable[[Any], Any]:
    """What a row holds in a field; "" is not known yet."""
    return lambda row: getattr(row, field) or None


def _columns(moment: datetime) -> tuple[Column, ...]:
    return (*_on_page(moment), *IN_FILES)


def _on_page(moment: datetime) -> tuple[Column, ...]:
    def due(row: Any) -> Cell | str:
        if row.due_at is None:
            return gettext("tidak ada")
        tone = "bad" if row.due_at < moment else None
        return Cell(distance_words(row.due_at, moment), tone=tone)

    return (
        Column(
            "nama",
            _("Nama"),
            lambda row: str(row.worker),
            cell=_named,
            sort=("worker__name",),
            personal=True,
            width=32,
        ),
        Column("keadaan", _("Keadaan"), lambda row: row.get_state_display(), cell=_state),
        Column("menunggu", _("Menunggu"), _waits),
        Column(
            "sejak",
            _("Lamanya"),
            lambda row: timezone.localdate(row.state_since),
            cell=lambda row: age_words(row.state_since, moment),
            sort=("state_since",),
        ),
        Column("tenggat", _("Tenggat"), lambda row: row.due_at, cell=due, sort=("due_at",)),
        Column("wilayah", _("Kabupaten/kota"), _region, sort=("office__code",), width=24),
    )


def _region(row: Any) -> str:
    return str(row.office.name) if row.office else gettext("luar provinsi")


def _body(row: Any) -> str | None:
    return str(row.batch.organisation) if row.batch else None


def _title(row: Any) -> str:
    return str(row.activity.title)


IN_FILES = (
    Column("lsp", _("LSP"), _body, on_page=False),
    *(
        Column(key, label, _of(field), on_page=False, is_number=key == "jenjang", width=width)
        for key, label, field, width in (
            ("kode", _("Kode"), "code", 12),
            ("jabatan", _("Jabatan kerja"), "occupation_name", 40),
            ("jenjang", _("Jenjang"), "level", 10),
            ("permohonan", _("ID-Izin"), "application_number", 18),
            ("ditetapkan", _("Ditetapkan"), "determined_on", 14),
            ("diuji", _("Diuji"), "tested_on", 14),
            ("kompeten", _("Kompeten"), "competent_on", 14),
            ("tercatat", _("Tercatat"), "recorded_on", 14),
            ("blanko", _("No. Blanko"), "blank_number", 18),
            ("sertifikat", _("No. Sertifikat"), "certificate_number", 24),
            ("bnsp", _("No. Registrasi BNSP"), "bnsp_number", 24),
            ("lpjk", _("No. Registrasi LPJK"), "lpjk_number", 24),
        )
    ),
    Column("kegiatan", _("Kegiatan"), _title, on_page=False, width=40),
)


def _filters(viewer: Viewer, activity: Activity | None, moment: datetime) -> tuple[Filter, ...]:
    late = Q(due_at__lt=moment)
    found = (
        Filter("keadaan", _("Keadaan"), "state", choices=CaseState.choices),
        Filter(
            "menunggu",
            _("Menunggu"),
            _waiting_on,
            choices=[(each.value, each.label) for each in Waiting if each != Waiting.NOBODY],
        ),
        Filter(
            "terlambat",
            _("Tenggat"),
            lambda _value: late,
            choices=[("ya", _("lewat tenggat"))],
        ),
        Filter("lsp", _("LSP"), "batch__organisation", choices=lambda: _bodies(viewer)),
        Filter("wilayah", _("Kabupaten/kota"), _in_region, choices=lambda: _regions(viewer)),
    )
    if activity is not None:
        return found
    carried = Q(activity__programme__state=YearState.CLOSED) & ~Q(state__in=ENDED_CASES)
    of_closed_year = Filter(
        "bawaan",
        _("Tahun"),
        lambda _value: carried,
        choices=[("ya", _("bawaan tahun yang ditutup"))],
    )
    of_activity = Filter(
        "kegiatan",
        _("Kegiatan"),
        "activity__slug",
        choices=lambda: list(activities_of_cases(viewer).values_list("slug", "title")),
    )
    return (of_activity, *found, of_closed_year)


def _waiting_on(value: str) -> Q:
    return Q(state__in=[state for state, waits in WAITS_ON.items() if waits == value])


def _in_region(code: str) -> Q:
    return Q(office=None) if code == OUTSIDE else Q(office__code=code)


def _bodies(viewer: Viewer) -> list[tuple[str, Any]]:
    rows = Batch.objects.order_by("organisation__short_name")
    codes = offices_with(viewer, SEERS)
    if codes is not None:
        own = Q(activity__programme__office__code__in=codes)
        rows = rows.filter(own | Q(organisation__in=bodies_of(viewer)))
    pairs = rows.values_list("organisation_id", "organisation__short_name").distinct()
    return [(str(pk), name) for pk, name in pairs]


def _regions(viewer: Viewer) -> list[tuple[str, Any]]:
    provinces = {code.partition(".")[0] for code in viewer.office_codes}
    rows = Office.objects.loaded().filter(parent__code__in=provinces).order_by("code")
    return [*rows.values_list("code", "name"), (OUTSIDE, _("luar provinsi"))]
