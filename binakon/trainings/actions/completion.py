"""Deciding who has completed: the rule of a training, typed marks, and the decision on everybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.enrolment.actions.seats import hold
from binakon.enrolment.models import Training
from binakon.planning import actions as planning
from binakon.trainings.models import Certificate, Completion, CompletionRule, Mark
from binakon.trainings.queries.completion import (
    Participant,
    completion_page,
    facts_of,
    participants_of,
)
from binakon.trainings.queries.completion_rule import columns_of, is_settled, rule_of, standing_of
from binakon.trainings.queries.completion_time import running_test_of
from binakon.trainings.rules.completion import (
    Asked,
    Result,
    rule_problems,
    settled_problem,
    typed_components,
)
from binakon.trainings.rules.completion_words import running_test_problem
from binakon.trainings.states import CompletionState, Component


@dataclass(frozen=True, slots=True)
class Decided:
    """How many were decided, which way, and how many stay open because something is not known."""

    completed: int
    incomplete: int
    left: int


@transaction.atomic
def set_completion_rule(
    training: Training, asked: Asked, *, by: Actor, revision: int = 0, at: datetime | None = None
) -> CompletionRule:
    """Set what a training asks; a rule that stands is changed alone only before the class begins (`ask_rule_change`).

    `revision` is the one that the form was drawn with, 0 where no rule stood. Raises `Blocked` with everything that is
    wrong, `StaleState` when somebody else was faster.
    """
    refuse(rule_problems(asked))
    hold(training, by=by)
    rule = rule_of(training)
    if rule is not None and rule.revision == revision and is_settled(training, at or clock.now()):
        raise Blocked([settled_problem()])
    columns = columns_of(asked)
    before = columns_of(standing_of(rule)) if rule else {}
    if rule is None and not revision:
        rule = CompletionRule.objects.create(training=training, revision=1, **columns)
    else:
        rows = CompletionRule.objects.filter(training=training, revision=revision)
        if rule is None or not rows.update(revision=F("revision") + 1, **columns):
            raise StaleState(
                _("Orang lain baru saja mengubah syaratnya. Muat ulang halaman, lalu lihat lagi.")
            )
        rule.refresh_from_db()
    ledger.record(
        rule,
        "completion_rule:set",
        by=by,
        at=at,
        sentence=f"Syarat selesai {training} ditetapkan",
        before=before,
        after=columns,
        office_code=training.office_code,
    )
    return rule


Typed = Mapping[tuple[int, str], tuple[Decimal | None, Decimal | None]]


@transaction.atomic
def type_marks(training: Training, typed: Typed, *, by: Actor, at: datetime | None = None) -> int:
    """Keep marks by registration and component, each as (what stood on the page, what was typed); None is none.

    Returns how many changed. Raises `StaleState` when somebody else has changed one of them meanwhile, `Blocked` for a
    component that the rule does not weigh.
    """
    hold(training, by=by)
    moment = at or clock.now()
    people = {person.pk: person for person in participants_of(training)}
    weighed = typed_components(_rule(training).weights)
    rows = Mark.objects.filter(registration__in=people)
    standing = {(row.registration_id, row.component): row.value for row in rows}
    changed: dict[int, dict[str, str]] = {}
    for (pk, component), (was, value) in typed.items():
        if pk not in people or component not in weighed:
            raise Blocked([Problem("mark", _("Nilai ini tidak diminta oleh syarat kelas ini."))])
        if value == was:
            continue
        if standing.get((pk, component)) != was:
            raise StaleState(
                _("Orang lain baru saja mengisi nilai yang sama. Muat ulang halaman, lihat lagi.")
            )
        mark = Mark.objects.filter(registration=pk, component=component)
        if value is None:
            mark.delete()
        else:
            mark.update_or_create(
                registration_id=pk, component=component, defaults={"value": value, "at": moment}
            )
        changed.setdefault(pk, {})[component] = "" if value is None else str(value)
    for pk, marks in changed.items():
        names = ", ".join(str(Component(component).label) for component in marks)
        ledger.record(
            people[pk],
            "marks:type",
            by=by,
            at=moment,
            sentence=f"Nilai {people[pk].code} diisi: {names}",
            before={part: str(standing.get((pk, part), "")) for part in marks},
            after=marks,
            office_code=training.office_code,
        )
    return sum(len(marks) for marks in changed.values())


@transaction.atomic
def decide_completions(
    training: Training,
    *,
    by: Actor,
    closes_missing: bool = False,
    shown: str = "",
    at: datetime | None = None,
) -> Decided:
    """Decide on everybody on whom nothing is decided, by the rule and the figures of this moment.

    1. Hold the training: corrections, certificates and a second press wait.
    2. The class is over and no scan contradicts another; else nobody is decided.
    3. Judge everybody; whoever is complete or short is decided, each with a line of history.
    4. Where something is missing nothing is decided, unless `closes_missing` says that it will never come.
    5. The people who have completed become realised in the plan.

    Raises `Blocked` without a rule, too early, or when `shown` (the fingerprint of a preview) is not what the rule says
    now.
    """
    hold(training, by=by)
    _rule(training)
    moment = at or clock.now()
    page = completion_page(training, at=moment)
    refuse([*page.hindrances, *_closing_problems(training, moment, closes_missing=closes_missing)])
    if shown and shown != page.shown:
        sentence = _("Data peserta berubah sejak halaman ini dibuka. Lihat lagi, lalu putuskan.")
        raise Blocked([Problem("shown", sentence)])
    # Taken before anybody is moved: the page knows its people by their decisions, which these moves change.
    pending = page.pending
    results = []
    for person in pending:
        if person.judgement.result == Result.UNKNOWN and not closes_missing:
            continue
        _decide(person, page.asked, training, by, moment)
        results.append(person.judgement.result == Result.COMPLETED)
    realise_trained(training, by=by, at=moment)
    completed = sum(results)
    return Decided(completed, len(results) - completed, len(pending) - len(results))


@transaction.atomic
def decide_again(
    completion: Completion, *, reason: str, by: Actor, at: datetime | None = None
) -> None:
    """Open a decision once more because attendance or a test was corrected; never under a standing certificate."""
    if not reason.strip():
        raise Blocked([Problem("reason", _("Tulis apa yang dibetulkan."))])
    training = completion.training
    hold(training, by=by)
    if Certificate.objects.standing().filter(registration=completion.registration_id).exists():
        sentence = _("Sertifikatnya berlaku. Cabut dulu sertifikat itu, lalu putuskan lagi.")
        raise Blocked([Problem("certificate", sentence)])
    ledger.move(
        completion,
        "decide_again",
        by=by,
        at=at,
        note=reason.strip(),
        sentence=f"Keputusan selesai {completion.registration.code} dibuka lagi: {reason.strip()}",
        office_code=training.office_code,
        decided_at=None,
        exception_reason="",
        asked_by=None,
        answered_by=None,
        answer_note="",
    )
    realise_trained(training, by=by, at=at)


def realise_trained(training: Training, *, by: Actor, at: datetime | None = None) -> None:
    """Let the plan say as many people realised as have completed; call it in the transaction of the decision."""
    trained = Completion.objects.completed().filter(training=training).count()
    planning.realise_people(training.activity, trained, by=by, at=at)


def _closing_problems(
    training: Training, moment: datetime, *, closes_missing: bool
) -> list[Problem]:
    closes = running_test_of(training, moment) if closes_missing else None
    return [] if closes is None else [running_test_problem(closes)]


def _rule(training: Training) -> CompletionRule:
    rule = CompletionRule.objects.filter(training=training).first()
    if rule is None:
        sentence = _("Syarat selesai kelas ini belum ditetapkan. Tetapkan dulu syaratnya.")
        raise Blocked([Problem("no_rule", sentence)])
    return rule


def _decide(
    person: Participant, asked: Asked, training: Training, by: Actor, moment: datetime
) -> None:
    completion = person.completion
    if completion is None:
        completion = Completion.objects.create(training=training, registration=person.registration)
    is_complete = person.judgement.result == Result.COMPLETED
    label = CompletionState.COMPLETED.label if is_complete else CompletionState.INCOMPLETE.label
    why = " ".join(problem.sentence for problem in person.judgement.reasons)
    ledger.move(
        completion,
        "complete" if is_complete else "fall_short",
        by=by,
        at=moment,
        sentence=f"{person.registration.code}: {label}. {why}".strip(),
        office_code=training.office_code,
        facts=facts_of(asked, person.figures, person.judgement),
        decided_at=moment,
    )
