"""The test of a class: prepared, its questions chosen or drawn by lot, opened, closed and opened again."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.enrolment.models import Training
from binakon.trainings.actions.sittings import end_running
from binakon.trainings.models import Exam, ExamQuestion, Question
from binakon.trainings.rules.exams import (
    MOST_QUESTIONS,
    Terms,
    closing_problems,
    opening_problems,
    terms_problems,
)
from binakon.trainings.rules.questions import drawn
from binakon.trainings.states import ExamState

_CHANGED = "Orang lain baru saja mengubahnya. Muat ulang halaman, lalu lihat lagi."


@transaction.atomic
def prepare_exam(
    training: Training, kind: str, terms: Terms, *, by: Actor, at: datetime | None = None
) -> Exam:
    """State the terms of a test that the class does not have yet. Raises `Blocked` with every problem."""
    refuse(terms_problems(kind, terms))
    exam = Exam(training=training, kind=kind, **asdict(terms))
    try:
        with transaction.atomic():
            exam.save(force_insert=True)
    except IntegrityError as taken:
        raise StaleState(_(_CHANGED)) from taken
    sentence = f"{exam.get_kind_display().capitalize()} {training} disiapkan"
    ledger.start(exam, by=by, at=at, sentence=sentence, office_code=training.office_code)
    return exam


@transaction.atomic
def change_exam(exam: Exam, terms: Terms, *, revision: int, by: Actor) -> None:
    """Change the terms of a test that is not open yet."""
    refuse(terms_problems(exam.kind, terms))
    before = {field: str(getattr(exam, field)) for field in asdict(terms)}
    rows = Exam.objects.filter(pk=exam.pk, state=ExamState.PREPARED, revision=revision)
    if not rows.update(revision=F("revision") + 1, **asdict(terms)):
        raise StaleState(_(_CHANGED))
    _record(exam, "exam:change", "aturannya diubah", by, before, _plain(terms))


@transaction.atomic
def choose_questions(
    exam: Exam, pks: Sequence[int], *, by: Actor, at: datetime | None = None
) -> int:
    """Let a test ask exactly these questions of its office's bank, in this order; how many."""
    return _ask(exam, pks, by=by, at=at, sentence=f"{len(pks)} soal dipilih", note="")


@transaction.atomic
def draw_questions(
    exam: Exam, occupation: str, topic: str, *, many: int, seed: int, by: Actor
) -> int:
    """Let a test ask so many questions by lot from a topic (or a whole occupation) beside those it has; how many.

    The seed and the bank decide; both are written down, so that anybody can draw the same again.
    """
    bank = Question.objects.filter(
        office=exam.training.activity.programme.office, occupation=occupation, retired_at=None
    )
    if topic:
        bank = bank.filter(topic=topic)
    has = list(exam.questions.exclude(question=None).values_list("question", flat=True))
    pks = list(bank.exclude(pk__in=has).values_list("pk", flat=True))
    if many > len(pks):
        sentence = _("Hanya ada %(there)d soal yang belum dipakai di tes ini. Kurangi jumlahnya.")
        raise Blocked([Problem("many", sentence % {"there": len(pks)})])
    where = " / ".join(word for word in (occupation, topic) if word)
    sentence = f"{many} soal diundi dari {where} dengan benih {seed}"
    pks = [*has, *drawn(pks, many, seed)]
    return _ask(exam, pks, by=by, at=None, sentence=sentence, note=str(seed))


def _ask(
    exam: Exam, pks: Sequence[int], *, by: Actor, at: datetime | None, sentence: str, note: str
) -> int:
    """Give a test its own copies of the questions; only while nobody can have seen them."""
    if len(pks) > MOST_QUESTIONS:
        words = _("Satu tes paling banyak %(most)d soal. Kurangi pilihannya.")
        raise Blocked([Problem("questions", words % {"most": MOST_QUESTIONS})])
    # The write holds the row, so that the test cannot be opened between reading and copying.
    rows = Exam.objects.filter(pk=exam.pk, state=ExamState.PREPARED)
    if not rows.update(revision=F("revision") + 1):
        raise StaleState(_("Tes ini sudah dibuka, jadi soalnya tidak bisa diganti lagi."))
    office = exam.training.activity.programme.office
    bank = Question.objects.filter(office=office, retired_at=None).in_bulk(list(pks))
    if len(bank) < len(set(pks)):
        raise StaleState(_("Ada soal yang baru saja tidak dipakai lagi. Pilih ulang."))
    exam.questions.all().delete()
    ExamQuestion.objects.bulk_create(
        ExamQuestion(
            exam=exam,
            position=position,
            question=bank[pk],
            kind=bank[pk].kind,
            topic=bank[pk].topic,
            text=bank[pk].text,
            options=bank[pk].options,
            right=bank[pk].right,
        )
        for position, pk in enumerate(dict.fromkeys(pks), start=1)
    )
    ledger.record(
        exam,
        "exam:questions",
        by=by,
        at=at,
        sentence=f"{exam}: {sentence}",
        after={"questions": list(pks), "seed": note},
        note=note,
        office_code=exam.training.office_code,
    )
    return len(set(pks))


@transaction.atomic
def open_exam(exam: Exam, *, by: Actor, at: datetime | None = None) -> None:
    """Let participants start; from now on the questions are frozen."""
    moment = at or clock.now()
    refuse(
        opening_problems(questions=exam.questions.count(), closes_at=exam.closes_at, moment=moment)
    )
    _move(exam, "open", "dibuka", by=by, at=moment)


@transaction.atomic
def close_exam(exam: Exam, *, by: Actor, at: datetime | None = None) -> int:
    """End a test; goes that run are ended with what was saved. How many."""
    moment = at or clock.now()
    _move(exam, "close", "ditutup", by=by, at=moment)
    return end_running(exam, by=by, at=moment)


@transaction.atomic
def reopen_exam(
    exam: Exam, *, closes_at: datetime, reason: str, by: Actor, at: datetime | None = None
) -> None:
    """Let participants who have not had their go start again; the questions stay."""
    moment = at or clock.now()
    refuse(closing_problems(closes_at, moment))
    _move(exam, "reopen", "dibuka lagi", by=by, at=moment, note=reason, closes_at=closes_at)


def close_due(*, by: Actor, at: datetime | None = None) -> int:
    """Close the tests whose hours are over by the database's clock; how many."""
    moment = at or clock.now()
    due = Exam.objects.filter(state=ExamState.OPEN, closes_at__lte=moment)
    closed = 0
    for exam in due.select_related("training__activity__programme__office"):
        try:
            close_exam(exam, by=by, at=moment)
        except StaleState:
            continue
        closed += 1
    return closed


def _move(
    exam: Exam,
    name: str,
    deed: str,
    *,
    by: Actor,
    at: datetime,
    note: str = "",
    **changes: datetime,
) -> None:
    ledger.move(
        exam,
        name,
        by=by,
        at=at,
        note=note,
        sentence=f"{exam} {deed}",
        office_code=exam.training.office_code,
        **changes,
    )


def _plain(terms: Terms) -> dict[str, str]:
    return {field: str(value) for field, value in asdict(terms).items()}


def _record(
    exam: Exam, action: str, deed: str, by: Actor, before: dict[str, str], after: dict[str, str]
) -> None:
    ledger.record(
        exam,
        action,
        by=by,
        sentence=f"{exam}: {deed}",
        before=before,
        after=after,
        office_code=exam.training.office_code,
    )
