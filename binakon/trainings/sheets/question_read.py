"""Reads a workbook of questions: whatever its layout, every fault by its cell."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.planning.sheets.book_cells import Cell, Fault
from binakon.planning.sheets.book_single import Sought, fault_sentence, find_table
from binakon.planning.sheets.book_tables import RawTable
from binakon.planning.sheets.book_words import plain
from binakon.trainings.rules.questions import (
    FALSE,
    KEYS,
    TRUE,
    options_of,
    question_problems,
    truth_options,
)
from binakon.trainings.sheets.question_columns import GUIDE, MOST_ROWS, NEEDED, QUESTION_SHEET
from binakon.trainings.states import QuestionKind

_KINDS = {
    "satu": QuestionKind.SINGLE,
    "satu jawaban": QuestionKind.SINGLE,
    "satu jawaban benar": QuestionKind.SINGLE,
    "pilihan ganda": QuestionKind.SINGLE,
    "pg": QuestionKind.SINGLE,
    "single": QuestionKind.SINGLE,
    "beberapa": QuestionKind.MULTIPLE,
    "beberapa jawaban": QuestionKind.MULTIPLE,
    "beberapa jawaban benar": QuestionKind.MULTIPLE,
    "multiple": QuestionKind.MULTIPLE,
    "benar salah": QuestionKind.TRUE_FALSE,
    "benar atau salah": QuestionKind.TRUE_FALSE,
    "b s": QuestionKind.TRUE_FALSE,
    "true false": QuestionKind.TRUE_FALSE,
}
_TRUTHS = {"benar": TRUE, "b": TRUE, "true": TRUE, "salah": FALSE, "s": FALSE, "false": FALSE}
# The field of a problem, as the columns are called.
_PLACES = {"options": "option_a"}
_TEXTS = {"occupation": 200, "topic": 200, "explanation": 2_000, "source": 300}


@dataclass(slots=True)
class QuestionBook:
    """What stands in a workbook: its questions, the cell of each, what is wrong, what was passed over."""

    questions: list[dict[str, Any]] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_questions(content: bytes) -> QuestionBook:
    """Every question of the workbook; with any problem none of it may be taken."""
    sought = Sought(
        QUESTION_SHEET,
        sure=("text", "right"),
        needed=NEEDED,
        most=MOST_ROWS,
        nothing=_("Belum ada soal di lembar ini. Isi satu soal per baris di bawah judul kolom."),
        too_many=_("Satu berkas paling banyak %(most)d soal. Bagi menjadi beberapa berkas."),
        ours=(GUIDE,),
    )
    seen = find_table(content, sought)
    found = QuestionBook(problems=list(seen.problems), notes=list(seen.notes))
    if seen.table is not None:
        _read_rows(seen.table, found)
    return found


def _read_rows(table: RawTable, found: QuestionBook) -> None:
    seen: dict[tuple[str, str], int] = {}
    for at, row in enumerate(table.rows):
        cells = {name: values[at] for name, values in table.cells.items()}
        reader = _Row(table, row, cells, found)
        question = reader.question()
        found.questions.append(question)
        found.cells.append(table.place.cell(row, "text"))
        twin = (question["occupation"], question["text"])
        if question["text"] and twin in seen:
            sentence = _("Soal ini sudah ada di %(cell)s. Hapus salah satu barisnya.")
            cell = table.place.cell(seen[twin], "text")
            reader.problem("text", "twice", sentence % {"cell": cell})
        seen.setdefault(twin, row)


class _Row:
    """One row as a question, with every fault at its cell."""

    def __init__(
        self, table: RawTable, row: int, cells: dict[str, Any], found: QuestionBook
    ) -> None:
        self.table, self.row, self.cells, self.found = table, row, cells, found
        self.has_fault = False

    def problem(self, key: str, code: str, sentence: str) -> None:
        """Something that is wrong with a cell of the row."""
        cell = self.table.place.cell(self.row, key)
        self.found.problems.append(Problem(code, sentence, line=cell))

    def question(self) -> dict[str, Any]:
        """The question of the row."""
        texts = {key: self._text(key) for key in (*_TEXTS, "text")}
        for key, most in _TEXTS.items():
            if len(texts[key]) > most:
                sentence = _("Paling panjang %(most)d huruf. Pendekkan.") % {"most": most}
                self.problem(key, key, sentence)
        if not texts["occupation"]:
            self.problem("occupation", "occupation", _("Okupasinya belum diisi."))
        options = options_of(self._text(f"option_{key}") for key in KEYS)
        key = self._text("right")
        kind = self._kind(options, key)
        if kind == QuestionKind.TRUE_FALSE:
            options = truth_options()
        right = self._right(kind, key)
        if not self.has_fault:
            for problem in question_problems(kind, texts["text"], options, right):
                self.problem(
                    _PLACES.get(problem.code, problem.code), problem.code, problem.sentence
                )
        return {**texts, "kind": kind, "options": options, "right": right}

    def _text(self, key: str) -> str:
        raw = self.cells.get(key, "")
        if isinstance(raw, Fault):
            self.has_fault = True
            self.problem(key, "cell_error", fault_sentence(raw))
            return ""
        if isinstance(raw, float) and raw.is_integer():
            raw = int(raw)
        return " ".join(str(raw).split())

    def _kind(self, options: list[dict[str, str]], key: str) -> str:
        """The kind that is named; where none is, what options and key show."""
        named = self._text("kind")
        if named:
            kind = _KINDS.get(plain(named))
            if kind is None:
                sentence = _(
                    "Jenis “%(text)s” tidak dikenal. Tulis satu, beberapa, atau benar/salah."
                )
                self.problem("kind", "kind", sentence % {"text": named[:40]})
                self.has_fault = True
                return QuestionKind.SINGLE.value
            return kind.value
        if not options and plain(key) in _TRUTHS:
            return QuestionKind.TRUE_FALSE.value
        many = len([letter for letter in key.lower() if letter in KEYS]) > 1
        return QuestionKind.MULTIPLE.value if many else QuestionKind.SINGLE.value

    def _right(self, kind: str, key: str) -> list[str]:
        if kind == QuestionKind.TRUE_FALSE and plain(key) in _TRUTHS:
            return [_TRUTHS[plain(key)]]
        letters = [letter for letter in key.lower() if letter.isalnum()]
        if not set(letters) <= set(KEYS):
            sentence = _("Kunci “%(text)s” tidak dikenal. Tulis hurufnya, misalnya A atau A, C.")
            self.problem("right", "right", sentence % {"text": key[:40]})
            self.has_fault = True
            return []
        return [letter for letter in KEYS if letter in letters]
