"""The pages of cost lines, prices, KAK and RAB: who reads, who writes, and what workbooks bring back."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from binakon.people.models import Role
from binakon.planning import actions
from binakon.planning.models import StandardPrice, VersionActivity
from binakon.planning.queries.costs import line_entries
from binakon.planning.rules.costs import Factor
from tests import cast, factories
from tests.factories import BY
from tests.planning.cost_lines import MEALS, a_draft_activity, a_line, a_planned

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TYPED = {
    "account_code": MEALS,
    "component": "Makan siang rapat",
    "kind": "ssh",
    "unit": "orang/kali",
    "unit_price": "50.000",
    "volumes": "35;3",
    "units": "orang;hari",
    "revision": "0",
}
PRICE_HEAD = ["Jenis", "Uraian Barang", "Satuan", "Harga Satuan", "Berlaku Mulai", "Dasar Hukum"]
DECREE = "Keputusan Gubernur 1/2026 (contoh)"


@pytest.fixture
def row() -> VersionActivity:
    """An activity of a draft, and somebody in every role."""
    factories.load_reference()
    cast.cast_arrives()
    return a_draft_activity()


def home(row: VersionActivity) -> str:
    return f"/meja/rencana/versi/{row.version_id}/kegiatan/{row.code}/"


def as_(role: Role) -> Client:
    client = Client()
    client.force_login(cast.user(role))
    return client


def book(*rows: list[object]) -> SimpleUploadedFile:
    content = BytesIO()
    with Workbook(content) as file:
        sheet = file.add_worksheet("Sheet")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return SimpleUploadedFile("harga.xlsx", content.getvalue())


def seal_in(page: str) -> str:
    return page.partition('name="rows" value="')[2].partition('"')[0]


def heading(client: Client, path: str) -> str:
    return client.get(path).content.decode().partition("<h1>")[2].partition("</h1>")[0]


def words_of(content: bytes) -> str:
    pages = PdfReader(BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_desk_reads_and_only_planners_open_the_forms(row: VersionActivity) -> None:
    read = [f"{home(row)}{path}" for path in ("biaya/", "kak/", "kak.pdf", "rab.pdf", "rab.xlsx")]
    read += ["/meja/harga/?kantor=63", "/meja/harga/akun/?kantor=63"]
    read.append("/meja/harga/templat.xlsx?kantor=63")
    for role, form in ((Role.SECTION_HEAD, 200), (Role.STAFF, 200), (Role.TREASURER, 403)):
        client = as_(role)
        assert [client.get(path).status_code for path in read] == [200] * 8
        assert client.get(f"{home(row)}biaya/baru/").status_code == form
    stranger = as_(Role.REGENCY_OFFICER)
    assert {stranger.get(path).status_code for path in read} == {404}
    assert {Client().get(path).status_code for path in read} == {302}


def test_a_treasurer_writes_nothing(row: VersionActivity) -> None:
    line = actions.add_line(row, a_line(), by=BY)
    client = as_(Role.TREASURER)
    deeds = ("biaya/baru/", "biaya/salin/", "biaya/jumlah/", "biaya/unggah/", "biaya/simpan/")
    paths = [f"{home(row)}{deed}" for deed in (*deeds, f"biaya/{line.pk}/hapus/", "kak/")]
    paths += ["/meja/harga/unggah/?kantor=63", "/meja/harga/simpan/?kantor=63"]
    assert {path: client.post(path).status_code for path in paths} == dict.fromkeys(paths, 403)
    assert line_entries(row.version_id, row.code) == (a_line(),)


def test_a_line_is_typed_changed_and_its_sum_used(row: VersionActivity) -> None:
    client = as_(Role.STAFF)
    assert heading(client, f"{home(row)}biaya/baru/") == "Tambah baris biaya"
    assert client.post(f"{home(row)}biaya/baru/", TYPED).status_code == 302
    page = client.get(f"{home(row)}biaya/").content.decode()
    assert "Harga standar belum diisi." in page
    assert "Biaya di rencana belum diisi." in page
    assert "35 orang × 3 hari" in page
    assert client.post(f"{home(row)}biaya/jumlah/").status_code == 302
    row.refresh_from_db()
    assert row.cost == 5_250_000
    line = row.version.cost_lines.get()
    assert heading(client, f"{home(row)}biaya/{line.pk}/") == "Makan siang rapat"
    changed = {**TYPED, "volumes": "30;3", "note": "siang"}
    assert client.post(f"{home(row)}biaya/{line.pk}/", changed).status_code == 302
    kept = line_entries(row.version_id, row.code)[0]
    assert (kept.amount, kept.note, kept.account_name[:14]) == (
        4_500_000,
        "siang",
        "Belanja makana",
    )
    page = client.get(f"{home(row)}biaya/").content.decode()
    assert "Jumlah rincian berbeda dari biaya di rencana." in page
    assert client.post(f"{home(row)}biaya/{line.pk}/", TYPED).status_code == 409


def test_a_refused_line_names_every_field_and_keeps_what_was_typed(row: VersionActivity) -> None:
    typed = {**TYPED, "account_code": "5.1", "unit_price": "nol"}
    answer = as_(Role.STAFF).post(f"{home(row)}biaya/baru/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“nol” bukan bilangan bulat" in page
    assert 'value="35;3"' in page
    answer = as_(Role.STAFF).post(f"{home(row)}biaya/baru/", {**TYPED, "volumes": "35"})
    assert "Samakan jumlahnya" in answer.content.decode()
    assert line_entries(row.version_id, row.code) == ()


def test_lines_move_copy_and_leave_by_their_buttons(row: VersionActivity) -> None:
    other = a_planned(row.version, "gedung")
    for name in "AB":
        actions.add_line(other, a_line(component=name), by=BY)
    client = as_(Role.STAFF)
    assert client.post(f"{home(row)}biaya/salin/", {"source": "gedung"}).status_code == 302
    first, second = row.version.cost_lines.filter(activity_code="jalan")
    client.post(f"{home(row)}biaya/{second.pk}/urutan/", {"to": "up"})
    assert [line.component for line in line_entries(row.version_id, "jalan")] == ["B", "A"]
    client.post(f"{home(row)}biaya/{first.pk}/hapus/")
    assert [line.component for line in line_entries(row.version_id, "jalan")] == ["B"]
    assert client.post(f"{home(row)}biaya/salin/", {"source": "tidak-ada"}).status_code == 422
    elsewhere = f"{home(row)}biaya/{other.version.cost_lines.filter(activity_code='gedung')[0].pk}/"
    assert client.get(elsewhere).status_code == 404


def test_a_frozen_version_is_read_and_no_longer_written(row: VersionActivity) -> None:
    actions.add_line(row, a_line(), by=BY)
    factories.ratified(row.version)
    client = as_(Role.STAFF)
    page = client.get(f"{home(row)}biaya/").content.decode()
    assert "Tambah baris" not in page
    assert client.post(f"{home(row)}biaya/baru/", TYPED).status_code == 409


def test_the_rab_comes_back_from_excel_as_it_left(row: VersionActivity) -> None:
    whole = a_line(
        fund_code="1.2.1.01.02", note="siang", factors=(Factor(35, "orang"), Factor(3, "kali"))
    )
    actions.add_line(row, whole, by=BY)
    client = as_(Role.STAFF)
    content = client.get(f"{home(row)}rab.xlsx").content
    cells = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    said = next(line for line in cells if line[0] == MEALS)
    assert said[:6] == [MEALS, said[1], "", "ssh", "Makan siang rapat", 50_000]
    assert said[6:] == ["orang/kali", "35;3", "orang;kali", 5_250_000, "1.2.1.01.02", "siang"]
    answer = client.post(
        f"{home(row)}biaya/unggah/", {"workbook": SimpleUploadedFile("rab.xlsx", content)}
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    row.version.cost_lines.all().delete()
    assert client.post(f"{home(row)}biaya/simpan/", {"rows": seal_in(page)}).status_code == 302
    kept = line_entries(row.version_id, row.code)[0]
    assert (
        kept.account_name
        == "Belanja makanan dan minuman rapat (rapat, sosialisasi, bimbingan teknis, seminar)"
    )
    assert (kept.volumes, kept.units, kept.amount, kept.fund_code) == ("35;3", "orang;kali", 5_250_000, "1.2.1.01.02")  # fmt: skip
    again = client.post(f"{home(row)}biaya/simpan/", {"rows": seal_in(page)})
    assert again.status_code == 409


def test_what_no_column_of_the_rab_says_is_not_lost_on_its_way_through_excel(
    row: VersionActivity,
) -> None:
    answered = a_line(excess_reason="Harga pasar (contoh)", recipient="participants")
    dear = replace(answered, unit_price=60_000, transport="lump", excess_reason="")
    for line in (answered, answered, dear):
        actions.add_line(row, line, by=BY)
    client = as_(Role.STAFF)
    content = client.get(f"{home(row)}rab.xlsx").content
    sent = {"workbook": SimpleUploadedFile("rab.xlsx", content)}
    page = client.post(f"{home(row)}biaya/unggah/", sent).content.decode()
    assert client.post(f"{home(row)}biaya/simpan/", {"rows": seal_in(page)}).status_code == 302
    kept = [replace(line, account_name="") for line in line_entries(row.version_id, row.code)]
    assert kept == [answered, answered, dear]


def test_every_problem_of_a_workbook_of_lines_is_told_by_its_cell(row: VersionActivity) -> None:
    head = ["Kode Rekening", "Komponen", "Harga", "Koefisien", "Satuan"]
    sent = book(head, ["5.1", "Kertas", "mahal", "0", "rim"], [MEALS, "", 100, "35;3", "orang"])
    answer = as_(Role.STAFF).post(f"{home(row)}biaya/unggah/", {"workbook": sent})
    page = answer.content.decode()
    assert answer.status_code == 422
    told = [
        cell
        for cell in ("Sheet!A2", "Sheet!C2", "Sheet!D2", "Sheet!B3", "Sheet!E3")
        if cell in page
    ]
    assert told == ["Sheet!A2", "Sheet!C2", "Sheet!D2", "Sheet!B3", "Sheet!E3"]
    assert seal_in(page) == ""


def test_rows_that_were_not_shown_are_not_kept(row: VersionActivity) -> None:
    client = as_(Role.STAFF)
    assert client.post(f"{home(row)}biaya/simpan/", {"rows": "palsu"}).status_code == 404
    sent = book(["Jenis", "Nama", "Satuan", "Harga", "Berlaku sejak", "Sumber"], ["ssh", "A", "b", 1, "1 Januari 2026", DECREE])  # fmt: skip
    page = client.post("/meja/harga/unggah/", {"workbook": sent, "kantor": "63"}).content.decode()
    assert client.post(f"{home(row)}biaya/simpan/", {"rows": seal_in(page)}).status_code == 404


def test_prices_are_brought_in_and_a_line_above_them_is_warned_with_both_figures(
    row: VersionActivity,
) -> None:
    client = as_(Role.STAFF)
    assert "Harga standar belum diisi" in client.get("/meja/harga/?kantor=63").content.decode()
    sent = book(PRICE_HEAD, ["SSH", "Makan Siang  Rapat", "Orang/Kali", 45_000, "1 Januari 2026", DECREE])  # fmt: skip
    shown = client.post("/meja/harga/unggah/", {"workbook": sent, "kantor": "63"})
    assert shown.status_code == 200
    assert StandardPrice.objects.count() == 0
    kept = client.post(
        "/meja/harga/simpan/", {"rows": seal_in(shown.content.decode()), "kantor": "63"}
    )
    assert kept.status_code == 302
    assert [price.ceiling for price in StandardPrice.objects.all()] == [45_000]
    actions.add_line(row, a_line(), by=BY)
    page = client.get(f"{home(row)}biaya/").content.decode()
    assert (
        f"Harga Rp50.000 per orang/kali melebihi standar Rp45.000 ({DECREE}, berlaku sejak 1 Januari 2026)."
        in page
    )
    # The warning is on a line of its own.
    assert f'{DECREE}</small><br><small class="note" data-tone="wait">' in page


def test_every_problem_of_a_workbook_of_prices_is_told_at_once(row: VersionActivity) -> None:
    sent = book(
        PRICE_HEAD,
        ["sbx", "A", "OJ", 1, "1 Januari 2026", DECREE],
        ["sbu", "B", "OJ", 0, "kemarin", ""],
        ["sbu", "C", "OJ", 5, "1 Januari 2026", DECREE],
        ["sbu", "c", "oj", 6, "1 Januari 2026", DECREE],
    )
    answer = as_(Role.STAFF).post("/meja/harga/unggah/", {"workbook": sent, "kantor": "63"})
    page = answer.content.decode()
    assert answer.status_code == 422
    told = ["Sheet!A2", "Sheet!D3", "Sheet!E3", "Sheet!F3", "Sheet!B5"]
    assert [cell for cell in told if cell in page] == told
    assert StandardPrice.objects.count() == 0


def test_kak_and_rab_print_what_was_written_and_say_what_was_not(row: VersionActivity) -> None:
    actions.add_line(row, a_line(), by=BY)
    client = as_(Role.STAFF)
    typed = {"background": "Jalan provinsi perlu ahli.", "revision": "0", "place": "Banjarbaru"}
    assert client.post(f"{home(row)}kak/", typed).status_code == 302
    assert client.post(f"{home(row)}kak/", typed).status_code == 409
    kak = words_of(client.get(f"{home(row)}kak.pdf").content)
    rab = words_of(client.get(f"{home(row)}rab.pdf").content)
    assert "Jalan provinsi perlu ahli." in kak
    assert kak.count("(belum diisi)") == 9
    assert ("Rp5.250.000" in kak, "Rp5.250.000" in rab) == (True, True)
    assert "berbeda dari biaya yang tertulis di rencana: belum diisi" in rab
    assert "Terbilang: lima juta dua ratus lima puluh ribu rupiah" in rab


def test_the_preview_says_which_lines_go(row: VersionActivity) -> None:
    actions.add_line(row, a_line(account_name="Belanja rapat"), by=BY)
    actions.add_line(row, a_line(component="Sewa hotel"), by=BY)
    client = as_(Role.STAFF)
    head = ["Kode akun", "Uraian", "Nama komponen", "Harga satuan", "Satuan komponen", "Volume", "Satuan"]  # fmt: skip
    kept = [MEALS, "Belanja rapat", "Makan siang rapat", 50_000, "orang/kali", "35;3", "orang;hari"]
    page = client.post(f"{home(row)}biaya/unggah/", {"workbook": book(head, kept)}).content.decode()
    gone = page.partition("Baris lama yang hilang atau diganti")[2].partition("</table>")[0]
    assert (gone.count("Sewa hotel"), gone.count("Makan siang rapat")) == (1, 0)
    assert "1 baris tetap, 0 baru atau berubah, 1 baris lama hilang atau diganti." in page


def test_a_cell_of_one_and_an_eighth_is_a_fraction_and_no_thousand(row: VersionActivity) -> None:
    head = ["Kode akun", "Nama komponen", "Harga satuan", "Volume", "Satuan"]
    sent = book(head, [MEALS, "Sewa ruang", 100, 1.125, "jam"])
    answer = as_(Role.STAFF).post(f"{home(row)}biaya/unggah/", {"workbook": sent})
    assert answer.status_code == 422
    assert "Volume 1,125 pecahan." in answer.content.decode()


def test_the_kak_of_a_ratified_version_is_read_and_not_written(row: VersionActivity) -> None:
    actions.write_terms(row, {"goal": "Tiga puluh lima orang"}, revision=0, by=BY)
    client = as_(Role.STAFF)
    assert "Simpan KAK" in client.get(f"{home(row)}kak/").content.decode()
    factories.ratified(row.version)
    page = client.get(f"{home(row)}kak/").content.decode()
    assert ("Simpan KAK" in page, "Tiga puluh lima orang" in page) == (False, True)
    assert client.post(f"{home(row)}kak/", {"goal": "lain", "revision": "1"}).status_code == 409
