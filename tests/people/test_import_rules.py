"""How a file of people is read, cell by cell and heading by heading, whatever the office's habits. No database."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from binakon.people.rules.import_compare import compare
from binakon.people.rules.import_facts import Facts
from binakon.people.rules.import_fields import FIELDS, column_problem_codes, heading_key, proposed
from binakon.people.rules.import_layout import column_letter, layout_of
from binakon.people.rules.import_rows import RowReader
from binakon.people.rules.import_table import repeated_cells, rows_of_people
from binakon.people.rules.import_values import (
    NotRead,
    read_classification,
    read_day,
    read_diploma,
    read_level,
    read_sex,
    regency_words,
    tidy,
)
from binakon.people.rules.import_words import _SENTENCES, NOTES, sentence_of
from tests.people.files import nik_of

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Nama Lengkap (sesuai KTP)", "name"),
        ("NAMA PESERTA", "name"),
        ("No. KTP", "nik"),
        ("NIK/No.KTP", "nik"),
        ("N I K", ""),
        ("NIK (16 digit)", "nik"),
        ("Tgl Lahir", "born_on"),
        ("Tmpt/Tgl lahir", "born_on"),
        ("Tempat, Tanggal Lahir", "born_on"),
        ("Tempat Lahir", ""),
        ("HP/WA", "phone"),
        ("No. HP (WhatsApp aktif)", "phone"),
        ("E-mail", "email"),
        ("Kab./Kota", "office"),
        ("Pendidikan Terakhir", "diploma"),
        ("Jurusan/Prodi", "study_programme"),
        ("Nama Perusahaan / Instansi", "employer"),
        ("Nama Ibu Kandung", ""),
        ("Alamat Perusahaan", ""),
        ("L/P", "sex"),
        ("No", ""),
        ("", ""),
    ],
)
def test_a_heading_of_people_is_known_by_its_usual_words(heading: str, field: str) -> None:
    assert proposed([heading], "workers", {}) == [field]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Jabatan Kerja", "occupation"),
        ("Jenjang/KKNI", "level"),
        ("No. Reg LPJK", "lpjk_number"),
        ("No. Registrasi BNSP", "bnsp_number"),
        ("No Blanko", "blank_number"),
        ("Nomor Sertifikat Kompetensi Kerja", "certificate_number"),
        ("Tgl. Terbit", "issued_on"),
        ("Masa Berlaku s/d", "expires_on"),
        ("LSP Penerbit", "issuer"),
        ("Klasifikasi", "classification"),
    ],
)
def test_a_heading_of_skk_is_known_by_its_usual_words(heading: str, field: str) -> None:
    assert proposed([heading], "held", {}) == [field]


def test_no_field_is_offered_twice_and_what_the_office_said_goes_first() -> None:
    assert proposed(["Nama", "Nama Lengkap", "NIK"], "workers", {}) == ["name", "", "nik"]
    said = {"nama": "", "nama lengkap": "name", "kode": "nik"}
    assert proposed(["Nama", "Nama Lengkap", "Kode"], "workers", said) == ["", "name", "nik"]


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_every_word_is_written_as_it_is_compared_and_means_one_field(kind: str) -> None:
    words = [word for field in FIELDS[kind] for word in field.words]
    assert words == [heading_key(word) for word in words]
    assert sorted(words) == sorted(set(words))


def test_our_own_labels_are_read_back_from_our_own_template() -> None:
    for kind, fields in FIELDS.items():
        labels = [str(field.label) for field in fields]
        assert proposed(labels, kind, {}) == [field.key for field in fields]


@pytest.mark.parametrize(
    ("kind", "chosen", "missing"),
    [
        ("workers", {"name", "nik"}, []),
        ("workers", {"name", "no_nik_reason"}, []),
        ("workers", {"phone"}, ["needs_name", "needs_nik"]),
        ("held", {"nik", "occupation"}, []),
        ("held", {"name", "born_on", "occupation"}, []),
        ("held", {"name"}, ["needs_person", "needs_occupation"]),
    ],
)
def test_what_must_be_chosen_before_a_file_is_read(
    kind: str, chosen: set[str], missing: list[str]
) -> None:
    assert column_problem_codes(kind, chosen) == missing


def test_titles_above_and_merged_headings_in_two_rows_are_seen_through() -> None:
    rows = [
        ["DAFTAR PESERTA", "", "", "", ""],
        ["Tahun 2026", "", "", "", ""],
        ["No", "Nama", "NIK", "Tempat/Tanggal Lahir", ""],
        ["", "", "", "Tempat", "Tanggal"],
        ["1", "2", "3", "4", "5"],
        ["1", "Orang Contoh", nik_of(1), "Banjarbaru", "12-5-1990"],
    ]
    merges = [((0, 0), (0, 4)), ((2, 3), (2, 4)), *[((2, at), (3, at)) for at in range(3)]]
    layout = layout_of(rows, merges, "workers", {})
    assert layout.headings == (
        "No", "Nama", "NIK", "Tempat/Tanggal Lahir Tempat", "Tempat/Tanggal Lahir Tanggal",
    )  # fmt: skip
    assert layout.first == 5
    assert proposed(list(layout.headings), "workers", {}) == ["", "name", "nik", "", "born_on"]


def test_without_known_headings_the_first_row_of_words_is_offered() -> None:
    rows = [["Laporan"], ["A", "B", "C"], ["x", "y", "z"]]
    layout = layout_of(rows, [], "workers", {})
    assert (layout.headings, layout.first, layout.score) == (("A", "B", "C"), 2, 0)
    assert layout_of([], [], "workers", {}).headings == ()


def test_totals_repeated_headings_and_what_stands_below_are_passed_over_and_told() -> None:
    headings = ("Nama", "NIK", "HP")
    rows = [
        headings,
        ("Orang A", nik_of(1), "0812"),
        ("", "", ""),
        headings,
        ("Jumlah", "", "1"),
        ("Orang B", nik_of(2), ""),
        ("TOTAL", "", "2"),
        ("", "", ""),
        ("Kepala Bidang", "", ""),
        ("Drs. Pejabat (contoh)", "", ""),
    ]
    columns = {"name": 0, "nik": 1, "phone": 2}
    people, notes = rows_of_people(rows, 1, "workers", columns, headings)
    assert people == [1, 5]
    assert notes == [("totals", "1"), ("headings", "1"), ("below", "7")]


@pytest.mark.parametrize(
    "written",
    [
        "12 Mei 1990", "12-05-1990", "12/5/90", "12.05.1990", "1990-05-12", "12 mei '90", "Banjarbaru, 12 Mei 1990",
        "Kandangan / 12-5-1990", "Sabtu, 12 Mei 1990", "12-Mei-90", "12051990", "12 MEI, 1990", date(1990, 5, 12),
        datetime(1990, 5, 12, 7, tzinfo=UTC), 33005, 33005.0, "12 May 1990",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_usual_writing(written: Any) -> None:
    assert read_day(written, 2011) == date(1990, 5, 12)


def test_two_digits_of_a_year_are_no_later_than_they_can_be() -> None:
    assert [read_day("1-1-05", 2011).year, read_day("1-1-29", 2046).year] == [2005, 2029]
    assert read_day("1 Agustus 26", 2011).year == 1926


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("31 Februari 1990", "no_such_day"),
        ("05/23/1987", "no_such_day"),
        ("1987", "bad_date"),
        ("belum tahu", "bad_date"),
        (12, "bad_date"),
        ("12 Meii 1990", "bad_date"),
    ],
)
def test_what_is_no_day_is_said(written: Any, code: str) -> None:
    with pytest.raises(NotRead) as refused:
        read_day(written, 2011)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("Jenjang 7", 7), ("VII", 7), (7, 7), (7.0, 7), ("KKNI Level 5", 5), ("Ahli Muda", 7), ("Madya", 8), ("Ahli Utama", 9),
        ("Jenjang 7 (Ahli Muda)", 7), ("IX", 9), ("jenjang-3", 3),
    ],
)  # fmt: skip
def test_a_level_is_read_as_number_roman_or_rank(written: Any, level: int) -> None:
    assert read_level(written) == level


@pytest.mark.parametrize("written", ["10", "Operator", "Jenjang 7 (Ahli Madya)", "", "0", "5-6"])
def test_what_is_no_single_level_is_said(written: str) -> None:
    with pytest.raises(NotRead):
        read_level(written)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("S1", ("s1", "")), ("S-1", ("s1", "")), ("S.1", ("s1", "")), ("S1 Teknik Sipil", ("s1", "Teknik Sipil")),
        ("S-1 / Teknik Mesin", ("s1", "Teknik Mesin")), ("D III", ("d3", "")), ("DIV", ("d4", "")), ("S1 Terapan", ("d4", "")),
        ("SMK Bangunan", ("smk", "Bangunan")), ("SMA Sederajat", ("sma", "")), ("SMK Plus", ("smk_plus", "")),
        ("Sarjana Terapan Teknik Sipil", ("d4", "Teknik Sipil")), ("Magister Teknik", ("s2", "Teknik")),
    ],
)  # fmt: skip
def test_a_diploma_is_read_and_the_programme_behind_it(written: str, read: tuple[str, str]) -> None:
    assert read_diploma(written) == read


@pytest.mark.parametrize(("written", "code"), [("SMP", "diploma_below"), ("Kursus", "bad_diploma")])
def test_what_is_no_diploma_is_said(written: str, code: str) -> None:
    with pytest.raises(NotRead) as refused:
        read_diploma(written)
    assert refused.value.code == code


def test_sex_and_classification_are_read_in_any_writing() -> None:
    assert [read_sex(word) for word in ("L", "Lk.", "laki-laki", "P", "Wanita")] == (
        ["male"] * 3 + ["female"] * 2
    )
    assert [read_classification(word) for word in ("SIPIL", "Tata Lingkungan", "Manajemen Pelaksanaan")] == (
        ["sipil", "tata_lingkungan", "manajemen_pelaksanaan"]
    )  # fmt: skip
    for read in (read_sex, read_classification):
        with pytest.raises(NotRead):
            read("entah")


def test_a_regency_is_found_by_name_code_and_short_name_and_the_own_province_goes_first() -> None:
    words = regency_words(
        [
            (1, "63.03", "Kabupaten Banjar", "Banjar"),
            (2, "32.79", "Kota Banjar", "Banjar"),
            (3, "63.06", "Kabupaten Hulu Sungai Selatan", "HSS"),
            (4, "64.71", "Kota Kembar", "Kembar"),
            (5, "65.01", "Kabupaten Kembar", "Kembar"),
        ],
        "63",
    )
    asked = ("banjar", "kab banjar", "kota banjar", "6303", "63 03", "hss", "kembar", "kota kembar")
    assert [words.get(word) for word in asked] == [1, 1, 2, 1, 1, 3, None, 4]


def test_signs_that_nobody_sees_are_left_out() -> None:
    assert tidy("  Orang\u200b  Contoh\u00a0\n") == "Orang Contoh"
    assert [tidy(7.0), tidy(date(2026, 1, 2))] == ["7", "2026-01-02"]


COLUMNS = {
    "name": 0,
    "nik": 1,
    "no_nik_reason": 2,
    "born_on": 3,
    "phone": 4,
    "email": 5,
    "diploma": 6,
}


def judged(*cells: Any) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    reader = RowReader(Facts("workers", COLUMNS, TODAY, provinces={"63"}))
    row = reader.judge(3, cells)
    assert row.number == 4
    return row.values, [(finding[0], finding[1]) for finding in row.findings]


def test_a_sound_row_has_its_values_and_no_finding() -> None:
    assert judged("Orang A", f"'{nik_of(1)}", "", "12 Mei 1990", "0812-3456-7890 / 0813", "A@Contoh.id", "-") == (
        {
            "nik": nik_of(1), "name": "Orang A", "born_on": date(1990, 5, 12), "phone": "6281234567890", "email": "a@contoh.id",
        },
        [],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (("", nik_of(1)), [("name", "name_missing")]),
        (("=cmd()", nik_of(1)), [("name", "starts_like_formula")]),
        (("123", nik_of(1)), [("name", "name_no_letter")]),
        (("x" * 201, nik_of(1)), [("name", "name_long")]),
        (("A", 6.3e15), [("nik", "nik_number")]),
        (("A", "6,3E+15"), [("nik", "nik_shortened")]),
        (("A", "6305O1120590OOO1"), [("nik", "nik_not_digits")]),
        (("A", "6305013205900001"), [("nik", "nik_day")]),
        (("A", "6305011205900000"), [("nik", "nik_serial")]),
        (("A", "9905011205900001"), [("nik", "nik_province")]),
        (("A", "", ""), [("nik", "nik_missing")]),
        (("A", "", "x"), [("no_nik_reason", "reason_short")]),
        (("A", "", "KTP hilang"), []),
        (("A", nik_of(1), "", "12 Mei 2020"), [("born_on", "born_impossible")]),
        (("A", nik_of(1), "", "", "rumah"), [("phone", "bad_phone")]),
        (("A", nik_of(1), "", "", "", "a@b"), [("email", "bad_email")]),
        (("A", nik_of(1), "", "", "", "", "SD"), [("diploma", "diploma_below")]),
    ],
)
def test_each_fault_has_its_word(cells: tuple[Any, ...], found: list[tuple[str, str]]) -> None:
    assert judged(*cells)[1] == found


def test_every_word_for_a_finding_has_a_sentence_with_a_full_stop() -> None:
    codes = [*_SENTENCES, "nik_not_digits", "nik_length", "nik_day", "nik_serial"]
    facts = {"nik_length": "11", "nik_day": "32"}
    said = [sentence_of(code, facts.get(code, "X")) for code in codes]
    assert [sentence for sentence in said if not sentence.endswith(".") or "%(" in sentence] == []
    assert set(_SENTENCES) >= NOTES


def test_a_nik_that_stands_twice_is_told_by_the_cell_of_the_first() -> None:
    rows = [("A", nik_of(1)), ("B", f" {nik_of(1)} "), ("C", nik_of(2)), ("D", "")]
    again = repeated_cells(rows, range(4), {"name": 0, "nik": 1}, "workers", lambda at, _key: f"B{at + 1}")  # fmt: skip
    assert again == {(1, "nik"): "B1"}


def test_a_name_that_differs_only_in_titles_is_the_same_name() -> None:
    known = {"name": "H. Ahmad Fauzi, S.T.", "phone": "", "sex": "male"}
    found = compare({"name": "achmad fauzi", "phone": "62812", "sex": "female"}, known, ("name", "phone", "sex"))  # fmt: skip
    assert (found.fills, found.differs, found.outcome) == ({"phone": "62812"}, {"sex": "female"}, "differs")  # fmt: skip


def test_columns_are_called_as_excel_calls_them() -> None:
    assert [column_letter(at) for at in (0, 25, 26, 99, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "CV",
        "ZZ",
        "AAA",
    ]
