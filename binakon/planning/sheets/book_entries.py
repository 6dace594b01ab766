"""Turns the columns of a table into entries: targets, ceilings, activities and goals."""

import re
import unicodedata
from itertools import repeat
from typing import Any

from django.utils.translation import gettext as _

from binakon.planning.rules.plan_file import ActivityEntry, CeilingEntry, GoalEntry, TargetEntry
from binakon.planning.sheets.book_cells import RowCells
from binakon.planning.sheets.book_columns import ColumnReader, Report
from binakon.planning.sheets.book_numbers import PEOPLE
from binakon.planning.sheets.book_sheets import (
    ACTIVITY_SHEET,
    CEILING_SHEET,
    GOAL_SHEET,
    TARGET_SHEET,
)
from binakon.planning.sheets.book_tables import RawTable
from binakon.planning.sheets.book_takers import Takers
from binakon.planning.sheets.plan_values import ALL

_LONGEST_MADE = 70


def _places(table: RawTable) -> tuple[list[int], list[dict[str, int]]]:
    lines: list[int] = list(map(table.place.cell, table.rows))
    return lines, list(map(RowCells, repeat(table.place), table.rows))


def _or_blank(values: list[Any], blank: Any) -> list[Any]:
    return [blank if value is None else value for value in values]


def targets_in(table: RawTable, takers: Takers, report: Report) -> tuple[TargetEntry, ...]:
    """The targets; each says how many people, or a value with its unit."""
    found = ColumnReader(table, TARGET_SHEET, takers, report).values()
    names = ("indicator", "sub_activity", "people", "value", "unit")
    rows = zip(*(found[name] for name in names), *_places(table), strict=True)
    is_lost = bool(report.unread & {f"version.target.{name}" for name in names[2:]})
    entries = []
    for indicator, sub_activity, *stated, line, lines in rows:
        people, value, unit = stated
        if people is None and value is not None and (unit or "").lower() in PEOPLE:
            # "200 | orang" says it in two cells.
            people, value, unit = value, None, None
            note = _("%(cell)s: nilai dengan satuan orang dibaca sebagai jumlah orang")
            report.notes.append(note % {"cell": line})
        elif not is_lost:
            _judge_target(people, value, unit, line, report)
        entries.append(
            TargetEntry(indicator or "", sub_activity or "", people, value, unit or "", line, lines)
        )
    return tuple(entries)


def _judge_target(
    people: int | None, value: int | None, unit: str | None, line: int, report: Report
) -> None:
    if people is not None and (value is not None or unit):
        sentence = _("Target diisi dua kali; isi Orang saja, atau Nilai bersama Satuan saja")
        report.problem("target_twice", sentence, line)
    elif people is None and value is None and not unit:
        report.unread.add("version.target.people")
        sentence = _("Jumlah target belum diisi; isi Orang, atau Nilai bersama Satuan")
        report.problem("missing_key", sentence, line)
    elif people is None and value is None:
        sentence = _("Satuan memerlukan Nilai; isi juga jumlahnya")
        report.problem("missing_key", sentence, line)
    elif people is None and not unit:
        sentence = _("Nilai memerlukan Satuan; isi juga satuannya, misalnya dokumen")
        report.problem("missing_key", sentence, line)


def ceilings_in(table: RawTable, takers: Takers, report: Report) -> tuple[CeilingEntry, ...]:
    """The ceiling of each sub-activity."""
    found = ColumnReader(table, CEILING_SHEET, takers, report).values()
    return tuple(map(CeilingEntry, found["sub_activity"], found["ceiling"], *_places(table)))


def goals_in(table: RawTable, takers: Takers, report: Report) -> tuple[GoalEntry, ...]:
    """The goals."""
    found = ColumnReader(table, GOAL_SHEET, takers, report).values()
    meanings = _or_blank(found["meaning"], "")
    columns = (found["label"], found["people"], found["year"], meanings)
    return tuple(map(GoalEntry, *columns, *_places(table)))


def activities_in(
    table: RawTable, takers: Takers, report: Report, stage: str
) -> tuple[tuple[ActivityEntry, ...], tuple[ActivityEntry, ...]]:
    """The activities as the version holds them, and the same as the year does: paid for by `stage`."""
    reader = ColumnReader(table, ACTIVITY_SHEET, takers, report)
    found = reader.values()
    _take_vague(reader, found)
    regions = found["regions"]
    names = ("kind", "title", "window")
    before = [_codes(table, found, report), *(found[name] for name in names)]
    before += [_or_blank(found["occupation"], ""), _or_blank(found["levels"], ())]
    before += [_or_blank(found["window_text"], ""), [bool(said) for said in found["approximate"]]]
    before += [found["seats"], _or_blank(found["partners"], ())]
    before += [[() if codes is None or codes == ALL else codes for codes in regions]]
    before += [[codes == ALL for codes in regions]]
    after = [found["cost"], _or_blank(found["indicator"], "")]
    after += [_or_blank(found["sub_activity"], ""), found["realised"], *_places(table)]
    held = tuple(map(ActivityEntry, *before, repeat(""), *after))
    return held, tuple(map(ActivityEntry, *before, repeat(stage), *after)) if stage else held


def _take_vague(reader: ColumnReader, found: dict[str, list[Any]]) -> None:
    """Vague words of a window are kept as they were said, and make it approximate."""
    for number, text in reader.vague.items():
        if found["approximate"][number] is False:
            cell = reader.table.place.cell(reader.table.rows[number], "approximate")
            sentence = _(
                "Waktu “%(text)s” adalah perkiraan, padahal kolom Perkiraan berisi tidak; betulkan salah satunya"
            )
            reader.report.problem("vague_window", sentence % {"text": text[:60]}, cell)
        found["approximate"][number] = True
        if found["window_text"][number] is None:
            found["window_text"][number] = text


def _codes(table: RawTable, found: dict[str, list[Any]], report: Report) -> list[str]:
    """The codes; one that lacks is made of the title, unlike all others of the sheet."""
    codes = found["code"]
    if None not in codes:
        return codes
    used = set(codes)
    made = []
    for stated, title, row in zip(codes, found["title"], table.rows, strict=True):
        code = stated
        if code is None and title:
            code = _unused(slug(title), used)
            used.add(code)
            note = _("kode “%(code)s” dibuat dari judulnya") % {"code": code}
            report.note(table.place, "code", row, note)
        made.append(code or "")
    return made


def slug(title: str) -> str:
    """A code made of a title: "BIMTEK Jalan & Jembatan" gives bimtek-jalan-jembatan."""
    ascii_only = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    return words[:_LONGEST_MADE].strip("-") or "kegiatan"


def _unused(code: str, used: set[str]) -> str:
    found, number = code, 2
    while found in used:
        found, number = f"{code}-{number}", number + 1
    return found
