"""The duties of an office's year as they stand: by when, by which rule, and whether they are delivered."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from binakon.core.calendar import QUARTERS, today
from binakon.people.queries import desk_offices_for
from binakon.people.rules import Viewer, can_pay, can_plan
from binakon.planning.models import DeliveredDuty, DutyRule, ProgrammeYear
from binakon.planning.queries.frozen_year import newest_closing
from binakon.planning.rules.duties import DUTIES, OWED_BY_CLOSED, OwnRule, due_day
from binakon.planning.states import DutyKind


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty; no due day while the office has no rule, no delivered day while it is owed.

    The closing of the year is delivered by closing it; `is_over` is what a closed year does not ask for any more.
    """

    kind: str
    part: int
    title: str
    due_on: date | None
    source: str
    delivered_on: date | None
    is_late: bool
    is_closing: bool
    is_over: bool

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.kind}:{self.part}"


@dataclass(frozen=True, slots=True)
class DutyPage:
    """The duties of one year and what the viewer may do about them."""

    programme: ProgrammeYear
    lines: tuple[DutyLine, ...]
    rules: tuple[tuple[str, str, OwnRule | None], ...]
    may_deliver: bool
    may_rule: bool


def rules_of(office_id: int, day: date) -> dict[str, OwnRule]:
    """The office's own rules in force on a day, by kind of duty."""
    rows = DutyRule.objects.filter(office=office_id, starts_on__lte=day)
    found: dict[str, OwnRule] = {}
    for row in rows.order_by("starts_on", "id"):
        found[row.kind] = OwnRule(row.days, row.source)
    return found


def duty_title(kind: str, part: int, year: int) -> str:
    """What is owed, in words."""
    if kind == DutyKind.QUARTER_REPORT:
        words = _("Laporan triwulan %(quarter)s %(year)d (Renja, formulir E.81)")
        return words % {"quarter": QUARTERS[part - 1], "year": year}
    if kind == DutyKind.YEAR_END:
        return _("Penutupan tahun %(year)d") % {"year": year}
    return _("Hari terakhir membayar %(year)d") % {"year": year}


def delivered_in(programme_id: int) -> dict[tuple[str, int], date]:
    """The day of every duty that was delivered."""
    rows = DeliveredDuty.objects.filter(programme=programme_id)
    return {(kind, part): on for kind, part, on in rows.values_list("kind", "part", "on")}


def closed_on(programme: ProgrammeYear) -> date | None:
    """The day as of which a closed year was closed; None while it is open."""
    closing = newest_closing(programme.pk)
    return closing.as_of if closing else None


def duty_page(viewer: Viewer, office_code: str, year: int) -> DutyPage | None:
    """The duties of a year; None where the viewer has no desk or the office no plan."""
    if not desk_offices_for(viewer).filter(code=office_code).exists():
        return None
    rows = ProgrammeYear.objects.filter(office__code=office_code, year=year)
    programme = rows.select_related("office").first()
    if programme is None:
        return None
    day = today()
    rules, done = rules_of(programme.office_id, day), delivered_in(programme.pk)
    closed = closed_on(programme)
    return DutyPage(
        programme=programme,
        lines=tuple(
            _line(kind, part, _Known(year, rules.get(kind), done.get((kind, part)), closed, day))
            for kind, part in DUTIES
        ),
        rules=tuple((kind.value, str(kind.label), rules.get(kind)) for kind in DutyKind),
        may_deliver=can_plan(viewer, office_code) or can_pay(viewer, office_code),
        may_rule=can_plan(viewer, office_code),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of one duty on a day."""

    year: int
    rule: OwnRule | None
    delivered: date | None
    closed: date | None
    day: date


def _line(kind: str, part: int, known: _Known) -> DutyLine:
    due = due_day(kind, part, known.year, known.rule.days) if known.rule else None
    is_closing = kind == DutyKind.YEAR_END
    delivered = known.closed if is_closing else known.delivered
    is_over = known.closed is not None and kind not in OWED_BY_CLOSED
    return DutyLine(
        kind=kind,
        part=part,
        title=duty_title(kind, part, known.year),
        due_on=due,
        source=known.rule.source if known.rule else "",
        delivered_on=delivered,
        is_late=due is not None and delivered is None and not is_over and due < known.day,
        is_closing=is_closing,
        is_over=is_over,
    )
