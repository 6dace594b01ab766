"""The XML behind a sheet, asked only what the reading library does not tell: how far it reaches, where errors stand."""

import re
from html import unescape
from posixpath import join, normpath

# Beyond 100,999 rows or column CV a quick search is not enough: empty cells with a form may stand there.
_FAR_ROW = re.compile(rb'r="[A-Z]*(?:[2-9][0-9]{5}|1[1-9][0-9]{4}|10[1-9][0-9]{3}|[0-9]{7,})"')
_FAR_COLUMN = re.compile(rb'<c r="(?:[A-Z]{3}|[D-Z][A-Z]|C[W-Z])')
_FILLED = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^>]*[^/]>\s*<(?:v|is|f)\b')
_ERROR = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^>]*\bt="e"')
_TAG = re.compile(rb"<(?:\w+:)?(sheet|Relationship)\b[^>]*>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def sheet_fault(xml: bytes, *, most_rows: int, most_columns: int) -> str:
    """Why a sheet cannot be held: "rows", "columns", "unusual" (a writing that cannot be judged quickly), else nothing."""
    if xml.count(b'<c r="') != xml.count(b"<c ") or b"<c>" in xml or b":sheetData" in xml:
        return "unusual"
    if not _FAR_ROW.search(xml) and not _FAR_COLUMN.search(xml):
        return ""
    for match in _FILLED.finditer(xml):
        if int(match[2]) > most_rows:
            return "rows"
        if _column_number(match[1]) > most_columns:
            return "columns"
    return ""


def error_cells(xml: bytes) -> list[tuple[int, int]]:
    """Row and column (from 0) of the cells that show an error."""
    if b't="e"' not in xml:
        return []
    return [(int(row) - 1, _column_number(column) - 1) for column, row in _ERROR.findall(xml)]


def sheet_paths(book: bytes, relations: bytes) -> dict[str, str]:
    """The part of each sheet by its name."""
    targets = {
        told["Id"]: told["Target"]
        for told in map(_attributes, _tags(relations, b"Relationship"))
        if "Id" in told and "Target" in told
    }
    paths = {}
    for told in map(_attributes, _tags(book, b"sheet")):
        identity = next((value for name, value in told.items() if name.endswith(":id")), "")
        if "name" in told and identity in targets:
            paths[told["name"]] = normpath(join("/xl", targets[identity])).lstrip("/")
    return paths


def _tags(xml: bytes, name: bytes) -> list[bytes]:
    return [match[0] for match in _TAG.finditer(xml) if match[1] == name]


def _attributes(tag: bytes) -> dict[str, str]:
    found = _ATTRIBUTE.findall(tag.decode("utf-8", "replace"))
    return {name: unescape(double or single) for name, double, single in found}


def _column_number(name: bytes) -> int:
    number = 0
    for letter in name[:8]:
        number = number * 26 + letter - 64
    return number
