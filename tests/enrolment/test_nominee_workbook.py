"""Workbooks of nominees as offices really send them: tolerant of layout, strict with NIK, quick with nonsense."""

import io
import time
import zipfile
from datetime import date

import pytest

from binakon.enrolment.sheets.nominee_columns import NOMINEE_SHEET
from binakon.enrolment.sheets.nominee_read import MOST_PEOPLE, NomineeBook, read_nominees
from binakon.enrolment.sheets.nominee_write import TemplateFacts, nominee_template
from binakon.planning.sheets.book_open import open_book
from tests.enrolment.people import a_nik
from tests.enrolment.terms import HEADINGS, a_book, a_row

TODAY = date(2026, 3, 1)
FACTS = TemplateFacts(
    title="BIMTEK Ahli Muda Teknik Jalan (contoh)",
    office="Kabupaten Tabalong",
    due="10 April 2026, 16.00 WITA",
    stands="0 orang diusulkan untuk kuota 3 kursi",
    contact="Ahmad (contoh), +6281234567890",
)


def read(content: bytes) -> NomineeBook:
    return read_nominees(content, TODAY)


def told(book: NomineeBook) -> list[str]:
    return [f"{problem.line}: {problem.sentence}" for problem in book.problems]


def cells(book: NomineeBook) -> list[tuple[str, str]]:
    return [(str(problem.line), problem.code) for problem in book.problems]


def test_a_good_sheet_is_read_row_by_row() -> None:
    nik = a_nik(4)
    book = read(a_book([("Nur Hidayah", nik, "1 Maret 1990", "P", "0812-3456-7890"), a_row(5)]))
    assert told(book) == []
    (row, one), (_next, other) = book.people
    assert (row, one.name, one.nik, one.born_on, one.sex, one.phone) == (
        2,
        "Nur Hidayah",
        nik,
        date(1990, 3, 1),
        "female",
        "6281234567890",
    )
    assert other.born_on is None


def test_headings_in_other_words_order_and_case_are_understood() -> None:
    headings = ("NO", "nama calon peserta", "L/P", "No. HP", "NOMOR KTP", "Asal Instansi")
    rows = [(1, "Budi", "l", "+62 812 3456 7890", a_nik(1), "PT Contoh")]
    book = read(a_book(rows, headings=headings, sheet="Sheet1", above=("DAFTAR CALON", "")))
    assert told(book) == []
    ((row, person),) = book.people
    assert (row, person.name, person.sex, person.phone, person.employer) == (
        4,
        "Budi",
        "male",
        "6281234567890",
        "PT Contoh",
    )


@pytest.mark.parametrize("number", [6305014103900001, 6.305e15, 6305014103900001.0])
def test_an_excel_number_in_place_of_a_nik_is_refused_with_the_reason(number: float) -> None:
    book = read(a_book([("Budi", number, "", "", "")]))
    (sentence,) = told(book)
    assert sentence.startswith("Usulan!B2: NIK ini diketik sebagai angka")
    assert "15 angka" in sentence
    assert "tanda ' di depan" in sentence


def test_a_nik_that_excel_has_shortened_to_text_is_refused_too() -> None:
    book = read(a_book([("Budi", "6,30501E+15", "", "", "")]))
    assert cells(book) == [("Usulan!B2", "nik_number")]


def test_every_fault_is_told_at_its_cell_at_once() -> None:
    rows = [
        ("", a_nik(1), "", "", ""),
        ("=HYPERLINK(1)", a_nik(2), "31 Februari 1990", "X", "12"),
        ("Budi", "63", "1 Januari 2020", "", ""),
        ("Ani", "", "", "", ""),
        ("12345", a_nik(3), "", "", ""),
    ]
    assert sorted(cells(read(a_book(rows)))) == [
        ("Usulan!A2", "name"),
        ("Usulan!A3", "name"),
        ("Usulan!A6", "name"),
        ("Usulan!B4", "nik_length"),
        ("Usulan!B5", "nik_empty"),
        ("Usulan!C3", "bad_date"),
        ("Usulan!C4", "born_on"),
        ("Usulan!D3", "sex"),
        ("Usulan!E3", "phone"),
    ]


def test_a_person_who_stands_twice_is_told_at_the_second_place_whatever_the_spelling() -> None:
    nik = a_nik(1)
    spaced = f"{nik[:6]} {nik[6:12]}.{nik[12:]}"
    book = read(a_book([("Budi", nik, "", "", ""), ("Budi", f"'{spaced}", "", "", "")]))
    assert told(book) == ["Usulan!B3: NIK ini sudah ada di Usulan!B2. Hapus salah satu barisnya."]


