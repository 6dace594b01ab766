"""What was typed of a test from paper, as it stands; and what a workbook of scores would change of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from binakon.core.problems import Problem
from binakon.trainings.models import Exam
from binakon.trainings.queries.exam_pages import PersonLine, person_lines, typed_answers
from binakon.trainings.queries.exams import asked_of
from binakon.trainings.rules.exams import Asked
from binakon.trainings.rules.paper_scores import Heard, Stand, score_words
from binakon.trainings.states import ExamState

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """The participants of a test, how its questions are answered, and the lines of answers that were typed."""

    people: tuple[PersonLine, ...]
    asked: tuple[Asked, ...]
    answers: Mapping[int, str]

    def stand_of(self, line: PersonLine) -> Stand:
        """What stands of one participant."""
        if line.is_online:
            return Stand()
        return Stand(score_words(line.score), self.answers.get(line.registration.pk, ""))


def paper_sheet(exam: Exam) -> PaperSheet:
    """What was typed of a test; answers are typed once it was opened, because its questions may change until then."""
    asked = () if exam.state == ExamState.PREPARED else tuple(asked_of(exam))
    return PaperSheet(person_lines(exam), asked, typed_answers(exam))


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """What a workbook would change of one participant, in words."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ScorePreview:
    """What a workbook of scores would do: the changes, or every problem by cell; what was read with tolerance."""

    file_name: str
    changes: tuple[ScoreChange, ...]
    same: int
    problems: tuple[Problem, ...]
    more_problems: int
    notes: tuple[str, ...]

    @property
    def may_accept(self) -> bool:
        """Whether it can be taken whole."""
        return bool(self.changes) and not self.problems


def score_preview(
    file_name: str,
    sheet: PaperSheet,
    heard: Sequence[tuple[PersonLine, Heard]],
    problems: Sequence[Problem],
    notes: Sequence[str],
    *,
    rows: int,
    answers: Mapping[int, str],
) -> ScorePreview:
    """Set what was read beside what stands; `rows` is how many people the workbook names."""
    found = sorted(problems, key=lambda problem: problem.line or 0)
    changes = [
        ScoreChange(
            name=str(line.registration),
            before=_words(sheet.stand_of(line)),
            after=_after(one, answers.get(line.registration.pk, "")),
        )
        for line, one in heard
    ]
    return ScorePreview(
        file_name=file_name,
        changes=() if found else tuple(changes),
        same=0 if found else rows - len(changes),
        problems=tuple(found[:MOST_SHOWN]),
        more_problems=max(0, len(found) - MOST_SHOWN),
        notes=tuple(notes),
    )


def _words(stands: Stand) -> str:
    return f"{stands.score} ({stands.answers})" if stands.answers else stands.score


def _after(heard: Heard, answers: str) -> str:
    return answers if heard.chosen is not None else score_words(heard.score)
