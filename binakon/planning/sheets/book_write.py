"""Writes a plan as a workbook that an office can fill in, and that reads back to the same plan."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from binakon.core.calendar import Precision
from binakon.core.exports.sheet import PlainSheet
from binakon.planning.rules.plan_file import ActivityEntry, PlanFile, VersionEntry
from binakon.planning.sheets import book_words
from binakon.planning.sheets.book_guide import (
    GUIDE_LINES,
    GUIDE_TITLE,
    WINDOW_LINES,
    WINDOW_TITLE,
)
from binakon.planning.sheets.book_lists import joined
from binakon.planning.sheets.book_sheets import (
    ACTIVITY_SHEET,
    CEILING_SHEET,
    GOAL_SHEET,
    GUIDE,
    KEY_HEADING,
    LISTS,
    MEANING_HEADING,
    PLAN_SHEET,
    TARGET_SHEET,
    VALUE_HEADING,
    Column,
    Form,
    Sheet,
)
from binakon.planning.sheets.book_windows import window_words
from binakon.planning.sheets.book_words import BookWords

# Equal plans give equal bytes, so the file does not say when it was written.
_CREATED = datetime(2026, 1, 1)  # noqa: DTZ001 - the library takes naive times
_ROOM = 1000
# Excel counts a 29 February 1900 that never was; earlier days are written as text.
_FIRST_DAY = date(1900, 3, 1)
_NO_WORDS = BookWords()
_NO_ENTRY: Mapping[str, Any] = {}


def plan_workbook(plan: PlanFile, words: BookWords = _NO_WORDS) -> bytes:
    """The plan with exactly one version (ValueError otherwise), with that version's activities or the plan's own."""
    if len(plan.versions) != 1:
        raise ValueError("a workbook holds exactly one version")
    (version,) = plan.versions
    activities = version.activities or plan.activities
    rows = {
        TARGET_SHEET.name: [_values(TARGET_SHEET, each, words) for each in version.targets],
        CEILING_SHEET.name: [_values(CEILING_SHEET, each, words) for each in version.ceilings],
        ACTIVITY_SHEET.name: [_activity(each, words) for each in activities],
        GOAL_SHEET.name: [_values(GOAL_SHEET, each, words) for each in plan.goals],
    }
    return _Writer(words).book(_stated(plan, version), rows)


def empty_workbook(office: str, office_name: str, year: int, words: BookWords = _NO_WORDS) -> bytes:
    """The template of an office and year, with nothing else filled in."""
    stated = {"office": office, "office_name": office_name, "year": year, "number": 1}
    return _Writer(words).book(stated, {})


def _stated(plan: PlanFile, version: VersionEntry) -> dict[str, Any]:
    entries = {column.name: (plan, version) for column in PLAN_SHEET.columns}
    stated = {}
    for column in PLAN_SHEET.columns:
        owner = next(each for each in entries[column.name] if hasattr(each, column.key.target))
        stated[column.name] = getattr(owner, column.key.target)
    stated["stage"] = book_words.STAGE_NAMES.get(version.stage, version.stage)
    stated["status"] = book_words.STATUS_NAMES.get(version.status, version.status)
    stated["total_about"] = "ya" if version.is_total_about else ""
    return stated


def _values(sheet: Sheet, entry: object, words: BookWords) -> dict[str, Any]:
    found = {column.name: getattr(entry, column.key.target) for column in sheet.columns}
    if "indicator" in found:
        found["indicator"] = book_words.indicator_name(found["indicator"], words)
    return found


def _activity(entry: ActivityEntry, words: BookWords) -> dict[str, Any]:
    window = entry.window
    return {
        **_values(ACTIVITY_SHEET, entry, words),
        "kind": book_words.KIND_NAMES.get(entry.kind, entry.kind),
        "levels": ", ".join(map(str, entry.levels)),
        "window": window.start if window.precision is Precision.DAY else window_words(window),
        "approximate": "ya" if entry.is_approximate else "",
        "partners": joined(entry.partners),
        "regions": "semua" if entry.is_all_regions else joined(entry.regions),
    }


class _Writer:
    """One workbook on its way to bytes."""

    def __init__(self, words: BookWords) -> None:
        self.words = words
        self.bytes = BytesIO()
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.workbook = Workbook(self.bytes, options)
        self.workbook.set_properties({"title": "Rencana", "created": _CREATED})
        bold = {"bold": True, "valign": "top", "text_wrap": True}
        self.title = self.workbook.add_format({"bold": True, "font_size": 14})
        self.plain = self.workbook.add_format({"valign": "top", "text_wrap": True})
        self.label = self.workbook.add_format(bold)
        self.heading = self.workbook.add_format({**bold, "bg_color": "#D8EDEA", "bottom": 1})
        self.forms: dict[Form, Format] = {
            form: self.workbook.add_format(
                {"num_format": form.value, "valign": "top", "text_wrap": form is Form.TEXT}
            )
            for form in Form
        }

    def book(
        self, stated: Mapping[str, Any], rows: Mapping[str, Sequence[Mapping[str, Any]]]
    ) -> bytes:
        """Every sheet in order, then the bytes."""
        self._guide()
        self._plan(stated)
        for sheet in (TARGET_SHEET, CEILING_SHEET, ACTIVITY_SHEET, GOAL_SHEET):
            self._table(sheet, rows.get(sheet.name, ()))
        self._lists()
        self.workbook.get_worksheet_by_name(PLAN_SHEET.name).activate()
        self.workbook.close()
        return self.bytes.getvalue()

    def _sheet(self, name: str, widths: Iterable[int]) -> Worksheet:
        sheet = self.workbook.add_worksheet(name, worksheet_class=PlainSheet)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer("&L&A&R&P/&N")
        for number, width in enumerate(widths):
            sheet.set_column(number, number, width)
        return sheet

    def _guide(self) -> None:
        sheet = self._sheet(GUIDE, (34, 100))
        sheet.write_string(0, 0, GUIDE_TITLE, self.title)
        lines = [*GUIDE_LINES, ("", ""), (WINDOW_TITLE, ""), *WINDOW_LINES]
        for number, (label, text) in enumerate(lines, start=2):
            if label:
                sheet.write_string(number, 0, label, self.label)
            if text:
                sheet.write_string(number, 1, text, self.plain)

    def _plan(self, stated: Mapping[str, Any]) -> None:
        sheet = self._sheet(PLAN_SHEET.name, (24, 60, 70))
        for number, words in enumerate((KEY_HEADING, VALUE_HEADING, MEANING_HEADING)):
            sheet.write_string(0, number, words, self.heading)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        for number, column in enumerate(PLAN_SHEET.columns, start=1):
            sheet.write_string(number, 0, column.label, self.label)
            self._cell(sheet, number, 1, column, stated.get(column.name))
            meaning = f"{column.key.meaning}; contoh: {column.example}"
            sheet.write_string(number, 2, meaning, self.plain)
            self._choices(sheet, column, (number, 1, number, 1))

    def _table(self, layout: Sheet, rows: Sequence[Mapping[str, Any]]) -> None:
        sheet = self._sheet(layout.name, (column.width for column in layout.columns))
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        for number, column in enumerate(layout.columns):
            sheet.set_column(number, number, column.width, self.forms[column.form])
            sheet.write_string(0, number, column.label, self.heading)
            must = "Wajib diisi. " if column.key.is_required and column.name != "code" else ""
            meaning = column.key.meaning[0].upper() + column.key.meaning[1:]
            note = f"{must}{meaning}.\nContoh: {column.example}"
            sheet.write_comment(0, number, note, {"author": "", "x_scale": 1.6, "y_scale": 1.2})
            self._choices(sheet, column, (1, number, max(len(rows), _ROOM), number))
        for row, values in enumerate(rows, start=1):
            for number, column in enumerate(layout.columns):
                self._cell(sheet, row, number, column, values.get(column.name))
        sheet.autofilter(0, 0, max(len(rows), 1), len(layout.columns) - 1)

    def _cell(self, sheet: Worksheet, row: int, place: int, column: Column, value: Any) -> None:
        form = self.forms[column.form]
        if value is None or value == "":
            sheet.write_blank(row, place, None, form)
        elif isinstance(value, str):
            sheet.write_string(row, place, value, self.forms[Form.TEXT])
        elif not isinstance(value, date):
            sheet.write_number(row, place, value, form)
        elif value < _FIRST_DAY:
            sheet.write_string(row, place, value.isoformat(), self.forms[Form.TEXT])
        else:
            sheet.write_datetime(row, place, value, self.forms[Form.DATE])

    def _choices(self, sheet: Worksheet, column: Column, area: tuple[int, int, int, int]) -> None:
        """A list to choose from; what may also be another word only warns."""
        listed = self._listed().get(column.name)
        if listed is None or not listed[1]:
            return
        title, found = listed
        letter = chr(ord("A") + list(self._listed()).index(column.name) * 2)
        is_open = column.name in ("indicator", "sub_activity")
        sheet.data_validation(
            *area,
            {
                "validate": "list",
                "source": f"={LISTS}!${letter}$2:${letter}${len(found) + 1}",
                "error_type": "warning" if is_open else "stop",
                "error_title": title,
                "error_message": "Pilih salah satu dari daftar.",
            },
        )

    def _listed(self) -> dict[str, tuple[str, list[tuple[str, str]]]]:
        """The choices of each column with what they mean, as the sheet of lists shows them."""
        indicators = {**book_words.INDICATOR_NAMES, **self.words.indicators}
        named = [book_words.indicator_name(key, self.words) for key in indicators]
        yes = [("ya", ""), ("tidak", "")]
        return {
            "kind": ("Jenis", [(name, "") for name in book_words.KIND_NAMES.values()]),
            "stage": ("Tahap", [(name, "") for name in book_words.STAGE_NAMES.values()]),
            "status": ("Status", [(name, "") for name in book_words.STATUS_NAMES.values()]),
            "indicator": ("Indikator", [(name, "") for name in dict.fromkeys(named)]),
            "approximate": ("Ya atau tidak", yes),
            "total_about": ("Ya atau tidak", yes),
            "sub_activity": ("Subkegiatan", sorted(self.words.sub_activities.items())),
            "regions": ("Wilayah", sorted(self.words.regions.items())),
        }

    def _lists(self) -> None:
        listed = list(self._listed().values())
        sheet = self._sheet(LISTS, (width for _each in listed for width in (24, 30)))
        for number, (title, _found) in enumerate(listed):
            sheet.write_string(0, number * 2, title, self.heading)
        sheet.freeze_panes(1, 0)
        for row in range(max(len(found) for _title, found in listed)):
            for number, (_title, found) in enumerate(listed):
                for beside, text in enumerate(found[row] if row < len(found) else ()):
                    if text:
                        sheet.write_string(
                            row + 1, number * 2 + beside, text, self.forms[Form.TEXT]
                        )
