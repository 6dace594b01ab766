"""The terms of a stored training, and those a new one starts with."""

from datetime import date, datetime

from django.utils import timezone

from binakon.enrolment.models import Training
from binakon.enrolment.rules.ranking_facts import Weights
from binakon.enrolment.rules.training_terms import Terms, usual_documents
from binakon.enrolment.states import Policy
from binakon.people.models import Organisation
from binakon.planning.models import Activity


def moment_words(moment: datetime | None) -> str | None:
    """A moment as a term: local, to the minute, so that two of them compare as texts."""
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M") if moment else None


def _day_words(day: date | None) -> str | None:
    return day.isoformat() if day else None


def weights_words(weights: Weights) -> dict[str, int]:
    """Weights as they are stored."""
    return {
        "never_trained": weights.never_trained,
        "certificate": weights.certificate,
        "need": weights.need,
        "arrival": weights.arrival,
        "months": weights.months,
    }


def terms_of(training: Training) -> Terms:
    """What is stored of a training, as plain values."""
    days = training.days.order_by("on", "starts_at")
    return {
        "days": [[d.on.isoformat(), f"{d.starts_at:%H:%M}", f"{d.ends_at:%H:%M}"] for d in days],
        "venue": training.venue,
        "partner": training.partner_id,
        "contact_name": training.contact_name,
        "contact_phone": training.contact_phone,
        "opens_at": moment_words(training.opens_at),
        "closes_at": moment_words(training.closes_at),
        "takes_individuals": training.takes_individuals,
        "takes_nominations": training.takes_nominations,
        "nominations_due_at": moment_words(training.nominations_due_at),
        "unused_return_on": _day_words(training.unused_return_on),
        "seats": training.seats,
        "reserved": dict(training.reserved.order_by("group").values_list("group", "places")),
        "policy": training.policy,
        "weights": dict(training.weights),
        "has_waiting_list": training.has_waiting_list,
        "requirements": training.requirements,
        "documents": list(training.documents),
        "needs_two_verifiers": training.needs_two_verifiers,
        "correction_days": training.correction_days,
        "offer_days": training.offer_days,
        "objection_days": training.objection_days,
    }


def usual_terms(activity: Activity) -> Terms:
    """What a training of this activity starts with: the plan's seats, partner and days, and the office's habits."""
    partner = activity.partners.exclude(organisation=None).values_list("organisation").first()
    days = []
    if activity.precision in {"day", "range"} and activity.starts_on and activity.ends_on:
        span = (activity.ends_on - activity.starts_on).days + 1
        first = activity.starts_on.toordinal()
        dates = [date.fromordinal(first + number) for number in range(min(span, 10))]
        days = [[day.isoformat(), "08:00", "16:00"] for day in dates]
    return {
        "days": days,
        "venue": "",
        "partner": partner[0] if partner else None,
        "contact_name": "",
        "contact_phone": "",
        "opens_at": None,
        "closes_at": None,
        "takes_individuals": True,
        "takes_nominations": True,
        "nominations_due_at": None,
        "unused_return_on": None,
        "seats": activity.seats,
        "reserved": {},
        "policy": Policy.RANKED.value,
        "weights": weights_words(Weights()),
        "has_waiting_list": True,
        "requirements": "",
        "documents": usual_documents(activity.kind),
        "needs_two_verifiers": False,
        "correction_days": 3,
        "offer_days": 2,
        "objection_days": 3,
    }


def organisations() -> list[tuple[int, str]]:
    """The organisations that may be a partner."""
    return [(row.pk, row.name) for row in Organisation.objects.order_by("short_name")]


def organisation_name(pk: int | None) -> str:
    """The name of one of them; "" for none."""
    found = Organisation.objects.filter(pk=pk).first() if pk is not None else None
    return found.name if found is not None else ""
