"""A participant's phone without network: what its page keeps, what it sends, and that another's link sends nothing for them."""

import json
from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from binakon.core import scan
from binakon.enrolment.models import Registration, Training
from binakon.enrolment.rules.links import token_of
from binakon.people.models import Role
from binakon.portal.views.attendance import MOST_QUEUED
from binakon.trainings.models import Presence, Scan, Session
from tests.enrolment.decree_cases import verified
from tests.enrolment.pages import as_
from tests.enrolment.people import a_training
from tests.trainings.classes import a_class, a_session, participants

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


@pytest.fixture
def training(year: None, db: None) -> Training:
    """A class of two."""
    return a_class(2)


@pytest.fixture
def session(training: Training) -> Session:
    """A session that runs all day, so that the tests may run at any hour."""
    return a_session(training, starts=time(0), ends=time(23, 59), topic="Perencanaan jalan")


def own(registration: Registration) -> str:
    token = token_of(registration.key.hex, registration.link_version)
    return f"/pendaftaran/{token}/hadir/"


def waiting(session: Session, *, seconds: int = 0, **more: object) -> dict[str, object]:
    """What a phone keeps of the code that was on the screen so many seconds ago."""
    at = timezone.now() - timedelta(seconds=seconds)
    text = f"http://situs.example/hadir/{session.key.hex}/{scan.code_at(session.key.hex, at)}/"
    known = {"nonce": str(uuid4()), "session": 0, "text": text, "device": "t1"}
    return {**known, "at": int(at.timestamp() * 1000), **more}


def send(registration: Registration, *scans: dict[str, object]) -> tuple[int, list[list[str]]]:
    answer = Client().post(
        f"{own(registration)}kirim/", json.dumps({"scans": scans}), content_type="application/json"
    )
    taken = answer.json().get("taken", []) if answer["Content-Type"] == "application/json" else []
    return answer.status_code, [[each["name"], each["outcome"]] for each in taken]


def test_a_queue_of_codes_is_taken_once_however_often_it_is_sent(session: Session) -> None:
    ani, _budi = participants(session.training)
    scans = [waiting(session), waiting(session, seconds=3600)]
    told = (200, [["Perencanaan jalan", "present"], ["Perencanaan jalan", "again"]])
    assert [send(ani, *scans) for _try in range(3)] == [told] * 3
    assert (Scan.objects.count(), Presence.objects.get().evidence) == (2, "B")


def test_a_code_that_waited_stays_at_the_desk_until_staff_confirm_it(session: Session) -> None:
    ani, _budi = participants(session.training)
    assert send(ani, waiting(session, seconds=3600)) == (200, [["Perencanaan jalan", "conflict"]])
    assert Presence.objects.count() == 0
    desk, home = as_(Role.STAFF), f"/meja/pelatihan/{session.training.activity.slug}/hadir/"
    assert "1 bertentangan" in desk.get(home).content.decode()
    page = desk.get(f"{home}{session.pk}/").content.decode()
    assert "tidak terbukti dipindai selagi kode tampil" in page
    assert "Pindaian sendiri yang belum terbukti" in page
    said: dict[str, object] = {"verb": "claims", "is_present": "yes", "reason": "dilihat di kelas"}
    refused = desk.post(f"{home}{session.pk}/", said)
    assert (refused.status_code, Presence.objects.count()) == (422, 0)
    said["scans"] = [Scan.objects.get().pk]
    assert desk.post(f"{home}{session.pk}/", said).status_code == 302
    assert Presence.objects.get().evidence == "D"
    assert "1 bertentangan" not in desk.get(home).content.decode()


def test_several_who_waited_are_decided_at_once_and_the_others_stay(session: Session) -> None:
    people = participants(session.training)
    for person in people:
        send(person, waiting(session, seconds=3600))
    first, second = Scan.objects.order_by("id")
    path = f"/meja/pelatihan/{session.training.activity.slug}/hadir/{session.pk}/"
    said = {"verb": "claims", "is_present": "no", "reason": "tidak terlihat"}
    desk = as_(Role.STAFF)
    assert desk.post(path, {**said, "scans": [first.pk]}).status_code == 302
    assert (Presence.objects.count(), Scan.objects.filter(settled_at=None).get()) == (0, second)
    # What is settled is not decided again.
    assert desk.post(path, {**said, "scans": [first.pk]}).status_code == 422
    page = as_(Role.VERIFIER).get(path).content.decode()
    assert (str(people[1]) in page, "Simpan keputusan" in page) == (True, False)


