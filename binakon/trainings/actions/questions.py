"""The bank of questions: added one by one or whole workbooks, changed, retired and taken back into use."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.people.models import Office
from binakon.trainings.models import Question
from binakon.trainings.rules.questions import question_problems

STATED = ("occupation", "topic", "kind", "text", "options", "right", "explanation", "source")


@transaction.atomic
def add_question(
    office: Office, stated: Mapping[str, Any], *, by: Actor, at: datetime | None = None
) -> Question:
    """Put a question into the bank of an office. Raises `Blocked` with every problem."""
    refuse(_problems(stated))
    question = Question(office=office, **{field: stated[field] for field in STATED})
    _save(question, by=by, at=at)
    return question


@transaction.atomic
def add_questions(
    office: Office, rows: Sequence[Mapping[str, Any]], *, by: Actor, at: datetime | None = None
) -> int:
    """Put many questions into the bank, all or none; how many."""
    for row in rows:
        add_question(office, row, by=by, at=at)
    return len(rows)


@transaction.atomic
def change_question(
    question: Question, stated: Mapping[str, Any], *, revision: int, by: Actor
) -> None:
    """Change a question of the bank; tests that took it keep their own copy. `revision` is what the writer had read."""
    refuse(_problems(stated))
    before = {field: getattr(question, field) for field in STATED}
    after = {field: stated[field] for field in STATED}
    rows = Question.objects.filter(pk=question.pk, revision=revision, retired_at=None)
    try:
        with transaction.atomic():
            is_changed = rows.update(revision=F("revision") + 1, **after) == 1
    except IntegrityError as taken:
        raise _twin() from taken
    if not is_changed:
        raise StaleState(
            _("Orang lain baru saja mengubahnya. Muat ulang halaman, lalu lihat lagi.")
        )
    ledger.record(
        question,
        "question:change",
        by=by,
        sentence=f"Soal {question.pk} diubah",
        before=before,
        after=after,
        office_code=question.office.code,
    )


@transaction.atomic
def retire_question(question: Question, *, by: Actor) -> bool:
    """Take a question out of use; tests that took it keep it. False when it was out of use already."""
    moment = clock.now()
    rows = Question.objects.filter(pk=question.pk, retired_at=None)
    if not rows.update(retired_at=moment, revision=F("revision") + 1):
        return False
    ledger.record(
        question,
        "question:retire",
        by=by,
        at=moment,
        sentence=f"Soal {question.pk} tidak dipakai lagi",
        office_code=question.office.code,
    )
    return True


def _problems(stated: Mapping[str, Any]) -> list[Problem]:
    problems = question_problems(stated["kind"], stated["text"], stated["options"], stated["right"])
    if not stated["occupation"].strip():
        problems.append(Problem("occupation", _("Okupasinya belum diisi.")))
    return problems


def _save(question: Question, *, by: Actor, at: datetime | None) -> None:
    try:
        with transaction.atomic():
            question.save(force_insert=True)
    except IntegrityError as taken:
        raise _twin() from taken
    ledger.start(
        question,
        by=by,
        at=at,
        sentence=f"Soal ditambahkan untuk {question.occupation}",
        office_code=question.office.code,
    )


def _twin() -> Blocked:
    sentence = _("Soal yang sama sudah ada untuk okupasi ini. Ubah yang sudah ada.")
    return Blocked([Problem("text", sentence)])
