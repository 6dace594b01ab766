"""Reads a file of results: whatever its layout, xlsx or CSV, every fault by its cell, nobody's result for another."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from binakon.certification.queries.results import Person
from binakon.certification.rules.chain import NUMBERS
from binakon.certification.rules.results import Told, outcome_of
from binakon.certification.sheets.result_columns import ABOUT, MOST_ROWS, NAMING, RESULT_SHEET
from binakon.core.exports.text import unprotect
from binakon.core.problems import Problem
from binakon.people.rules.names import name_key
from binakon.people.rules.nik import nik_problems, normalise
from binakon.people.rules.sealed import nik_index
from binakon.planning.sheets.book_cells import Cell, Fault, Flag
from binakon.planning.sheets.book_single import Sought, fault_sentence, find_table
from binakon.planning.sheets.book_tables import RawTable
from binakon.planning.sheets.book_windows import read_day
from binakon.planning.sheets.plan_values import Refused

MOST_NOTES = 50
_WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0")
_SEPARATORS = (";", "\t", ",", "|")
_DAYS = ("tested_on", "decided_on", "recorded_on")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row: whose it is, what it says, and its cells by the field they speak of."""

    person: Person
    told: Told
    cells: dict[str, Cell]


@dataclass(slots=True)
class ResultBook:
    """What stands in a file: its rows, what is wrong, what was passed over."""

    rows: list[ReadRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_results(content: bytes, people: Sequence[Person]) -> ResultBook:
    """Every row of the file, matched with the people of its batch; with any problem nothing of it may be taken."""
    sought = Sought(
        RESULT_SHEET,
        sure=NAMING,
        needed=(),
        most=MOST_ROWS,
        nothing=_(
            "Belum ada peserta di lembar ini. Isi satu orang per baris di bawah judul kolom."
        ),
        too_many=_(
            "Lembar ini berisi %(rows)d baris; satu berkas paling banyak %(most)d orang. Bagi menjadi beberapa berkas."
        ),
        ours=(ABOUT,),
    )
    seen = find_table(as_workbook(content), sought)
    found = ResultBook(problems=list(seen.problems), notes=list(seen.notes)[:MOST_NOTES])
    table = seen.table
    if table is None:
        return found
    columns = set(table.place.columns)
    here = table.place.cell(table.heading)
    if not columns & set(NAMING):
        sentence = _("Kolom ID-Izin, NIK atau Nama tidak ada. Tambahkan salah satunya.")
        found.problems.append(Problem("missing_column", sentence, line=here))
    elif not columns & {"outcome", *NUMBERS}:
        sentence = _("Kolom Hasil tidak ada. Tambahkan kolom berisi K, BK, atau tidak hadir.")
        found.problems.append(Problem("missing_column", sentence, line=here))
    else:
        _Results(table, people, found).read()
    return found


def as_workbook(content: bytes) -> bytes:
    """A CSV as the workbook that Excel would make of it, every cell a text; a workbook as it is."""
    if content.startswith(_WORKBOOKS):
        return content
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        return content
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    written = BytesIO()
    with Workbook(written, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet("CSV")
        for number, row in enumerate(csv.reader(StringIO(text), delimiter=separator)):
            for place, cell in enumerate(row):
                if cell.strip():
                    sheet.write_string(number, place, unprotect(cell)[:32_000])
    return written.getvalue()


class _Results:
    """The rows of a table as people and what is said of them, with every fault at its cell."""

    def __init__(self, table: RawTable, people: Sequence[Person], found: ResultBook) -> None:
        self.table, self.found = table, found
        self.row = 0
        self.by: dict[str, dict[str, list[Person]]] = {name: {} for name in NAMING}
        for person in people:
            keys = (_plain(person.application), _plain(person.code), person.nik_index)
            for name, key in zip(NAMING, (*keys, name_key(person.name)), strict=True):
                if key:
                    self.by[name].setdefault(key, []).append(person)
        self.seen: dict[int, int] = {}

    def read(self) -> None:
        """Judge every row."""
        for at, row in enumerate(self.table.rows):
            self.row = row
            cells = {name: values[at] for name, values in self.table.cells.items()}
            before = len(self.found.problems)
            person = self._person(cells)
            told = self._told(cells)
            if person is None or len(self.found.problems) > before:
                continue
            if person.pk in self.seen:
                sentence = _("Orang ini sudah ada di %(cell)s. Hapus salah satu barisnya.")
                cell = self.table.place.cell(self.seen[person.pk])
                self._problem(NAMING[0], sentence % {"cell": cell})
                continue
            self.seen[person.pk] = row
            places = {
                name: self.table.place.cell(row, name)
                for name in ("outcome", "advice", *_DAYS, *NUMBERS)
            }
            self.found.rows.append(ReadRow(person, told, places))

    def _person(self, cells: dict[str, Any]) -> Person | None:
        """Whose row it is: whatever the row names them by must be the same person."""
        named: dict[str, list[Person]] = {}
        stated, before = False, len(self.found.problems)
        for name in NAMING:
            key = self._key(name, cells)
            if not key:
                continue
            stated = True
            found = self.by[name].get(key, [])
            if found:
                named[name] = found
            elif name != "name" or not named:
                self._stranger(name, has_other=bool(named))
                return None
        if len(self.found.problems) > before:
            return None
        if not stated:
            self._problem(NAMING[0], _("Baris ini tidak menyebut ID-Izin, NIK atau nama."))
            return None
        return self._one(named, cells)

    def _one(self, named: dict[str, list[Person]], cells: dict[str, Any]) -> Person | None:
        sure = {name: people for name, people in named.items() if name != "name"}
        people = {person.pk: person for found in (sure or named).values() for person in found}
        if len(people) > 1:
            sentence = (
                _("ID-Izin, kode dan NIK di baris ini milik orang yang berbeda.")
                if sure
                else _("Ada beberapa peserta bernama ini. Isi ID-Izin atau NIK-nya.")
            )
            self._problem("name" if not sure else next(iter(sure)), sentence)
            return None
        person = next(iter(people.values()))
        written = _unmarked(self._text(cells, "name"))
        if sure and written and name_key(written) != name_key(person.name):
            sentence = _(
                "Baris ini milik %(owner)s, tetapi tertulis “%(name)s”. Periksa apakah barisnya bergeser, atau samakan namanya."
            )
            self._problem("name", sentence % {"owner": person.name, "name": written[:60]})
            return None
        return person

    def _stranger(self, name: str, *, has_other: bool) -> None:
        words = {
            "application": _("ID-Izin ini bukan milik peserta rombongan ini."),
            "code": _("Kode ini bukan milik peserta rombongan ini."),
            "nik": _("NIK ini bukan milik peserta rombongan ini."),
            "name": _("Nama ini bukan nama peserta rombongan ini. Isi ID-Izin atau NIK-nya."),
        }
        sentence = words[name]
        if has_other:
            sentence = f"{sentence} {_('Kolom lain di baris ini menunjuk seseorang.')}"
        self._problem(name, sentence)

    def _key(self, name: str, cells: dict[str, Any]) -> str:
        if name == "nik":
            return self._nik(cells.get("nik", ""))
        text = self._text(cells, name)
        return name_key(_unmarked(text)) if name == "name" else _plain(text)

    def _nik(self, raw: Any) -> str:
        """The index of a NIK; a number is none, and one that is masked says nothing."""
        if raw == "" or (isinstance(raw, str) and any(sign in raw for sign in "•*xX·…")):
            return ""
        if isinstance(raw, int | float) or "e+" in str(raw).lower():
            note = _("NIK berupa angka tidak dibaca; Excel hanya menyimpan 15 angka pertama")
            self._note("nik", note)
            return ""
        if isinstance(raw, Fault):
            self._problem("nik", fault_sentence(raw))
            return ""
        nik = normalise(str(raw))
        for problem in nik_problems(nik):
            self._problem("nik", problem.sentence)
            return ""
        return nik_index(nik)

    def _told(self, cells: dict[str, Any]) -> Told:
        text = self._text(cells, "outcome")
        outcome = outcome_of(text) if text else None
        if text and outcome is None:
            sentence = _("“%(text)s” tidak dikenal. Tulis K, BK, atau tidak hadir.")
            self._problem("outcome", sentence % {"text": text[:40]})
        days = {name: self._day(name, cells.get(name, "")) for name in _DAYS}
        return Told(
            outcome=outcome.value if outcome else "",
            numbers={name: self._text(cells, name)[:60] for name in NUMBERS},
            advice=self._text(cells, "advice"),
            **days,
        )

    def _day(self, name: str, raw: Any) -> date | None:
        if isinstance(raw, datetime):
            return raw.date()
        if isinstance(raw, date) or raw == "":
            return raw or None
        text = self._text({name: raw}, name)
        if not text or text in {"-", "–"}:
            return None
        try:
            found, is_doubtful = read_day(text)
        except Refused as refused:
            self._problem(name, refused.sentence)
            return None
        if is_doubtful:
            self._note(name, _("dibaca hari lebih dulu, lalu bulan"))
        return found

    def _text(self, cells: dict[str, Any], key: str) -> str:
        raw = cells.get(key, "")
        if isinstance(raw, Fault):
            self._problem(key, fault_sentence(raw))
            return ""
        if isinstance(raw, Flag | bool):
            self._problem(key, _("Sel ini berisi BENAR atau SALAH. Ketik isinya sebagai teks."))
            return ""
        if isinstance(raw, float) and raw.is_integer():
            raw = int(raw)
        text = " ".join(str(raw).split())
        return "" if text in {"-", "–", "—"} else text

    def _problem(self, key: str, sentence: str) -> None:
        cell = self.table.place.cell(self.row, key)
        self.found.problems.append(Problem(key, sentence, line=cell))

    def _note(self, key: str, sentence: str) -> None:
        if len(self.found.notes) < MOST_NOTES:
            self.found.notes.append(f"{self.table.place.cell(self.row, key)}: {sentence}")


def _unmarked(name: str) -> str:
    """A name as it is compared: our own list marks an invented person so."""
    return name.removesuffix("(contoh)").strip()


def _plain(text: str) -> str:
    """A number or code without what people put between its letters."""
    return "".join(letter for letter in text.upper() if letter.isalnum())
