"""Before any plan is loaded: every page says what to do next, and no link leads astray."""

import pytest
from django.test import Client

from tests.portal.pages import visit
from tests.portal.plans import load_reference

pytestmark = pytest.mark.django_db


def test_before_any_plan_is_loaded_the_page_says_so_and_shows_no_number() -> None:
    load_reference()
    page = visit(Client(), "/")
    assert (page.status, page.figures) == (200, [])
    assert "Rencana tahun ini belum dimuat." in page.text
    assert "setelah kantor memuatnya" in page.text


def test_before_any_plan_is_loaded_no_link_leads_to_a_page_that_is_not_there() -> None:
    load_reference()
    client = Client()
    followed = {link.href for link in visit(client, "/").links if link.href.startswith("/")}
    followed -= {"/meja/"}
    assert {href: client.get(href).status_code for href in followed} == dict.fromkeys(followed, 200)


def test_an_installation_without_even_reference_data_still_answers() -> None:
    page = visit(Client(), "/")
    assert (page.status, page.headings) == (404, ["Halaman ini tidak ada"])


def test_without_a_plan_the_list_says_when_it_will_fill() -> None:
    load_reference()
    page = visit(Client(), "/kegiatan/")
    assert page.status == 200
    assert "Kegiatan tampil di sini setelah kantor memuat rencananya." in page.text
