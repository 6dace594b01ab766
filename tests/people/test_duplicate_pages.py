"""The pages of probable pairs: who sees which, what is refused, and what a decision and its undoing leave behind."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from binakon.people.actions.merges import merge, say_two_people
from binakon.people.actions.workers import find_or_add_worker
from binakon.people.jobs.duplicates import search_duplicates
from binakon.people.models import (
    DuplicatePair,
    DuplicateSearch,
    Merge,
    NotDuplicate,
    Office,
    Role,
    Worker,
)
from binakon.people.queries.duplicate_review import review_of
from tests import cast, factories
from tests.cast import viewer
from tests.factories import BY

pytestmark = [pytest.mark.django_db, pytest.mark.database]

BORN = date(1990, 3, 7)
LIST = "/meja/orang/ganda/"


@pytest.fixture(autouse=True)
def _people() -> None:
    factories.load_reference()
    cast.cast_arrives()


def logged_in(role: Role) -> Client:
    client = Client()
    client.force_login(cast.user(role))
    return client


def a_worker(number: int, name: str, office: str = "63.05", **facts: object) -> Worker:
    worker = find_or_add_worker(
        f"63050110019{number:05d}", name=name, born_on=BORN, by=BY, is_invented=True
    )
    Worker.objects.filter(pk=worker.pk).update(office=Office.objects.get(code=office), **facts)
    return Worker.objects.get(pk=worker.pk)


def twins(office: str = "63.05") -> tuple[Worker, Worker]:
    return (
        a_worker(1, "Muhammad Rizky Ramadhan", phone="6281200000001"),
        a_worker(2, "Moh. Rizki Ramadan, S.T.", office),
    )


def pair_of(one: Worker, other: Worker) -> DuplicatePair:
    search_duplicates()
    return DuplicatePair.objects.get(first=one, second=other)


def both(one: Worker, other: Worker) -> str:
    return f"{LIST}{one.key}/{other.key}/"


def text(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def test_the_list_tells_when_everybody_was_compared_and_a_button_asks_again() -> None:
    twins()
    desk = logged_in(Role.STAFF)
    assert "Belum pernah semua orang dibandingkan." in text(desk.get(LIST))
    assert desk.post(f"{LIST}cari/").status_code == 302
    assert "menunggu giliran" in text(desk.get(LIST))
    search_duplicates()
    page = text(desk.get(LIST))
    assert ": 2 orang." in page
    assert "nama mirip, tanggal lahir sama" in page
    assert "NIK berbeda" in page
    assert DuplicateSearch.objects.count() == 1


def test_a_regency_reads_pairs_of_its_own_people_only_and_decides_nothing() -> None:
    own = pair_of(*twins())
    home = cast.grant_of(Role.REGENCY_OFFICER).office
    Worker.objects.update(office=home)
    officer = logged_in(Role.REGENCY_OFFICER)
    page = officer.get(f"{LIST}{own.pk}/", follow=True)
    assert (page.status_code, "Gabungkan</button>" in text(page)) == (200, False)
    assert officer.post(both(own.first, own.second)).status_code == 403
    elsewhere = Office.objects.exclude(code=home.code).get(code="63.05")
    Worker.objects.filter(pk=own.second_id).update(office=elsewhere)
    assert officer.get(f"{LIST}{own.pk}/").status_code == 404
    assert officer.get(both(own.first, own.second)).status_code == 404
    assert "Tidak ada dugaan data ganda" in text(officer.get(LIST))


@pytest.mark.parametrize("role", [Role.TREASURER, Role.INSTRUCTOR, Role.PARTNER])
def test_other_roles_see_nobody(role: Role) -> None:
    pair = pair_of(*twins())
    desk = logged_in(role)
    for path in (LIST, f"{LIST}{pair.pk}/", f"{LIST}gabungan/", f"{LIST}dua-orang/"):
        assert desk.get(path).status_code == 403


def test_both_stand_side_by_side_and_what_differs_is_marked() -> None:
    one, other = twins("63.09")
    review = review_of(viewer(Role.STAFF), one, other)
    differing = [field.label for field in review.fields if field.differs]
    assert differing == ["Nama", "NIK", "Kabupaten/kota"]
    assert [field.label for field in review.fields if field.is_same] == ["Tanggal lahir"]
    phone = next(field for field in review.fields if field.label == "Nomor WA")
    assert (phone.one, phone.other, phone.differs) == (("+6281200000001",), (), False)
    # Of the first more is known, so it is proposed to go on.
    assert review.proposed == one.pk
    assert any("NIK yang berbeda" in sentence for sentence in review.hints)


def test_merging_asks_which_row_goes_on_and_why_then_shows_the_next_pair() -> None:
    one, other = twins()
    pair = pair_of(one, other)
    desk = logged_in(Role.SECTION_HEAD)
    refused = desk.post(both(one, other), {})
    assert refused.status_code == 422
    assert "Pilih catatan yang diteruskan." in text(refused)
    assert "Tulis alasannya" in text(refused)
    words = {"kept": other.pk, "reason": "foto KTP keduanya sama"}
    done = desk.post(both(one, other), words, follow=True)
    assert "Bisa dipisahkan lagi" in text(done)
    row = Merge.objects.get()
    assert (row.kept_id, row.merged_id) == (other.pk, one.pk)
    assert row.grounds == ["nama mirip", "tanggal lahir sama", "kabupaten/kota sama", "NIK berbeda"]
    assert desk.get(f"{LIST}{pair.pk}/").status_code == 404


def test_everything_that_stands_against_a_merge_is_said_at_once() -> None:
    one, other = twins()
    Worker.objects.filter(pk=other.pk).update(is_invented=False)
    say_two_people(one, other, by=viewer(Role.STAFF).actor, reason="kembar")
    desk = logged_in(Role.STAFF)
    refused = desk.post(both(one, other), {"kept": one.pk, "reason": "sama"})
    page = text(refused)
    assert refused.status_code == 422
    for words in ("dua orang. Cabut dulu", "Orang contoh tidak bisa", "sedikitnya beberapa kata"):
        assert words in page
    assert Merge.objects.count() == 0


def test_two_people_are_remembered_with_a_reason_and_that_can_be_taken_back() -> None:
    one, other = twins()
    pair_of(one, other)
    desk = logged_in(Role.VERIFIER)
    assert desk.post(both(one, other), {"putusan": "dua"}).status_code == 422
    desk.post(both(one, other), {"putusan": "dua", "reason": "kembar, NIK berbeda"})
    told = NotDuplicate.objects.get()
    assert "kembar, NIK berbeda" in text(desk.get(f"{LIST}dua-orang/"))
    assert "Tidak ada dugaan data ganda" in text(desk.get(LIST))
    assert desk.post(f"{LIST}dua-orang/{told.pk}/cabut/", {"reason": ""}).status_code == 422
    desk.post(f"{LIST}dua-orang/{told.pk}/cabut/", {"reason": "salah tekan"})
    assert NotDuplicate.objects.count() == 0
    assert desk.post(f"{LIST}dua-orang/{told.pk}/cabut/", {"reason": "lagi"}).status_code == 404


def test_undoing_says_what_it_restores_and_remembers_two_people_when_asked() -> None:
    one, other = twins()
    third = a_worker(3, "Muh. Rizky Ramadhan")
    merge(other, third, reason="KTP sama", by=BY)
    row = merge(one, Worker.objects.get(pk=other.pk), reason="KTP sama", by=BY)
    desk = logged_in(Role.STAFF)
    assert "Moh. Rizki Ramadan" in text(desk.get(f"{LIST}gabungan/"))
    page = text(desk.get(f"{LIST}gabungan/{row.pk}/"))
    assert "tidak punya riwayat pelatihan" in page
    assert "digabung ke sana ikut: Muh. Rizky Ramadhan (contoh)" in page
    assert desk.post(f"{LIST}gabungan/{row.pk}/", {}).status_code == 422
    done = desk.post(f"{LIST}gabungan/{row.pk}/", {"reason": "ternyata adiknya", "is_two": "on"})
    assert done.status_code == 302
    roots = {each.pk: each.person_id for each in Worker.objects.all()}
    assert roots == {one.pk: one.pk, other.pk: other.pk, third.pk: other.pk}
    assert NotDuplicate.objects.values_list("first", "second").get() == (one.pk, other.pk)
    again = desk.post(f"{LIST}gabungan/{row.pk}/", {"reason": "sekali lagi"})
    assert again.status_code == 409


def test_the_page_of_a_person_leads_to_the_merge_that_can_be_undone() -> None:
    one, other = twins()
    row = merge(one, other, reason="KTP sama", by=BY)
    page = text(logged_in(Role.STAFF).get(f"/meja/orang/{one.key}/"))
    assert f'href="{LIST}gabungan/{row.pk}/"' in page


def test_undoing_without_that_word_lets_the_pair_be_offered_again() -> None:
    one, other = twins()
    row = merge(one, other, reason="salah arah", by=BY)
    logged_in(Role.STAFF).post(f"{LIST}gabungan/{row.pk}/", {"reason": "salah arah"})
    assert NotDuplicate.objects.count() == 0
    assert pair_of(one, other).score >= 70


def test_anybody_can_be_compared_but_nobody_with_themselves_or_with_nobody() -> None:
    one, other = twins()
    desk = logged_in(Role.STAFF)
    assert desk.get(both(one, other)).status_code == 200
    assert desk.get(both(one, one)).status_code == 302
    assert desk.get(f"{LIST}{one.key}/{uuid4()}/").status_code == 404


def test_the_list_asks_as_often_for_one_pair_as_for_three() -> None:
    twins()
    search_duplicates()
    desk = logged_in(Role.STAFF)
    few = _statements(desk)
    a_worker(3, "Muh. Rizky Ramadhan")
    search_duplicates()
    assert DuplicatePair.objects.count() == 3
    assert _statements(desk) == few


def _statements(desk: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert desk.get(LIST).status_code == 200
    return len(captured)
