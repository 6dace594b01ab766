"""The list of agreements, and the map on which every kabupaten and kota stands with what it owes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, When
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from binakon.coordination.models import Agreement
from binakon.coordination.queries.agreements import agreements_for, line_of
from binakon.coordination.states import AgreementKind, AgreementState
from binakon.core import words
from binakon.core.lists import Cell, Column, Filter, Listing
from binakon.people.models import Office
from binakon.people.queries import regencies_of
from binakon.people.rules import Viewer, province_of

PATH = "/meja/kesepakatan/"
_ORDER = (
    AgreementState.ACCEPTED,
    AgreementState.PROPOSED,
    AgreementState.FULFILLED,
    AgreementState.DROPPED,
)
_AGREED = (AgreementState.ACCEPTED, AgreementState.FULFILLED)


def agreement_listing(viewer: Viewer, day: date) -> Listing:
    """The list as this viewer reads it."""
    late = Q(state=AgreementState.ACCEPTED, due_on__lt=day)
    return Listing(
        columns=_columns(day),
        filters=(
            Filter("jenis", _("Jenis"), "kind", choices=AgreementKind.choices),
            Filter("kantor", _("Kantor"), "owner__code", choices=lambda: _owners(viewer)),
            Filter("keadaan", _("Keadaan"), "state", choices=AgreementState.choices),
            Filter(
                "berlaku",
                _("Disepakati"),
                lambda _value: Q(state__in=_AGREED),
                choices=[("ya", _("tanpa usulan dan yang batal"))],
            ),
            Filter(
                "terlambat",
                _("Terlambat"),
                lambda _value: late,
                choices=[("ya", _("lewat tenggat"))],
            ),
        ),
        search=("text", "meeting__title"),
        search_hint=_("kata di kesepakatan atau nama rapat"),
        order=("standing", "has_no_due", "due_on"),
    )


def listed_agreements(viewer: Viewer) -> QuerySet[Agreement]:
    """Those of the list, what is still owed first: the longest late on top, what is done or dropped at the end."""
    places = {state: place for place, state in enumerate(_ORDER)}
    standing = Case(*(When(state=state, then=place) for state, place in places.items()))
    has_no_due = Case(When(due_on=None, then=1), default=0)
    return agreements_for(viewer).annotate(standing=standing, has_no_due=has_no_due)


def _columns(day: date) -> tuple[Column, ...]:
    def state(row: Agreement) -> Cell:
        line = line_of(row, day)
        return Cell(line.state, tone=line.tone)

    return (
        Column(
            "isi",
            _("Kesepakatan"),
            lambda row: row.text,
            cell=lambda row: Cell(str(row), f"{PATH}{row.pk}/"),
            width=60,
        ),
        Column("jenis", _("Jenis"), lambda row: row.get_kind_display(), sort=("kind",)),
        Column(
            "kantor",
            _("Kantor"),
            lambda row: row.owner.name if row.owner else gettext("semua"),
            sort=("owner__code",),
            width=26,
        ),
        Column("tenggat", _("Tenggat"), lambda row: row.due_on, cell=_due, sort=("due_on",)),
        Column(
            "kemajuan",
            _("Kemajuan"),
            lambda row: line_of(row, day).progress,
            cell=lambda row: Cell(line_of(row, day).progress or "–"),
            width=30,
        ),
        Column(
            "keadaan",
            _("Keadaan"),
            lambda row: line_of(row, day).state,
            cell=state,
            sort=("state",),
        ),
        Column(
            "rapat",
            _("Rapat"),
            lambda row: row.meeting.title if row.meeting else "",
            on_page=False,
            width=40,
        ),
        Column("bukti", _("Bukti"), lambda row: row.evidence, on_page=False, width=40),
    )


def _due(row: Agreement) -> Cell:
    return Cell(words.day(row.due_on) if row.due_on else gettext("tanpa tenggat"))


def _owners(viewer: Viewer) -> list[tuple[str, Any]]:
    seen = agreements_for(viewer).order_by().values("owner")
    rows = Office.objects.filter(pk__in=seen).order_by("code")
    return [(row.code, row.name) for row in rows]


@dataclass(frozen=True, slots=True)
class Standing:
    """One office on the map: how much of what it promised is done, runs in time, or is late; proposals are no promises."""

    office: Office
    kept: int
    running: int
    late: int

    @property
    def total(self) -> int:
        """Everything it promised."""
        return self.kept + self.running + self.late

    @property
    def words(self) -> str:
        """How it stands, in words that need no colour."""
        if not self.total:
            return gettext("belum ada")
        if self.late:
            return gettext("%(late)d terlambat") % {"late": self.late}
        if self.running:
            return gettext("%(running)d berjalan") % {"running": self.running}
        return gettext("semua dipenuhi")

    @property
    def short(self) -> str:
        """The same within the width of a tile on a phone."""
        if not self.total:
            return "–"
        if self.late:
            return gettext("%(late)d lewat") % {"late": self.late}
        return f"{self.kept}/{self.total}"

    @property
    def href(self) -> str:
        """The agreements that are counted here, in the list."""
        return f"{PATH}?kantor={self.office.code}&berlaku=ya"


def standings(viewer: Viewer, office_code: str, day: date) -> tuple[Standing, ...]:
    """Every kabupaten and kota of the province with what it promised to this office, as the viewer may see it."""
    return tuple(_standings(viewer, office_code, day))


def _standings(viewer: Viewer, office_code: str, day: date) -> Iterator[Standing]:
    late = Q(state=AgreementState.ACCEPTED, due_on__lt=day)
    rows = agreements_for(viewer).filter(office__code=office_code).order_by().values("owner__code")
    counted = {
        row["owner__code"]: (row["kept"], row["running"], row["late"])
        for row in rows.annotate(
            kept=Count("pk", filter=Q(state=AgreementState.FULFILLED)),
            running=Count("pk", filter=Q(state=AgreementState.ACCEPTED) & ~late),
            late=Count("pk", filter=late),
        )
    }
    for office in regencies_of(province_of(office_code)):
        yield Standing(office, *counted.get(office.code, (0, 0, 0)))
