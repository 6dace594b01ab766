"""What a row of a file is judged by and what is said of it; a cell and a NIK as they are looked at everywhere."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from binakon.people.rules.nik import LENGTH, normalise

Values = dict[str, Any]
# The field, the code of the sentence, what fills it, and whether it stops the file.
Finding = tuple[str, str, str, bool]


class CellError:
    """What stands where Excel shows #REF! or #N/A."""

    def __repr__(self) -> str:
        return "galat"


ERROR = CellError()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a row is judged by. `columns` are fields with their column from 0; the maps lead from words to numbers.

    `repeated` holds, per row and field, the cell in which the same NIK or number stands first.
    """

    kind: str
    columns: Mapping[str, int]
    today: date
    provinces: Collection[str] = ()
    offices: Mapping[str, int] = field(default_factory=dict)
    associations: Mapping[str, int] = field(default_factory=dict)
    issuers: Mapping[str, int] = field(default_factory=dict)
    repeated: Mapping[tuple[int, str], str] = field(default_factory=dict)


@dataclass(slots=True)
class Judged:
    """A row as it would be stored: its number as Excel shows it, its values, and what was found."""

    number: int
    values: Values
    findings: list[Finding]

    @property
    def is_faulty(self) -> bool:
        """Whether it keeps the file from going in."""
        return any(finding[3] for finding in self.findings)


def cell_of(row: Sequence[Any], column: int) -> Any:
    """The cell of a row, "" beyond its end."""
    return row[column] if column < len(row) else ""


def nik_text(cell: str) -> str:
    """A NIK as it is compared, in the usual writing without looking at every sign."""
    return cell if len(cell) == LENGTH and cell.isascii() and cell.isdigit() else normalise(cell)
