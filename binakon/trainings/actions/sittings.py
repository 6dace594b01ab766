"""One person's go at a test: started once, saved as it goes, sent, ended by the clock, typed in from paper, annulled.

Every write of a go first holds its row by a conditional update: answers, sending and the clock never mix.
"""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, refuse
from binakon.enrolment.models import Registration
from binakon.trainings.models import Answer, Exam, ExamQuestion, Sitting
from binakon.trainings.queries.exams import attended_of, sitting_of, takes_part
from binakon.trainings.rules.exams import due_of, start_problems
from binakon.trainings.rules.questions import heard_keys, is_right, score_of
from binakon.trainings.states import ExamState, SittingState

# Keys of the options that were chosen, by the number of the question; what is not in it stays as it was saved.
Chosen = Mapping[int, Sequence[str]]


@transaction.atomic
def start_sitting(
    exam: Exam, registration: Registration, *, by: Actor, at: datetime | None = None
) -> Sitting:
    """Begin somebody's go; who begins twice goes on with the first. Raises `Blocked` with the reason."""
    # The write holds the test, so that it cannot close between judging and beginning.
    Exam.objects.filter(pk=exam.pk, state=ExamState.OPEN).update(revision=F("revision"))
    exam.refresh_from_db(fields=["state", "opens_at", "closes_at", "minutes", "least_attendance"])
    found = sitting_of(exam, registration)
    if found is not None:
        return found
    if registration.training_id != exam.training_id or not takes_part(registration):
        raise Blocked([Problem("not_a_participant", _("Tes ini untuk peserta kelasnya."))])
    moment = at or clock.now()
    refuse(
        start_problems(
            state=exam.state,
            opens_at=exam.opens_at,
            closes_at=exam.closes_at,
            least_attendance=exam.least_attendance,
            attended=attended_of(registration, moment),
            moment=moment,
        )
    )
    sitting = Sitting(
        exam=exam,
        registration=registration,
        seed=secrets.randbelow(2**31) if exam.shuffles else 0,
        started_at=moment,
        due_at=due_of(moment, exam.minutes, exam.closes_at),
    )
    try:
        with transaction.atomic():
            sitting.save(force_insert=True)
    except IntegrityError:
        # The other phone of the same person was faster: there is one go, and this phone goes on with it.
        return Sitting.objects.exclude(state=SittingState.VOID).get(
            exam=exam, registration=registration
        )
    _start(sitting, f"{registration.code} mulai mengerjakan {exam}", by=by, at=moment)
    return sitting


@transaction.atomic
def save_answers(
    sitting: Sitting, chosen: Chosen, *, by: Actor, at: datetime | None = None
) -> datetime:
    """Keep answers while the go runs; the moment. Raises `Blocked` when they come too late.

    Saving is no deed of its own in the history: the answers carry their time.
    """
    moment = _hold(sitting, at)
    _keep(sitting, chosen, moment)
    return moment


@transaction.atomic
def submit_sitting(
    sitting: Sitting, chosen: Chosen, *, by: Actor, at: datetime | None = None
) -> bool:
    """Send a go with the answers that came with it; whether they counted.

    Too late, the go is ended with what was saved before. Sent again, it stays as it ended.
    """
    try:
        moment = _hold(sitting, at)
    except Blocked:
        _lapse(sitting, by=by, at=at or clock.now())
        return False
    _keep(sitting, chosen, moment)
    _end(sitting, "submit", f"{_named(sitting)} dikirim", by=by, at=moment)
    return True


def lapse_due(*, by: Actor, at: datetime | None = None) -> int:
    """End the goes whose time is over by the database's clock, with what was saved; how many."""
    moment = at or clock.now()
    due = Sitting.objects.filter(state=SittingState.RUNNING, due_at__lte=moment)
    return sum(_lapse(sitting, by=by, at=moment) for sitting in due.select_related(*_RELATED))


def end_running(exam: Exam, *, by: Actor, at: datetime) -> int:
    """End every go of a test that was closed, with what was saved; how many. Call it inside the action."""
    running = Sitting.objects.filter(exam=exam, state=SittingState.RUNNING)
    return sum(_lapse(sitting, by=by, at=at) for sitting in running.select_related(*_RELATED))


@transaction.atomic
def annul_sitting(sitting: Sitting, *, reason: str, by: Actor, at: datetime | None = None) -> None:
    """Let a go count no more, with the reason; the person may start again while the test is open."""
    ledger.move(
        sitting,
        "annul",
        by=by,
        at=at,
        note=reason,
        sentence=f"{_named(sitting)} dibatalkan",
        office_code=sitting.exam.training.office_code,
    )


_RELATED = ("exam__training__activity__programme__office", "registration")


def _hold(sitting: Sitting, at: datetime | None) -> datetime:
    """Hold a running go until the end of the transaction; the moment. Raises `Blocked` when its time is over."""
    running = Sitting.objects.filter(pk=sitting.pk, state=SittingState.RUNNING)
    is_running = running.update(note=F("note")) == 1
    # Asked after the row is held: whoever had to wait for it is judged by when they got it.
    moment = at or clock.now()
    if is_running and moment < sitting.due_at:
        return moment
    sentence = _(
        "Waktu Anda sudah habis; jawaban ini tidak dihitung. Yang tersimpan sebelumnya dinilai."
    )
    raise Blocked([Problem("late", sentence)])


def _keep(sitting: Sitting, chosen: Chosen, moment: datetime) -> None:
    questions = ExamQuestion.objects.filter(exam=sitting.exam_id, pk__in=list(chosen))
    Answer.objects.bulk_create(
        [
            Answer(
                sitting=sitting,
                question=question,
                chosen=heard_keys(question.options, chosen[question.pk], kind=question.kind),
                answered_at=moment,
            )
            for question in questions
        ],
        update_conflicts=True,
        unique_fields=["sitting", "question"],
        update_fields=["chosen", "answered_at"],
    )


def _lapse(sitting: Sitting, *, by: Actor, at: datetime) -> bool:
    """End a go with what was saved; False when it had ended already."""
    with transaction.atomic():
        running = Sitting.objects.filter(pk=sitting.pk, state=SittingState.RUNNING)
        if not running.update(note=F("note")):
            sitting.refresh_from_db()
            return False
        _end(sitting, "lapse", f"{_named(sitting)}: waktu habis", by=by, at=at)
    return True


def _end(sitting: Sitting, move: str, sentence: str, *, by: Actor, at: datetime) -> None:
    """Judge every answer, count the score and end the go that is held."""
    rights = dict(ExamQuestion.objects.filter(exam=sitting.exam_id).values_list("pk", "right"))
    answers = list(Answer.objects.filter(sitting=sitting))
    for answer in answers:
        answer.is_right = is_right(rights[answer.question_id], answer.chosen)
    Answer.objects.bulk_update(answers, ["is_right"])
    right = sum(bool(answer.is_right) for answer in answers)
    ledger.move(
        sitting,
        move,
        by=by,
        at=at,
        sentence=sentence,
        office_code=sitting.exam.training.office_code,
        score=score_of(right, len(rights)),
        ended_at=at,
    )


def _start(sitting: Sitting, sentence: str, *, by: Actor, at: datetime) -> None:
    code = sitting.exam.training.office_code
    ledger.start(sitting, by=by, at=at, sentence=sentence, office_code=code)


def _named(sitting: Sitting) -> str:
    """A go in the history: by the code, because the history outlives the name."""
    return f"{sitting.exam.get_kind_display().capitalize()} {sitting.registration.code}"
