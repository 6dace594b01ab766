"""One page of a list, ready to be shown: everything worked out, nothing left for the template to ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from binakon.core import words
from binakon.core.lists.asked import Asked, Chip, ask, found, narrowings
from binakon.core.lists.declare import PAGE, SIZE, SIZES, SORT, Choices, Listing
from binakon.core.lists.rows import rows_html

Rows = QuerySet[Any, Any]
DEEP = 1000


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a choice."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter, or the order, as a field of the form above the list."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column; `href` sorts by it, `direction` is what `aria-sort` says."""

    label: str
    href: str = ""
    direction: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the pager; without `href` it is where the reader stands, or a gap ("…")."""

    label: str
    href: str = ""
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Downloads:
    """Where the list can be downloaded; `may_personal` offers a second form that asks for a reason."""

    href: str
    may_personal: bool = False


@dataclass(frozen=True, slots=True)
class Picking:
    """What can be done with chosen rows: the address of the preview and the deeds as (key, label)."""

    href: str
    deeds: Sequence[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list. `rows` are what the queryset and `gather` gave, `body` the same as HTML."""

    path: str
    asked: Asked
    caption: str
    total: int
    everything_href: str
    page: int
    pages: int
    rows: Sequence[Any]
    body: SafeString
    heads: tuple[Head, ...]
    filters: tuple[Choice, ...]
    sorts: Choice | None
    chips: tuple[Chip, ...]
    steps: tuple[Step, ...]
    previous: str
    following: str
    sizes: tuple[Step, ...]
    search_hint: str
    has_search: bool
    hidden: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, str], ...]
    picking: Picking | None = None
    downloads: Downloads | None = None
    ignored: tuple[str, ...] = field(default=())

    @property
    def total_words(self) -> str:
        """How many rows there are, in words."""
        found = words.number(self.total)
        if self.asked.is_narrowed:
            return ngettext("%(total)s ditemukan", "%(total)s ditemukan", self.total) % {
                "total": found
            }
        return ngettext("%(total)s seluruhnya", "%(total)s seluruhnya", self.total) % {
            "total": found
        }

    @property
    def first(self) -> int:
        """The number of the first row shown, from 1."""
        return (self.page - 1) * self.asked.size + 1

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return self.first + len(self.rows) - 1

    @property
    def is_filtered(self) -> bool:
        """Whether a filter narrows the list; the search alone does not count."""
        return any(option.is_chosen for choice in self.filters for option in choice.options)

    @property
    def has_controls(self) -> bool:
        """Whether there is anything to filter, search or sort by."""
        return bool(self.filters or self.has_search or self.sorts)


