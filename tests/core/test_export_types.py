"""Downloads of rows: typed cells, first bytes, cut texts, rows of a table, and who may take personal data away."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict
from django.utils.translation import override

from binakon.core import exports, lists
from binakon.core.exports import Wanted
from binakon.core.lists import Column, Listing
from binakon.core.models import Message
from binakon.core.problems import Blocked, NotAllowed
from tests.core.export_cases import (
    AT,
    Row,
    an_export,
    read_csv,
    row_of,
    sheet,
    workbook,
)
from tests.core.message_list import LIST, messages

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
