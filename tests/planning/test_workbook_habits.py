"""Sheets as offices really keep them: titles above, merged cells, totals, hidden sheets, money and dates as text."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

from binakon.planning.sheets.book_read import read_workbook
from binakon.planning.sheets.book_words import BookWords

TRAINING, CERTIFYING = "1.03.11.1.01.0011", "1.03.11.1.01.0014"
WORDS = BookWords(
    sub_activities={TRAINING: "Pelatihan", CERTIFYING: "Fasilitasi Sertifikasi"},
    regions={"63.03": "Kabupaten Banjar", "63.72": "Kota Banjarbaru"},
    indicators={"trained": "dilatih", "facilitated": "difasilitasi"},
    year=2026,
)
PLAN: Mapping[str, Any] = {
    "Kantor": "63",
    "Tahun": 2026,
    "Nama program": "Program contoh",
    "Tahap": "MURNI",
    "Tanggal versi": "27 Januari 2026",
    "Pagu": "Rp1.500.000.000",
}
TARGETS = (("Indikator", "Subkegiatan", "Orang"), ("Dilatih", TRAINING, "200 orang"))
HEADINGS = ("JUDUL", "Jenis", "Waktu", "Kursi", "Biaya (Rp)", "Subkegiatan", "Wilayah")


def a_book(
    rows: Sequence[Sequence[Any]] = (),
    *,
    plan: Mapping[str, Any] = PLAN,
    targets: Sequence[Sequence[Any]] = TARGETS,
    above: Sequence[str] = (),
    merged: tuple[int, int] | None = None,
    hidden: str = "",
) -> bytes:
    """A workbook typed by hand."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        head = book.add_worksheet("Rencana")
        for number, (name, value) in enumerate(plan.items()):
            head.write_row(number, 0, [name, value])
        promised = book.add_worksheet("Target")
        for number, row in enumerate(targets):
            promised.write_row(number, 0, row)
        sheet = book.add_worksheet("Kegiatan")
        for number, line in enumerate(above):
            sheet.write(number, 0, line)
        sheet.write_row(len(above), 0, HEADINGS)
        for number, row in enumerate(rows, start=len(above) + 1):
            sheet.write_row(number, 0, row)
        if merged:
            first, last = merged
            sheet.merge_range(first, 5, last, 5, TRAINING)
        if hidden:
            book.add_worksheet(hidden).hide()
    return file.getvalue()


def read(data: bytes) -> tuple[Any, list[str], list[str]]:
    """The version read, every problem as "cell: sentence", and the notes."""
    plan, problems, notes = read_workbook(data, WORDS)
    version = plan.versions[0] if plan and plan.versions else None
    return version, [f"{problem.line}: {problem.sentence}" for problem in problems], notes


def test_money_with_dots_people_with_words_and_dates_as_text_are_read_and_said() -> None:
    version, problems, notes = read(a_book())
    assert problems == []
    assert version is not None
    assert (version.ceiling, version.dated.isoformat()) == (1_500_000_000, "2026-01-27")
    assert [(target.indicator, target.people) for target in version.targets] == [("trained", 200)]
    assert any("200 orang" in note for note in notes)


def test_titles_above_the_headings_and_windows_in_words_are_understood() -> None:
    rows = [
        (
            "BIMTEK Jalan",
            "Bimbingan Teknis",
            "April 2026",
            "35 org",
            "Rp 210.000.000,-",
            TRAINING,
            "semua",
        ),
        ("Rakor", "RAKOR", "10-12 Februari 2026", "", "", "", "Kabupaten Banjar; Kota Banjarbaru"),
        ("Uji", "Fasilitasi Sertifikasi", "setelah perubahan", 60, 90000000, CERTIFYING, ""),
    ]
    above = ("PEMERINTAH PROVINSI CONTOH", "RENCANA KEGIATAN TAHUN 2026", "")
    version, problems, _notes = read(a_book(rows, above=above))
    assert problems == []
    road, rakor, test = version.activities
    assert (road.kind, road.window.text, road.seats, road.cost, road.is_all_regions) == (
        "bimtek",
        "2026-04",
        35,
        210_000_000,
        True,
    )
    assert (rakor.kind, rakor.window.text, rakor.regions) == (
        "rakor",
        "2026-02-10/2026-02-12",
        ("63.03", "63.72"),
    )
    assert (test.kind, test.window.text, test.seats) == ("certification", "after-perubahan", 60)


def test_a_code_typed_as_a_number_has_lost_its_digits_and_is_refused_with_the_cell() -> None:
    rows = [("BIMTEK Jalan", "BIMTEK", "April 2026", 35, "", 1.0311101, "")]
    _version, problems, _notes = read(a_book(rows))
    (problem,) = problems
    assert problem.startswith("Kegiatan!F2: Kode ini diketik sebagai angka")


def test_a_merged_sub_activity_counts_for_the_rows_it_covers() -> None:
    rows = [
        ("Kelas A", "BIMTEK", "April 2026", 30, "", "", ""),
        ("Kelas B", "BIMTEK", "Mei 2026", 30, "", "", ""),
    ]
    version, problems, notes = read(a_book(rows, merged=(1, 2)))
    assert problems == []
    assert [entry.sub_activity for entry in version.activities] == [TRAINING, TRAINING]
    assert any("sel gabungan berlaku" in note for note in notes)


def test_a_totals_row_is_left_out_and_checked() -> None:
    rows = [
        ("Kelas A", "BIMTEK", "April 2026", 30, "", "", ""),
        ("Kelas B", "BIMTEK", "Mei 2026", 40, "", "", ""),
    ]
    good, problems, notes = read(a_book([*rows, ("JUMLAH", "", "", 70, "", "", "")]))
    assert (problems, len(good.activities)) == ([], 2)
    assert "Kegiatan!A4: baris jumlah dilewati" in notes
    _bad, problems, _notes = read(a_book([*rows, ("Jumlah", "", "", 83, "", "", "")]))
    (problem,) = problems
    assert "tertulis 83, padahal barisnya berjumlah 70" in problem


def test_a_hidden_sheet_is_not_read_and_said() -> None:
    _version, problems, notes = read(a_book(hidden="Sheet2"))
    assert problems == []
    assert "Lembar tersembunyi “Sheet2” tidak dibaca" in notes


def test_what_can_mean_two_things_is_asked_never_guessed() -> None:
    rows = [
        ("Kelas A", "BIMTEK", "April 2026", "1,500", "", "", ""),
        ("Kelas B", "BIMTEK", "kapan-kapan", 30, "1.500,5", "", "Kabupaten Entah"),
    ]
    _version, problems, _notes = read(a_book(rows))
    assert [problem.partition(":")[0] for problem in problems] == [
        "Kegiatan!D2",
        "Kegiatan!C3",
        "Kegiatan!E3",
        "Kegiatan!G3",
    ]
