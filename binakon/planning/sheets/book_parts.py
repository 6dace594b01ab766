"""The XML behind a sheet, asked only what the reading library does not tell: size, errors, hidden rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from posixpath import join, normpath

MOST_ROWS = 20_000
# AX; a plan has 15 columns, and a sheet is held as a full rectangle.
MOST_COLUMNS = 50

_FAR_ROW = re.compile(rb'r="[A-Z]*[0-9]{5,}"')
_FAR_COLUMN = re.compile(rb'<c r="(?:[A-Z]{3}|[B-Z][A-Z]|A[Y-Z])')
_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)\b([^>]*)>(?:\s*<(?:\w+:)?(v|is|f)\b)?")
_PLACE = re.compile(rb"\br=[\"']([A-Z]*)([0-9]+)[\"']")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*[^>/])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_TYPE = re.compile(rb"\bt=[\"'](\w+)[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]+)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*\bhidden=[\"'](?:1|true)[\"'][^>]*>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")

_ODS_PART = re.compile(
    rb"<table:table\b(?P<table>)|<table:table-row\b(?P<row>[^>]*?)(?:/>|>(?P<cells>.*?)</table:table-row>)",
    re.DOTALL,
)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
_ODS_REPEATED = re.compile(rb'table:number-(?:rows|columns)-repeated="([0-9]+)"')
_ODS_SPANNED = re.compile(rb'table:number-rows-spanned="(?:[2-9]|[1-9][0-9]+)"')


def sheet_fault(xml: bytes) -> str:
    """What a sheet has too many of to be held, "rows" or "columns", else nothing.

    The usual writing (<c r="A1"…) is judged by a few quick searches, any other cell by cell.
    """
    is_usual = (
        xml.count(b'<c r="') == xml.count(b"<c ") and b"<c>" not in xml and b":sheetData" not in xml
    )
    if is_usual and not _FAR_ROW.search(xml) and not _FAR_COLUMN.search(xml):
        return ""
    row, column = 0, 0
    for match in _ROW_OR_CELL.finditer(xml):
        place = _PLACE.search(match[2])
        if match[1] == b"row":
            row, column = (int(place[2]) if place else row + 1), 0
            continue
        column = _column_number(place[1]) if place else column + 1
        row = int(place[2]) if place else row
        if match[3] is not None:
            if row > MOST_ROWS:
                return "rows"
            if column > MOST_COLUMNS:
                return "columns"
    return ""


def _column_number(name: bytes) -> int:
    number = 0
    for letter in name[:8]:
        number = number * 26 + letter - 64
    return number


def ods_fault(content: bytes) -> str:
    """Why the sheets of an .ods cannot be held or judged: "rows", "columns" or "merged", else nothing."""
    if _ODS_SPANNED.search(content):
        return "merged"
    row = 0
    for part in _ODS_PART.finditer(content):
        if part["row"] is None:
            row = 0
            continue
        row += _repeated(part["row"])
        width = _filled_width(part["cells"] or b"")
        if width > MOST_COLUMNS:
            return "columns"
        if width and row > MOST_ROWS:
            return "rows"
    return ""


def _filled_width(cells: bytes) -> int:
    """The column (from 1) of the last cell that holds a value."""
    column, last = 0, 0
    for cell in _ODS_CELL.findall(cells):
        column += _repeated(cell)
        if b"value-type=" in cell:
            last = column
    return last


def _repeated(attributes: bytes) -> int:
    match = _ODS_REPEATED.search(attributes)
    return int(match[1]) if match else 1


@dataclass(frozen=True, slots=True)
class Part:
    """The XML of one sheet."""

    xml: bytes

    def faults(self) -> Iterator[tuple[int, int, str]]:
        """Row and column (from 0) of error cells with what they show, and of formulas never worked out ("")."""
        has_formulas = _FORMULA.search(self.xml) is not None
        if not has_formulas and b't="e"' not in self.xml and b"t='e'" not in self.xml:
            return
        for match in _CELL.finditer(self.xml):
            kind, place = _TYPE.search(match[1]), _PLACE.search(match[1])
            if place is None:
                continue
            value = _VALUE.search(match[2])
            is_error = kind is not None and kind[1] == b"e"
            # An empty text is a value too: ="" is worked out and empty.
            is_unknown = value is None and kind is None and _FORMULA.search(match[2])
            if is_error or is_unknown:
                shown = value[1].decode("utf-8", "replace") if is_error and value else ""
                yield int(place[2]) - 1, _column_number(place[1]) - 1, shown

    def hidden_rows(self) -> Iterator[int]:
        """The hidden rows, from 0."""
        if b"hidden=" in self.xml:
            for match in _HIDDEN_ROW.finditer(self.xml):
                place = _PLACE.search(match[0])
                if place:
                    yield int(place[2]) - 1


def parts_by_sheet(members: dict[str, bytes]) -> dict[str, Part]:
    """The XML of each sheet by its name, by way of the workbook and its relations."""
    book = members.get("xl/workbook.xml", b"")
    relations = {
        found["Id"]: found["Target"]
        for found in map(
            _attributes, _RELATION.findall(members.get("xl/_rels/workbook.xml.rels", b""))
        )
        if "Id" in found and "Target" in found
    }
    parts = {}
    for found in map(_attributes, _SHEET.findall(book)):
        identity = next((value for name, value in found.items() if name.endswith(":id")), "")
        path = normpath(join("/xl", relations.get(identity, ""))).lstrip("/")
        if "name" in found and path in members:
            parts[found["name"]] = Part(members[path])
    return parts


def _attributes(tag: bytes) -> dict[str, str]:
    found = _ATTRIBUTE.findall(tag.decode("utf-8", "replace"))
    return {name: unescape(double or single) for name, double, single in found}
