"""The duties of an office's year as they stand: by when, by which rule, and whether they are delivered."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from binakon.core.calendar import QUARTERS, today
from binakon.people.queries import desk_offices_for
from binakon.people.rules import Viewer, can_pay, can_plan
from binakon.planning.models import DeliveredDuty, DutyRule, ProgrammeYear
from binakon.planning.rules.duties import DUTIES, OwnRule, due_day
from binakon.planning.states import DutyKind


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty; no due day while the office has no rule, no delivered day while it is owed."""

    kind: str
    part: int
    title: str
    due_on: date | None
    source: str
    delivered_on: date | None
    is_late: bool

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
    return _("Hari terakhir membayar %(year)d") % {"year": year}


def delivered_in(programme_id: int) -> dict[tuple[str, int], date]:
    """The day of every duty that was delivered."""
    rows = DeliveredDuty.objects.filter(programme=programme_id)
    return {(kind, part): on for kind, part, on in rows.values_list("kind", "part", "on")}


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
    return DutyPage(
        programme=programme,
        lines=tuple(
            _line(kind, part, year, rules.get(kind), done.get((kind, part)), day)
            for kind, part in DUTIES
        ),
        rules=tuple((kind.value, str(kind.label), rules.get(kind)) for kind in DutyKind),
        may_deliver=can_plan(viewer, office_code) or can_pay(viewer, office_code),
        may_rule=can_plan(viewer, office_code),
    )


def _line(
    kind: str, part: int, year: int, rule: OwnRule | None, delivered: date | None, day: date
) -> DutyLine:
    due = due_day(kind, part, year, rule.days) if rule else None
    return DutyLine(
        kind=kind,
        part=part,
        title=duty_title(kind, part, year),
        due_on=due,
        source=rule.source if rule else "",
        delivered_on=delivered,
        is_late=due is not None and delivered is None and due < day,
    )