def test_signs_that_nobody_sees_are_left_out_and_said() -> None:
    book = read(a_book([("Bu\u202edi\u200b", a_nik(1), "", "", "")]))
    assert book.people[0][1].name == "Budi"
    assert book.notes == ["Usulan!A2: tanda yang tidak terlihat dibuang"]


def test_a_formula_that_was_never_worked_out_is_a_fault_of_its_cell() -> None:
    file = io.BytesIO(a_book([("Budi", a_nik(1), "", "", "")]))
    with zipfile.ZipFile(file) as source:
        members = {name: source.read(name) for name in source.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"]
    start = sheet.index(b'<c r="A2"')
    end = sheet.index(b"</c>", start) + 4
    members["xl/worksheets/sheet1.xml"] = (
        sheet[:start] + b'<c r="A2"><f>CONCATENATE("a")</f></c>' + sheet[end:]
    )
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as target:
        for name, content in members.items():
            target.writestr(name, content)
    assert cells(read(changed.getvalue())) == [("Usulan!A2", "cell_error")]


def test_a_hidden_sheet_is_not_read_and_said() -> None:
    book = read(a_book([a_row(1)], hidden="Rahasia"))
    assert book.notes == ["Lembar tersembunyi “Rahasia” tidak dibaca"]
    assert len(book.people) == 1


@pytest.mark.parametrize(
    ("headings", "code"),
    [
        (("Nama lengkap", "Alamat"), "missing_heading"),
        (("Nama lengkap", "Surel"), "missing_column"),
    ],
)
def test_a_sheet_without_a_nik_column_is_refused(headings: tuple[str, ...], code: str) -> None:
    book = read(a_book([("Budi", "x")], headings=headings))
    assert [problem.code for problem in book.problems] == [code]


def test_an_empty_sheet_says_where_to_write() -> None:
    assert cells(read(a_book([]))) == [("Usulan!A2", "no_rows")]


def test_ten_thousand_rows_of_nonsense_get_one_sentence_quickly() -> None:
    content = a_book([(f"x{number}", "abc", "?", "?", "?") for number in range(10_000)])
    started = time.process_time()
    book = read(content)
    assert time.process_time() - started < 5
    assert [problem.code for problem in book.problems] == ["too_many"]
    assert book.people == []


def test_the_largest_file_is_read_whole() -> None:
    book = read(a_book([a_row(number) for number in range(MOST_PEOPLE)]))
    assert (told(book), len(book.people)) == ([], MOST_PEOPLE)


def a_bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (120 * 1024 * 1024))
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        b"%PDF-1.7",
        b"nama,nik\nBudi,63",
        a_bomb(),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9,
    ],
    ids=["empty", "cut zip", "pdf", "csv", "bomb", "old office"],
)
def test_a_file_that_is_no_workbook_gets_one_sentence(content: bytes) -> None:
    started = time.process_time()
    book = read(content)
    assert time.process_time() - started < 2
    assert [problem.code for problem in book.problems] == ["not_a_workbook"]
    assert book.people == []


def test_the_template_reads_back_with_its_nik_column_as_text() -> None:
    content = nominee_template(FACTS)
    assert content == nominee_template(FACTS)
    book, problems = open_book(content)
    assert problems == []
    assert book is not None
    assert book.names == ["Petunjuk", "Usulan", "Daftar"]
    assert book.sheet("Usulan").rows[0] == [column.label for column in NOMINEE_SHEET.columns]
    guide = " ".join(str(cell) for row in book.sheet("Petunjuk").rows for cell in row)
    assert all(words in guide for words in (FACTS.title, FACTS.due, FACTS.stands, FACTS.contact))
    assert cells(read(content)) == [("Usulan!A2", "no_rows")]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        styles = archive.read("xl/styles.xml").decode()
        columns = archive.read("xl/worksheets/sheet2.xml").decode()
    assert '<numFmt numFmtId="164" formatCode="@"/>' in styles
    assert '<col min="2" max="2" width="22.7109375" style="4"' in columns
    assert styles.split("<cellXfs")[1].split("<xf ")[5].startswith('numFmtId="164"')


def test_every_heading_of_ours_is_a_word_that_is_read() -> None:
    assert set(HEADINGS) <= {column.label for column in NOMINEE_SHEET.columns}
