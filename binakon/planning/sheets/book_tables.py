"""Finds the table on a sheet as an office lays it out: its heading, its rows, its merged cells, its totals."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from binakon.planning.sheets.book_cells import Cell, Place
from binakon.planning.sheets.book_open import RawSheet, Value
from binakon.planning.sheets.book_sheets import ORDINALS, Sheet
from binakon.planning.sheets.book_words import plain, plain_header

HEADING_ROWS = 20
# The keys whose cells may be added up.
SUMMED = ("people", "value", "ceiling", "seats", "cost", "realised", "amount")
_TOTAL = re.compile(
    r"(?:sub ?|grand )?(?:jumlah|total)"
    r"(?: (?:total|jumlah|keseluruhan|seluruhnya|seluruh|semua|besar|biaya|pagu|anggaran|kursi|peserta|orang"
    r"|target|kegiatan|rp|i{1,3}|[0-9a-z]))*"
)
_TOTAL_STARTS = ("jum", "tot", "sub", "gra")
_ORDINAL = re.compile(r"\(?([0-9]{1,2})\)?")


@dataclass(slots=True)
class TotalRow:
    """A row that adds up others: its place, what stands in it, and how many rows of the table precede it."""

    row: int
    cells: dict[str, Value]
    rows_before: int


@dataclass(slots=True)
class RawTable:
    """A table taken apart: its place, the row of each entry (from 0), and the cells of each key."""

    place: Place
    heading: int
    rows: list[int]
    cells: dict[str, list[Value]]
    totals: list[TotalRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    merged: list[tuple[str, int, int]] = field(default_factory=list)


def heading_of(raw: RawSheet, sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row of the heading (from 0) and the column of each key: the row that knows most of the words."""
    ranks = {
        plain_header(word): (rank, column.name)
        for column in reversed(sheet.columns)
        for rank, word in reversed(list(enumerate(column.words)))
    }
    best: tuple[int, dict[str, int]] | None = None
    for number, row in enumerate(_heading_rows(raw)):
        columns = _known_columns(row, ranks)
        if len(columns) >= 2 and (best is None or len(columns) > len(best[1])):
            best = number, columns
    return best


def _heading_rows(raw: RawSheet) -> list[list[Value]]:
    """The first rows, with a cell merged downwards in each of its rows: headings of two lines."""
    rows = [list(row) for row in raw.rows[:HEADING_ROWS]]
    for (top, left), (bottom, _right) in raw.merges:
        for number in range(top + 1, min(bottom + 1, len(rows))):
            rows[number][left] = rows[top][left]
    return rows


def _known_columns(row: Sequence[Value], ranks: Mapping[str, tuple[int, str]]) -> dict[str, int]:
    found: dict[str, tuple[int, int]] = {}
    for place, cell in enumerate(row):
        if isinstance(cell, str) and cell and (known := ranks.get(plain_header(cell))):
            rank, name = known
            if name not in found or rank < found[name][0]:
                found[name] = rank, place
    return {name: place for name, (_rank, place) in found.items()}


def table_of(raw: RawSheet, sheet: Sheet, heading: int, columns: dict[str, int]) -> RawTable:
    """The rows under the heading, without blank ones, totals and what is below the totals."""
    table = RawTable(Place(raw.name, raw.order, columns), heading, [], {})
    _note_unknown(raw, table)
    rows = _data_rows(raw, table)
    if raw.merges:
        rows = _fill_merged(raw, table, rows)
    table.rows = [number for number, _row in rows]
    across = list(zip(*(row for _number, row in rows), strict=True))
    table.cells = {name: list(across[place]) if across else [] for name, place in columns.items()}
    hidden = sorted(number + 1 for number in set(raw.hidden_rows).intersection(table.rows))
    if hidden:
        note = _("%(sheet)s: baris tersembunyi ikut dibaca: %(rows)s")
        table.notes.append(note % {"sheet": raw.name, "rows": _short(hidden)})
    return table


def _note_unknown(raw: RawSheet, table: RawTable) -> None:
    known = set(table.place.columns.values())
    for place, cell in enumerate(raw.rows[table.heading]):
        if place in known or not isinstance(cell, str) or not plain(cell):
            continue
        if plain_header(cell) not in ORDINALS:
            note = _("%(cell)s: kolom “%(heading)s” tidak dibaca")
            at = Cell(raw.name, raw.order, table.heading, place)
            table.notes.append(note % {"cell": at, "heading": " ".join(cell.split())[:60]})


