"""What is known of a training just before it opens."""

from datetime import date, datetime

from django.db.models import Sum
from django.utils import timezone

from binakon.core.holidays import holiday_on
from binakon.enrolment.models import Training
from binakon.enrolment.queries.nominating import asking_offices
from binakon.enrolment.rules.opening_preview import PreviewFacts
from binakon.planning.models import RegionalQuota


def preview_facts(training: Training, moment: datetime) -> PreviewFacts:
    """The facts of the preview at this moment; hand it a training that its viewer may see."""
    activity = training.activity
    days: list[date] = sorted(set(training.days.values_list("on", flat=True)))
    off = {day: holiday_on(day) for day in days}
    quotas = RegionalQuota.objects.filter(activity=activity).aggregate(sum=Sum("places"))["sum"]
    groups = training.reserved.aggregate(sum=Sum("places"))["sum"] or 0
    return PreviewFacts(
        moment=moment,
        opens_at=training.opens_at,
        closes_at=training.closes_at,
        closes_on=timezone.localdate(training.closes_at),
        nominations_due_at=training.nominations_due_at,
        days=tuple(days),
        days_off={day: holiday for day, holiday in off.items() if holiday is not None},
        window=activity.window,
        seats=training.seats,
        plan_seats=activity.seats,
        asked=len(asking_offices(training)),
        quota=quotas,
        shared=(quotas or 0) + groups,
        documents=tuple(training.documents),
        policy=training.policy,
        takes_individuals=training.takes_individuals,
        has_waiting_list=training.has_waiting_list,
        correction_days=training.correction_days,
        objection_days=training.objection_days,
    )
