"""Plans that say more, or less, than the published one: a draft, a stated day, money, one activity and three."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from binakon.core import snapshots
from tests.portal.pages import values, visit
from tests.portal.plans import load, load_reference, plan_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reference() -> None:
    load_reference()


def test_a_plan_that_is_not_ratified_promises_nothing() -> None:
    load(plan_text(0).replace('"ratified"', '"draft"'))
    page = visit(Client(), "/")
    assert "targetnya belum disahkan" in page.text
    assert values(page.figures) == []


def test_a_day_that_was_stated_is_not_called_a_guess() -> None:
    load(plan_text(1).replace('"2026-01"', '"2026-02-10/2026-02-12"'))
    page = visit(Client(), "/kegiatan/63-2026-kelas-1/")
    assert page.facts["Waktu"] == "10–12 Februari 2026"


def test_what_a_plan_writes_is_text_and_never_markup() -> None:
    load(plan_text(1).replace("Kelas contoh 1", "Kelas <script>alert(1)</script>"))
    page = visit(Client(), "/kegiatan/63-2026-kelas-1/")
    assert page.headings[0] == "Kelas <script>alert(1)</script>"
    assert page.inline == []


def test_money_is_written_as_rupiah() -> None:
    load(plan_text(0).replace("dated = 2026-01-27", "dated = 2026-01-27\nceiling = 1500000000"))
    page = visit(Client(), "/angka/2026/ceiling/")
    assert page.headings[0] == "Rp1.500.000.000"
    assert page.rows[1] == ("murni", "–", "Rp1.500.000.000")


def queries(path: str) -> int:
    snapshots.forget()
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("path", ["/", "/kegiatan/", "/capaian/2026/", "/jadwal.ics"])
def test_three_activities_take_no_more_queries_than_one(path: str) -> None:
    load(plan_text(1))
    queries(path)
    one = queries(path + "?a=1")
    load(plan_text(3))
    assert queries(path + "?a=3") == one
