"""Participants of a training with what is known of each, what its rule says, and what was decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from binakon.core import clock
from binakon.core.problems import Problem
from binakon.enrolment.models import Registration, Training
from binakon.enrolment.states import PlaceState
from binakon.trainings.models import (
    Certificate,
    Completion,
    CompletionRule,
    Mark,
    Session,
    Sitting,
)
from binakon.trainings.queries.completion_rule import rule_of, standing_of
from binakon.trainings.queries.completion_time import hindrances_of
from binakon.trainings.queries.jp import jp_attended, jp_total
from binakon.trainings.rules.completion import (
    Asked,
    Figures,
    Judgement,
    Result,
    judge,
    points,
    typed_components,
)
from binakon.trainings.rules.completion_words import (
    fingerprint,
    result_label,
    result_tone,
    rule_words,
    state_tone,
)
from binakon.trainings.states import SCORED, CompletionState, Component, ExamKind


@dataclass(frozen=True, slots=True)
class Participant:
    """One participant: figures now, the rule's judgement of them, and the decision where there is one."""

    registration: Registration
    figures: Figures
    judgement: Judgement
    completion: Completion | None
    has_certificate: bool

    @property
    def state(self) -> str:
        """Where the decision stands."""
        return self.completion.state if self.completion else CompletionState.PENDING

    @property
    def is_pending(self) -> bool:
        """Not decided yet, or to be decided again."""
        return self.state == CompletionState.PENDING

    @property
    def label(self) -> str:
        """The decision in words; while there is none, what the rule proposes."""
        if self.is_pending:
            return result_label(self.judgement.result)
        return str(CompletionState(self.state).label)

    @property
    def tone(self) -> str:
        """The tone of its badge."""
        return result_tone(self.judgement.result) if self.is_pending else state_tone(self.state)

    @property
    def attendance_words(self) -> str:
        """Percent of JP attended, as it reads."""
        value = self.figures.attendance
        return points(value) if value is None else f"{points(value)} %"

    @property
    def scores(self) -> tuple[tuple[str, str], ...]:
        """Pre-test, post-test and final score: what each is called and how it reads, "" where it is unknown."""
        values = (
            (str(Component.PRE.label), self.figures.value(Component.PRE)),
            (str(Component.POST.label), self.figures.value(Component.POST)),
            (_("nilai akhir"), self.judgement.final),
        )
        return tuple((label, "" if value is None else points(value)) for label, value in values)

    @property
    def is_excepted(self) -> bool:
        """Completed by two people, not by the rule."""
        return self.state == CompletionState.COMPLETED and bool(
            self.completion and self.completion.asked_by_id
        )

    @property
    def is_outdated(self) -> bool:
        """Decided by the rule, which now says something else; a certificate that stands on it makes that worse."""
        by_rule = self.state in {CompletionState.COMPLETED, CompletionState.INCOMPLETE}
        if self.completion is None or not by_rule or self.is_excepted:
            return False
        return bool(self.completion.facts.get("result") != self.judgement.result)


@dataclass(frozen=True, slots=True)
class CompletionPage:
    """Everybody of a training, its rule (None: not set yet) and sessions of which no attendance is recorded.

    `hindrances` say why nobody is decided yet.
    """

    training: Training
    rule: CompletionRule | None
    asked: Asked
    people: tuple[Participant, ...]
    jp_total: int
    unmarked: int
    hindrances: tuple[Problem, ...]

    def count(self, *states: str) -> int:
        """How many participants stand there."""
        return sum(person.state in states for person in self.people)

    @property
    def pending(self) -> tuple[Participant, ...]:
        """Participants on whom nothing is decided."""
        return tuple(person for person in self.people if person.is_pending)

    @property
    def outdated(self) -> tuple[Participant, ...]:
        """Participants whose decision no longer fits the figures or the rule."""
        return tuple(person for person in self.people if person.is_outdated)

    @property
    def shown(self) -> str:
        """What a preview of deciding shows, as a fingerprint."""
        return fingerprint((p.registration.pk, p.judgement.result) for p in self.pending)

    def proposed(self, result: Result) -> tuple[Participant, ...]:
        """Undecided participants of whom the rule says this."""
        return tuple(p for p in self.pending if p.judgement.result == result)

    @property
    def rule_words(self) -> list[str]:
        """What the training asks, in words."""
        return rule_words(self.asked)

    @property
    def typed(self) -> tuple[Component, ...]:
        """The components that somebody types."""
        return typed_components(self.asked.weights)

    @property
    def has_final(self) -> bool:
        """Whether a final score is worked out at all."""
        return bool(self.asked.weights)

    def of(self, registration: int) -> Participant | None:
        """One participant."""
        return next((p for p in self.people if p.registration.pk == registration), None)


def participants_of(training: Training) -> list[Registration]:
    """The determined participants, by name."""
    rows = Registration.objects.filter(training=training, place__state=PlaceState.DETERMINED)
    return list(rows.select_related("office").order_by("name", "id"))


def completion_page(training: Training, *, at: datetime | None = None) -> CompletionPage:
    """Everything the page of completion shows at a moment (None: now)."""
    rule = rule_of(training)
    asked = standing_of(rule)
    people = participants_of(training)
    figures = figures_of(training, people)
    found = Completion.objects.filter(training=training).select_related("asked_by", "answered_by")
    decided = {row.registration_id: row for row in found}
    certified = set(
        Certificate.objects.standing()
        .filter(training=training)
        .values_list("registration_id", flat=True)
    )
    taught = Session.objects.filter(training=training, jp__gt=0)
    return CompletionPage(
        training=training,
        rule=rule,
        asked=asked,
        people=tuple(
            Participant(
                person,
                figures[person.pk],
                judge(asked, figures[person.pk]),
                decided.get(person.pk),
                person.pk in certified,
            )
            for person in people
        ),
        jp_total=jp_total(training),
        unmarked=taught.exclude(presences__state="present").distinct().count(),
        hindrances=hindrances_of(training, at or clock.now()),
    )


def figures_of(training: Training, people: Iterable[Registration]) -> dict[int, Figures]:
    """What is known of each participant, by registration.

    Once anybody's attendance is recorded, whoever has none attended 0 JP; before that nobody's is known.
    """
    attended, total = jp_attended(training), jp_total(training)
    scores: dict[int, dict[str, Decimal | None]] = {person.pk: {} for person in people}
    sittings = Sitting.objects.filter(exam__training=training, state__in=SCORED)
    for pk, kind, score in sittings.values_list("registration_id", "exam__kind", "score"):
        if pk in scores:
            scores[pk][Component.PRE if kind == ExamKind.PRE else Component.POST] = score
    for pk, component, value in Mark.objects.filter(registration__in=list(scores)).values_list(
        "registration_id", "component", "value"
    ):
        scores[pk][component] = value
    return {
        pk: Figures(attended.get(pk, 0) if attended else None, total, found)
        for pk, found in scores.items()
    }


def facts_of(asked: Asked, known: Figures, judged: Judgement) -> dict[str, object]:
    """What a decision was made with, as it is kept."""
    return {
        "rule": asked.as_json(),
        "jp": known.jp,
        "jp_total": known.jp_total,
        "scores": {
            part: str(score) for part, score in sorted(known.scores.items()) if score is not None
        },
        "final": _exact(judged.final),
        "result": judged.result.value,
        "short": _codes(judged.short),
        "missing": _codes(judged.missing),
    }


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _codes(problems: Iterable[Problem]) -> list[str]:
    return [problem.code for problem in problems]
