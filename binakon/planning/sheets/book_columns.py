"""Takes the columns of a table: values in, problems with their cells and notes out, one pass per column."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.planning.rules.plan_words import dotted
from binakon.planning.sheets.book_cells import Flag, Place
from binakon.planning.sheets.book_sheets import Column, Form, Sheet
from binakon.planning.sheets.book_tables import SUMMED, RawTable, TotalRow
from binakon.planning.sheets.book_takers import Takers
from binakon.planning.sheets.book_values import Odd
from binakon.planning.sheets.plan_values import BLANKS

# The same remark on thousands of cells is told for the first ones and then counted.
MOST_NOTES = 5


class Report:
    """What reading found: problems, notes, and the keys of which some value could not be read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.unread: set[str] = set()
        self.notes: list[str] = []
        self._told: Counter[tuple[str, int, str]] = Counter()

    def problem(self, code: str, sentence: str, cell: int) -> None:
        """Note a problem of one cell."""
        self.problems.append(Problem(code, sentence, line=cell))

    def note(self, place: Place, key: str, row: int, sentence: str) -> None:
        """Say how a cell was taken; of many in one column the first ones stand for all."""
        told = (place.sheet, place.order, key)
        self._told[told] += 1
        if self._told[told] <= MOST_NOTES:
            self.notes.append(f"{place.cell(row, key)}: {sentence}")

    def close(self) -> None:
        """Count what was not told one by one."""
        for (sheet, _order, key), times in self._told.items():
            if times > MOST_NOTES:
                note = _(
                    "%(sheet)s: %(count)d sel lain pada kolom %(key)s dibaca dengan cara serupa"
                )
                words = {"sheet": sheet, "count": times - MOST_NOTES, "key": key}
                self.notes.append(note % words)


class ColumnReader:
    """Reads the columns of one table; `vague` are the entries whose window was told in vague words."""

    def __init__(self, table: RawTable, sheet: Sheet, takers: Takers, report: Report) -> None:
        self.table = table
        self.sheet = sheet
        self.takers = takers
        self.report = report
        self.vague: dict[int, str] = {}
        self._lost: set[str] = set()

    def values(self) -> dict[str, list[Any]]:
        """The values of every column by key, None where a cell is empty or could not be read."""
        found = {}
        for column in self.sheet.columns:
            cells = self.table.cells.get(column.name)
            if cells is None:
                found[column.name] = self._without(column)
            else:
                found[column.name] = self._column(column, cells)
        self._judge_merged()
        self._judge_totals(found)
        self.report.notes.extend(self.table.notes)
        return found

    def _without(self, column: Column) -> list[Any]:
        """A column that the sheet does not have: one problem, not one for each row."""
        if column.key.is_required and column.name != "code" and self.table.rows:
            self._lose(column)
            sentence = _(
                "Kolom “%(key)s” tidak ada pada lembar ini; tambahkan dan isi dengan %(meaning)s"
            )
            words = {"key": column.label, "meaning": _(column.key.meaning)}
            cell = self.table.place.cell(self.table.heading)
            self.report.problem("missing_column", sentence % words, cell)
        return [None] * len(self.table.rows)

    def _column(self, column: Column, cells: list[Any]) -> list[Any]:
        memory = self.takers.memory(column)
        if bool in set(map(type, cells)):
            cells = [Flag(cell) if isinstance(cell, bool) else cell for cell in cells]
        values: list[Any] = list(map(memory.__getitem__, cells))
        if memory.has_odd:
            values = [
                self._odd(column, number, value, cells[number]) if type(value) is Odd else value
                for number, value in enumerate(values)
            ]
        if column.key.is_required and column.name != "code" and None in values:
            self._missing(column, cells, values)
        return values

    def _odd(self, column: Column, number: int, odd: Odd, raw: object) -> Any:
        row = self.table.rows[number]
        if odd.refused is not None:
            self._lose(column)
            cell = self.table.place.cell(row, column.name)
            self.report.problem(odd.refused.code, odd.refused.sentence, cell)
            return BLANKS.get(column.key.kind) if column.key.is_required else None
        self.report.note(self.table.place, column.name, row, odd.note)
        if odd.is_vague:
            self.vague[number] = " ".join(str(raw).split())
        return odd.value

    def _missing(self, column: Column, cells: list[Any], values: list[Any]) -> None:
        sentence = _("Kolom “%(key)s” belum diisi; isi dengan %(meaning)s") % {
            "key": column.label,
            "meaning": _(column.key.meaning),
        }
        for number, value in enumerate(values):
            if value is None:
                cell = self.table.place.cell(self.table.rows[number], column.name)
                self.report.problem("missing_key", sentence, cell)
                values[number] = BLANKS[column.key.kind]
        self._lose(column)

    def _lose(self, column: Column) -> None:
        self._lost.add(column.name)
        self.report.unread.add(f"{self.sheet.table.name}.{column.name}")

    def _judge_merged(self) -> None:
        columns = self.sheet.by_name
        for name, first, last in self.table.merged:
            cell = self.table.place.cell(first, name)
            words = {"cell": cell, "first": first + 1, "last": last + 1, "key": columns[name].label}
            if name in SUMMED or name == "code":
                self._lose(columns[name])
                sentence = _(
                    "Kolom “%(key)s” digabung untuk baris %(first)d–%(last)d; pisahkan selnya dan isi tiap baris"
                )
                self.report.problem("merged_number", sentence % words, cell)
            else:
                note = _("%(cell)s: sel gabungan berlaku untuk baris %(first)d–%(last)d")
                self.report.notes.append(note % words)

    def _judge_totals(self, found: dict[str, list[Any]]) -> None:
        """A total must equal what it adds up: the rows since the last total, or all rows before it."""
        before = 0
        for total in self.table.totals:
            note = _("%(cell)s: baris jumlah dilewati")
            self.report.notes.append(note % {"cell": self.table.place.cell(total.row)})
            for column in self.sheet.columns:
                if column.name in SUMMED and total.cells.get(column.name, "") != "":
                    rows = found[column.name][: total.rows_before]
                    self._judge_total(column, total, rows, before)
            before = total.rows_before

    def _judge_total(
        self, column: Column, total: TotalRow, rows: Sequence[int | None], before: int
    ) -> None:
        raw = total.cells[column.name]
        stated = self.takers.memory(column)[Flag(raw) if isinstance(raw, bool) else raw]
        cell = self.table.place.cell(total.row, column.name)
        if isinstance(stated, Odd):
            if stated.refused is not None:
                self.report.problem(stated.refused.code, stated.refused.sentence, cell)
                return
            stated = stated.value
        if stated is None or column.name in self._lost:
            return
        whole = sum(row or 0 for row in rows)
        part = sum(row or 0 for row in rows[before:])
        if stated not in (whole, part):
            sentence = _(
                "Jumlah pada kolom “%(key)s” tertulis %(stated)s, padahal barisnya berjumlah %(counted)s; betulkan salah satunya"
            )
            prefix = "Rp" if column.form is Form.RUPIAH else ""
            words = {
                "key": column.label,
                "stated": prefix + dotted(stated),
                "counted": prefix + dotted(part),
            }
            self.report.problem("total_differs", sentence % words, cell)
