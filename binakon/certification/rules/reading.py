"""Which dated rows hold on a day, and what the name and code of an occupation say of its classification."""

import re
from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import Protocol, TypeVar

from binakon.people.states import Classification


class DatedRow(Protocol):
    """A row that holds from a day on."""

    pk: int
    valid_from: date | None


R = TypeVar("R", bound=DatedRow)

# The first letters of an occupation's code in the ministry's table (Kepdirjen BK 12.1/KPTS/Dk/2022).
_BY_CODE = {"SI": Classification.CIVIL, "AR": Classification.ARCHITECTURE}
_ARCHITECT = re.compile(r"\b(arsitek|arsitektur)\b", re.IGNORECASE)
_LANDSCAPE = re.compile(r"\b(lanskap|lansekap|iluminasi|desain interior)\b", re.IGNORECASE)


def newest(rows: Iterable[R], key: Callable[[R], Hashable]) -> dict[Hashable, R]:
    """The row in force of each key: of those that hold, the one that began last (an unknown beginning is the oldest)."""
    found: dict[Hashable, R] = {}
    for row in sorted(rows, key=_age):
        found[key(row)] = row
    return found


def newest_lists(rows: Iterable[R], key: Callable[[R], Hashable]) -> dict[Hashable, list[R]]:
    """The list in force of each key: all rows that began on its latest day, for what is published as a whole."""
    groups: dict[Hashable, list[R]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return {
        name: [row for row in group if row.valid_from == max(group, key=_age).valid_from]
        for name, group in groups.items()
    }


def classification_of(name: str, code: str = "") -> str:
    """The classification of an occupation, "" where neither its code nor its name says it for sure."""
    by_code = _BY_CODE.get(code[:2].upper())
    if by_code is not None:
        return by_code.value
    if _ARCHITECT.search(name) and not _LANDSCAPE.search(name):
        return Classification.ARCHITECTURE.value
    return ""


def _age(row: DatedRow) -> tuple[date, int]:
    return (row.valid_from or date.min, row.pk)
