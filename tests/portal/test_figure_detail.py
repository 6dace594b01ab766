"""One number opened: narrowed to a part, as of a day, and never for what does not exist."""

from datetime import date

import pytest
from django.test import Client

from binakon.core import words
from binakon.core.calendar import today
from tests.portal.pages import visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kalsel")]

PARTS = [
    ("planned_places", "", "260 layanan", ["200", "60"]),
    ("planned_places", "trained", "200 layanan", ["200"]),
    ("planned_places", "facilitated", "60 layanan", ["60"]),
    ("goal", "", "375 layanan", ["375"]),
    ("gap", "", "115 layanan", ["375", "-260"]),
    ("regions", "", "13 kabupaten/kota", ["1"] * 13),
    ("activities_planned", "", "9 kegiatan", ["1"] * 9),
    ("activities_planned", "bimtek", "7 kegiatan", ["1"] * 7),
    ("activities_named", "bimtek", "5 kegiatan", ["1"] * 5),
    ("activities_unnamed", "bimtek", "2 kegiatan", ["1"] * 2),
    ("activities_for", "bimtek@Arsitek@2026-02", "3 kegiatan", ["1"] * 3),
    ("waiting", "", "60 layanan", ["60"]),
    ("history_target", "2025:trained", "375 layanan", ["375"]),
    ("history_realised", "2024:certified", "151 layanan", ["151"]),
]


@pytest.mark.parametrize(("key", "part", "value", "amounts"), PARTS)
def test_a_number_and_its_parts_show_the_rows_that_add_up_to_it(
    key: str, part: str, value: str, amounts: list[str]
) -> None:
    page = visit(Client(), f"/angka/2026/{key}/" + (f"?bagian={part}" if part else ""))
    assert (page.status, page.headings[0]) == (200, value)
    assert [row[2] for row in page.rows[1:]] == amounts
    assert sum(int(amount) for amount in amounts) == int(value.split()[0])


def test_a_number_says_of_which_day_and_by_which_version_it_is() -> None:
    facts = visit(Client(), "/angka/2026/planned_places/").facts
    assert facts["Dihitung per"] == f"akhir hari {words.day(today())}"
    assert facts["Versi anggaran"] == "murni, disahkan 27 Januari 2026"
    assert facts["Sumber"] == "Rencana yang diumumkan kantor: MC Kalsel, 27 Januari 2026"
    assert facts["Ketepatan"] == "Diumumkan sebagai “sekitar”."


def test_an_earlier_day_knows_only_what_was_in_force_then() -> None:
    client = Client()
    published = visit(client, "/angka/2026/planned_places/?per=2026-01-27")
    before = visit(client, "/angka/2026/planned_places/?per=2026-01-26")
    assert (published.headings[0], before.headings[0]) == ("260 layanan", "belum diisi")
    assert published.facts["Dihitung per"] == f"akhir hari {words.day(date(2026, 1, 27))}"
    assert (before.facts["Versi anggaran"], before.rows) == ("belum diisi", [])


def test_a_row_leads_to_the_activity_it_counts() -> None:
    page = visit(Client(), "/angka/2026/activities_unnamed/")
    assert page.href("BIMTEK keenam (belum diumumkan)") == "/kegiatan/63-2026-bimtek-6/"


def test_a_measure_without_records_says_why_it_is_empty() -> None:
    page = visit(Client(), "/angka/2026/determined/")
    assert page.headings[0] == "belum diisi"
    assert page.facts["Mengapa belum diisi"].endswith("Kosong bukan nol.")


@pytest.mark.parametrize(
    "path",
    [
        "/angka/2026/tari/",
        "/angka/2025/planned_places/",
        "/angka/2026/planned_places/?per=2026-02-30",
        "/angka/2026/planned_places/?per=",
        "/angka/2026/planned_places/?kantor=99",
        "/angka/99999999999999999999/planned_places/",
        "/angka/dua/planned_places/",
    ],
)
def test_a_number_that_does_not_exist_is_a_page_that_says_what_to_do(path: str) -> None:
    page = visit(Client(), path)
    assert (page.status, page.headings) == (404, ["Halaman ini tidak ada"])
    assert page.href("Ke beranda") == "/"


def test_the_page_of_an_unknown_office_keeps_to_links_that_lead_somewhere() -> None:
    client = Client()
    followed = {link.href for link in visit(client, "/?kantor=99").links if link.href[0] == "/"}
    followed -= {"/meja/", "/?kantor=99&bahasa=en"}
    assert {href: client.get(href).status_code for href in followed} == dict.fromkeys(followed, 200)