def _data_rows(raw: RawSheet, table: RawTable) -> list[tuple[int, Sequence[Value]]]:
    places = list(table.place.columns.values())
    heading, start = raw.rows[table.heading], table.heading + 1
    for (top, _left), (bottom, _right) in raw.merges:
        if top <= table.heading < bottom:
            start = max(start, bottom + 1)
    rows: list[tuple[int, Sequence[Value]]] = []
    for number, row in enumerate(raw.rows[start:], start=start):
        first = next(filter(None, row), "")
        if first == "" or (first in heading and row == heading):
            continue
        if isinstance(first, str) and first.lstrip()[:3].lower() in _TOTAL_STARTS:
            cells = {name: row[place] for name, place in table.place.columns.items()}
            if _is_total(first, cells):
                table.totals.append(TotalRow(number, cells, len(rows)))
                continue
        if not _has_any(row, places) or (not rows and _is_numbering(row)):
            _note_skipped(raw, table, number, row)
        elif table.totals and _is_afterword(row):
            note = _("%(cell)s: “%(text)s” di bawah jumlah tidak dibaca")
            words = {"cell": table.place.cell(number), "text": " ".join(str(first).split())[:60]}
            table.notes.append(note % words)
        else:
            rows.append((number, row))
    return rows


def _has_any(row: Sequence[Value], places: Sequence[int]) -> bool:
    """Whether a known column holds something; nearly always the first one answers."""
    return any(row[place] != "" for place in places)


def _is_total(first: str, cells: Mapping[str, Value]) -> bool:
    """Whether a row adds up others: the word for it, and beside it nothing but numbers."""
    if not _TOTAL.fullmatch(plain_header(first)):
        return False
    return all(
        cell in ("", first) for name, cell in cells.items() if name not in SUMMED and name != "unit"
    )


def _is_numbering(row: Sequence[Value]) -> bool:
    """The row (1) (2) (3) under a heading."""
    found = [cell for cell in row if cell != ""]
    shown = [f"{cell:g}" if isinstance(cell, float) else str(cell).strip() for cell in found]
    matches = [_ORDINAL.fullmatch(text) for text in shown]
    numbers = [int(match[1]) for match in matches if match]
    steps = range(numbers[0], numbers[0] + len(found)) if numbers else ()
    return len(found) == len(numbers) > 2 and numbers == [*steps]


def _is_afterword(row: Sequence[Value]) -> bool:
    """Place, date and names under the totals: at most two texts."""
    found = [cell for cell in row if cell != ""]
    return len(found) <= 2 and all(isinstance(cell, str) for cell in found)


def _note_skipped(raw: RawSheet, table: RawTable, number: int, row: Sequence[Value]) -> None:
    """A row that says something, though in no column that is known, is not passed over in silence."""
    heading = raw.rows[table.heading]
    told = [
        place
        for place, cell in enumerate(row)
        if cell not in ("", 0.0)
        and not (isinstance(heading[place], str) and plain_header(str(heading[place])) in ORDINALS)
    ]
    if told:
        at = Cell(raw.name, raw.order, number, told[0])
        table.notes.append(_("%(cell)s: baris ini dilewati") % {"cell": at})


def _fill_merged(
    raw: RawSheet, table: RawTable, rows: list[tuple[int, Sequence[Value]]]
) -> list[tuple[int, Sequence[Value]]]:
    """Let a cell merged over several rows stand in each of them; `merged` keeps where, for the reader to judge."""
    names = {place: name for name, place in table.place.columns.items()}
    filled = {number: list(row) for number, row in rows}
    for (top, left), (bottom, _right) in sorted(raw.merges):
        covered = [number for number in range(top, bottom + 1) if number in filled]
        if left not in names or bottom == top or len(covered) < 2 or covered[0] != top:
            continue
        for number in covered[1:]:
            filled[number][left] = filled[top][left]
        if filled[top][left] != "":
            table.merged.append((names[left], covered[0], covered[-1]))
    return [(number, filled[number]) for number, _row in rows]


def _short(numbers: Iterable[int]) -> str:
    listed = [str(number) for number in numbers]
    return ", ".join(listed[:10]) + (" …" if len(listed) > 10 else "")
