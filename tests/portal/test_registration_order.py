"""The status page of several wishes: all of them with their order, which may change until they close; links end together."""

from datetime import UTC, datetime, timedelta

import pytest

from binakon.core.models import AuditEvent
from binakon.enrolment.actions.contact import renew_link
from binakon.enrolment.actions.wishes import order_wishes
from binakon.enrolment.models import Registration, Training
from binakon.enrolment.rules.links import contact_token_of
from tests.enrolment.people import APPLICANT
from tests.factories import BY
from tests.portal.pages import Page, visit
from tests.portal.wishers import of, order, rivals, sent

pytestmark = [pytest.mark.database, pytest.mark.both_in_full, pytest.mark.usefixtures("year")]


@pytest.fixture
def classes(db: None) -> list[Training]:
    return rivals()


def wishes(*trainings: Training) -> list[int]:
    """Which wish each of these classes is now."""
    return [Registration.objects.get(training=each).wish for each in trainings]


def test_the_status_page_shows_every_wish_and_leads_to_each(classes: list[Training]) -> None:
    person = sent(*classes)
    page = Page(person.get())
    assert "Kelas yang Anda pilih" in page.headings
    other = visit(person.client, page.href(classes[1].activity.title))
    assert of(person, classes[1]).code in other.text
    assert other.href("Ubah urutan pilihan").endswith("/pilihan/")
    assert other.href(classes[2].activity.title).startswith("/pendaftaran/")


def test_the_order_changes_from_any_of_the_pages(classes: list[Training]) -> None:
    person = sent(*classes)
    assert Page(person.get("pilihan/")).body.count("<select") == 3
    answer = person.post("pilihan/", **order(classes[2], classes[0], classes[1]))
    assert answer.url == f"{person.home}#pilihan"
    assert wishes(*classes) == [2, 3, 1]
    line = AuditEvent.objects.get(action="registration:wishes")
    assert line.after == {"wishes": [of(person, classes[n]).code for n in (2, 0, 1)]}
    # Pressing again changes nothing.
    person.post("pilihan/", **order(classes[2], classes[0], classes[1]))
    assert AuditEvent.objects.filter(action="registration:wishes").count() == 1


def test_an_incomplete_order_is_refused(classes: list[Training]) -> None:
    person = sent(*classes)
    answers = [
        person.post("pilihan/", **order(classes[1], classes[1], classes[0])),
        person.post("pilihan/", **order(classes[1], classes[0])),
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert wishes(*classes) == [1, 2, 3]


def test_the_order_stands_once_one_class_has_closed(classes: list[Training]) -> None:
    person = sent(*classes)
    past = datetime.now(UTC) - timedelta(seconds=1)
    Training.objects.filter(pk=classes[1].pk).update(closes_at=past)
    assert "Ubah urutan pilihan" not in Page(person.get()).text
    assert person.get("pilihan/").url == person.home
    assert person.post("pilihan/", **order(*reversed(classes))).url == person.home
    assert wishes(*classes) == [1, 2, 3]


def test_closing_between_page_and_press_is_refused_by_the_deed_itself(
    classes: list[Training],
) -> None:
    person = sent(*classes)
    late = classes[0].closes_at + timedelta(seconds=1)
    backwards = [each.pk for each in reversed(classes)]
    with pytest.raises(Exception, match="sudah ditutup"):
        order_wishes(person.registration, backwards, by=APPLICANT, at=late)
    assert wishes(*classes) == [1, 2, 3]


def test_a_wish_that_was_taken_back_is_no_longer_ordered(classes: list[Training]) -> None:
    person = sent(*classes)
    person.post("mundur/")
    assert Page(person.get("pilihan/")).body.count("<select") == 2
    person.post("pilihan/", **order(classes[2], classes[1]))
    assert wishes(classes[1], classes[2]) == [2, 1]


def test_one_registration_alone_has_no_order(classes: list[Training]) -> None:
    person = sent(classes[0])
    assert person.get("pilihan/").url == person.home


def test_a_new_link_ends_those_of_all_wishes(classes: list[Training]) -> None:
    person = sent(*classes)
    other = Page(person.get()).href(classes[1].activity.title)
    renew_link(person.registration, by=BY)
    assert [person.client.get(each).status_code for each in (person.home, other)] == [410, 410]


def test_opening_the_mail_once_confirms_the_address_of_all(classes: list[Training]) -> None:
    person = sent(*classes)
    row = person.registration
    person.client.get(f"/pendaftaran/surel/{contact_token_of(row.key.hex, row.link_version)}/")
    assert Registration.objects.filter(contact_confirmed_at=None).count() == 0
