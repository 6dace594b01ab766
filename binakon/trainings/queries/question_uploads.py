"""What a workbook of questions would add to a bank: judged against what stands there, nothing stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.people.models import Office
from binakon.trainings.models import Question

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class QuestionPreview:
    """The questions of a workbook, every problem by cell, what was read with tolerance."""

    file_name: str
    questions: tuple[Mapping[str, Any], ...]
    problems: tuple[Problem, ...]
    more_problems: int
    notes: tuple[str, ...]

    @property
    def may_accept(self) -> bool:
        """Whether it can be taken whole."""
        return bool(self.questions) and not self.problems


def question_preview(
    office: Office,
    file_name: str,
    questions: Sequence[Mapping[str, Any]],
    problems: Sequence[Problem],
    *,
    cells: Sequence[int],
    notes: Sequence[str],
) -> QuestionPreview:
    """Judge what was read of a workbook against the bank of an office."""
    bank = Question.objects.filter(office=office, retired_at=None)
    known = set(bank.values_list("occupation", "text"))
    sentence = _("Soal ini sudah ada di bank soal. Hapus barisnya.")
    twins = [
        Problem("known", sentence, line=cell)
        for question, cell in zip(questions, cells, strict=True)
        if (question["occupation"], question["text"]) in known
    ]
    found = sorted([*problems, *twins], key=lambda problem: problem.line or 0)
    return QuestionPreview(
        file_name=file_name,
        questions=tuple(questions) if not found else (),
        problems=tuple(found[:MOST_SHOWN]),
        more_problems=max(0, len(found) - MOST_SHOWN),
        notes=tuple(notes),
    )
