"""Tests that were written on paper: typed in for many people at once, all or nothing; typing again replaces, a word erases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState
from binakon.enrolment.models import Registration
from binakon.trainings.models import Answer, Exam, ExamQuestion, Sitting
from binakon.trainings.queries.exams import participants_of
from binakon.trainings.rules.questions import is_right, score_of
from binakon.trainings.states import ExamState, SittingState


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed for one person: a score, the keys chosen for every question by its number, or that none stands.

    `was` is the go that stood when the writer read it, 0 of none; None does not ask.
    """

    registration: int
    score: Decimal | None = None
    chosen: Mapping[int, Sequence[str]] | None = None
    erases: bool = False
    was: int | None = None


@transaction.atomic
def type_scores(
    exam: Exam, lines: Sequence[Typed], *, by: Actor, at: datetime | None = None
) -> int:
    """Write down what stands on paper, for everybody in `lines` or for nobody; how many changed.

    A go that was typed before and now says something else is annulled, and the new one stands; with `erases` none
    does. Raises `Blocked` where somebody has done the test on a phone, `StaleState` where another go stands than was
    read.
    """
    moment = at or clock.now()
    people = participants_of(exam.training).in_bulk([line.registration for line in lines])
    rows = Sitting.objects.filter(exam=exam, registration__in=list(people))
    rows = rows.exclude(state=SittingState.VOID).select_related("registration")
    before = {row.registration_id: row for row in rows}
    if len(people) < len({line.registration for line in lines}):
        raise StaleState(_("Daftar pesertanya baru saja berubah. Muat ulang halaman."))
    _refuse_online([row for row in before.values() if row.source == Sitting.Source.ONLINE])
    if exam.state == ExamState.PREPARED and any(line.chosen is not None for line in lines):
        sentence = _("Buka tesnya dulu: jawaban per soal baru bisa diketik setelah soalnya tetap.")
        raise Blocked([Problem("not_open", sentence)])
    rights = dict(ExamQuestion.objects.filter(exam=exam).values_list("pk", "right"))
    typed = 0
    try:
        for line in lines:
            found = before.get(line.registration)
            if line.was is not None and line.was != (found.pk if found else 0):
                raise _changed()
            if _stands_so(found, line):
                continue
            _write(exam, people[line.registration], line, found, rights, by=by, at=moment)
            typed += 1
    except IntegrityError as taken:
        raise _changed() from taken
    return typed


def _changed() -> StaleState:
    return StaleState(
        _("Orang lain baru saja mengetik nilai di tes ini. Muat ulang halaman, lalu lihat lagi.")
    )


def _refuse_online(online: Sequence[Sitting]) -> None:
    sentence = _(
        "%(name)s sudah mengerjakan tes ini di ponsel. Batalkan dulu pengerjaannya kalau yang berlaku kertasnya."
    )
    if online:
        raise Blocked(
            Problem("online", sentence % {"name": sitting.registration}) for sitting in online
        )


def _stands_so(sitting: Sitting | None, line: Typed) -> bool:
    """Whether what stands is what was typed already."""
    if sitting is None or line.erases:
        return sitting is None and line.erases
    kept = dict(Answer.objects.filter(sitting=sitting).values_list("question", "chosen"))
    if line.chosen is None:
        return not kept and sitting.score == line.score
    return kept == {pk: list(keys) for pk, keys in line.chosen.items()}


def _write(
    exam: Exam,
    registration: Registration,
    line: Typed,
    found: Sitting | None,
    rights: Mapping[int, Sequence[str]],
    *,
    by: Actor,
    at: datetime,
) -> None:
    code = exam.training.office_code
    name = f"{exam.get_kind_display().capitalize()} {registration.code}"
    if found is not None:
        word = "dari kertas dihapus" if line.erases else "diketik ulang"
        ledger.move(found, "annul", by=by, at=at, sentence=f"{name} {word}", office_code=code)
    if line.erases:
        return
    sitting = Sitting.objects.create(
        exam=exam,
        registration=registration,
        source=Sitting.Source.PAPER,
        started_at=at,
        due_at=at,
        typed_by_id=by.user_id,
    )
    answers = [
        Answer(
            sitting=sitting,
            question_id=pk,
            chosen=list(keys),
            is_right=is_right(rights[pk], keys),
            answered_at=at,
        )
        for pk, keys in (line.chosen or {}).items()
    ]
    Answer.objects.bulk_create(answers)
    score = line.score
    if line.chosen is not None:
        score = score_of(sum(bool(answer.is_right) for answer in answers), len(rights))
    ledger.start(sitting, by=by, at=at, sentence=f"{name} diketik dari kertas", office_code=code)
    ledger.move(
        sitting,
        "submit",
        by=by,
        at=at,
        sentence=f"{name} dinilai dari kertas",
        office_code=code,
        score=score,
        ended_at=at,
    )
