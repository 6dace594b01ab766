"""A refusal keeps the frame where the reader is, and no list of figures leads to a page that does not exist."""

import re

import pytest
from django.test import Client

from binakon.people.models import Role
from tests.cast import user

pytestmark = [pytest.mark.database, pytest.mark.both_in_full]
DESK_FRAME = '<body class="desk">'


def logged_in(role: Role) -> Client:
    client = Client()
    client.force_login(user(role))
    return client


@pytest.mark.parametrize("path", ["/meja/tidak-ada/", "/meja/pelatihan/tidak-ada/"])
def test_a_desk_page_that_is_not_there_keeps_the_frame_of_the_desk(
    year: None, db: None, path: str
) -> None:
    answer = logged_in(Role.STAFF).get(path)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert DESK_FRAME in page
    assert "Halaman ini tidak ada" in page
    assert 'href="/meja/"' in page
    assert "Menu meja" in page


def test_a_role_that_may_not_do_it_is_told_so_in_the_frame_of_the_desk(
    year: None, db: None
) -> None:
    answer = logged_in(Role.TREASURER).get("/meja/pendaftaran/")
    assert answer.status_code == 403
    assert DESK_FRAME in answer.content.decode()


def test_a_stranger_and_a_public_address_keep_the_public_frame(year: None, db: None) -> None:
    for client, path in (
        (Client(), "/meja/tidak-ada/"),
        (Client(), "/tidak-ada/"),
        (logged_in(Role.STAFF), "/tidak-ada/"),
    ):
        answer = client.get(path)
        assert answer.status_code == 404
        assert DESK_FRAME not in answer.content.decode()


def test_every_figure_of_the_list_opens_for_whoever_reads_the_list(year: None, db: None) -> None:
    officer = logged_in(Role.REGENCY_OFFICER)
    page = officer.get("/meja/angka/2026/").content.decode()
    assert "Kantor Anda tidak punya rencana 2026" in page
    assert re.findall(r'href="(/meja/angka/2026/[a-z][^"]+)"', page) == []
    staff = logged_in(Role.STAFF)
    links = re.findall(
        r'href="(/meja/angka/2026/[a-z][^"]+)"', staff.get("/meja/angka/2026/").content.decode()
    )
    assert len(links) > 5
    assert {staff.get(link).status_code for link in links[:6]} == {200}
