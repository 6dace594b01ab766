"""What nobody types on purpose is refused in words, behind the link of an office and in every field of a number."""

import pytest
from django.test import Client

from binakon.coordination.queries.invitations import link_of
from binakon.core.fields import parse_whole
from tests.coordination.meetings import invited

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("year", "db")]

LONG = "9" * 5_000


@pytest.mark.parametrize("row", ["²", "9" * 40, "-1", "x"])
def test_a_row_that_no_form_has_breaks_neither_the_answer_nor_the_form(row: str) -> None:
    link = f"/undangan/{link_of(invited(offices=('63.01',))[0])}/"
    told = Client().post(link, {"comes": "yes", f"name_{row}": "Siti (contoh)"})
    assert told.status_code == 422
    told = Client().post(f"{link}isian/", {f"need_{row}": "Ahli Jalan", "travel": "yes"})
    assert told.status_code == 302


@pytest.mark.parametrize("field", ["candidates", "people_0", "level_0"])
def test_a_number_of_thousands_of_digits_is_too_large_and_nothing_worse(field: str) -> None:
    link = f"/undangan/{link_of(invited(offices=('63.01',))[0])}/"
    assert Client().post(f"{link}isian/", {field: LONG}).status_code == 422


def test_noughts_before_a_number_do_not_count() -> None:
    assert parse_whole("0" * 5_000 + "7") == 7
    assert parse_whole("000") == 0


def test_who_was_slower_than_a_colleague_keeps_what_was_typed_on_the_page() -> None:
    link = f"/undangan/{link_of(invited(offices=('63.01',))[0])}/isian/"
    assert Client().post(link, {"note": "dari kasi"}).status_code == 302
    slower = Client().post(link, {"note": "dari kabid"})
    assert (slower.status_code, "dari kabid" in slower.text) == (409, True)
    assert "Orang lain di kantor Anda baru saja menyimpan isian ini" in slower.text
