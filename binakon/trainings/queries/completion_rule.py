"""What a training asks of its participants, whether one person may still change it, and the change that waits."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from binakon.enrolment.models import Training
from binakon.enrolment.queries.desk_work import ClassWork
from binakon.people.rules import Viewer, can_approve
from binakon.trainings.models import Completion, CompletionRule, Presence
from binakon.trainings.rules.completion import Asked, asked_from
from binakon.trainings.rules.completion_words import rule_words


def rule_of(training: Training) -> CompletionRule | None:
    """The rule of a training; None while nobody has set one."""
    rows = CompletionRule.objects.filter(training=training)
    return rows.select_related("asked_by").first()


def standing_of(rule: CompletionRule | None) -> Asked:
    """A stored rule as the rules read it; without one nothing is asked."""
    if rule is None:
        return Asked()
    return Asked(rule.least_attendance, rule.least_post, rule.least_final, rule.weights)


def columns_of(asked: Asked) -> dict[str, Any]:
    """The same as the row of a rule holds it."""
    return {
        "least_attendance": asked.attendance,
        "least_post": asked.post,
        "least_final": asked.final,
        "weights": dict(asked.weights),
    }


def is_settled(training: Training, moment: datetime) -> bool:
    """Whether a change of the rule could be made to fit somebody: the class has begun, or something of it is known."""
    return (
        timezone.localtime(moment).date() >= training.starts_on
        or Presence.objects.filter(session__training=training).exists()
        or Completion.objects.filter(training=training).exists()
    )


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A change that waits for a second person, in words; `is_own` for whoever asked for it."""

    rule: CompletionRule
    standing: tuple[str, ...]
    wanted: tuple[str, ...]
    is_own: bool


def rule_change(viewer: Viewer, rule: CompletionRule | None) -> RuleChange | None:
    """The change that waits; None while none does."""
    if rule is None or not rule.is_waiting:
        return None
    return RuleChange(
        rule,
        tuple(rule_words(standing_of(rule))),
        tuple(rule_words(asked_from(rule.wanted))),
        rule.asked_by_id == viewer.actor.user_id,
    )


def rule_changes_waiting(viewer: Viewer, office_code: str, year: int) -> tuple[ClassWork, ...]:
    """Changes of rules that this viewer may answer, by class in the order of their days; none that they asked for."""
    if not can_approve(viewer, office_code):
        return ()
    rows = Training.objects.filter(
        activity__programme__office__code=office_code, activity__programme__year=year
    ).exclude(completion_rule=None)
    waiting = rows.exclude(completion_rule__wanted_reason="").exclude(
        completion_rule__asked_by=viewer.actor.user_id
    )
    found = waiting.select_related("activity__programme__office").order_by("starts_on", "pk")
    return tuple(ClassWork(training, 1) for training in found)
