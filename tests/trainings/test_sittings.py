"""A person's go at a test: one, saved as it goes, ended by the database's clock, judged by what was saved in time."""

from datetime import timedelta
from decimal import Decimal

import pytest

from binakon.core import jobs
from binakon.core.problems import Blocked, IllegalMove, StaleState
from binakon.trainings.actions.exams import (
    choose_questions,
    close_due,
    close_exam,
    draw_questions,
    open_exam,
    prepare_exam,
    reopen_exam,
)
from binakon.trainings.actions.paper_scores import Typed, type_scores
from binakon.trainings.actions.questions import (
    add_question,
    add_questions,
    change_question,
    retire_question,
)
from binakon.trainings.actions.sittings import (
    annul_sitting,
    lapse_due,
    save_answers,
    start_sitting,
    submit_sitting,
)
from binakon.trainings.models import Answer, Exam, ExamQuestion, Question, Sitting
from binakon.trainings.queries.exams import asked_of
from binakon.trainings.rules.exams import read_line, terms_problems
from tests.factories import BY, an_office
from tests.trainings.classes import a_class, a_session, participants, present
from tests.trainings.exam_cases import OCCUPATION, a_bank, a_test, chosen, done, stated, terms

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


def codes(refused: pytest.ExceptionInfo[Blocked]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_a_question_is_in_the_bank_once_until_it_is_retired() -> None:
    question = add_question(an_office(), stated(), by=BY)
    with pytest.raises(Blocked) as refused:
        add_question(an_office(), stated(), by=BY)
    assert codes(refused) == ["text"]
    assert retire_question(question, by=BY)
    assert not retire_question(question, by=BY)
    add_question(an_office(), stated(), by=BY)


def test_many_questions_come_whole_or_not_at_all() -> None:
    with pytest.raises(Blocked):
        add_questions(an_office(), [stated("Satu?"), stated("Dua?", right=[])], by=BY)
    assert Question.objects.count() == 0
    assert add_questions(an_office(), [stated("Satu?"), stated("Dua?")], by=BY) == 2


def test_whoever_read_an_older_question_does_not_write_over_the_newer() -> None:
    question = add_question(an_office(), stated(), by=BY)
    change_question(question, stated("Baru?"), revision=0, by=BY)
    with pytest.raises(StaleState):
        change_question(question, stated("Lama?"), revision=0, by=BY)
    question.refresh_from_db()
    assert question.text == "Baru?"


def test_a_test_holds_its_own_copy_of_a_question() -> None:
    [question, *others] = a_bank()
    exam = a_test(a_class(1), questions=[question, *others])
    change_question(question, stated("Diubah?"), revision=0, by=BY)
    assert ExamQuestion.objects.get(exam=exam, question=question).text == "Soal contoh nomor 1?"


def test_the_questions_of_an_opened_test_are_not_chosen_anew() -> None:
    bank = a_bank()
    exam = a_test(a_class(1), questions=bank)
    with pytest.raises(StaleState):
        choose_questions(exam, [bank[0].pk], by=BY)
    assert exam.questions.count() == 4


def test_questions_by_lot_are_the_same_again_for_the_same_seed() -> None:
    a_bank(8)
    training = a_class(1)
    first = prepare_exam(training, "pre", terms(), by=BY)
    second = prepare_exam(training, "post", terms(), by=BY)
    for exam in (first, second):
        draw_questions(exam, OCCUPATION, "", many=3, seed=42, by=BY)
    drawn = [list(exam.questions.values_list("question", flat=True)) for exam in (first, second)]
    assert len(drawn[0]) == 3
    assert drawn[0] == drawn[1]
    with pytest.raises(Blocked) as refused:
        draw_questions(first, OCCUPATION, "", many=6, seed=42, by=BY)
    assert codes(refused) == ["many"]


def test_a_test_without_questions_or_whose_hours_are_over_is_not_opened() -> None:
    soon = terms()
    exam = prepare_exam(a_class(1), "pre", soon, by=BY)
    with pytest.raises(Blocked) as refused:
        open_exam(exam, by=BY, at=soon.closes_at)
    assert codes(refused) == ["no_questions", "closes_at"]


def test_terms_that_cannot_be_are_all_said() -> None:
    wrong = terms(closes_at=terms().opens_at, minutes=0, least_attendance=80)
    found = [problem.code for problem in terms_problems("pre", wrong)]
    assert found == ["closes_at", "minutes", "least_attendance"]


def test_whoever_starts_twice_goes_on_with_the_first() -> None:
    training = a_class(1)
    [person] = participants(training)
    exam = a_test(training)
    first = start_sitting(exam, person, by=BY)
    assert start_sitting(exam, person, by=BY).pk == first.pk
    assert first.due_at - first.started_at == timedelta(minutes=30)


def test_a_go_never_lasts_longer_than_the_test_is_open() -> None:
    training = a_class(1)
    [person] = participants(training)
    exam = a_test(training)
    late = exam.closes_at - timedelta(minutes=5)
    assert start_sitting(exam, person, by=BY, at=late).due_at == exam.closes_at


def test_nobody_starts_before_after_or_without_being_a_participant() -> None:
    training = a_class(1)
    [person] = participants(training)
    exam = a_test(training)
    [stranger] = participants(a_class(1))
    for who, at, code in (
        (person, exam.opens_at - timedelta(seconds=1), "not_open"),
        (person, exam.closes_at, "closed"),
        (stranger, None, "not_a_participant"),
    ):
        with pytest.raises(Blocked) as refused:
            start_sitting(exam, who, by=BY, at=at)
        assert codes(refused) == [code]
    assert Sitting.objects.count() == 0


def test_the_test_after_may_ask_for_attendance_of_what_was_held() -> None:
    training = a_class(2)
    here, away = participants(training)
    session = a_session(training)
    present(session, here)
    exam = a_test(
        training, "post", closes_at=terms().closes_at + timedelta(days=2), least_attendance=80
    )
    after = exam.closes_at - timedelta(hours=1)
    assert start_sitting(exam, here, by=BY, at=after).pk
    with pytest.raises(Blocked) as refused:
        start_sitting(exam, away, by=BY, at=after)
    assert codes(refused) == ["attendance"]
    assert "0 dari 2 JP" in refused.value.problems[0].sentence


def test_answers_are_kept_as_they_come_and_the_last_one_counts() -> None:
    training = a_class(1)
    [person] = participants(training)
    exam = a_test(training)
    sitting = start_sitting(exam, person, by=BY)
    question = exam.questions.first()
    assert question is not None
    save_answers(sitting, {question.pk: ["b"]}, by=BY)
    save_answers(sitting, {question.pk: ["a"]}, by=BY)
    assert list(Answer.objects.values_list("chosen", "is_right")) == [(["a"], None)]


def test_an_answer_that_comes_too_late_is_refused_and_what_was_saved_counts() -> None:
    training = a_class(1)
    [person] = participants(training)
    exam = a_test(training)
    sitting = start_sitting(exam, person, by=BY)
    save_answers(sitting, chosen(exam, 2), by=BY)
    with pytest.raises(Blocked) as refused:
        save_answers(sitting, chosen(exam, 4), by=BY, at=sitting.due_at)
    assert codes(refused) == ["late"]
    assert not submit_sitting(sitting, chosen(exam, 4), by=BY, at=sitting.due_at)
    assert (sitting.state, sitting.score) == ("lapsed", Decimal("50.00"))


def test_an_answer_in_the_last_moment_counts() -> None:
    training = a_class(1)
    [person] = participants(training)
    exam = a_test(training)
    sitting = start_sitting(exam, person, by=BY)
    last = sitting.due_at - timedelta(microseconds=1)
    assert submit_sitting(sitting, chosen(exam, 4), by=BY, at=last)
    assert (sitting.state, sitting.score) == ("submitted", Decimal("100.00"))


def test_a_go_that_is_sent_again_stays_as_it_was() -> None:
    training = a_class(1)
    [person] = participants(training)
    exam = a_test(training)
    sitting = done(exam, person, 3)
    assert not submit_sitting(sitting, chosen(exam, 0), by=BY)
    sitting.refresh_from_db()
    assert (sitting.state, sitting.score) == ("submitted", Decimal("75.00"))


def test_the_clock_ends_what_is_over_and_nothing_else() -> None:
    training = a_class(2)
    first, second = participants(training)
    exam = a_test(training)
    over = start_sitting(exam, first, by=BY)
    start_sitting(exam, second, by=BY, at=over.started_at + timedelta(minutes=1))
    assert lapse_due(by=BY, at=over.due_at - timedelta(seconds=1)) == 0
    assert lapse_due(by=BY, at=over.due_at) == 1
    assert lapse_due(by=BY, at=over.due_at) == 0
    states = list(Sitting.objects.order_by("id").values_list("state", "score"))
    assert states == [("lapsed", Decimal(0)), ("running", None)]


def test_a_test_that_closes_ends_the_goes_that_run_and_may_open_again() -> None:
    training = a_class(2)
    first, second = participants(training)
    exam = a_test(training)
    running = start_sitting(exam, first, by=BY)
    assert close_exam(exam, by=BY) == 1
    running.refresh_from_db()
    assert running.state == "lapsed"
    with pytest.raises(Blocked) as refused:
        start_sitting(exam, second, by=BY)
    assert codes(refused) == ["closed"]
    with pytest.raises(Blocked):
        reopen_exam(exam, closes_at=exam.opens_at, reason="listrik padam", by=BY)
    later = exam.closes_at + timedelta(hours=1)
    reopen_exam(exam, closes_at=later, reason="listrik padam", by=BY)
    assert start_sitting(exam, second, by=BY).state == "running"


def test_the_job_closes_a_test_when_its_hours_are_over() -> None:
    exam = a_test(a_class(1))
    assert close_due(by=BY, at=exam.closes_at - timedelta(seconds=1)) == 0
    assert close_due(by=BY, at=exam.closes_at) == 1
    assert Exam.objects.get().state == "closed"


def test_an_annulled_go_counts_no_more_and_another_may_start() -> None:
    training = a_class(1)
    [person] = participants(training)
    exam = a_test(training)
    sitting = done(exam, person, 1)
    annul_sitting(sitting, reason="ponsel tertukar", by=BY)
    with pytest.raises(IllegalMove):
        annul_sitting(sitting, reason="lagi", by=BY)
    assert start_sitting(exam, person, by=BY).pk != sitting.pk


def test_paper_is_typed_as_a_score_or_as_answers_and_typing_again_replaces() -> None:
    training = a_class(2)
    first, second = participants(training)
    exam = a_test(training)
    chosen_by_second, problems = read_line("a a ac b", asked_of(exam))
    assert problems == []
    lines = [
        Typed(first.pk, score=Decimal("72.50")),
        Typed(second.pk, chosen=chosen_by_second),
    ]
    assert type_scores(exam, lines, by=BY) == 2
    assert type_scores(exam, lines, by=BY) == 0
    assert type_scores(exam, [Typed(first.pk, score=Decimal(80))], by=BY) == 1
    standing = Sitting.objects.exclude(state="void").order_by("registration")
    assert list(standing.values_list("score", "source")) == [
        (Decimal("80.00"), "paper"),
        (Decimal("75.00"), "paper"),
    ]


def test_paper_does_not_stand_beside_a_go_on_a_phone() -> None:
    training = a_class(2)
    first, second = participants(training)
    exam = a_test(training)
    done(exam, first, 4)
    lines = [Typed(second.pk, score=Decimal(50)), Typed(first.pk, score=Decimal(50))]
    with pytest.raises(Blocked) as refused:
        type_scores(exam, lines, by=BY)
    assert codes(refused) == ["online"]
    assert Sitting.objects.count() == 1


def test_a_line_from_paper_that_does_not_fit_says_why() -> None:
    exam = a_test(a_class(1))
    asked = asked_of(exam)
    assert [p.code for p in read_line("a b", asked)[1]] == ["answers"]
    assert [p.code for p in read_line("ab a - z", asked)[1]] == ["answers", "answers"]
    answers, problems = read_line("A a - b", asked)
    assert (list(answers.values()), problems) == ([["a"], ["a"], [], ["b"]], [])


def test_the_worker_knows_what_ends_goes_and_tests() -> None:
    known = {
        name: job.seconds for name, job in jobs._registry.items() if "trainings.jobs.exams" in name
    }
    assert known == {
        "binakon.trainings.jobs.exams.lapse_sittings": 30,
        "binakon.trainings.jobs.exams.close_exams": 60,
    }
