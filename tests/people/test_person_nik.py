"""A mistyped NIK is put right once, for a reason, never to one that somebody has; the old one is free again."""

import pytest
from django.test import Client

from binakon.core.models import AuditEvent
from binakon.core.problems import Blocked, StaleState
from binakon.people.actions.identity import correct_nik
from binakon.people.actions.merges import merge
from binakon.people.actions.registry import NIK_KNOWN
from binakon.people.models import Role, Worker
from binakon.people.rules.nik import mask
from binakon.people.rules.sealed import nik_index, open_nik
from tests import cast
from tests.factories import BY
from tests.people.register import a_nik_of, a_person
from tests.portal.pages import Page

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.usefixtures("register_reference"),
]
WHY = "salah ketik dari KTP"


def corrected(person: Worker, nik: str, *, reason: str = WHY) -> None:
    correct_nik(person, nik, reason=reason, revision=person.revision, by=BY)


def refused(person: Worker, nik: str, *, reason: str = WHY) -> list[str]:
    with pytest.raises(Blocked) as refusal:
        corrected(person, nik, reason=reason)
    return [problem.code for problem in refusal.value.problems]


def test_the_right_nik_stands_sealed_in_place_of_the_old_one_which_is_free_again() -> None:
    person = a_person(1)
    corrected(person, a_nik_of(2))
    person.refresh_from_db()
    assert (person.nik_index, person.nik_mask) == (nik_index(a_nik_of(2)), mask(a_nik_of(2)))
    assert open_nik(person.nik_sealed, person.key) == a_nik_of(2)
    assert a_person(1).pk != person.pk
    told = AuditEvent.objects.get(action="worker:nik")
    assert (told.before, told.after, told.note) == (
        {"nik_mask": mask(a_nik_of(1))},
        {"nik_mask": mask(a_nik_of(2))},
        WHY,
    )
    whole = repr(list(AuditEvent.objects.values()))
    assert [nik for nik in (a_nik_of(1), a_nik_of(2)) if nik in whole] == []


def test_what_cannot_be_a_nik_is_the_same_or_has_no_reason_is_refused_all_at_once() -> None:
    person = a_person(1)
    assert refused(person, "63", reason="") == ["nik", "reason"]
    assert refused(person, a_nik_of(1)) == ["nik"]
    assert refused(person, a_nik_of(2), reason=f"KTP {a_nik_of(2)}") == ["reason"]
    person.refresh_from_db()
    assert person.nik_index == nik_index(a_nik_of(1))


def test_a_nik_that_somebody_has_is_refused_also_when_their_row_was_merged() -> None:
    person, other, third = a_person(1), a_person(2), a_person(3)
    assert refused(person, a_nik_of(2)) == [NIK_KNOWN]
    merge(third, other, reason="orang yang sama", by=BY)
    assert refused(person, a_nik_of(2)) == [NIK_KNOWN]


def test_whoever_is_slower_or_holds_a_merged_row_changes_nothing() -> None:
    person, other = a_person(1), a_person(2)
    seen = Worker.objects.get(pk=person.pk)
    corrected(person, a_nik_of(4))
    with pytest.raises(StaleState):
        corrected(seen, a_nik_of(5))
    merge(other, Worker.objects.get(pk=person.pk), reason="orang yang sama", by=BY)
    with pytest.raises(StaleState):
        corrected(Worker.objects.get(pk=person.pk), a_nik_of(5))
    assert Worker.objects.get(pk=person.pk).nik_index == nik_index(a_nik_of(4))


def test_staff_put_a_nik_right_on_its_page_and_nobody_else_does(client: Client) -> None:
    person, other = a_person(1), a_person(2)
    page = f"/meja/orang/{person.key}/nik/ubah/"
    client.force_login(cast.user(Role.STAFF))
    assert page in client.get(f"/meja/orang/{person.key}/ubah/").content.decode()
    assert a_nik_of(1) not in client.get(page).content.decode()
    typed = {"nik": a_nik_of(2), "reason": WHY, "revision": person.revision}
    known = client.post(page, typed)
    assert (known.status_code, f"/meja/orang/{other.key}/" in known.content.decode()) == (422, True)
    answer = client.post(page, typed | {"nik": "630999 410190 0007"}, follow=True)
    assert "NIK dibetulkan." in Page(answer).text
    client.force_login(cast.user(Role.HEAD_OF_OFFICE))
    assert client.get(page).status_code == 403
    without = a_person(9, nik="", no_nik_reason="warga negara asing")
    client.force_login(cast.user(Role.STAFF))
    assert client.get(f"/meja/orang/{without.key}/nik/ubah/").status_code == 404
