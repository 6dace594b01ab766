"""Reads the sheet that states the plan itself: a label on the left, its value beside it."""

from typing import Any

from django.utils.translation import gettext as _

from binakon.planning.sheets.book_cells import Cell, Flag, Place
from binakon.planning.sheets.book_columns import Report
from binakon.planning.sheets.book_open import RawSheet, Value
from binakon.planning.sheets.book_sheets import (
    KEY_HEADING,
    PLAN_SHEET,
    VALUE_HEADING,
    Column,
)
from binakon.planning.sheets.book_takers import Takers
from binakon.planning.sheets.book_values import Odd
from binakon.planning.sheets.book_words import BookWords, plain, plain_header
from binakon.planning.sheets.plan_keys import PROGRAMME
from binakon.planning.sheets.plan_values import BLANKS

_LABELS = {
    plain_header(word): column
    for column in reversed(PLAN_SHEET.columns)
    for word in reversed(column.words)
}
_PROGRAMME = {key.name for key in PROGRAMME.keys}


class FormReader:
    """The values by key, and the cell of each, of the sheet that states the plan."""

    def __init__(self, raw: RawSheet, words: BookWords, report: Report) -> None:
        self.raw = raw
        self.report = report
        self.takers = Takers(words)
        self.values: dict[str, Any] = {}
        self.cells: dict[str, int] = {}
        self._heading, self._at = self._value_column()

    def read(self) -> None:
        """Take every label that is known; the required ones that lack are told."""
        for number, row in enumerate(self.raw.rows):
            if number != self._heading:
                self._row(number, row)
        for column in PLAN_SHEET.columns:
            if column.key.is_required and self.values.get(column.key.target) is None:
                self._missing(column)

    def part(self, *, is_programme: bool) -> dict[str, Any]:
        """The values of the programme, or those of its version, by field."""
        return {
            column.key.target: self.values[column.key.target]
            for column in PLAN_SHEET.columns
            if (column.name in _PROGRAMME) is is_programme
            and self.values.get(column.key.target) is not None
        }

    def _value_column(self) -> tuple[int, int | None]:
        for number, row in enumerate(self.raw.rows[:20]):
            words = [plain(cell) if isinstance(cell, str) else "" for cell in row]
            if plain(KEY_HEADING) in words and plain(VALUE_HEADING) in words:
                return number, words.index(plain(VALUE_HEADING))
        return -1, None

    def _row(self, number: int, row: list[Value]) -> None:
        labels = [at for at, cell in enumerate(row) if isinstance(cell, str) and cell.strip()]
        if not labels:
            return
        place, cell = labels[0], str(row[labels[0]])
        at = self._at if self._at is not None else self._beside(number, row, place)
        if at is None or at <= place or at >= len(row) or row[at] == "":
            return
        column = _LABELS.get(plain_header(cell))
        here = Cell(self.raw.name, self.raw.order, number, at)
        if column is None:
            note = _("%(cell)s: isian “%(label)s” tidak dikenal dan tidak dibaca")
            label = Cell(self.raw.name, self.raw.order, number, place)
            self.report.notes.append(note % {"cell": label, "label": " ".join(cell.split())[:60]})
        elif column.name in self.cells:
            sentence = _("“%(label)s” sudah diisi di %(cell)s; hapus salah satunya")
            words = {"label": column.label, "cell": self.cells[column.name]}
            self.report.problem("stated_twice", sentence % words, here)
        else:
            self.cells[column.name] = here
            self._take(column, row[at], number, at)

    def _beside(self, number: int, row: list[Value], place: int) -> int | None:
        """The cell to the right of a label: past its merged width and past a lone colon."""
        at = place + 1
        for (top, left), (bottom, right) in self.raw.merges:
            if top <= number <= bottom and left == place:
                at = right + 1
        while at < len(row) and isinstance(row[at], str) and str(row[at]).strip() == ":":
            at += 1
        return at

    def _take(self, column: Column, raw: Any, number: int, at: int) -> None:
        cell = Flag(raw) if isinstance(raw, bool) else raw
        found = self.takers.memory(column)[cell]
        if isinstance(found, Odd):
            if found.refused is not None:
                self._lose(column)
                here = self.cells[column.name]
                self.report.problem(found.refused.code, found.refused.sentence, here)
                found = Odd(BLANKS.get(column.key.kind) if column.key.is_required else None)
            else:
                place = Place(self.raw.name, self.raw.order, {column.name: at})
                self.report.note(place, column.name, number, found.note)
            found = found.value
        self.values[column.key.target] = found

    def _missing(self, column: Column) -> None:
        self._lose(column)
        self.values[column.key.target] = BLANKS[column.key.kind]
        sentence = _("“%(key)s” belum diisi; isi dengan %(meaning)s")
        words = {"key": column.label, "meaning": _(column.key.meaning)}
        here = self.cells.get(column.name, Cell(self.raw.name, self.raw.order, 0, 0))
        self.report.problem("missing_key", sentence % words, here)

    def _lose(self, column: Column) -> None:
        table = "programme" if column.name in _PROGRAMME else "version"
        self.report.unread.add(f"{table}.{column.name}")
