"""Deciding who has completed, from facts in the database to the plan and its figures."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection

from binakon.core import guards, ledger
from binakon.core.models import AuditEvent
from binakon.core.problems import Blocked, IllegalMove, NotAllowed, StaleState
from binakon.enrolment.actions import amendments, decrees
from binakon.enrolment.models import Registration, Training
from binakon.planning.models import Commitment, Target
from binakon.reports.queries.check import figure_problems
from binakon.trainings.actions.completion import (
    Decided,
    decide_again,
    decide_completions,
    realise_trained,
    set_completion_rule,
    type_marks,
)
from binakon.trainings.actions.exceptions import answer_exception, ask_exception
from binakon.trainings.models import Completion, Mark, Presence
from binakon.trainings.queries.completion import completion_page
from binakon.trainings.rules.completion import Asked
from tests.enrolment.decree_cases import a_scan as a_scanned_paper
from tests.enrolment.decree_cases import issued
from tests.factories import BY, sentences
from tests.trainings.classes import a_class, a_session, completed, participants
from tests.trainings.completions import USUAL, a_taught_class, another, one
from tests.trainings.test_frozen import a_certificate, refused

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]
NOW = datetime.now(UTC)


def state_of(person: Registration) -> str:
    return Completion.objects.get(registration=person).state


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


def test_who_has_completed_stays_realised_when_the_list_of_participants_is_amended() -> None:
    training, people = a_taught_class()
    set_completion_rule(training, USUAL, by=one())
    decide_completions(training, by=one())
    amendment = amendments.draw_up_amendment(
        training, replacements={people[3].pk: None}, reason="pindah tugas", by=BY
    )
    decrees.sign_decree(issued(amendment, "SK-2"), scan=a_scanned_paper(), by=BY)
    assert realised(training) == {"committed": 2, "realised": 1}
    assert figure_problems() == []


def test_who_leaves_by_a_signed_amendment_leaves_once_their_decision_was_opened_again() -> None:
    training, people = a_taught_class()
    for person in people:
        completed(training, person)
    realise_trained(training, by=one())
    leaver = Completion.objects.get(registration=people[3])
    decide_again(leaver, reason="keluar dengan SK perubahan", by=one())
    amendment = amendments.draw_up_amendment(
        training, replacements={people[3].pk: None}, reason="pindah tugas", by=BY
    )
    decrees.sign_decree(issued(amendment, "SK-2"), scan=a_scanned_paper(), by=BY)
    assert realised(training) == {"realised": 3}
    assert completion_page(training).count("completed") == 3
    assert figure_problems() == []


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
    assert decide_completions(training, by=one()) == Decided(completed=1, incomplete=0, left=1)
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


def test_without_its_guard_a_completion_is_taken_from_under_a_certificate() -> None:
    name = "trainings_completion_update"
    training, people = a_taught_class()
    completion = completed(training, people[0])
    a_certificate(training, people[0])
    rows = Completion.objects.filter(pk=completion.pk)
    assert refused(lambda: rows.update(state="pending"))
    table = " ON trainings_completion" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{table}")
    assert not refused(lambda: rows.update(state="pending"))
    guards.install(connection, [guards._registry[name]])


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
