"""Reads a workbook of scores from paper: whatever its layout, every fault by its cell, nobody's score for another."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.planning.sheets.book_cells import Fault, Flag
from binakon.planning.sheets.book_single import Sought, fault_sentence, find_table
from binakon.planning.sheets.book_tables import RawTable
from binakon.planning.sheets.book_words import plain
from binakon.trainings.queries.exam_pages import PersonLine
from binakon.trainings.queries.paper_scores import PaperSheet
from binakon.trainings.rules.paper_scores import ERASE, Heard, hear, score_words
from binakon.trainings.sheets.score_columns import GUIDE, MOST_ROWS, other_sheet, score_sheet

MOST_NOTES = 50
_MEANS = ("rata rata", "rerata", "rataan", "mean", "rata rata kelas")


@dataclass(slots=True)
class ScoreBook:
    """What stands in a workbook: what to do with whom, how many people it names, their lines of answers as typed."""

    heard: list[tuple[PersonLine, Heard]] = field(default_factory=list)
    answers: dict[int, str] = field(default_factory=dict)
    rows: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_scores(content: bytes, kind: str, paper: PaperSheet) -> ScoreBook:
    """Everybody in the workbook of one test; with any problem nothing of it may be taken."""
    sought = Sought(
        score_sheet(kind),
        sure=("score", "answers"),
        needed=(),
        most=MOST_ROWS,
        nothing=_(
            "Belum ada peserta di lembar ini. Isi satu orang per baris di bawah judul kolom."
        ),
        too_many=_(
            "Lembar ini berisi %(rows)d baris; satu berkas paling banyak %(most)d orang. Bagi menjadi beberapa berkas."
        ),
        ours=(GUIDE,),
    )
    seen = find_table(content, sought)
    found = ScoreBook(problems=list(seen.problems), notes=list(seen.notes)[:MOST_NOTES])
    table = seen.table
    if table is None:
        return found
    if plain(table.place.sheet) == plain(other_sheet(kind)):
        sentence = _("Lembar ini “%(name)s”, padahal ini halaman tes yang lain.")
        here = table.place.cell(table.heading)
        told = sentence % {"name": table.place.sheet}
        found.problems.append(Problem("other_test", told, line=here))
    elif not {"code", "name"} & set(table.place.columns):
        sentence = _("Kolom Kode atau Nama tidak ada. Tambahkan kolomnya, atau pakai templat.")
        here = table.place.cell(table.heading)
        found.problems.append(Problem("missing_column", sentence, line=here))
    else:
        _Scores(table, paper, found).read()
    return found


class _Scores:
    """The rows of a table as people and their papers, with every fault at its cell."""

    def __init__(self, table: RawTable, paper: PaperSheet, found: ScoreBook) -> None:
        self.table, self.paper, self.found = table, paper, found
        self.row = 0
        self.by_code = {_code(line.registration.code): line for line in paper.people}
        self.by_name: dict[str, list[PersonLine]] = {}
        for line in paper.people:
            self.by_name.setdefault(_name(str(line.registration)), []).append(line)
        self.seen: dict[int, int] = {}

    def read(self) -> None:
        """Judge every row."""
        for at, row in enumerate(self.table.rows):
            self.row = row
            cells = {name: values[at] for name, values in self.table.cells.items()}
            before = len(self.found.problems)
            code, name, answers = (self._text(cells, key) for key in ("code", "name", "answers"))
            score = self._score(cells.get("score", ""))
            if len(self.found.problems) > before:
                continue
            if not code and plain(name) in _MEANS:
                cell = self.table.place.cell(row)
                self.found.notes.append(f"{cell}: {_('baris rata-rata tidak dibaca')}")
                continue
            self._person(code, name, score, answers)

    def _person(self, code: str, name: str, score: str, answers: str) -> None:
        line = self._line(code, name)
        if line is None:
            return
        pk = line.registration.pk
        if pk in self.seen:
            sentence = _("Peserta ini sudah ada di %(cell)s. Hapus salah satu barisnya.")
            cell = self.table.place.cell(self.seen[pk])
            self._problem("code", "twice", sentence % {"cell": cell})
            return
        self.seen[pk] = self.row
        self.found.rows += 1
        if line.is_online:
            if score or answers:
                sentence = _("Peserta ini sudah mengerjakan tes di ponsel. Kosongkan barisnya.")
                self._problem("score", "online", sentence)
            return
        erases = plain(score) == ERASE
        heard, problems = hear(
            "" if erases else score,
            answers,
            erases=erases,
            stands=self.paper.stand_of(line),
            asked=self.paper.asked,
        )
        for problem in problems:
            self._problem(problem.code, problem.code, problem.sentence)
        if heard is not None:
            self.found.heard.append((line, heard))
            self.found.answers[pk] = answers

    def _line(self, code: str, name: str) -> PersonLine | None:
        """Whose row it is: by the code, which the name must not contradict; without a code by a name that one has."""
        if not code:
            named = self.by_name.get(_name(name), [])
            if len(named) == 1:
                return named[0]
            if not name:
                self._problem("code", "code", _("Kode pesertanya belum diisi."))
            elif named:
                sentence = _("Ada %(many)d peserta bernama ini. Isi kodenya.")
                self._problem("code", "code", sentence % {"many": len(named)})
            else:
                sentence = _(
                    "“%(name)s” bukan peserta kelas ini. Isi kodenya, atau hapus barisnya."
                )
                self._problem("name", "name", sentence % {"name": name[:60]})
            return None
        line = self.by_code.get(_code(code))
        if line is None:
            sentence = _("Kode “%(code)s” bukan kode peserta kelas ini.")
            self._problem("code", "code", sentence % {"code": code[:20]})
            return None
        if name and _name(name) != _name(str(line.registration)):
            sentence = _(
                "Kode ini milik %(owner)s, tetapi barisnya tertulis “%(name)s”. Periksa apakah barisnya bergeser."
            )
            words = {"owner": line.registration, "name": name[:60]}
            self._problem("name", "name", sentence % words)
            return None
        return line

    def _problem(self, key: str, code: str, sentence: str) -> None:
        cell = self.table.place.cell(self.row, key)
        self.found.problems.append(Problem(code, sentence, line=cell))

    def _text(self, cells: dict[str, Any], key: str) -> str:
        raw = cells.get(key, "")
        if isinstance(raw, Fault):
            self._problem(key, "cell_error", fault_sentence(raw))
            return ""
        if isinstance(raw, float) and raw.is_integer():
            raw = int(raw)
        return " ".join(str(raw).split())

    def _score(self, raw: Any) -> str:
        """A score as it would be typed; what Excel took for a day or a yes is no score."""
        if isinstance(raw, date | datetime | Flag | bool):
            sentence = _(
                "Excel membaca sel ini bukan sebagai angka. Ketik nilainya sebagai teks, misalnya 72,5."
            )
            self._problem("score", "score", sentence)
            return ""
        if isinstance(raw, int | float):
            return score_words(Decimal(str(raw)))
        return self._text({"score": raw}, "score")


def _code(text: str) -> str:
    """A code without what people put between its letters."""
    return "".join(letter for letter in text.upper() if letter.isalnum())


def _name(text: str) -> str:
    """A name without capitals, marks and our own "(contoh)"."""
    letters = [letter if letter.isalnum() else " " for letter in text.casefold()]
    return " ".join(word for word in "".join(letters).split() if word != "contoh")
