"""What is done to registrations on their pages: one by one and many at once, by whoever may."""

import re

import pytest
from django.test import Client

from binakon.core.models import Message
from binakon.enrolment.actions import reviews, verdicts
from binakon.enrolment.models import Place, Registration, Training
from binakon.enrolment.rules.links import token_of
from binakon.people.models import Role
from tests.enrolment.handed_in import actor, applied, papers
from tests.enrolment.pages import as_
from tests.enrolment.people import a_training, counters_agree, registered
from tests.enrolment.registration_pages import CANARY, LIST, one, text_of

pytestmark = pytest.mark.database


@pytest.fixture
def training(year: None, db: None) -> Training:
    return a_training(documents=["id_card"])


@pytest.fixture
def two(training: Training) -> tuple[Registration, Registration]:
    """One person of Tabalong, whose officer is in the cast, and a canary of Banjar."""
    own = applied(training, 1, office="63.09", name="Warga Tabalong", phone="6281200000001")
    other = applied(training, 2, office="63.03", name=CANARY, employer="PT Kenari")
    return own, other


def test_a_place_is_released_and_queued_again_with_reasons(year: None, db: None) -> None:
    training = a_training(seats=1)
    first, second = registered(training), registered(training)
    client = as_(Role.SECTION_HEAD)
    assert client.post(one(first, "lepas/"), {"reason": ""}).status_code == 422
    assert client.post(one(first, "lepas/"), {"reason": "berhalangan"}).status_code == 302
    assert client.post(one(first, "antre/"), {"reason": "jadi ikut"}).status_code == 302
    states = [Place.objects.get(registration=each).state for each in (first, second)]
    assert states == ["waiting", "offered"]
    assert counters_agree(training)


def test_a_registration_is_taken_back_or_turned_down_on_the_page(training: Training) -> None:
    first, second = applied(training), applied(training)
    client = as_(Role.SECTION_HEAD)
    client.post(one(first, "tarik/"), {"reason": "menelepon, tidak jadi"})
    client.post(one(second, "tolak/"), {"reason": "bukan tenaga kerja konstruksi"})
    states = [Registration.objects.get(pk=each.pk).state for each in (first, second)]
    assert states == ["withdrawn", "rejected"]
    page = text_of(client.get(one(second)))
    assert "bukan tenaga kerja konstruksi" in page
    assert "https://wa.me/62812000" in page


def pressed(client: Client, deed: str, people: list[Registration], **more: str) -> str:
    """Choose, preview and confirm; the address of the result."""
    data = {"perbuatan": deed, "pilih": [str(each.pk) for each in people], **more}
    preview = text_of(client.post(f"{LIST}massal/", data))
    token = re.search(r'name="tanda" value="([^"]*)"', preview)
    assert token is not None, preview
    answer = client.post(f"{LIST}massal/lakukan/", {"perbuatan": deed, "tanda": token[1]})
    return str(answer["Location"])


def test_many_are_declared_complete_and_taken_back_with_their_news(training: Training) -> None:
    ready, open_one = applied(training), applied(training)
    verdicts.judge(papers(ready)["id_card"], word="accept", by=actor(Role.VERIFIER))
    client = as_(Role.STAFF)
    result = pressed(client, "verify", [ready, open_one])
    assert "Berkas 1 orang dinyatakan lengkap." in text_of(client.get(result))
    ready.refresh_from_db()
    message = Message.objects.get(name="registration_verified")
    assert (ready.state, message.due_at is not None) == ("verified", True)
    client.post(f"{result}batal/")
    ready.refresh_from_db()
    message.refresh_from_db()
    assert (ready.state, message.cancelled_at is not None) == ("submitted", True)


def test_many_are_asked_to_correct_one_paper_for_one_reason(year: None, db: None) -> None:
    training = a_training(documents=["id_card", "photo"])
    ready, other = applied(training), applied(training)
    verdicts.judge(papers(ready)["photo"], word="accept", by=actor(Role.VERIFIER))
    client = as_(Role.STAFF)
    form = client.post(f"{LIST}massal/", {"perbuatan": "correct", "pilih": [ready.pk, other.pk]})
    assert 'name="rinci"' in text_of(form)
    words = {"rinci": "1", "paper": "id_card", "reason": "cut_off", "note": "Sampai tepi."}
    result = pressed(client, "correct", [ready, other], **words)
    page = text_of(client.get(result))
    assert "1 orang diminta memperbaiki berkas." in page
    assert "Berkas lain orang ini belum diputuskan" in page
    states = [Registration.objects.get(pk=each.pk).state for each in (ready, other)]
    assert states == ["correction", "submitted"]
    assert papers(other)["id_card"].state == "waiting"


def test_many_are_reminded_and_released(year: None, db: None) -> None:
    training = a_training(seats=2, documents=["id_card"])
    people = [applied(training) for _number in range(3)]
    by = actor(Role.VERIFIER)
    verdicts.judge(papers(people[0])["id_card"], word="correct", reason="cut_off", by=by)
    reviews.close_review(people[0], by=by)
    client = as_(Role.SECTION_HEAD)
    pressed(client, "remind", people)
    assert Message.objects.filter(name="correction_asked").count() == 2
    pressed(client, "release", people[:2], rinci="1", reason="kelas dipindah")
    states = [Place.objects.get(registration=each).state for each in people]
    assert states == ["released", "released", "offered"]
    assert counters_agree(training)


def test_deeds_are_those_of_the_role(two: tuple[Registration, Registration]) -> None:
    offered = {
        role: re.findall(r'name="perbuatan" value="(\w+)"', text_of(as_(role).get(LIST)))
        for role in (Role.VERIFIER, Role.STAFF, Role.HEAD_OF_DIVISION, Role.REGENCY_OFFICER)
    }
    assert offered == {
        Role.VERIFIER: ["verify", "correct", "remind"],
        Role.STAFF: ["verify", "correct", "remind", "release"],
        Role.HEAD_OF_DIVISION: ["remind", "release"],
        Role.REGENCY_OFFICER: [],
    }
    data = {"perbuatan": "release", "pilih": [two[0].pk], "rinci": "1", "reason": "uji coba"}
    assert as_(Role.REGENCY_OFFICER).post(f"{LIST}massal/", data).status_code == 403
    assert as_(Role.VERIFIER).post(f"{LIST}massal/", data).status_code == 422


def test_a_new_link_ends_the_old_one_and_is_sent_to_its_person(
    two: tuple[Registration, Registration],
) -> None:
    own, _other = two
    old = token_of(own.key.hex, own.link_version)
    assert Client().get(f"/pendaftaran/{old}/").status_code == 200
    assert as_(Role.SECTION_HEAD).post(one(own, "tautan/")).status_code == 302
    assert Client().get(f"/pendaftaran/{old}/").status_code in {404, 410}
    letter = Message.objects.get(name="link_renewed")
    new = token_of(own.key.hex, own.link_version + 1)
    assert letter.to == own.email
    assert Client().get(f"/pendaftaran/{new}/").status_code == 200
    assert as_(Role.VERIFIER).post(one(own, "tautan/")).status_code == 403
