"""Reads a regency's workbook of nominees: whatever its layout, every fault by its cell, and no number for a NIK."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.enrolment.rules.nominees import (
    EDUCATION_WORDS,
    SEX_WORDS,
    Person,
    born_problems,
    email_problems,
    name_problems,
    phone_of,
    repeated_niks,
    text_problems,
    tidy,
)
from binakon.enrolment.sheets.nominee_columns import GUIDE, LISTS, NOMINEE_SHEET
from binakon.people.rules.nik import nik_problems, normalise
from binakon.planning.sheets.book_cells import Cell, Fault
from binakon.planning.sheets.book_single import Sought, fault_sentence, find_table
from binakon.planning.sheets.book_tables import RawTable
from binakon.planning.sheets.book_windows import read_day
from binakon.planning.sheets.book_words import plain
from binakon.planning.sheets.plan_values import Refused

MOST_PEOPLE = 500
MOST_NOTES = 50


@dataclass(slots=True)
class NomineeBook:
    """What stands in a workbook: its people with their rows (as Excel numbers them), what is wrong, what was passed over."""

    people: list[tuple[int, Person]] = field(default_factory=list)
    cells: dict[int, Cell] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_nominees(content: bytes, today: date) -> NomineeBook:
    """Everybody in the workbook; with any problem nobody of it may be taken."""
    sought = Sought(
        NOMINEE_SHEET,
        sure=("name", "nik"),
        needed=("name", "nik"),
        most=MOST_PEOPLE,
        nothing=_("Belum ada calon di lembar ini. Isi satu orang per baris di bawah judul kolom."),
        too_many=_(
            "Lembar ini berisi %(rows)d baris; satu berkas paling banyak %(most)d orang. Bagi menjadi beberapa berkas."
        ),
        ours=(GUIDE, LISTS),
    )
    seen = find_table(content, sought)
    found = NomineeBook(problems=list(seen.problems), notes=list(seen.notes))
    if seen.table is not None:
        _People(seen.table, found, today).read()
    found.notes = found.notes[:MOST_NOTES]
    return found


class _People:
    """The rows of a table as people, with every fault at its cell."""

    def __init__(self, table: RawTable, found: NomineeBook, today: date) -> None:
        self.table = table
        self.found = found
        self.today = today
        self.row = 0

    def read(self) -> None:
        """Judge every row, then who stands twice."""
        people = []
        for at, row in enumerate(self.table.rows):
            self.row = row
            cells = {name: values[at] for name, values in self.table.cells.items()}
            people.append(self._person(cells))
        for again, first in repeated_niks(person.nik for person in people).items():
            self.row = self.table.rows[again]
            sentence = _("NIK ini sudah ada di %(cell)s. Hapus salah satu barisnya.")
            cell = self.table.place.cell(self.table.rows[first], "nik")
            self._problem("nik", Problem("nik_twice", sentence % {"cell": cell}))
        self.found.people = [
            (row + 1, person) for row, person in zip(self.table.rows, people, strict=True)
        ]
        self.found.cells = {row + 1: self.table.place.cell(row, "nik") for row in self.table.rows}

    def _person(self, cells: dict[str, Any]) -> Person:
        name = self._text(cells, "name")
        self._all("name", name_problems(name) if not self._is_fault(cells, "name") else [])
        email = self._text(cells, "email")
        self._all("email", email_problems(email) if email else [])
        texts = {key: self._text(cells, key) for key in ("employer", "position")}
        for key, text in texts.items():
            self._all(key, text_problems(key, text))
        return Person(
            name=name,
            nik=self._nik(cells.get("nik", "")),
            born_on=self._born(cells.get("born_on", "")),
            sex=self._word(cells, "sex", SEX_WORDS, _("L atau P")),
            phone=self._phone(cells.get("phone", "")),
            email=email,
            education=self._word(
                cells, "education", EDUCATION_WORDS, _("SMA/SMK, D1–D4, S1, profesi, S2, atau S3")
            ),
            **texts,
        )

    def _problem(self, key: str, problem: Problem) -> None:
        cell = self.table.place.cell(self.row, key)
        self.found.problems.append(Problem(problem.code, problem.sentence, line=cell))

    def _all(self, key: str, problems: Collection[Problem]) -> None:
        for problem in problems:
            self._problem(key, problem)

    def _note(self, key: str, sentence: str) -> None:
        if len(self.found.notes) < MOST_NOTES:
            self.found.notes.append(f"{self.table.place.cell(self.row, key)}: {sentence}")

    @staticmethod
    def _is_fault(cells: dict[str, Any], key: str) -> bool:
        return isinstance(cells.get(key), Fault)

    def _text(self, cells: dict[str, Any], key: str) -> str:
        """A cell as text on one line; what nobody sees in it is left out, and said."""
        raw = cells.get(key, "")
        if isinstance(raw, Fault):
            self._broken(key, raw)
            return ""
        if isinstance(raw, float) and raw.is_integer():
            raw = int(raw)
        text = str(raw)
        clean = tidy(text)
        if clean != " ".join(text.split()):
            self._note(key, _("tanda yang tidak terlihat dibuang"))
        return clean

    def _broken(self, key: str, fault: Fault) -> None:
        self._problem(key, Problem("cell_error", fault_sentence(fault)))

    def _nik(self, raw: Any) -> str:
        if isinstance(raw, Fault):
            self._broken("nik", raw)
            return ""
        if isinstance(raw, bool | int | float | date | datetime):
            sentence = _(
                "NIK ini diketik sebagai angka, dan Excel hanya menyimpan 15 angka pertama. Ketik NIK sebagai teks: beri tanda ' di depan, atau pakai templat."
            )
            self._problem("nik", Problem("nik_number", sentence))
            return ""
        nik = normalise(str(raw))
        if "e+" in str(raw).lower():
            sentence = _(
                "Excel sudah memendekkan NIK ini menjadi %(text)s, jadi angkanya hilang. Ketik ulang NIK sebagai teks dari KTP."
            )
            self._problem("nik", Problem("nik_number", sentence % {"text": "…E+…"}))
            return ""
        problems = nik_problems(nik)
        self._all("nik", problems)
        return "" if problems else nik

    def _born(self, raw: Any) -> date | None:
        if isinstance(raw, Fault):
            self._broken("born_on", raw)
            return None
        if raw == "":
            return None
        if isinstance(raw, datetime):
            raw = raw.date()
        if not isinstance(raw, date):
            try:
                raw, is_doubtful = read_day(tidy(str(raw)))
            except Refused as refused:
                self._problem("born_on", Problem(refused.code, refused.sentence))
                return None
            if is_doubtful:
                self._note("born_on", _("dibaca hari lebih dulu, lalu bulan"))
        problems = born_problems(raw, self.today)
        self._all("born_on", problems)
        return None if problems else raw

    def _phone(self, raw: Any) -> str:
        if isinstance(raw, Fault):
            self._broken("phone", raw)
            return ""
        text = str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw)
        phone, problems = phone_of(text)
        self._all("phone", problems)
        return phone

    def _word(self, cells: dict[str, Any], key: str, words: Mapping[str, str], known: str) -> str:
        text = self._text(cells, key)
        if not text:
            return ""
        value = words.get(plain(text))
        if value is None:
            sentence = _("“%(text)s” tidak dikenal. Tulis %(known)s.")
            facts = {"text": text[:40], "known": known}
            self._problem(key, Problem(key, sentence % facts))
            return ""
        return str(value)
