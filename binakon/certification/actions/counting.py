"""Deciding which date counts as facilitated, and how long the stretches of the chain are thought to take."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from binakon.certification.models import CountingRule, StepRule
from binakon.certification.rules.counting import decision_problems, estimate_problems
from binakon.certification.states import ESTIMATED, CountedDate, StretchKey
from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.problems import refuse
from binakon.people.models import Office


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many days of the calendar, or working days."""

    days: int
    is_working: bool = False


@transaction.atomic
def decide_counting(
    office: Office, counts: str, *, starts_on: date, decided_in: str, by: Actor
) -> CountingRule:
    """From a day on the office counts this date as facilitated; earlier days keep what held then.

    Raises `Blocked` when nothing is said of where it was decided, or another decision begins on that day.
    """
    words = " ".join(decided_in.split())
    taken = set(CountingRule.objects.filter(office=office).values_list("starts_on", flat=True))
    refuse(decision_problems(decided_in=words, starts_on=starts_on, taken=taken))
    try:
        with transaction.atomic():
            rule = CountingRule.objects.create(
                office=office,
                counts=counts,
                starts_on=starts_on,
                decided_in=words,
                by_id=by.user_id,
                at=clock.now(),
            )
    except IntegrityError:
        refuse(decision_problems(decided_in=words, starts_on=starts_on, taken={starts_on}))
        raise
    ledger.start(
        rule,
        by=by,
        sentence=f"Difasilitasi dihitung saat {CountedDate(counts).label} mulai {starts_on}: {words}",
        office_code=office.code,
    )
    return rule


@transaction.atomic
def estimate(
    office: Office, told: Mapping[str, Estimate | None], *, source: str, by: Actor
) -> list[StepRule]:
    """Keep the office's own estimates from today on; those that stay as they are write nothing, None takes one back.

    Raises `Blocked` without a source, with one that stands for other days already, with days out of range.
    """
    words, today = " ".join(source.split()), timezone.localdate(clock.now())
    own = StepRule.objects.filter(office=office)
    held = {row.key: row for row in own.valid_on(today)}
    changed = {
        key: new
        for key in ESTIMATED
        if key in told and (new := told[key]) != _as_estimate(held.get(key))
    }
    if not changed:
        return []
    used = set(own.filter(key__in=changed, source=words).values_list("source", flat=True))
    refuse(
        estimate_problems(
            {key: new.days if new else None for key, new in changed.items()},
            source=words,
            used=used,
        )
    )
    own.filter(pk__in=[held[key].pk for key in changed if key in held]).update(
        valid_to=today - timedelta(days=1)
    )
    rows = [_keep(office, key, new, words, today, by=by) for key, new in changed.items() if new]
    for key in (key for key, new in changed.items() if new is None):
        ledger.record(
            held[key],
            "step_rule:end",
            by=by,
            sentence=f"Perkiraan {StretchKey(key).label} tidak dipakai lagi",
            note=words,
            office_code=office.code,
        )
    return rows


def _keep(
    office: Office, key: str, new: Estimate, source: str, today: date, *, by: Actor
) -> StepRule:
    row = StepRule.objects.create(
        office=office,
        key=key,
        days=new.days,
        is_working=new.is_working,
        valid_from=today,
        source=source,
    )
    unit = "hari kerja" if new.is_working else "hari"
    ledger.start(
        row,
        by=by,
        sentence=f"Perkiraan {StretchKey(key).label}: {new.days} {unit} ({source})",
        office_code=office.code,
    )
    return row


def _as_estimate(row: StepRule | None) -> Estimate | None:
    return Estimate(row.days, row.is_working) if row else None
