"""A journey through the minutes: they save themselves, outlive a lost network, and two who write keep both their texts."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import Pages, axe, no_sideways_scroll
from tests.journeys.conftest import Site
from tests.journeys.test_published_year import log_in
from tests.runners import in_process

HERE = "meja/rapat/rakor-notulen/notulen/"
PREPARE = """
from tests.coordination.rooms import a_full_meeting
a_full_meeting(code="rakor-notulen")
"""
SAID = """
from binakon.coordination.models import AgendaItem
print(AgendaItem.objects.get(meeting__code="rakor-notulen").minutes)
"""


@pytest.fixture(scope="module")
def own_site(early_site: Site) -> Site:
    """Before the demo's own meetings, so that this story can prepare one itself."""
    in_process(early_site.installation, PREPARE)
    return early_site


def opened(page: Page, site: Site) -> Page:
    """The minutes, open to be written."""
    log_in(page, site)
    page.goto(site / HERE)
    return page


def test_minutes_save_themselves_and_outlive_a_lost_network(
    own_page: Pages, own_site: Site
) -> None:
    page = opened(own_page(width=360, loses_network=True), own_site)
    field, status = page.get_by_label("Yang dibahas dan disimpulkan"), page.locator("#simpanan")
    field.fill("Tersimpan sendiri.")
    expect(status).to_have_text("Semua tersimpan.")
    assert in_process(own_site.installation, SAID) == "Tersimpan sendiri."
    page.context.set_offline(True)
    field.fill("Ditulis tanpa jaringan.")
    expect(status).to_contain_text("Tidak ada jaringan")
    assert in_process(own_site.installation, SAID) == "Tersimpan sendiri."
    page.context.set_offline(False)
    expect(status).to_have_text("Semua tersimpan.")
    assert in_process(own_site.installation, SAID) == "Ditulis tanpa jaringan."
    assert (axe(page), no_sideways_scroll(page)) == ([], [])


def test_two_who_write_the_same_part_choose_and_lose_nothing(
    own_page: Pages, own_site: Site
) -> None:
    mine = opened(own_page(width=360, scheme="dark", refusals=(409,)), own_site)
    other = opened(own_page(), own_site)
    other.get_by_label("Yang dibahas dan disimpulkan").fill("Tulisan orang lain.")
    expect(other.locator("#simpanan")).to_have_text("Semua tersimpan.")
    mine.get_by_label("Yang dibahas dan disimpulkan").fill("Tulisan saya.")
    expect(mine.locator("#simpanan")).to_contain_text("Orang lain menulis di bagian yang sama")
    mine.get_by_role("button", name="Simpan notulen").click()
    expect(mine.get_by_role("heading", level=1)).to_have_text("Dua tulisan di bagian yang sama")
    assert (axe(mine), no_sideways_scroll(mine)) == ([], [])
    mine.get_by_label("Keduanya, yang tersimpan lebih dulu").check()
    mine.get_by_role("button", name="Simpan pilihan").click()
    expect(mine.get_by_role("heading", level=1)).to_have_text("Notulen")
    said = in_process(own_site.installation, SAID)
    assert said.split() == ["Tulisan", "orang", "lain.", "Tulisan", "saya."]
