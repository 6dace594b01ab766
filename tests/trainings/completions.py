"""Plain functions that make classes which were taught and tested, for tests of completion."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.enrolment.models import Registration, Training
from binakon.people.models import Role
from binakon.trainings.actions.completion_rule import answer_rule_change, ask_rule_change
from binakon.trainings.models import CompletionRule, Exam, Presence, Sitting
from binakon.trainings.rules.completion import Asked
from tests.cast import viewer
from tests.factories import BY
from tests.trainings.classes import a_held_class, a_session, participants, present

NOW = datetime.now(UTC)
USUAL = Asked(attendance=80, post=70)


def one() -> Actor:
    return viewer(Role.SECTION_HEAD).actor


def another() -> Actor:
    return viewer(Role.HEAD_OF_DIVISION).actor


def a_post_test(training: Training) -> Exam:
    return Exam.objects.create(
        training=training, kind="post", opens_at=NOW, closes_at=NOW + timedelta(hours=1)
    )


def scored(exam: Exam, person: Registration, score: str) -> Sitting:
    return Sitting.objects.create(
        exam=exam, registration=person, state="submitted", started_at=NOW, due_at=NOW,
        ended_at=NOW, score=Decimal(score),
    )  # fmt: skip


def a_taught_class() -> tuple[Training, list[Registration]]:
    """Over since last week. Four people, ten JP: one meets both lines, one misses sessions, one the test, one has no score yet."""
    training = a_held_class(4)
    people = participants(training)
    first = a_session(training, jp=8)
    second = a_session(training, jp=2)
    for person in people:
        present(first, person)
    present(second, people[0])
    first_gone = Presence.objects.get(session=first, registration=people[1])
    ledger.move(first_gone, "strike", by=BY, sentence="dicoret")
    exam = a_post_test(training)
    for person, score in zip(people, ("70", "90", "69.99"), strict=False):
        scored(exam, person, score)
    return training, people


def changed_by_two(training: Training, asked: Asked) -> None:
    """The rule becomes another: one asks, another grants."""
    revision = CompletionRule.objects.get(training=training).revision
    ask_rule_change(training, asked, reason="Salah ketik.", revision=revision, by=one())
    answer_rule_change(training, is_granted=True, note="", revision=revision + 1, by=another())
