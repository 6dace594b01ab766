"""How a kabupaten's or kota's office is reached: who fills it in, who said so when, and what may stand there."""

import pytest
from django.test import Client

from binakon.core.models import AuditEvent
from binakon.core.problems import Blocked
from binakon.people.actions.contacts import set_office_contact
from binakon.people.actions.letterheads import set_letterhead
from binakon.people.models import Office, Role
from binakon.people.queries.contacts import contacts_page
from binakon.people.rules.contacts import office_contact_problems
from tests import cast, factories
from tests.factories import BY, sentences
from tests.portal.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LIST, OWN, OTHER = (f"/meja/kantor/kontak/{code}" for code in ("", "63.09/", "63.03/"))
TOLD = {"email": "jakon@tabalong.example", "phone": "0812 3456 7890"}


@pytest.fixture(autouse=True)
def _people() -> None:
    factories.load_all_reference()
    cast.cast_arrives()


def as_(role: Role) -> Client:
    client = Client()
    client.force_login(cast.user(role))
    return client


def tabalong() -> Office:
    return Office.objects.get(code="63.09")


def test_the_province_sees_thirteen_offices_and_fills_one_in() -> None:
    staff = as_(Role.STAFF)
    page = Page(staff.get(LIST))
    assert page.text.count("belum pernah") == 13
    assert "13 kantor belum punya surel atau nomor WA." in page.text
    answer = staff.post(OWN, TOLD)
    assert (answer.status_code, answer.url) == (302, f"{LIST}?kantor=63")
    assert (tabalong().email, tabalong().phone) == ("jakon@tabalong.example", "6281234567890")
    page = Page(staff.get(LIST))
    assert "12 kantor belum punya surel atau nomor WA." in page.text
    assert ("jakon@tabalong.example" in page.text, "+6281234567890" in page.text) == (True, True)
    assert page.text.count("belum pernah") == 12


def test_an_office_fills_in_its_own_from_its_workspace_and_sees_no_other() -> None:
    officer = as_(Role.REGENCY_OFFICER)
    home = "/meja/kabupaten/63.09/"
    assert f'<a href="{OWN}">Isi surel dan nomor WA kantor</a>' in officer.get(home).text
    answer = officer.post(OWN, TOLD)
    assert (answer.status_code, answer.url) == (302, home)
    assert "Surat provinsi dikirim ke jakon@tabalong.example." in officer.get(home).text
    assert [officer.get(path).status_code for path in (LIST, OTHER)] == [404, 404]
    assert officer.post(OTHER, TOLD).status_code == 404


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [
        (Role.SECTION_HEAD, 200, 200),
        (Role.STAFF, 200, 200),
        (Role.HEAD_OF_DIVISION, 200, 200),
        (Role.ADMINISTRATOR, 200, 200),
        (Role.TREASURER, 200, 403),
        (Role.PARTNER, 404, 404),
    ],
)
def test_whoever_plans_keeps_the_contacts(role: Role, reads: int, writes: int) -> None:
    client = as_(role)
    assert (client.get(LIST).status_code, client.get(OWN).status_code) == (reads, writes)
    assert client.get(f"{LIST}63/").status_code == 404
    assert client.get(f"{LIST}99.99/").status_code == 404


def test_what_cannot_be_an_address_is_refused_and_kept_on_the_page() -> None:
    answer = as_(Role.STAFF).post(OWN, {"email": "jakon", "phone": "dua belas"})
    assert answer.status_code == 422
    assert "dua belas" in answer.text
    with pytest.raises(Blocked) as refused:
        set_office_contact(tabalong(), {"email": "jakon", "phone": "0517 21234"}, by=BY)
    assert [each.code for each in refused.value.problems] == ["email", "phone"]
    assert tabalong().email == ""
    nothing = office_contact_problems(email="", phone="", known_phone="")
    assert sentences(nothing) == ["Isi surel atau nomor WA kantor ini."]


def test_a_landline_of_the_letterhead_stays_until_somebody_replaces_it() -> None:
    Office.objects.filter(code="63.09").update(phone="(0526) 21234")
    assert set_office_contact(tabalong(), {**TOLD, "phone": "(0526) 21234"}, by=BY)
    assert tabalong().phone == "(0526) 21234"
    assert "telepon kantor (0526) 21234" in Page(as_(Role.STAFF).get(LIST)).text


def test_the_history_says_that_it_changed_and_not_to_what() -> None:
    assert set_office_contact(tabalong(), TOLD, by=BY)
    line = AuditEvent.objects.get(action="office:contact")
    assert (line.sentence, line.office_code) == ("Kontak Kabupaten Tabalong diubah", "63.09")
    assert line.before == {"email": "", "phone": ""}


def test_the_same_again_confirms_once_a_day_for_each_person() -> None:
    set_office_contact(tabalong(), TOLD, by=BY)
    officer, staff = cast.viewer(Role.REGENCY_OFFICER), cast.viewer(Role.STAFF)
    for viewer in (officer, officer, staff):
        assert not set_office_contact(tabalong(), TOLD, by=viewer.actor)
    lines = AuditEvent.objects.filter(action="office:contact_confirmed").order_by("id")
    assert [line.actor_label for line in lines] == [officer.actor.label, staff.actor.label]
    page = contacts_page(staff)
    assert page is not None
    said = {line.office.code: line.said_by for line in page.lines}
    assert (said["63.09"], said["63.03"]) == (staff.actor.label, "")


def test_a_letterhead_counts_where_it_says_the_address_and_not_otherwise() -> None:
    set_letterhead(tabalong(), {"seat": "Tanjung"}, by=BY)
    page = contacts_page(cast.viewer(Role.STAFF))
    assert page is not None
    assert {line.said_by for line in page.lines} == {""}
    set_letterhead(tabalong(), {"email": "jakon@tabalong.example"}, by=BY)
    page = contacts_page(cast.viewer(Role.STAFF))
    assert page is not None
    assert [line.office.code for line in page.lines if line.said_by] == ["63.09"]
