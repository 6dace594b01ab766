"""The papers of an answer: every cell of the RKA form, every part of the justification, and who may read them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile

import pytest
from django.test import Client
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from binakon.people.models import Role
from binakon.planning import actions
from binakon.planning.models import ScenarioAnswer
from binakon.planning.rules.scenario_assumed import basis_lines, ceiling_lines
from binakon.planning.rules.scenario_codec import packed, question_of
from binakon.planning.rules.scenario_rka import rka_codes, rka_lines
from binakon.planning.rules.scenario_start import CODES
from binakon.planning.rules.scenarios.answers import Answer, GiveWay, Giving, Infeasible, Solution
from binakon.planning.rules.scenarios.facts import Ceiling, Goal, Indicator, Question, RegionFloor
from binakon.planning.rules.scenarios.solve import solve
from tests import cast, factories
from tests.factories import BY
from tests.planning.scenarios import a_candidate, a_question, a_scenario

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]
TRAINED, FACILITATED = CODES[Indicator.TRAINED], CODES[Indicator.FACILITATED]
ANSWERED = datetime(2026, 4, 1, 2, tzinfo=UTC)


@cache
def asked() -> Question:
    """Classes with assumed prices and batches whose fee is written at the activity."""
    test = replace(
        a_candidate("uji"),
        title="Uji sertifikasi (contoh)",
        indicator=Indicator.FACILITATED,
        kind="certification",
        sub_activity=FACILITATED,
        fixed_cost=0,
        cost_per_person=2_000_000,
        least=5,
        most=10,
        least_times=1,
        most_times=2,
    )
    question = a_question()
    return replace(
        question,
        candidates=(*question.candidates, test),
        ceilings=(Ceiling("", 135_000_000, "murni"),),
        floors=(RegionFloor("63.01", 5),),
        goals=(Goal(55),),
        change_on=date(2026, 9, 1),
    )


@cache
def solved() -> Solution:
    return solve(asked())


def answered(
    question: Question | None = None,
    solution: Solution | None = None,
    *,
    is_shared: bool = True,
) -> ScenarioAnswer:
    """A scenario whose answer stands, without a process of its own."""
    factories.accepted(factories.KALSEL)
    scenario = a_scenario("Menuju 375 (contoh)", question or asked())
    if is_shared:
        actions.share_scenario(scenario, by=BY)
    row = actions.ask_scenario(scenario, by=BY)
    found = packed(solution or solved())
    ScenarioAnswer.objects.filter(pk=row.pk).update(
        answer=found, answered_at=ANSWERED, solver="OR-Tools (HiGHS)"
    )
    return row


def as_(role: Role) -> Client:
    client = Client()
    client.force_login(cast.user(role))
    return client


@pytest.fixture
def planner() -> Client:
    cast.cast_arrives()
    return as_(Role.SECTION_HEAD)


def paper_of(client: Client, row: ScenarioAnswer, kind: str = "most") -> str:
    page = client.get(f"/meja/skenario/jawaban/{row.pk}/justifikasi.pdf?kind={kind}")
    assert (page.status_code, page["Content-Type"]) == (200, "application/pdf")
    pages = PdfReader(BytesIO(page.content)).pages
    return " ".join(" ".join(each.extract_text() for each in pages).split())


def book_of(
    client: Client, row: ScenarioAnswer, kind: str = "most"
) -> dict[str, list[list[object]]]:
    page = client.get(f"/meja/skenario/jawaban/{row.pk}/rka.xlsx?kind={kind}")
    assert page.status_code == 200
    book = CalamineWorkbook.from_filelike(BytesIO(page.content))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    return {name: [[c for c in row if c != ""] for row in rows] for name, rows in sheets.items()}


def test_the_lines_of_every_sub_activity_come_to_exactly_its_classes() -> None:
    most = solved().most
    assert isinstance(most, Answer)
    sums = {
        code: sum(line.entry.amount for line in rka_lines(asked(), most, code))
        for code in rka_codes(asked())
    }
    shares = {CODES[share.indicator]: share.rupiah for share in most.by_indicator}
    assert sums == shares
    assert sum(sums.values()) == most.rupiah


def test_classes_of_one_size_are_one_line_and_others_a_line_of_their_own() -> None:
    most = solved().most
    assert isinstance(most, Answer)
    fewer = replace(most.picks[0], people=29)
    lines = rka_lines(asked(), replace(most, picks=(fewer, *most.picks[1:])), TRAINED)
    assert [(line.entry.volumes, line.entry.units, line.entry.amount) for line in lines] == [
        ("2", "kelas", 20_000_000),
        ("30;1", "orang;kelas", 30_000_000),
        ("29;1", "orang;kelas", 29_000_000),
        ("30;1", "orang;kelas", 15_000_000),
        ("29;1", "orang;kelas", 14_500_000),
    ]


UNSAID = "belum diisi"
NAMES = {"63.01": "Kabupaten Tanah Laut", "63.02": "Kabupaten Kotabaru"}
COLUMNS = [
    "Kode akun", "Uraian", "Kelompok", "Jenis komponen", "Nama komponen", "Harga satuan",
    "Satuan komponen", "Volume", "Satuan", "Jumlah", "Kode sumber dana", "Keterangan",
]  # fmt: skip
MARKED = "Sel kuning: harga asumsi, bukan harga dari dokumen. Sumbernya di kolom Keterangan dan lembar Asumsi."


def head_of(
    code: str, name: str, output: str, goal: tuple[str, str], figures: tuple[int, int]
) -> list[list[object]]:
    """The head of a sheet; both sub-activities are held on one day and in both regions that the question names.

    `figures` are the rupiah of its lines and the number of the plan's own activities that stay beside them.
    """
    return [
        ["RKA Menuju 375 (contoh), tahun 2026"],
        ["Sub kegiatan", code],
        ["Uraian", name],
        ["Tolok ukur capaian", UNSAID],
        ["Target capaian", UNSAID],
        ["Tolok ukur keluaran", goal[0]],
        ["Target keluaran", goal[1]],
        ["Tolok ukur hasil", UNSAID],
        ["Target hasil", UNSAID],
        ["Keluaran sub kegiatan", output],
        ["Sumber dana", UNSAID],
        ["Lokasi", "Kabupaten Tanah Laut dan Kabupaten Kotabaru"],
        ["Awal pelaksanaan", "1 September 2026"],
        ["Akhir pelaksanaan", "1 September 2026"],
        ["Jumlah pagu yang diusulkan", figures[0]],
        ["Pagu sebelumnya (murni)", UNSAID],
        [f"Di luar rincian ini: {figures[1]} kegiatan lain dalam rencana", UNSAID],
        ["Keterangan", "Usulan dari skenario, seluruh rupiah asumsi"],
        [],
        COLUMNS,
    ]


def cells_of(group: str, component: str, price: int, factors: tuple[str, str], amount: int, note: str) -> list[object]:  # fmt: skip
    """One line of the form; the account, the kind and the fund are said to be unknown."""
    unit = "kelas" if component == "Biaya tetap per kelas" else "orang"
    return [UNSAID, UNSAID, group, UNSAID, component, price, unit, *factors, amount, UNSAID, note]


def test_every_cell_of_the_form_says_what_the_answer_holds(planner: Client) -> None:
    # By hand: two classes of 30 are 2 × (10 + 30 × 1,5) = Rp110 jt, a batch of 10 is 10 × (2 + 0,5) = Rp25 jt.
    row = answered()
    book, known = book_of(planner, row), question_of(row.scenario.inputs)
    assert list(book) == [TRAINED, FACILITATED, "Asumsi"]
    title, guess = "BIMTEK kelas (contoh)", "asumsi; tebakan tes"
    assert book[TRAINED] == [
        *head_of(
            TRAINED,
            "Pelatihan Tenaga Kerja Konstruksi Kualifikasi Ahli",
            "Tenaga Kerja Konstruksi Kualifikasi Ahli yang mendapatkan Pelatihan",
            ("Jumlah Tenaga Kerja Konstruksi Kualifikasi Ahli yang Dilatih", "60 Orang"),
            (110_000_000, 7),
        ),
        cells_of(title, "Biaya tetap per kelas", 10_000_000, ("2", "kelas"), 20_000_000, guess),
        cells_of(title, "Biaya per orang", 1_000_000, ("30;2", "orang;kelas"), 60_000_000, guess),
        cells_of(title, "Biaya perjalanan per orang", 500_000, ("30;2", "orang;kelas"), 30_000_000, guess),
        ["Jumlah", 110_000_000],
        [],
        [MARKED],
    ]  # fmt: skip
    title = "Uji sertifikasi (contoh)"
    assert book[FACILITATED] == [
        *head_of(
            FACILITATED,
            "Fasilitasi Sertifikasi Tenaga Kerja Konstruksi Kualifikasi Ahli",
            "Terfasilitasinya Sertifikasi Tenaga Kerja Konstruksi Kualifikasi Ahli",
            ("Jumlah Tenaga Kerja Konstruksi Kualifikasi Ahli Difasilitasi Sertifikasi", "10 Orang"),
            (25_000_000, 1),
        ),
        cells_of(title, "Biaya per orang", 2_000_000, ("10;1", "orang;kelas"), 20_000_000, "tertulis pada kegiatan"),
        cells_of(title, "Biaya perjalanan per orang", 500_000, ("10;1", "orang;kelas"), 5_000_000, guess),
        ["Jumlah", 25_000_000],
        [],
        [MARKED],
    ]  # fmt: skip
    assert book["Asumsi"] == [
        ["Asumsi", "Nilai", "Satuan", "Sumber"],
        ["Harga contoh, biaya tetap per kelas", 10_000_000, "rupiah", guess],
        ["Harga contoh, biaya per orang", 1_000_000, "rupiah", guess],
        ["Harga contoh, biaya perjalanan per orang", 500_000, "rupiah", guess],
        [],
        *([line] for line in (*ceiling_lines(known), *basis_lines(known, NAMES))),
    ]


MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def yellow_cells(content: bytes, sheet: int) -> set[str]:
    """The addresses of the cells that are filled with the colour of an assumption."""
    with ZipFile(BytesIO(content)) as parts:
        styles = fromstring(parts.read("xl/styles.xml"))
        cells = fromstring(parts.read(f"xl/worksheets/sheet{sheet}.xml")).iter(f"{MAIN}c")
    fills = styles.findall(f"{MAIN}fills/{MAIN}fill")
    colours = [[each.get("rgb") for each in fill.iter(f"{MAIN}fgColor")] for fill in fills]
    formats = styles.findall(f"{MAIN}cellXfs/{MAIN}xf")
    yellow = {
        str(at)
        for at, each in enumerate(formats)
        if "FFFBE9B7" in colours[int(each.get("fillId", "0"))]
    }
    return {str(cell.get("r")) for cell in cells if cell.get("s") in yellow}


def test_an_assumed_price_is_yellow_and_a_written_one_is_not(planner: Client) -> None:
    page = planner.get(f"/meja/skenario/jawaban/{answered().pk}/rka.xlsx")
    # Line 21 is the written fee, line 22 the assumed travel, line 25 tells what the colour means.
    assert yellow_cells(page.content, 2) == {"F22", "J22", "L22", "A25"}


PARTS = (
    "JUSTIFIKASI USULAN Menuju 375 (contoh)",
    "1. Mengapa diusulkan Alasan usulan: belum diisi.",
    "Versi murni menjanjikan 260 layanan; kurang 115. Usulan ini melayani 70 layanan. Bersama kegiatan lain "
    "yang tetap dalam rencana: 330 layanan. Sesudah usulan ini kebutuhan masih kurang 45 layanan.",
    "70 layanan dengan Rp135.000.000 (asumsi) dalam 3 kelas.",
    "60 Orang Rp110.000.000 (asumsi)",
    "10 Orang Rp25.000.000 (asumsi)",
    "Uji sertifikasi (contoh) 1 September 2026 1 September 2026 10 Rp25.000.000",
    "Kabupaten Tanah Laut 30 5 Kabupaten Kotabaru 30 5 Jumlah 60 10",
    "Pagu seluruhnya Rp135.000.000 (murni).",
    "Paling sedikit 5 orang untuk Kabupaten Tanah Laut.",
    "Uji sertifikasi (contoh): 5–10 orang per kelas; 1–2 kelas;",
    "Harga contoh, biaya per orang Rp1.000.000 asumsi; tebakan tes",
    "8. Dibandingkan dengan versi murni",
    "Dilatih 1.03.11.1.01.0011 200 260 +60",
    "Difasilitasi sertifikasinya 60 → 70 (+10)",
    "Hasil terakhir selesai 1 September 2026; batasnya 15 Desember 2026. Cukup waktu.",
    "Layanan terbanyak 70 70 70",
    "Pagu dipotong 10%: 6 orang tidak terlayani.",
)


def test_the_justification_says_every_part(planner: Client) -> None:
    text = paper_of(planner, answered())
    assert {part: text.count(part) for part in PARTS} == dict.fromkeys(PARTS, 1)
    assert ("KONSEP" in text, "Kedaluwarsa" in text) == (False, False)


def test_equal_answers_have_equal_papers(planner: Client) -> None:
    row = answered()
    path = f"/meja/skenario/jawaban/{row.pk}/"
    for name in ("justifikasi.pdf", "rka.xlsx"):
        assert planner.get(path + name).content == planner.get(path + name).content


def test_what_has_changed_since_is_said_on_both_papers(planner: Client) -> None:
    row = answered(is_shared=False)
    scenario = row.scenario
    changed = replace(asked(), cuts=(25,))
    actions.edit_scenario(scenario, question=changed, revision=0, by=BY, what="batas")
    text = paper_of(planner, row)
    assert ("KONSEP" in text, text.count("Kedaluwarsa: asumsi skenario ini sudah berubah")) == (
        True,
        1,
    )
    told = [line[1] for line in book_of(planner, row)[TRAINED] if line[:1] == ["Keterangan"]]
    assert told == [
        "Usulan dari skenario, seluruh rupiah asumsi (kedaluwarsa: asumsinya sudah berubah)"
    ]


def test_an_answer_without_an_arrangement_says_what_must_give_way_and_has_no_form(
    planner: Client,
) -> None:
    found = Infeasible((Giving(GiveWay.CEILING),))
    row = answered(solution=replace(solved(), most=found))
    text = paper_of(planner, row)
    assert "Tidak ada susunan yang memenuhi semua asumsi." in text
    assert "Pagu seluruhnya Rp135.000.000 harus naik." in text
    refused = planner.get(f"/meja/skenario/jawaban/{row.pk}/rka.xlsx?kind=most")
    assert refused.status_code == 422
    page = planner.get(f"/meja/skenario/jawaban/{row.pk}/").content.decode()
    assert [page.count(f"{name}?kind={kind}") for name in ("justifikasi.pdf", "rka.xlsx") for kind in ("most", "least")] == [1, 1, 0, 1]  # fmt: skip
    # Without a kind the paper is that of the arrangement that there is.
    assert planner.get(f"/meja/skenario/jawaban/{row.pk}/rka.xlsx").status_code == 200


def test_who_reads_the_answer_reads_its_papers(planner: Client) -> None:
    row = answered()
    paths = [f"/meja/skenario/jawaban/{row.pk}/{name}" for name in ("justifikasi.pdf", "rka.xlsx")]
    head, regency = as_(Role.HEAD_OF_OFFICE), as_(Role.REGENCY_OFFICER)
    assert [planner.get(path).status_code for path in paths] == [200, 200]
    assert [head.get(path).status_code for path in paths] == [200, 200]
    assert [regency.get(path).status_code for path in paths] == [404, 404]
    assert [Client().get(path).status_code for path in paths] == [302, 302]
    waiting = actions.ask_scenario(a_scenario("Belum"), by=BY)
    assert planner.get(f"/meja/skenario/jawaban/{waiting.pk}/rka.xlsx").status_code == 404
