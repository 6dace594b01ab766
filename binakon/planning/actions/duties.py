"""The clocks of a year's duties: the office's own rule starts them, delivering stops them."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.deadlines import CLOSING, start_clock, stop_clock
from binakon.core.problems import refuse
from binakon.people.models import Office
from binakon.planning.models import DeliveredDuty, DutyRule, ProgrammeYear
from binakon.planning.queries.duties import delivered_in, duty_title, rules_of
from binakon.planning.rules.duties import (
    DUTIES,
    OWED_BY_CLOSED,
    clock_kind,
    delivery_problems,
    due_day,
    rule_problems,
)
from binakon.planning.states import DutyKind, YearState


@transaction.atomic
def set_duty_rule(
    office: Office, kind: str, *, days: int, source: str, by: Actor, at: datetime | None = None
) -> DutyRule:
    """Say by how many days a duty is due from today on, and where that is written; its clocks are set anew.

    Raises `Blocked` for more than 90 days and for a rule without a source.
    """
    moment = at or clock.now()
    refuse(rule_problems(days, source))
    row = DutyRule.objects.create(
        office=office,
        kind=DutyKind(kind),
        days=days,
        starts_on=timezone.localdate(moment),
        source=source.strip(),
    )
    ledger.record(
        row,
        "duty_rule:set",
        by=by,
        at=moment,
        sentence=f"Tenggat {row.get_kind_display()}: {days} hari ({row.source})",
        office_code=office.code,
    )
    for programme in ProgrammeYear.objects.filter(office=office):
        run_clocks(programme, by=by, at=moment)
    return row


@transaction.atomic
def deliver_duty(
    programme: ProgrammeYear,
    kind: str,
    part: int,
    *,
    on: date,
    by: Actor,
    at: datetime | None = None,
) -> bool:
    """A duty was delivered on a day: its clock stops; False when that was known already.

    Raises `Blocked` for a duty that does not exist and a day that has not come.
    """
    moment = at or clock.now()
    today = timezone.localdate(moment)
    refuse(delivery_problems(kind, part, on, year=programme.year, today=today))
    row, is_new = DeliveredDuty.objects.get_or_create(
        programme=programme, kind=kind, part=part, defaults={"on": on}
    )
    if not is_new:
        return False
    stop_clock(programme, clock_kind(kind, part), at=moment)
    ledger.record(
        row,
        "duty:deliver",
        by=by,
        at=moment,
        sentence=f"{duty_title(kind, part, programme.year)}: selesai",
        office_code=programme.office.code,
    )
    return True


@transaction.atomic
def take_duty_back(
    programme: ProgrammeYear, kind: str, part: int, *, by: Actor, at: datetime | None = None
) -> bool:
    """A duty was marked as delivered by mistake: it is owed again and its clock runs; False when it was owed already."""
    moment = at or clock.now()
    row = DeliveredDuty.objects.filter(programme=programme, kind=kind, part=part).first()
    if row is None:
        return False
    ledger.record(
        row,
        "duty:take_back",
        by=by,
        at=moment,
        sentence=f"{duty_title(kind, part, programme.year)}: belum selesai, tanda selesainya dicabut",
        before={"on": row.on.isoformat()},
        office_code=programme.office.code,
    )
    row.delete()
    run_clocks(programme, by=by, at=moment)
    return True


@transaction.atomic
def watch_duties(*, by: Actor, at: datetime | None = None) -> int:
    """Let the clocks run of every duty of this year and the last that is owed; how many run.

    `by` is whose job it is. An older year is history: nobody is reminded of it.
    """
    moment = at or clock.now()
    newest = timezone.localdate(moment).year
    years = ProgrammeYear.objects.filter(year__in=[newest - 1, newest]).select_related("office")
    return sum(run_clocks(programme, by=by, at=moment) for programme in years)


def run_clocks(programme: ProgrammeYear, *, by: Actor, at: datetime) -> int:
    """Let the clocks of a year run as its rules and its state ask for; how many run. `by` is whose deed it is part of.

    A closed year owes only its reports. Call it inside the action.
    """
    rules, done = rules_of(programme.office_id, timezone.localdate(at)), delivered_in(programme.pk)
    if timezone.localdate(at).year > programme.year + 1:
        return 0
    running = 0
    for kind, part in DUTIES:
        rule = rules.get(kind)
        is_over = programme.state == YearState.CLOSED and kind not in OWED_BY_CLOSED
        if rule is None or is_over or (kind, part) in done:
            stop_clock(programme, clock_kind(kind, part), at=at)
            continue
        running += 1
        due = due_day(kind, part, programme.year, rule.days)
        start_clock(
            programme,
            clock_kind(kind, part),
            title=f"{duty_title(kind, part, programme.year)}, aturan kantor",
            office_code=programme.office.code,
            due_at=datetime.combine(due, CLOSING, tzinfo=timezone.get_default_timezone()),
            path=f"/meja/rencana/{programme.year}/tenggat/",
        )
    return running
