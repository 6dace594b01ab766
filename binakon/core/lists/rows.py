"""The rows of a list as HTML: one pattern per list, filled once per row, because a template per cell costs too much."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.escape import escaped, filled
from binakon.core.lists.declare import Cell, Column, Listing


def rows_html(listing: Listing, rows: Sequence[Any], *, is_picking: bool) -> SafeString:
    """`<tr>…</tr>` of every row; the first column is the head of its row."""
    columns = listing.shown()
    pattern = row_pattern(columns, is_picking=is_picking)
    cells = [column.cell or _shown(column) for column in columns]
    drawn = []
    for row in rows:
        contents = [content(cell(row)) for cell in cells]
        if is_picking:
            contents = [listing.key(row), listing.name(row), *contents]
        drawn.append(filled(pattern, *contents))
    return SafeString("".join(drawn))


def row_pattern(columns: Sequence[Column], *, is_picking: bool) -> str:
    """The HTML of a row with `{}` for each content."""
    parts = ["<tr>"]
    if is_picking:
        pick = _braced(_("Pilih"))
        parts.append(
            f'<td class="pick"><label><input type="checkbox" name="pilih" value="{{}}"><span class="vh">{pick} {{}}</span></label></td>'
        )
    for place, column in enumerate(columns):
        kind = ' class="num"' if column.is_number else ""
        if place == 0:
            parts.append(f'<th scope="row"{kind}>{{}}</th>')
        else:
            parts.append(f'<td{kind} data-label="{_braced(str(column.label))}">{{}}</td>')
    return "".join([*parts, "</tr>"])


def content(cell: Any) -> Any:
    """What stands in a cell; unknown is said in words."""
    if isinstance(cell, Cell):
        inner = cell.text
        if cell.tone is not None:
            tone = filled(' data-tone="{}"', cell.tone) if cell.tone else ""
            inner = filled('<span class="badge"{}>{}</span>', tone, inner)
        if cell.href:
            return filled('<a href="{}">{}</a>', cell.href, inner)
        return inner if cell.tone is None else filled("<span>{}</span>", inner)
    if cell is None or cell == "":
        return filled('<span class="unset">{}</span>', words.unknown())
    return cell


def in_words(value: Any) -> str | None:
    """A value as people write it in the active language; None is unknown."""
    if value is None:
        return None
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, int):
        return words.number(value)
    if isinstance(value, datetime):
        return words.moment(value)
    if isinstance(value, date):
        return words.day(value)
    if isinstance(value, float | Decimal):
        return words.decimal(value)
    return str(value)


def _shown(column: Column) -> Callable[[Any], str | None]:
    return lambda row: in_words(column.value(row))


def _braced(text: str) -> str:
    return escaped(text).replace("{", "{{").replace("}", "}}")
