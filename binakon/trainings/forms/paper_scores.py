"""Hearing what stands on paper: a row of a grid for each participant, with everything that is wrong by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from binakon.trainings.queries.exam_pages import PersonLine
from binakon.trainings.queries.paper_scores import PaperSheet
from binakon.trainings.rules.paper_scores import Heard, Stand, hear


@dataclass(frozen=True, slots=True)
class GridRow:
    """One participant in the grid: what the fields show, and which go stood when they were filled."""

    line: PersonLine
    score: str
    answers: str
    erases: bool
    was: int
    stands: Stand


class PaperGrid:
    """The grid of a test: what stands, what was typed, and what is wrong with it."""

    def __init__(self, sheet: PaperSheet, sent: Mapping[str, str] | None = None) -> None:
        self.sheet = sheet
        self.sent = sent
        self.problems: list[str] = []
        self.emptied = 0

    @property
    def takes_answers(self) -> bool:
        """Whether there are questions to type answers for."""
        return bool(self.sheet.asked)

    def read(self) -> Sequence[tuple[PersonLine, Heard]]:
        """What was typed, for whoever has something new typed; problems are gathered, emptied fields counted."""
        found = []
        for line in self.sheet.people:
            if line.is_online:
                continue
            row = self._sent(line)
            heard, problems = hear(
                row.score,
                row.answers,
                erases=row.erases,
                stands=row.stands,
                asked=self.sheet.asked,
            )
            name = str(line.registration)
            self.problems += [f"{name}: {problem.sentence}" for problem in problems]
            is_new = heard is not None and not problems
            if is_new and row.was != line.was:
                sentence = _("%(name)s: orang lain baru saja mengubahnya menjadi %(now)s.")
                now = row.stands.score or _("belum bernilai")
                self.problems.append(sentence % {"name": name, "now": now})
            elif heard is not None:
                found.append((line, heard))
            elif row.stands.is_typed and not row.score and not row.answers:
                self.emptied += 1
        return found

    def _sent(self, line: PersonLine) -> GridRow:
        assert self.sent is not None, "read what was sent"
        pk = line.registration.pk
        score, answers, was = (
            self.sent.get(f"{field}-{pk}", "").strip() for field in ("nilai", "jawaban", "semula")
        )
        return GridRow(
            line=line,
            score=score,
            answers=answers,
            erases=f"hapus-{pk}" in self.sent,
            was=int(was) if was.isascii() and was.isdigit() else line.was,
            stands=self.sheet.stand_of(line),
        )

    def rows(self) -> list[GridRow]:
        """Every participant with what the fields show; shown again, whoever changed meanwhile is known."""
        if self.sent is not None:
            return [self._sent(line) for line in self.sheet.people]
        return [self._standing(line) for line in self.sheet.people]

    def _standing(self, line: PersonLine) -> GridRow:
        stands = self.sheet.stand_of(line)
        return GridRow(
            line, stands.score, stands.answers, erases=False, was=line.was, stands=stands
        )
