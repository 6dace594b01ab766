"""What the reader of a list asked for: an address read against what the list knows, and the rows it finds."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from binakon.core.lists.declare import PAGE, SEARCH, SIZE, SIZES, SORT, Choices, Listing

M = TypeVar("M", bound=Model)

LONGEST_SEARCH = 100
MOST_WORDS = 8
# So many digits are a NIK or a telephone number, which no address, log or history of a browser may hold.
SECRET_DIGITS = re.compile(r"\d(?:[\s.\-]?\d){11,}")


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that narrows the list now, and the address of the list without it."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asked for; `ignored` are sentences about what nobody knows and what was therefore left out.

    `chosen` maps a filter to its value, `sort` is a column's key, "-" before it when downwards; `kept` are words of
    the address that belong to the page and not to the list.
    """

    chosen: Mapping[str, str] = field(default_factory=dict)
    search: str = ""
    sort: str = ""
    page: int = 1
    size: int = SIZES[0]
    ignored: tuple[str, ...] = ()
    options: Mapping[str, Choices] = field(default_factory=dict, repr=False)
    kept: Mapping[str, str] = field(default_factory=dict)

    def words(self, **changes: str) -> dict[str, str]:
        """The words of an address that asks for the same from its first page; "" takes a word out."""
        same = {
            **self.kept,
            **self.chosen,
            SEARCH: self.search,
            SORT: self.sort,
            SIZE: "" if self.size == SIZES[0] else str(self.size),
            **changes,
        }
        return {name: value for name, value in same.items() if value}

    def query(self, **changes: str) -> str:
        """`?…` of the same list with changes; "" where nothing is left to say."""
        words = self.words(**changes)
        return f"?{urlencode(words)}" if words else ""

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter or a search leaves rows out."""
        return bool(self.chosen or self.search)


def ask(listing: Listing, words: Mapping[str, Any], kept: Mapping[str, str] | None = None) -> Asked:
    """Read the words of an address (`request.GET`) against the list."""
    ignored: list[str] = []
    options = {each.key: each.options() for each in listing.filters}
    chosen = {}
    for each in listing.filters:
        value = _word(words, each.key)
        if not value:
            continue
        if any(value == known for known, _label in options[each.key]):
            chosen[each.key] = value
        else:
            ignored.append(_unknown(value))
    return Asked(
        chosen=chosen,
        search=_search(listing, _word(words, SEARCH), ignored),
        sort=_sort(listing, _word(words, SORT), ignored),
        page=_page(_word(words, PAGE), ignored),
        size=_size(_word(words, SIZE), ignored),
        ignored=tuple(ignored),
        options=options,
        kept=kept or {},
    )


def found(listing: Listing, queryset: QuerySet[M, Any], asked: Asked) -> QuerySet[M, Any]:
    """The rows that every filter and every word of the search finds, in the order asked for."""
    for each in listing.filters:
        if each.key in asked.chosen:
            queryset = queryset.filter(each.where(asked.chosen[each.key]))
    for word in asked.search.split()[:MOST_WORDS]:
        anywhere = Q()
        for name in listing.search:
            anywhere |= Q(**{f"{name}__icontains": word})
        queryset = queryset.filter(anywhere)
    return queryset.order_by(*_order(listing, asked.sort))


def narrowings(listing: Listing, asked: Asked) -> Iterator[tuple[str, str, str]]:
    """Each filter that is on as (word of the address, its name, its value's name); the search first."""
    if asked.search:
        yield SEARCH, _("Cari"), f"“{asked.search}”"
    for each in listing.filters:
        if each.key in asked.chosen:
            labels = dict(asked.options[each.key])
            yield each.key, str(each.label), str(labels[asked.chosen[each.key]])


def _order(listing: Listing, sort: str) -> list[str]:
    if not sort:
        fields = list(listing.order)
    else:
        fields = list(listing.by_key[sort.removeprefix("-")].sort)
        if sort.startswith("-"):
            fields = [name[1:] if name.startswith("-") else f"-{name}" for name in fields]
    # A tie must fall the same way on every page, or a row would stand on two of them and another on none.
    return [*fields, "-pk" if fields and fields[0].startswith("-") else "pk"]


def _word(words: Mapping[str, Any], name: str) -> str:
    # NUL is the one character that PostgreSQL refuses to compare with.
    return str(words.get(name, "")).replace("\x00", "").strip()


def _search(listing: Listing, text: str, ignored: list[str]) -> str:
    if not listing.search:
        return ""
    if SECRET_DIGITS.search(text):
        ignored.append(
            _(
                "Angka sepanjang NIK atau nomor telepon tidak dicari di sini, karena kata pencarian tampil di alamat halaman. Cari dengan nama."
            )
        )
        return ""
    return " ".join(text.split())[:LONGEST_SEARCH]


def _sort(listing: Listing, text: str, ignored: list[str]) -> str:
    column = listing.by_key.get(text.removeprefix("-"))
    if column is not None and column.sort:
        return text
    if text:
        ignored.append(_unknown(text))
    return ""


def _page(text: str, ignored: list[str]) -> int:
    if text.isascii() and text.isdecimal() and len(text) < 7 and int(text) > 0:
        return int(text)
    if text:
        ignored.append(_unknown(text))
    return 1


def _size(text: str, ignored: list[str]) -> int:
    if text in {str(size) for size in SIZES}:
        return int(text)
    if text:
        ignored.append(_unknown(text))
    return SIZES[0]


def _unknown(value: str) -> str:
    return _("Pilihan “%(value)s” tidak dikenal dan diabaikan.") % {"value": value[:60]}
