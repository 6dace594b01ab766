"""How long a stretch of the chain may take on a day: the dated rows, an office's own before everybody's."""

from datetime import date, datetime, timedelta

from django.db.models import F

from binakon.certification.models import Case, StepRule
from binakon.core import clock
from binakon.core.holidays import add_working_days

PAYMENT = "payment"
CORRECTION = "correction"
REVIEW = "review"


def step_rule(key: str, office_id: int, on: date) -> StepRule | None:
    """The row that holds on a day; None where nobody has said how long the stretch takes."""
    rows = StepRule.objects.valid_on(on).filter(key=key)
    both = rows.filter(office=None) | rows.filter(office=office_id)
    return both.order_by(
        F("office").desc(nulls_last=True), F("valid_from").desc(nulls_last=True), "-id"
    ).first()


def due_day(rule: StepRule, on: date) -> date:
    """The last day of a stretch that began on `on`."""
    if rule.is_working:
        return add_working_days(on, rule.days)
    return on + timedelta(days=rule.days)


def due_for(case: Case, key: str, on: date) -> datetime | None:
    """The last moment of a case's stretch that began on `on`; None without a row."""
    rule = step_rule(key, case.activity.programme.office_id, on)
    return clock.end_of(due_day(rule, on)) if rule is not None else None
