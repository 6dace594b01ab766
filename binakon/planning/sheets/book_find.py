"""Which sheet of a workbook holds what: by its name, else by the words of its heading."""

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.planning.sheets.book_cells import Cell
from binakon.planning.sheets.book_open import Book, RawSheet
from binakon.planning.sheets.book_sheets import (
    ACTIVITY_SHEET,
    GUIDE,
    LISTS,
    PLAN_SHEET,
    SHEETS,
    Sheet,
)
from binakon.planning.sheets.book_tables import heading_of
from binakon.planning.sheets.book_words import plain

# A sheet of another name is taken for the activities when its heading knows so many of their words.
_SURE = 4


def find_sheets(book: Book, problems: list[Problem]) -> dict[str, RawSheet]:
    """The sheets by our own names for them; what is left over or lacking is told."""
    named = _by_name(book, problems)
    found = {name: book.sheet(title) for name, title in named.items()}
    others = [title for title in book.names if title not in named.values()]
    if ACTIVITY_SHEET.name not in found:
        for title in others:
            raw = book.sheet(title)
            heading = heading_of(raw, ACTIVITY_SHEET)
            if heading and len(heading[1]) >= _SURE and "title" in heading[1]:
                found[ACTIVITY_SHEET.name] = raw
                note = _("Lembar “%(name)s” dibaca sebagai daftar kegiatan")
                book.notes.append(note % {"name": title})
                others.remove(title)
                break
    for title in others:
        if title not in (GUIDE, LISTS):
            note = _("Lembar “%(name)s” tidak dikenal dan tidak dibaca")
            book.notes.append(note % {"name": title})
    _tell_missing(book, found, problems)
    return found


def _by_name(book: Book, problems: list[Problem]) -> dict[str, str]:
    """Our name of each sheet to its title; our own word wins, of two other words none."""
    named: dict[str, str] = {}
    for sheet in SHEETS:
        titles = [title for title in book.names if plain(title) in sheet.words]
        exact = [title for title in titles if plain(title) == plain(sheet.name)]
        for title in exact or titles:
            if sheet.name in named:
                sentence = _(
                    "Lembar “%(first)s” dan “%(second)s” sama-sama berisi %(name)s; sisakan satu"
                )
                words = {"first": named[sheet.name], "second": title, "name": sheet.name}
                cell = Cell(title, book.names.index(title), 0, 0)
                problems.append(Problem("sheet_twice", sentence % words, line=cell))
            named.setdefault(sheet.name, title)
    return named


def _tell_missing(book: Book, found: dict[str, RawSheet], problems: list[Problem]) -> None:
    for sheet in SHEETS:
        if sheet.name in found:
            continue
        if sheet is PLAN_SHEET:
            sentence = _(
                "Lembar “%(name)s” belum ada; pakai templat agar kantor, tahun, dan tahap terisi"
            )
            problems.append(Problem("missing_sheet", sentence % {"name": sheet.name}, line=1))
        else:
            note = _("Lembar “%(name)s” tidak ada; rencana dibaca tanpa isinya")
            book.notes.append(note % {"name": sheet.name})


def is_empty(raw: RawSheet) -> bool:
    """Whether nothing at all stands on the sheet."""
    return all(cell == "" for row in raw.rows for cell in row)


def must_have_heading(raw: RawSheet, sheet: Sheet) -> Problem:
    """What to say of a sheet whose heading cannot be found."""
    sentence = _(
        "Baris judul kolom pada lembar ini tidak ditemukan; tulis judul %(names)s di satu baris"
    )
    names = ", ".join(column.label for column in sheet.columns)
    cell = Cell(raw.name, raw.order, 0, 0)
    return Problem("missing_heading", sentence % {"names": names}, line=cell)
