"""Places in a workbook: a cell that is called Kegiatan!D7 and counts as a line in reading order."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Any, Self

_PLAIN_NAME = re.compile(r"\w+")
# More than any sheet has rows or columns.
_ROWS, _COLUMNS = 1 << 21, 1 << 15


def letters(column: int) -> str:
    """The letters of a column counted from 0: A, B, … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


class Cell(int):
    """A place that sorts like a line (sheet by sheet, row by row) and reads as Kegiatan!D7.

    `order` is the place of the sheet in its workbook; rows and columns are counted from 0.
    """

    name: str

    def __new__(cls, sheet: str, order: int, row: int, column: int) -> Self:
        cell = super().__new__(cls, (order * _ROWS + row) * _COLUMNS + column + 1)
        shown = sheet if _PLAIN_NAME.fullmatch(sheet) else f"'{sheet}'"
        cell.name = f"{shown}!{letters(column)}{row + 1}"
        return cell

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<{self.name}>"

    def __format__(self, _form: str) -> str:
        return self.name

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (int(self), self.name)


def _again(number: int, name: str) -> Cell:
    cell = int.__new__(Cell, number)
    cell.name = name
    return cell


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands: its sheet, and the column of each key."""

    sheet: str
    order: int
    columns: dict[str, int]

    def cell(self, row: int, key: str = "") -> Cell:
        """The cell of a key, or the first cell of the row."""
        column = self.columns.get(key)
        if column is None:
            column = min(self.columns.values(), default=0)
        return Cell(self.sheet, self.order, row, column)


class RowCells(dict[str, int]):
    """The `lines` of an entry: the cells of one row, made only when a rule asks for one.

    A row of 15 cells, all of them good, then costs one object instead of fifteen.
    """

    __slots__ = ("place", "row")

    def __init__(self, place: Place, row: int) -> None:
        super().__init__()
        self.place = place
        self.row = row

    def get(self, key: str, default: Any = None) -> Any:
        """The cell of "seats", or of the list that "regions.2" is a member of."""
        name = key.partition(".")[0]
        return self.place.cell(self.row, name) if name in self.place.columns else default

    def __getitem__(self, key: str) -> int:
        found: int | None = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key.partition(".")[0] in self.place.columns


class Flag(Enum):
    """A cell that holds TRUE or FALSE; Python would take it for the number 1 or 0."""

    YES = True
    NO = False


@dataclass(frozen=True, slots=True)
class Fault:
    """What stands in a cell that shows an error, or whose formula was never worked out ("")."""

    shown: str
