"""The workspace of a kabupaten or kota: quota, deadlines, nominees, commitments, meetings and results of its people."""

from dataclasses import dataclass
from datetime import date

from binakon.coordination.models import Invitation
from binakon.coordination.queries.agreements import AgreementLine, agreements_for, lines_of
from binakon.coordination.queries.invitations import reached
from binakon.coordination.queries.late import late_first
from binakon.coordination.states import AgreementState
from binakon.core.models import Deadline
from binakon.core.typed import whole_number
from binakon.enrolment.models import Registration
from binakon.enrolment.queries.registration_list import registration_rows
from binakon.enrolment.rules import tones
from binakon.enrolment.states import PlaceState, RegistrationState, Source
from binakon.people.models import Office
from binakon.people.queries import office as office_of
from binakon.people.queries.clock_reach import running_for
from binakon.people.rules import DESK_ROLES, NOMINATORS, SEERS, Viewer, can_nominate, province_of
from binakon.planning.models import RegionalQuota
from binakon.planning.queries import planned_years, working_year
from binakon.reports.queries.opened_region import quotas_of
from binakon.reports.queries.recap import Recap, RecapLine, recap_of

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class QuotaLine:
    """The places of the office in one activity."""

    quota: RegionalQuota

    @property
    def free(self) -> int:
        """Places that nobody has taken yet."""
        return self.quota.places - self.quota.taken


@dataclass(frozen=True, slots=True)
class NomineeLine:
    """One person whom the office named, in the words that the viewer may read."""

    registration: Registration
    title: str
    papers: str
    tone: str
    seat: str


@dataclass(frozen=True, slots=True)
class QuarterValue:
    """A number of one quarter; `href` is "" while the quarter is still to come."""

    name: str
    value: int | None
    href: str


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything of one office in one year; `nominees` is None for who may not see people."""

    office: Office
    year: int
    other_years: tuple[int, ...]
    is_own: bool
    quotas: tuple[QuotaLine, ...]
    deadlines: tuple[Deadline, ...]
    deadlines_total: int
    nominees: tuple[NomineeLine, ...] | None
    nominees_total: int
    agreements: tuple[AgreementLine, ...]
    agreements_total: int
    late: int
    invitations: tuple[Invitation, ...]
    recap: Recap

    @property
    def places(self) -> int:
        """All places of the year."""
        return sum(line.quota.places for line in self.quotas)

    @property
    def taken(self) -> int:
        """How many of them are taken."""
        return sum(line.quota.taken for line in self.quotas)

    def href(self, key: str, as_of: date | None = None) -> str:
        """Where one of its numbers opens, as of a day."""
        place = f"/meja/kabupaten/{self.office.code}/angka/{self.year}/{key}/"
        return f"{place}?per={as_of.isoformat()}" if as_of else place

    @property
    def places_href(self) -> str:
        """Where the places of the year open."""
        return self.href("kuota")

    @property
    def taken_href(self) -> str:
        """Where the taken ones open."""
        return self.href("terisi")

    @property
    def results(self) -> list[tuple[RecapLine, list[QuarterValue]]]:
        """Every line of the recap with its values, each with the place where it opens."""
        return [
            (
                line,
                [
                    QuarterValue(
                        quarter.name,
                        value,
                        self.href(line.measure.key, quarter.as_of) if quarter.as_of else "",
                    )
                    for quarter, value in zip(self.recap.quarters, line.values, strict=True)
                ],
            )
            for line in self.recap.lines
        ]


def workspace_office(viewer: Viewer, code: str) -> Office | None:
    """The office whose workspace the viewer may open: their own, or any of the province at whose desk they sit."""
    found = office_of(code)
    if found is None or found.parent_id is None:
        return None
    at_desk = viewer.codes_with(DESK_ROLES - NOMINATORS)
    is_seen = province_of(code) in at_desk or can_nominate(viewer, code)
    return found if is_seen else None


def workspace_year(office: Office, asked: str, day: date) -> int | None:
    """The year of the page: the running one, or the planned one that was asked for; None where that is not planned."""
    desk = province_of(office.code)
    if not asked:
        return working_year(desk, day) or day.year
    year = whole_number(asked)
    return year if year in planned_years(desk) else None


def workspace(viewer: Viewer, office: Office, year: int, day: date) -> Workspace:
    """The page of an office that `workspace_office` found for the viewer."""
    owed = agreements_for(viewer).filter(owner=office).exclude(state="dropped")
    late = owed.filter(state=AgreementState.ACCEPTED, due_on__lt=day)
    invitations = reached(Invitation.objects.filter(office=office))
    deadlines = running_for(viewer).filter(owner_code=office.code)
    nominees, total = _nominees(viewer, office, year)
    return Workspace(
        office=office,
        year=year,
        other_years=tuple(each for each in planned_years(province_of(office.code)) if each != year),
        is_own=can_nominate(viewer, office.code),
        quotas=tuple(QuotaLine(row) for row in quotas_of(office, year)),
        deadlines=tuple(deadlines[:_SHOWN]),
        deadlines_total=deadlines.count(),
        nominees=nominees,
        nominees_total=total,
        agreements=lines_of(late_first(owed, day)[:_SHOWN], day),
        agreements_total=owed.count(),
        late=late.count(),
        invitations=tuple(
            invitations.select_related("meeting").order_by("-meeting__starts_at", "-pk")[:_SHOWN]
        ),
        recap=recap_of(office, year, day),
    )


def _nominees(
    viewer: Viewer, office: Office, year: int
) -> tuple[tuple[NomineeLine, ...] | None, int]:
    may_see = province_of(office.code) in viewer.codes_with(SEERS)
    if not may_see and not can_nominate(viewer, office.code):
        return None, 0
    rows = registration_rows(viewer).filter(
        office=office,
        source__in=[Source.NOMINATION, Source.DESK],
        training__activity__programme__year=year,
    )
    newest = rows.select_related("training__activity").defer(None).order_by("-pk")[:_SHOWN]
    return tuple(_nominee(row) for row in newest), rows.count()


def _nominee(row: Registration) -> NomineeLine:
    read, seat = getattr(row, "read", row.state), getattr(row, "seat", None)
    return NomineeLine(
        registration=row,
        title=str(row.training),
        papers=str(RegistrationState(read).label),
        tone=tones.REGISTRATION.get(read, ""),
        seat=str(PlaceState(seat).label) if seat else "",
    )