def page(
    listing: Listing,
    queryset: Rows,
    words_of_address: Mapping[str, Any],
    *,
    path: str,
    caption: Any = "",
    kept: Mapping[str, str] | None = None,
    picking: Picking | None = None,
    downloads: Downloads | None = None,
) -> ListPage:
    """The page that an address asks for: two queries, whatever the number of rows.

    `queryset` holds what the viewer may see. `path` is the address of the list, `caption` names its table, `kept` are
    words of the address that stay (an office). A page after the last shows the last and says so.
    """
    asked = ask(listing, words_of_address, kept)
    narrowed = found(listing, queryset, asked)
    total = narrowed.count()
    pages = max(1, -(-total // asked.size))
    if asked.page > pages:
        sentence = _("Halaman %(page)d tidak ada; ini halaman terakhir.") % {"page": asked.page}
        asked = replace(asked, page=pages, ignored=(*asked.ignored, sentence))
    start = (asked.page - 1) * asked.size
    rows = listing.gathered(list(_slice(queryset, narrowed, start, asked.size))) if total else []
    return laid_out(
        listing, asked, rows, total, path, caption=caption, picking=picking, downloads=downloads
    )


def laid_out(
    listing: Listing,
    asked: Asked,
    rows: Sequence[Any],
    total: int,
    path: str,
    *,
    caption: Any = "",
    picking: Picking | None = None,
    downloads: Downloads | None = None,
) -> ListPage:
    """The page of rows that somebody has read already; asks nothing."""
    pages = max(1, -(-total // asked.size))
    return ListPage(
        path=path,
        asked=asked,
        caption=str(caption),
        total=total,
        everything_href=f"{path}{Asked(kept=asked.kept).query()}",
        page=asked.page,
        pages=pages,
        rows=rows,
        body=rows_html(listing, rows, is_picking=picking is not None),
        heads=_heads(listing, asked, path),
        filters=tuple(
            _choice(each.key, each.label, asked.options[each.key], asked.chosen.get(each.key, ""))
            for each in listing.filters
            if asked.options[each.key]
        ),
        sorts=_sorts(listing, asked),
        chips=tuple(
            Chip(f"{name}: {value}", f"{path}{asked.query(**{word: ''})}")
            for word, name, value in narrowings(listing, asked)
        ),
        steps=_steps(asked, path, pages),
        previous=_page_href(asked, path, asked.page - 1) if asked.page > 1 else "",
        following=_page_href(asked, path, asked.page + 1) if asked.page < pages else "",
        sizes=_sizes(asked, path, total),
        search_hint=str(listing.search_hint),
        has_search=bool(listing.search),
        hidden=tuple(
            (name, value) for name, value in asked.words().items() if name in {*asked.kept, SIZE}
        ),
        words=tuple(asked.words().items()),
        picking=picking,
        downloads=downloads,
        ignored=asked.ignored,
    )


def _slice(queryset: Rows, narrowed: Rows, start: int, size: int) -> Rows:
    if start < DEEP:
        return narrowed[start : start + size]
    # Far down, a database sorts and skips keys in half the time that it takes for whole rows.
    keys = narrowed.values("pk")[start : start + size]
    return queryset.filter(pk__in=keys).order_by(*narrowed.query.order_by)


def _heads(listing: Listing, asked: Asked, path: str) -> tuple[Head, ...]:
    heads = []
    for column in listing.shown():
        if not column.sort:
            heads.append(Head(str(column.label), is_number=column.is_number))
            continue
        # Pressing again turns the order round.
        is_up, is_down = asked.sort == column.key, asked.sort == f"-{column.key}"
        following = f"-{column.key}" if is_up else column.key
        heads.append(
            Head(
                str(column.label),
                f"{path}{asked.query(**{SORT: following})}",
                "ascending" if is_up else "descending" if is_down else "none",
                column.is_number,
            )
        )
    return tuple(heads)


def _sorts(listing: Listing, asked: Asked) -> Choice | None:
    options: list[tuple[str, str]] = []
    for column in listing.shown():
        if column.sort:
            label = str(column.label)
            options.append((column.key, _("%(column)s, naik") % {"column": label}))
            options.append((f"-{column.key}", _("%(column)s, turun") % {"column": label}))
    return _choice(SORT, _("Urutkan"), options, asked.sort) if options else None


def _choice(name: str, label: Any, options: Choices, chosen: str) -> Choice:
    return Choice(
        name,
        str(label),
        tuple(Option(value, str(text), value == chosen) for value, text in options),
    )


def _page_href(asked: Asked, path: str, number: int) -> str:
    return f"{path}{asked.query(**{PAGE: str(number) if number > 1 else ''})}"


def _steps(asked: Asked, path: str, pages: int) -> tuple[Step, ...]:
    if pages < 2:
        return ()
    near = {1, pages, *range(asked.page - 1, asked.page + 2)}
    steps: list[Step] = []
    before = 0
    for number in sorted(number for number in near if 1 <= number <= pages):
        if number > before + 1:
            steps.append(Step("…"))
        label = words.number(number)
        here = number == asked.page
        steps.append(Step(label, "" if here else _page_href(asked, path, number), is_here=here))
        before = number
    return tuple(steps)


def _sizes(asked: Asked, path: str, total: int) -> tuple[Step, ...]:
    if total <= SIZES[0]:
        return ()
    return tuple(
        Step(
            str(size),
            f"{path}{asked.query(**{SIZE: '' if size == SIZES[0] else str(size)})}",
            is_here=size == asked.size,
        )
        for size in SIZES
    )
