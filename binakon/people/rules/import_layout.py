"""Where the table of a sheet begins: titles above it, headings in one row or two, merged cells, a row of numbers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from binakon.people.rules.import_fields import proposed

# Headings stand near the top; below that, nobody looks.
LOOKED_AT = 40
MOST_COLUMNS = 100
_NUMBERED = re.compile(r"\(?\d{1,3}\)?")
Rows = Sequence[Sequence[Any]]
Merge = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Layout:
    """The headings of a sheet by column (from 0), the row (from 0) of the first person, and how many fields they name."""

    headings: tuple[str, ...]
    first: int
    score: int


def layout_of(
    rows: Rows, merges: Sequence[Merge], kind: str, remembered: Mapping[str, str]
) -> Layout:
    """The row of headings that names most fields; without any the first row that holds three words."""
    top = _filled(rows[:LOOKED_AT], merges)
    best, best_at = Layout((), 0, 0), -1
    for at, row in enumerate(top):
        for headings, first in _candidates(top, row, at, merges):
            score = len([each for each in proposed(headings, kind, remembered) if each])
            # Of one row, what the row below it adds says more.
            if score > best.score or (score and score == best.score and at == best_at):
                best, best_at = Layout(tuple(headings), first, score), at
    if best.score < 2:
        at = next((n for n, row in enumerate(top) if len([c for c in row if _text(c)]) >= 3), 0)
        words = [_text(cell) for cell in top[at]] if top else []
        best = Layout(tuple(words), at + 1, best.score)
    return Layout(_trimmed(best.headings), _below_numbers(rows, best.first), best.score)


def _candidates(
    top: list[list[Any]], row: list[Any], at: int, merges: Sequence[Merge]
) -> list[tuple[list[str], int]]:
    """The row alone; and with the one below it, where a heading spans several columns."""
    single = [_text(cell) for cell in row]
    found = [(single, at + 1)]
    width = len([each for each in single if each])
    spans = [
        m for m in merges if m[0][0] <= at <= m[1][0] and 1 <= m[1][1] - m[0][1] < max(2, width - 1)
    ]
    if spans and at + 1 < len(top):
        below = [_text(cell) for cell in top[at + 1]]
        if all(
            below[c] and not below[c].isdigit()
            for s in spans
            for c in range(s[0][1], s[1][1] + 1)
            if c < len(below)
        ):
            pairs = zip(single, below, strict=False)
            found.append(
                (
                    [f"{one} {two}".strip() if two and two != one else one for one, two in pairs],
                    at + 2,
                )
            )
    return found


def _filled(rows: Rows, merges: Sequence[Merge]) -> list[list[Any]]:
    """The top of the sheet, each merged cell saying its word in all of its places."""
    top = [list(row[:MOST_COLUMNS]) for row in rows]
    width = max(map(len, top), default=0)
    for row in top:
        row.extend([""] * (width - len(row)))
    for (row0, column0), (row1, column1) in merges:
        if row0 >= len(top) or column0 >= width:
            continue
        word = top[row0][column0]
        for at in range(row0, min(row1 + 1, len(top))):
            for column in range(column0, min(column1 + 1, width)):
                top[at][column] = word
    return top


def _text(cell: Any) -> str:
    """A heading has letters; numbers and days are what stands below one."""
    if isinstance(cell, str) and any(map(str.isalpha, cell)):
        return " ".join(cell.split())
    return ""


def _trimmed(headings: tuple[str, ...]) -> tuple[str, ...]:
    last = max((at for at, each in enumerate(headings) if each), default=-1)
    return headings[: last + 1]


def _below_numbers(rows: Rows, first: int) -> int:
    """Past a row that only numbers the columns: 1, 2, 3 or (1), (2), (3)."""
    if first >= len(rows):
        return first
    told = [cell for cell in rows[first] if cell not in ("", None)]
    numbers = [_number(cell) for cell in told]
    is_numbering = len(told) >= 3 and numbers == list(range(1, len(told) + 1))
    return first + 1 if is_numbering else first


def _number(cell: Any) -> int | None:
    if isinstance(cell, bool | date):
        return None
    if isinstance(cell, int | float):
        return int(cell) if cell == int(cell) else None
    text = str(cell).strip()
    return int(text.strip("()")) if _NUMBERED.fullmatch(text) else None


def column_letter(column: int) -> str:
    """The letter of a column counted from 0: 27 is "AB"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
