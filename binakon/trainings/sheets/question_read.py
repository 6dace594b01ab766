"""Reads a workbook of questions: whatever its layout, every fault by its cell."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.planning.sheets.book_cells import Cell, Fault
from binakon.planning.sheets.book_find import must_have_heading
from binakon.planning.sheets.book_open import Book, RawSheet, Unreadable, open_book
from binakon.planning.sheets.book_tables import RawTable, heading_of, table_of
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
    found = QuestionBook()
    book, problems = open_book(content)
    found.problems += problems
    if book is None:
        return found
    try:
        _read(book, found)
    except Unreadable as unreadable:
        found.problems.append(unreadable.problem)
    found.notes += book.notes
    return found


def _read(book: Book, found: QuestionBook) -> None:
    raw, heading = _sheet(book, found)
    if raw is None:
        return
    if heading is None:
        found.problems.append(must_have_heading(raw, QUESTION_SHEET))
        return
    number, columns = heading
    for name in NEEDED:
        if name not in columns:
            label = QUESTION_SHEET.by_name[name].label
            sentence = _("Kolom “%(label)s” tidak ada. Tambahkan kolomnya, atau pakai templat.")
            here = Cell(raw.name, raw.order, number, 0)
            found.problems.append(Problem("missing_column", sentence % {"label": label}, line=here))
    if found.problems:
        return
    table = table_of(raw, QUESTION_SHEET, number, columns)
    found.notes += table.notes
    if not table.rows:
        sentence = _("Belum ada soal di lembar ini. Isi satu soal per baris di bawah judul kolom.")
        here = Cell(raw.name, raw.order, number + 1, 0)
        found.problems.append(Problem("no_rows", sentence, line=here))
    elif len(table.rows) > MOST_ROWS:
        sentence = _("Satu berkas paling banyak %(most)d soal. Bagi menjadi beberapa berkas.")
        here = table.place.cell(table.rows[MOST_ROWS])
        found.problems.append(Problem("too_many", sentence % {"most": MOST_ROWS}, line=here))
    else:
        _read_rows(table, found)


def _sheet(
    book: Book, found: QuestionBook
) -> tuple[RawSheet | None, tuple[int, dict[str, int]] | None]:
    """The sheet of questions: by its name, else the first whose heading knows a question and its key."""
    titles = [title for title in book.names if plain(title) != plain(GUIDE)]
    titles.sort(key=lambda title: plain(title) not in QUESTION_SHEET.words)
    first: RawSheet | None = None
    for title in titles:
        raw = book.sheet(title)
        first = first or raw
        heading = heading_of(raw, QUESTION_SHEET)
        if heading is not None and {"text", "right"} & set(heading[1]):
            note = _("Lembar “%(name)s” tidak dibaca")
            found.notes += [note % {"name": other} for other in titles if other != title]
            return raw, heading
    if first is None:
        sentence = _("Buku kerja ini tidak punya lembar yang terlihat; pakai templat.")
        found.problems.append(Problem("no_sheet", sentence, line=1))
    return first, None


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
            sentence = (
                _("Sel ini berisi galat %(shown)s. Ketik isinya.") % {"shown": raw.shown}
                if raw.shown
                else _("Rumus di sel ini belum dihitung. Ganti dengan isinya.")
            )
            self.problem(key, "cell_error", sentence)
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
