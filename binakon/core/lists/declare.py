"""What an app declares of a list: its columns, its filters, where to search and how to sort."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import Q

# Words are str or lazy translations; a datetime is a date.
Value = str | int | float | Decimal | date | None
Choices = Sequence[tuple[str, Any]]

SEARCH, SORT, PAGE, SIZE = "cari", "urut", "halaman", "baris"
SIZES = (25, 50, 100)
RESERVED = {SEARCH, SORT, PAGE, SIZE, "bahasa", "pilih", "semua", "perbuatan", "bentuk", "alasan"}


class Cell(NamedTuple):
    """What a page shows in one cell: a text, perhaps a link, perhaps a badge of a tone ("" is the plain badge)."""

    text: Any
    href: str = ""
    tone: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list.

    `value` gives what exports write, typed: text, whole number, Decimal, date, datetime, bool or None (unknown).
    `cell` gives what the page shows, where that is more than the value in words; a text or a `Cell`.
    `sort` names ORM fields; a column without it cannot be sorted by. A `personal` column is exported only when it is
    asked for and allowed; on the page its `cell` must mask what is sealed.
    """

    key: str
    label: Any
    value: Callable[[Any], Any]
    cell: Callable[[Any], "Cell | str | None"] | None = None
    sort: tuple[str, ...] = ()
    personal: bool = False
    is_number: bool = False
    on_page: bool = True
    in_export: bool = True
    width: int = 18


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of a list: a word of the address, a name, and what each of its values finds.

    `finds` is an ORM field, or a function from the value to a `Q`. `choices` are (value, label) pairs, or a function
    that reads them (called once a page). Values outside the choices are ignored and said.
    """

    key: str
    label: Any
    finds: str | Callable[[str], Q]
    choices: Choices | Callable[[], Choices]

    def options(self) -> Choices:
        """The (value, label) pairs of now."""
        return self.choices() if callable(self.choices) else self.choices

    def where(self, value: str) -> Q:
        """What one of its values finds."""
        return self.finds(value) if callable(self.finds) else Q(**{self.finds: value})


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as an app declares it. `order` is how rows stand when nobody sorts; the key always decides a tie.

    Every word of a search must stand in one of the fields of `search`. `key` gives the number of a row, `name` what a
    checkbox calls it. `gather` takes the rows of a page, or of a part of an export, and gives them back with what one
    more query knows of all of them (so that no cell asks for itself).
    """

    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    search: tuple[str, ...] = ()
    search_hint: Any = ""
    order: tuple[str, ...] = ()
    key: Callable[[Any], int] = attrgetter("pk")
    name: Callable[[Any], str] = str
    gather: Callable[[list[Any]], list[Any]] | None = None
    by_key: Mapping[str, Column] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Refuse two columns or filters of one name, and names that mean something else in an address."""
        keys = [column.key for column in self.columns]
        words = [each.key for each in self.filters]
        if len(set(keys)) < len(keys) or len(set(words)) < len(words) or RESERVED & set(words):
            raise ValueError(
                f"columns {keys} and filters {words}: each name once, none of {RESERVED}"
            )
        object.__setattr__(self, "by_key", {column.key: column for column in self.columns})

    def shown(self) -> tuple[Column, ...]:
        """The columns of the page."""
        return tuple(column for column in self.columns if column.on_page)

    def exported(self, *, with_personal: bool) -> tuple[Column, ...]:
        """The columns of an export."""
        return tuple(
            column
            for column in self.columns
            if column.in_export and (with_personal or not column.personal)
        )

    def gathered(self, rows: list[Any]) -> list[Any]:
        """The rows with what `gather` adds."""
        return self.gather(rows) if self.gather else rows
