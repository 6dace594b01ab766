"""A workbook of which one sheet matters: which sheet it is, its table, and what to say when there is none."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.planning.sheets.book_cells import Cell, Fault
from binakon.planning.sheets.book_find import must_have_heading
from binakon.planning.sheets.book_open import Book, RawSheet, Unreadable, open_book
from binakon.planning.sheets.book_sheets import Sheet
from binakon.planning.sheets.book_tables import RawTable, heading_of, table_of
from binakon.planning.sheets.book_words import plain

Heading = tuple[int, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: a sheet with a heading that knows one of `sure`, and every column of `needed`.

    `ours` are sheets of the template that are never it. `nothing` is said of a sheet without rows, `too_many` of
    one with more than `most`.
    """

    sheet: Sheet
    sure: Collection[str]
    needed: Collection[str]
    most: int
    nothing: str
    too_many: str
    ours: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The table, None with any problem; what was passed over is told in notes."""

    table: RawTable | None
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def find_table(content: bytes, sought: Sought) -> Found:
    """Open a workbook and find its one table, whatever the layout."""
    book, problems = open_book(content)
    if book is None:
        return Found(None, tuple(problems), ())
    notes: list[str] = []
    table = None
    try:
        table = _table(book, sought, problems, notes)
    except Unreadable as unreadable:
        problems.append(unreadable.problem)
    return Found(None if problems else table, tuple(problems), (*notes, *book.notes))


def fault_sentence(fault: Fault) -> str:
    """What to say of a cell that shows an error, or whose formula was never worked out."""
    if fault.shown:
        return _("Sel ini berisi galat %(shown)s. Ketik isinya.") % {"shown": fault.shown}
    return _("Rumus di sel ini belum dihitung. Ganti dengan isinya.")


def sheet_of(
    book: Book, sought: Sought, problems: list[Problem], notes: list[str]
) -> tuple[RawSheet | None, Heading | None]:
    """The sheet by its name, else the first whose heading knows what is looked for; else the first one, unread."""
    ours = {plain(title) for title in sought.ours}
    titles = [title for title in book.names if plain(title) not in ours]
    titles.sort(key=lambda title: plain(title) not in sought.sheet.words)
    first: RawSheet | None = None
    for title in titles:
        raw = book.sheet(title)
        first = first or raw
        heading = heading_of(raw, sought.sheet)
        if heading is not None and set(sought.sure) & set(heading[1]):
            note = _("Lembar “%(name)s” tidak dibaca")
            notes += [note % {"name": other} for other in titles if other != title]
            return raw, heading
    if first is None:
        sentence = _("Buku kerja ini tidak punya lembar yang terlihat; pakai templat.")
        problems.append(Problem("no_sheet", sentence, line=1))
    return first, None


def _table(
    book: Book, sought: Sought, problems: list[Problem], notes: list[str]
) -> RawTable | None:
    raw, heading = sheet_of(book, sought, problems, notes)
    if raw is None:
        return None
    if heading is None:
        problems.append(must_have_heading(raw, sought.sheet))
        return None
    number, columns = heading
    for name in sought.needed:
        if name not in columns:
            label = sought.sheet.by_name[name].label
            sentence = _("Kolom “%(label)s” tidak ada. Tambahkan kolomnya, atau pakai templat.")
            here = Cell(raw.name, raw.order, number, 0)
            problems.append(Problem("missing_column", sentence % {"label": label}, line=here))
    if problems:
        return None
    table = table_of(raw, sought.sheet, number, columns)
    notes += table.notes
    if not table.rows:
        here = Cell(raw.name, raw.order, number + 1, 0)
        problems.append(Problem("no_rows", sought.nothing, line=here))
    elif len(table.rows) > sought.most:
        sentence = sought.too_many % {"rows": len(table.rows), "most": sought.most}
        here = table.place.cell(table.rows[sought.most])
        problems.append(Problem("too_many", sentence, line=here))
    return table
