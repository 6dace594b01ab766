"""Associations, certification bodies and universities: who keeps their contacts, and where their letters go."""

import pytest
from django.test import Client

from binakon.core.models import AuditEvent
from binakon.core.problems import Blocked
from binakon.people.actions.organisations import add_organisation, set_contact
from binakon.people.models import Organisation, Role
from tests import cast, factories
from tests.factories import BY, sentences
from tests.portal.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.both_in_full]
LIST = "/meja/kantor/mitra/"
CONTACT = {
    "email": "sekretariat@hpji.example",
    "phone": "0812 3456 7890",
    "contact_role": "Ketua DPD",
}


@pytest.fixture(autouse=True)
def _people() -> None:
    factories.load_reference()
    cast.cast_arrives()


def as_(role: Role) -> Client:
    client = Client()
    client.force_login(cast.user(role))
    return client


def hpji() -> Organisation:
    return Organisation.objects.get(short_name="HPJI")


def test_the_list_says_who_cannot_be_reached_and_the_form_cures_it() -> None:
    head = as_(Role.SECTION_HEAD)
    page = Page(head.get(LIST))
    many = Organisation.objects.count()
    assert f"{many} lembaga belum punya surel atau nomor WA" in page.text
    answer = head.post(f"{LIST}{hpji().pk}/", CONTACT)
    assert (answer.status_code, answer.url) == (302, f"{LIST}?kantor=63")
    one = hpji()
    assert (one.email, one.phone, one.contact_role) == (
        "sekretariat@hpji.example", "6281234567890", "Ketua DPD"
    )  # fmt: skip
    page = Page(head.get(LIST))
    assert f"{many - 1} lembaga belum punya surel atau nomor WA" in page.text
    assert "+6281234567890" in page.text


def test_a_body_that_is_missing_is_added_once() -> None:
    head = as_(Role.SECTION_HEAD)
    typed = {"name": "Universitas Contoh (contoh)", "short_name": "UC", "kind": "other", **CONTACT}
    assert head.post(f"{LIST}baru/", typed).status_code == 302
    assert Organisation.objects.get(short_name="UC").email == CONTACT["email"]
    again = head.post(f"{LIST}baru/", {**typed, "name": "universitas contoh (contoh)"})
    assert again.status_code == 422
    assert Page(again).text.count("Lembaga ini sudah ada di daftar.") >= 2
    assert Organisation.objects.filter(short_name="UC").count() == 1


def test_what_cannot_be_a_number_is_refused_and_kept_on_the_page() -> None:
    answer = as_(Role.SECTION_HEAD).post(f"{LIST}{hpji().pk}/", {**CONTACT, "phone": "dua belas"})
    assert answer.status_code == 422
    assert "dua belas" in answer.content.decode()
    assert hpji().phone == ""
    with pytest.raises(Blocked) as refused:
        add_organisation(
            {"name": "HPJI", "short_name": "hpji", "kind": "other", "phone": "x"}, by=BY
        )
    assert [each.code for each in refused.value.problems] == ["short_name", "phone"]
    assert sentences(refused.value.problems)[1] == (
        "Nomor HP hanya berisi angka, misalnya 0812 3456 7890."
    )


def test_the_same_again_writes_nothing_and_a_change_stands_in_the_history() -> None:
    assert set_contact(hpji(), CONTACT, by=BY, office_code="63")
    assert not set_contact(hpji(), CONTACT, by=BY, office_code="63")
    line = AuditEvent.objects.get(action="organisation:contact")
    assert line.sentence == "Kontak HPJI diubah"
    assert line.before == {"email": "", "phone": "", "contact_role": ""}


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [
        (Role.SECTION_HEAD, 200, 200),
        (Role.ADMINISTRATOR, 200, 200),
        (Role.STAFF, 200, 403),
        (Role.TREASURER, 200, 403),
        (Role.PARTNER, 404, 404),
    ],
)
def test_whoever_keeps_the_letterhead_keeps_the_contacts(
    role: Role, reads: int, writes: int
) -> None:
    client = as_(role)
    assert client.get(LIST).status_code == reads
    for path in (f"{LIST}baru/", f"{LIST}{hpji().pk}/"):
        assert client.get(path).status_code == writes
    if writes == 200:
        assert client.get(f"{LIST}999999999/").status_code == 404
