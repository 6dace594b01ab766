"""Reads a plan from a workbook: facts, every problem with its cell, and notes on what was understood how."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.planning.rules.plan_file import ActivityEntry, PlanFile, VersionEntry
from binakon.planning.rules.plan_order import in_line_order
from binakon.planning.sheets.book_columns import Report
from binakon.planning.sheets.book_entries import (
    activities_in,
    ceilings_in,
    goals_in,
    targets_in,
)
from binakon.planning.sheets.book_find import find_sheets, is_empty, must_have_heading
from binakon.planning.sheets.book_form import FormReader
from binakon.planning.sheets.book_open import Book, RawSheet, Unreadable, open_book
from binakon.planning.sheets.book_sheets import (
    ACTIVITY_SHEET,
    CEILING_SHEET,
    GOAL_SHEET,
    PLAN_SHEET,
    TARGET_SHEET,
    Sheet,
)
from binakon.planning.sheets.book_tables import RawTable, heading_of, table_of
from binakon.planning.sheets.book_takers import Takers
from binakon.planning.sheets.book_words import BookWords

NO_WORDS = BookWords()
# What a version is where the workbook does not say or cannot be read.
_UNSTATED: dict[str, Any] = {"stage": "", "number": 1, "status": "draft", "dated": date.min}

Read = Callable[[RawTable, Takers, Report], tuple[Any, ...]]


def read_workbook(
    data: bytes, words: BookWords = NO_WORDS
) -> tuple[PlanFile | None, list[Problem], list[str]]:
    """The plan (None: nothing could be read), every problem by cell, and what was taken with tolerance.

    The plan holds one version with its targets, ceilings and activities; `activities` are the same, funded by
    the stage of that version. A plan with problems is fit to be judged further, never to be stored.
    """
    with _no_collection():
        return _read(data, words)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Reading makes many small objects and no cycles; looking for cycles among them costs a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(data: bytes, words: BookWords) -> tuple[PlanFile | None, list[Problem], list[str]]:
    book, problems = open_book(data)
    if book is None:
        return None, problems, []
    try:
        found = find_sheets(book, problems)
    except Unreadable as unreadable:
        return None, [unreadable.problem], []
    if all(map(is_empty, found.values())):
        sentence = _("Buku kerja ini kosong; unduh templat, isi, lalu unggah lagi")
        return None, [Problem("empty_workbook", sentence, line=1)], book.notes
    reader = _BookReader(book, found, words)
    plan = reader.plan()
    reader.report.close()
    notes = [*book.notes, *reader.report.notes]
    return plan, in_line_order([*problems, *reader.report.problems]), notes


class _BookReader:
    """Reads the sheets one after the other; the first tells year, office and stage to the others."""

    def __init__(self, book: Book, found: dict[str, RawSheet], words: BookWords) -> None:
        self.book = book
        self.found = found
        self.words = words
        self.report = Report()

    def plan(self) -> PlanFile:
        """Everything that the sheets say."""
        form = self._form()
        programme = {"office": "", "year": 0, "name": "", **form.part(is_programme=True)}
        stated = {**_UNSTATED, **form.part(is_programme=False)}
        year = programme["year"] or self.words.year
        self.takers = Takers(self.words, year, programme["office"], self.book.is_1904)
        targets = self._entries(TARGET_SHEET, targets_in)
        ceilings = self._entries(CEILING_SHEET, ceilings_in)
        goals = self._entries(GOAL_SHEET, goals_in)
        held, funded = self._activities(stated["stage"])
        cell = min(form.cells.values(), default=1)
        version = VersionEntry(
            **stated,
            targets=targets,
            ceilings=ceilings,
            activities=held,
            line=form.cells.get("stage", cell),
            lines=form.cells,
        )
        return PlanFile(
            **programme,
            versions=(version,),
            goals=goals,
            activities=funded,
            line=cell,
            lines=form.cells,
            unread=frozenset(self.report.unread),
        )

    def _form(self) -> FormReader:
        raw = self.found.get(PLAN_SHEET.name)
        form = FormReader(raw or RawSheet("", 0, [], []), self.words, self.report)
        form.takers = replace(form.takers, is_1904=self.book.is_1904)
        if raw is None:
            self.report.unread |= {"programme", "version"}
        else:
            form.read()
        return form

    def _entries(self, sheet: Sheet, read: Read) -> tuple[Any, ...]:
        table = self._table(sheet)
        return read(table, self.takers, self.report) if table else ()

    def _activities(
        self, stage: str
    ) -> tuple[tuple[ActivityEntry, ...], tuple[ActivityEntry, ...]]:
        table = self._table(ACTIVITY_SHEET)
        return activities_in(table, self.takers, self.report, stage) if table else ((), ())

    def _table(self, sheet: Sheet) -> RawTable | None:
        raw = self.found.get(sheet.name)
        if raw is None or is_empty(raw):
            return None
        heading = heading_of(raw, sheet)
        if heading is None:
            self.report.problems.append(must_have_heading(raw, sheet))
            self.report.unread |= {sheet.table.name, f"{sheet.table.name}.table"}
            return None
        return table_of(raw, sheet, *heading)
