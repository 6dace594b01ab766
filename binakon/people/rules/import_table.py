"""Which rows of a sheet are people, and which NIK or number stands in it twice."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from binakon.people.rules.import_facts import cell_of, nik_text
from binakon.people.rules.import_fields import NUMBERS, heading_key
from binakon.people.rules.import_values import tidy
from binakon.people.states import ImportKind

_TOTALS = ("jumlah", "total", "grand total", "sub total", "subtotal")
_KEYS = {ImportKind.WORKERS: ("name", "nik"), ImportKind.HELD: ("nik", "name", "occupation")}


def rows_of_people(
    rows: Sequence[Sequence[Any]],
    first: int,
    kind: str,
    columns: Mapping[str, int],
    headings: Sequence[str],
) -> tuple[list[int], list[tuple[str, str]]]:
    """The rows (from 0) that are people, and what was passed over: totals, repeated headings, what stands below."""
    mapped = list(columns.values())
    keys = [columns[key] for key in _KEYS[ImportKind(kind)] if key in columns]
    last = len(rows)
    while last > first and _is_below(rows[last - 1], mapped, columns.get("nik")):
        last -= 1
    below = [at for at in range(last, len(rows)) if any(map(_filled, rows[at]))]
    people, totals, repeated = [], 0, 0
    for at in range(first, last):
        row = rows[at]
        if not any(_filled(cell_of(row, column)) for column in mapped):
            continue
        if _is_total(row, keys):
            totals += 1
        elif _is_heading(row, headings):
            repeated += 1
        else:
            people.append(at)
    notes = [("totals", str(totals))] if totals else []
    notes += [("headings", str(repeated))] if repeated else []
    notes += [("below", str(below[0] + 1))] if below else []
    return people, notes


def _filled(cell: Any) -> bool:
    return cell not in ("", None) and (not isinstance(cell, str) or bool(cell.strip()))


def _is_below(row: Sequence[Any], mapped: Iterable[int], nik: int | None) -> bool:
    if nik is not None and _filled(cell_of(row, nik)):
        return False
    return sum(_filled(cell_of(row, column)) for column in mapped) < 2 or _has_total(row)


def _is_total(row: Sequence[Any], keys: Sequence[int]) -> bool:
    filled = [cell_of(row, column) for column in keys if _filled(cell_of(row, column))]
    return len(filled) <= 1 and _has_total(row)


def _has_total(row: Sequence[Any]) -> bool:
    words = next((cell for cell in row if isinstance(cell, str) and cell.strip()), "")
    key = heading_key(words)
    return any(key == total or key.startswith(f"{total} ") for total in _TOTALS)


def _is_heading(row: Sequence[Any], headings: Sequence[str]) -> bool:
    said = [
        (tidy(cell), heading) for cell, heading in zip(row, headings, strict=False) if _filled(cell)
    ]
    return len(said) >= 3 and all(cell == heading for cell, heading in said)


def repeated_cells(
    rows: Sequence[Sequence[Any]],
    people: Iterable[int],
    columns: Mapping[str, int],
    kind: str,
    cell_name: Callable[[int, str], str],
) -> dict[tuple[int, str], str]:
    """Each NIK (of people) or number (of SKK) that stands earlier in the file already, with where it stands first."""
    watched = [
        key for key in (("nik",) if kind == ImportKind.WORKERS else NUMBERS) if key in columns
    ]
    first: dict[tuple[str, str], int] = {}
    again = {}
    for at in people:
        for key in watched:
            cell = cell_of(rows[at], columns[key])
            if not isinstance(cell, str):
                continue
            text = nik_text(cell) if key == "nik" else tidy(cell).casefold()
            if not text:
                continue
            seen = first.setdefault((key, text), at)
            if seen != at:
                again[at, key] = cell_name(seen, key)
    return again