def test_a_code_that_contradicts_is_decided_by_itself_with_its_reason(session: Session) -> None:
    ani, _budi = participants(session.training)
    wrong_clock = int((timezone.now() - timedelta(days=1)).timestamp() * 1000)
    send(ani, waiting(session, seconds=3600, at=wrong_clock))
    path = f"/meja/pelatihan/{session.training.activity.slug}/hadir/{session.pk}/"
    page = as_(Role.STAFF).get(path).content.decode()
    assert ("Pindaian sendiri yang belum terbukti" in page, Scan.objects.get().reason in page) == (
        False,
        True,
    )


def test_the_nonce_of_somebody_else_tells_nothing(session: Session) -> None:
    ani, budi = participants(session.training)
    scans = waiting(session)
    send(ani, scans)
    assert send(budi, scans) == (200, [["", "refused"]])
    assert Presence.objects.get().registration == ani


def test_guessing_codes_ends_soon_and_a_long_queue_comes_in_parts(session: Session) -> None:
    ani, budi = participants(session.training)
    assert send(budi, *[waiting(session)] * (MOST_QUEUED + 1))[0] == 422
    wrong = [send(ani, waiting(session, text="AAAA-AAAA"))[0] for _try in range(21)]
    assert wrong == [200] * 20 + [429]
    # The right code waits too: an answer to it would tell.
    assert send(ani, waiting(session)) == (429, [])
    assert Scan.objects.count() == 0


@pytest.mark.parametrize("body", [b"", b"[]", b'{"scans": [{}]}', b"\xff\xfe"])
def test_a_sending_that_is_no_list_of_scans_is_refused_in_words(
    session: Session, body: bytes
) -> None:
    ani, _budi = participants(session.training)
    answer = Client().post(f"{own(ani)}kirim/", body, content_type="application/json")
    assert (answer.status_code, answer.json()) == (
        422,
        {"problems": ["Kiriman pindaian ini tidak terbaca."]},
    )


def test_codes_without_the_token_of_our_own_page_are_refused(session: Session) -> None:
    ani, _budi = participants(session.training)
    client = Client(enforce_csrf_checks=True)
    answer = client.post(f"{own(ani)}kirim/", "{}", content_type="application/json")
    assert (answer.status_code, Scan.objects.count()) == (403, 0)


def test_the_page_says_what_its_script_needs_and_names_nobody_else(session: Session) -> None:
    ani, budi = participants(session.training)
    here = own(ani)
    page = Client().get(here)
    text = page.content.decode()
    assert f'data-sync="{here}kirim/"' in text
    assert f'<data value="{session.key.hex.upper()}">Perencanaan jalan</data>' in text
    assert str(budi) not in text
    assert ani.nik_mask not in text
    assert "manifest-src 'self'" in page["Content-Security-Policy"]


def test_the_script_for_offline_is_the_one_of_staff_and_reaches_this_page_only(
    session: Session,
) -> None:
    ani, _budi = participants(session.training)
    here = own(ani)
    worker = Client().get(f"{here}luring.js")
    staff = as_(Role.STAFF).get(f"/meja/pelatihan/{session.training.activity.slug}/hadir/luring.js")
    assert b"binakon-presensi" in worker.content
    assert worker.content == staff.content
    assert worker.has_header("Service-Worker-Allowed") is False
    manifest = Client().get(f"{here}pasang.webmanifest").json()
    assert (manifest["start_url"], manifest["scope"]) == (here, here)


def test_nobody_without_a_seat_sends_codes_and_a_dead_link_sends_none(
    year: None, session: Session
) -> None:
    stranger = verified(a_training())
    assert send(stranger, waiting(session)) == (404, [])
    ani, _budi = participants(session.training)
    Registration.objects.filter(pk=ani.pk).update(link_version=ani.link_version + 1)
    assert send(ani, waiting(session)) == (410, [])
    assert Scan.objects.count() == 0
