"""Deciding who has completed, from facts in the database to the plan and its figures."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.calendar import today
from binakon.core.measures import Scope, count
from binakon.core.models import AuditEvent
from binakon.core.problems import Blocked, IllegalMove, NotAllowed, StaleState
from binakon.enrolment.models import Registration, Training
from binakon.people.models import Role
from binakon.planning.models import Commitment, Target
from binakon.reports.queries.check import figure_problems
from binakon.trainings.actions.completion import (
    Decided,
    decide_again,
    decide_completions,
    set_completion_rule,
    type_marks,
)
from binakon.trainings.actions.exceptions import answer_exception, ask_exception
from binakon.trainings.models import Completion, Exam, Mark, Presence, Sitting
from binakon.trainings.queries.completion import completion_page
from binakon.trainings.rules.completion import Asked
from tests.cast import viewer
from tests.factories import BY, sentences
from tests.trainings.classes import a_class, a_session, participants, present
from tests.trainings.test_frozen import a_certificate, refused

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]
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
    """Four people, ten JP: one meets both lines, one misses sessions, one the test, one has no score yet."""
    training = a_class(4)
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


def state_of(person: Registration) -> str:
    return Completion.objects.get(registration=person).state


def counted(key: str, days_ago: int = 0) -> tuple[int | None, int | None]:
    found = count(key, Scope("63", 2026, today() - timedelta(days=days_ago)))
    return found.services, found.people


def realised(training: Training) -> dict[str, int]:
    rows = Commitment.objects.filter(activity=training.activity)
    return {row.kind: row.amount for row in rows}


def test_everybody_is_decided_by_the_rule_and_who_lacks_a_figure_stays_open() -> None:
    training, people = a_taught_class()
    set_completion_rule(training, USUAL, by=one())
    assert decide_completions(training, by=one()) == Decided(completed=1, incomplete=2, left=1)
    assert [state_of(person) for person in people[:3]] == ["completed", "incomplete", "incomplete"]
    assert not Completion.objects.filter(registration=people[3]).exists()
    said = AuditEvent.objects.filter(subject_type="trainings.completion").order_by("id")
    assert [event.sentence for event in said] == [
        f"{people[0].code}: selesai.",
        f"{people[1].code}: perlu pembinaan lanjutan. Kehadiran 0 %, syaratnya 80 %.",
        f"{people[2].code}: perlu pembinaan lanjutan. Tes akhir 69,99, syaratnya 70.",
    ]


def test_pressing_twice_decides_nobody_twice() -> None:
    training, _people = a_taught_class()
    set_completion_rule(training, USUAL, by=one())
    decide_completions(training, by=one())
    assert decide_completions(training, by=one()) == Decided(0, 0, 1)


def test_what_will_never_be_filled_in_can_be_closed_and_is_kept_as_missing() -> None:
    training, people = a_taught_class()
    set_completion_rule(training, USUAL, by=one())
    assert decide_completions(training, by=one(), closes_missing=True).left == 0
    facts = Completion.objects.get(registration=people[3]).facts
    assert (facts["result"], facts["missing"], facts["jp"], facts["scores"]) == (
        "unknown",
        ["post"],
        8,
        {},
    )


def test_nobody_is_decided_before_a_rule_was_set() -> None:
    training, _people = a_taught_class()
    with pytest.raises(Blocked) as refusal:
        decide_completions(training, by=one())
    assert sentences(refusal.value.problems) == [
        "Syarat selesai kelas ini belum ditetapkan. Tetapkan dulu syaratnya."
    ]


def test_before_any_presence_is_recorded_attendance_is_unknown_and_not_nought() -> None:
    training = a_class(1)
    a_session(training, jp=4)
    set_completion_rule(training, Asked(attendance=80), by=one())
    [person] = completion_page(training).people
    assert (person.figures.jp, person.judgement.result) == (None, "unknown")


def test_a_rule_that_does_not_add_up_is_refused_whole() -> None:
    training = a_class(1)
    with pytest.raises(Blocked):
        set_completion_rule(training, Asked(attendance=80, weights={"post": 95}), by=one())
    set_completion_rule(training, USUAL, by=one())
    with pytest.raises(StaleState):
        set_completion_rule(training, Asked(post=60), by=one())


def test_a_mark_that_somebody_else_has_changed_meanwhile_is_not_overwritten() -> None:
    training = a_class(1)
    [person] = participants(training)
    set_completion_rule(training, Asked(final=70, weights={"attitude": 50, "post": 50}), by=one())
    cell = (person.pk, "attitude")
    assert type_marks(training, {cell: (None, Decimal("80.00"))}, by=one()) == 1
    with pytest.raises(StaleState):
        type_marks(training, {cell: (None, Decimal("60.00"))}, by=another())
    with pytest.raises(Blocked):
        type_marks(training, {(person.pk, "task"): (None, Decimal(60))}, by=one())
    assert type_marks(training, {cell: (Decimal("80.00"), None)}, by=one()) == 1
    assert not Mark.objects.exists()


def test_who_has_completed_is_realised_in_the_plan_and_the_promise_stays_bound_once() -> None:
    training, people = a_taught_class()
    set_completion_rule(training, USUAL, by=one())
    assert realised(training) == {"committed": 4}
    target = Target.objects.get(indicator=training.activity.indicator, version__state="ratified")
    bound = target.committed
    decide_completions(training, by=one())
    assert realised(training) == {"committed": 3, "realised": 1}
    decide_again(Completion.objects.get(registration=people[0]), reason="presensi", by=one())
    assert realised(training) == {"committed": 4}
    target.refresh_from_db()
    assert (target.committed, figure_problems()) == (bound, [])


def test_check_figures_finds_a_plan_that_realises_another_number() -> None:
    training, people = a_taught_class()
    Completion.objects.create(training=training, registration=people[0], state="completed")
    assert sentences(figure_problems()) == [
        f"Orang terealisasi pada kegiatan {training.activity_id}: "
        "penghitung 0, padahal baris-barisnya berjumlah 1."
    ]


def test_a_correction_is_shown_and_decided_again() -> None:
    training, people = a_taught_class()
    set_completion_rule(training, USUAL, by=one())
    decide_completions(training, by=one())
    back = Presence.objects.get(registration=people[1])
    ledger.move(back, "restore", by=BY, sentence="dikembalikan")
    outdated = [person for person in completion_page(training).people if person.is_outdated]
    assert [person.registration for person in outdated] == [people[1]]
    decide_again(outdated[0].completion, reason="presensi dikembalikan", by=one())  # type: ignore[arg-type]
    decide_completions(training, by=one())
    assert state_of(people[1]) == "completed"


def test_under_a_standing_certificate_nothing_is_decided_again_and_the_database_agrees() -> None:
    training, people = a_taught_class()
    set_completion_rule(training, USUAL, by=one())
    decide_completions(training, by=one())
    made = a_certificate(training, people[0])
    completion = Completion.objects.get(registration=people[0])
    with pytest.raises(Blocked) as refusal:
        decide_again(completion, reason="keliru", by=one())
    assert sentences(refusal.value.problems) == [
        "Sertifikatnya berlaku. Cabut dulu sertifikat itu, lalu putuskan lagi."
    ]
    rows = Completion.objects.filter(pk=completion.pk)
    assert refused(lambda: rows.update(state="pending"))
    ledger.move(
        made, "revoke", by=BY, sentence="dicabut", ended_at=NOW, ended_because="not_completed"
    )
    assert not refused(lambda: rows.update(state="pending"))


def test_an_exception_needs_a_reason_and_a_second_person() -> None:
    training, people = a_taught_class()
    set_completion_rule(training, USUAL, by=one())
    decide_completions(training, by=one())
    completion = Completion.objects.get(registration=people[2])
    with pytest.raises(Blocked):
        ask_exception(completion, reason="  ", by=one())
    ask_exception(completion, reason="Tes terputus listrik padam.", by=one())
    with pytest.raises(NotAllowed):
        answer_exception(completion, is_granted=True, note="", by=one())
    with pytest.raises(NotAllowed):
        answer_exception(completion, is_granted=True, note="", by=BY)
    answer_exception(completion, is_granted=True, note="", by=another())
    assert (state_of(people[2]), realised(training)["realised"]) == ("completed", 2)
    with pytest.raises(IllegalMove):
        answer_exception(completion, is_granted=False, note="terlambat", by=another())


def test_a_denied_exception_says_why_and_can_be_asked_for_again_by_the_other() -> None:
    training, people = a_taught_class()
    set_completion_rule(training, USUAL, by=one())
    decide_completions(training, by=one())
    completion = Completion.objects.get(registration=people[2])
    ask_exception(completion, reason="Listrik padam.", by=one())
    with pytest.raises(Blocked):
        answer_exception(completion, is_granted=False, note="", by=another())
    answer_exception(completion, is_granted=False, note="Tidak ada bukti.", by=another())
    assert (state_of(people[2]), completion.answer_note) == ("incomplete", "Tidak ada bukti.")
    ask_exception(completion, reason="Bukti terlampir.", by=another())
    answer_exception(completion, is_granted=True, note="", by=one())
    assert state_of(people[2]) == "completed"


def test_what_nobody_has_recorded_is_unknown_in_every_measure() -> None:
    a_class(1)
    for key in ("attended", "trained", "passed_post_test", "certificate"):
        assert counted(key) == (None, None)


def test_every_measure_counts_its_own_rows() -> None:
    training, people = a_taught_class()
    set_completion_rule(training, USUAL, by=one())
    decide_completions(training, by=one())
    a_certificate(training, people[0])
    keys = ("attended", "trained", "passed_post_test", "certificate")
    assert {key: counted(key) for key in keys} == {
        "attended": (3, 3),
        "trained": (1, 1),
        "passed_post_test": (2, 2),
        "certificate": (1, 1),
    }
    assert {key: counted(key, days_ago=2) for key in keys} == dict.fromkeys(keys, (None, None))


def test_a_measure_as_of_a_day_keeps_what_was_taken_back_after_it() -> None:
    training, people = a_taught_class()
    earlier = NOW - timedelta(days=2)
    set_completion_rule(training, USUAL, by=one(), at=earlier)
    decide_completions(training, by=one(), at=earlier)
    decide_again(Completion.objects.get(registration=people[0]), reason="keliru", by=one())
    assert (counted("trained", days_ago=1), counted("trained")) == ((1, 1), (0, 0))


def test_a_number_opens_to_its_trainings_and_one_without_records_is_unknown() -> None:
    training, _people = a_taught_class()
    empty = a_class(1)
    found = count("attended", Scope("63", 2026, today()))
    amounts = {row.path: row.amount for row in found.rows}
    paths = {row: f"/kegiatan/{row.activity.slug}/" for row in (training, empty)}
    assert (amounts[paths[training]], amounts[paths[empty]]) == (3, None)
