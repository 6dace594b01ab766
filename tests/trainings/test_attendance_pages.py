"""The pages of attendance: who opens them, what a device sends, what a participant sees and scans."""

import json
from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pypdfium2 import PdfDocument

from binakon.core import scan
from binakon.enrolment.models import Registration, Training
from binakon.enrolment.rules.links import token_of
from binakon.people.models import Role
from binakon.trainings.actions.attendance_deeds import strike
from binakon.trainings.models import AttendanceSheet, Presence, Scan, Session
from binakon.trainings.queries.attendance import badge_of
from binakon.trainings.queries.attendance_pages import attendance_overview
from binakon.trainings.rules.own_scan import read_ticket, ticket_of
from tests.cast import viewer
from tests.enrolment.decree_cases import verified
from tests.enrolment.pages import a_picture, as_
from tests.enrolment.people import a_training
from tests.factories import BY
from tests.trainings.classes import a_class, a_session, participants, present

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]

TAKERS = (Role.SECTION_HEAD, Role.STAFF, Role.HEAD_OF_DIVISION, Role.ADMINISTRATOR)
READERS = (Role.VERIFIER, Role.HEAD_OF_OFFICE)
STRANGERS = (Role.TREASURER, Role.REGENCY_OFFICER, Role.PARTNER, Role.INSTRUCTOR)


@pytest.fixture
def training(year: None, db: None) -> Training:
    """A class of two."""
    return a_class(2)


@pytest.fixture
def session(training: Training) -> Session:
    """A session that runs all day, so that the tests may run at any hour."""
    return a_session(training, starts=time(0), ends=time(23, 59), topic="Perencanaan jalan")


def home(training: Training) -> str:
    return f"/meja/pelatihan/{training.activity.slug}/hadir/"


def own(registration: Registration) -> str:
    token = token_of(registration.key.hex, registration.link_version)
    return f"/pendaftaran/{token}/hadir/"


def sending(session: Session, text: str, **more: object) -> dict[str, object]:
    at = int(timezone.now().timestamp() * 1000)
    known = {"nonce": str(uuid4()), "session": session.pk, "text": text, "at": at, "device": "t1"}
    known["camera"] = True
    return {**known, **more}


def send(client: Client, training: Training, *scans: dict[str, object]) -> tuple[int, list[str]]:
    answer = client.post(
        f"{home(training)}kirim/", json.dumps({"scans": scans}), content_type="application/json"
    )
    taken = answer.json().get("taken", []) if answer["Content-Type"] == "application/json" else []
    return answer.status_code, [each["outcome"] for each in taken]


def test_who_sees_the_people_sees_attendance_and_who_runs_the_class_takes_it(
    training: Training, session: Session
) -> None:
    of_session = f"{session.pk}/"
    pages = ("", of_session, "daftar.pdf", f"{of_session}pindai/", f"{of_session}kode/", "luring/")

    def statuses(role: Role) -> list[int]:
        return [as_(role).get(home(training) + page).status_code for page in pages]

    expected = {
        **{role: [200, 200, 200, 200, 200, 200] for role in TAKERS},
        **{role: [200, 200, 200, 403, 403, 403] for role in READERS},
        **{role: [404, 404, 404, 404, 404, 404] for role in STRANGERS},
    }
    assert {role: statuses(role) for role in expected} == expected


def test_a_session_that_was_added_late_stands_in_its_day(training: Training) -> None:
    second = training.starts_on + timedelta(days=1)
    a_session(training, starts=time(10), ends=time(11), topic="Kedua")
    a_session(training, on=second, topic="Besok")
    a_session(training, starts=time(8), ends=time(9), topic="Pertama")
    days = attendance_overview(viewer(Role.SECTION_HEAD), training).days
    found = [(on, [line.session.topic for line in lines]) for on, lines in days]
    assert found == [(training.starts_on, ["Pertama", "Kedua"]), (second, ["Besok"])]


@pytest.mark.parametrize("role", READERS)
def test_a_reader_records_nothing(training: Training, session: Session, role: Role) -> None:
    person = participants(training)[0]
    hand = {"verb": "hand", "person": person.pk, "deed": "state", "reason": "dilihat petugas"}
    assert send(as_(role), training, sending(session, badge_of(person)))[0] == 403
    assert as_(role).post(f"{home(training)}{session.pk}/", hand).status_code == 403
    assert Scan.objects.count() == 0


def test_a_queue_sent_three_times_is_taken_once(training: Training, session: Session) -> None:
    client = as_(Role.STAFF)
    scans = [sending(session, badge_of(person)) for person in participants(training)]
    assert [send(client, training, *scans) for _try in range(3)] == [
        (200, ["present", "present"])
    ] * 3
    assert (Scan.objects.count(), Presence.objects.count()) == (2, 2)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"scans": 1}',
        b'{"scans": [{}]}',
        b'{"scans": [{"nonce": "x", "session": 1, "text": "a", "at": 1}]}',
        b'{"scans": [{"nonce": "00000000-0000-0000-0000-000000000001", "session": 1, "text": "a", "at": "x"}]}',
        b'{"scans": ' + b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_a_sending_that_is_no_list_of_scans_is_refused_in_words(
    training: Training, body: bytes
) -> None:
    answer = as_(Role.STAFF).post(f"{home(training)}kirim/", body, content_type="application/json")
    assert (answer.status_code, answer.json()) == (
        422,
        {"problems": ["Kiriman pindaian ini tidak terbaca."]},
    )


def test_scans_without_the_token_of_our_own_page_are_refused(
    training: Training, session: Session
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(as_(Role.STAFF).get("/meja/").wsgi_request.user)  # type: ignore[arg-type]
    person = participants(training)[0]
    assert send(client, training, sending(session, badge_of(person))) == (403, [])
    assert Scan.objects.count() == 0


def test_the_scanning_page_keeps_names_and_hashes_and_no_nik(
    training: Training, session: Session
) -> None:
    page = as_(Role.STAFF).get(f"{home(training)}{session.pk}/pindai/")
    text = page.content.decode()
    for person in participants(training):
        assert str(person) in text
        assert badge_of(person) not in text
        assert person.nik_mask not in text
        assert person.phone not in text
    assert page["Cache-Control"] == "no-store, private"
    assert "manifest-src 'self'" in page["Content-Security-Policy"]


def test_a_typed_code_is_taken_without_a_script(training: Training, session: Session) -> None:
    person = participants(training)[0]
    path = f"{home(training)}{session.pk}/pindai/"
    answer = as_(Role.STAFF).post(path, {"code": badge_of(person).lower()}, follow=True)
    assert f"{person}: hadir dicatat" in answer.content.decode()
    assert (Presence.objects.get().evidence, Scan.objects.get().method) == ("D", "staff_typed")


def test_only_what_a_camera_read_is_evidence_a(training: Training, session: Session) -> None:
    client = as_(Role.STAFF)
    for word, person in zip((True, "yes"), participants(training), strict=True):
        send(client, training, sending(session, badge_of(person), camera=word))
    found = Presence.objects.order_by("registration__arrival", "id")
    assert list(found.values_list("evidence", flat=True)) == ["A", "D"]


def test_a_code_typed_on_the_page_of_tomorrow_is_a_conflict_and_a_word_by_hand_is_refused(
    training: Training, session: Session
) -> None:
    ani, _budi = participants(training)
    tomorrow = a_session(training, on=training.ends_on, starts=time(12), ends=time(15))
    client, path = as_(Role.STAFF), f"{home(training)}{tomorrow.pk}/"
    answer = client.post(f"{path}pindai/", {"code": ani.code}, follow=True)
    assert "bertentangan, perlu dilihat. Dipindai di luar jam sesi." in answer.content.decode()
    said = {"verb": "hand", "person": ani.pk, "deed": "state", "reason": "pasti datang"}
    stated = client.post(path, said)
    assert (stated.status_code, "Sesi ini belum mulai" in stated.content.decode()) == (422, True)
    settled = {"verb": "settle", "scan": Scan.objects.get().pk, "is_present": "yes"}
    decided = client.post(path, {**settled, "reason": "pasti datang"})
    assert (decided.status_code, "Sesi ini belum mulai" in decided.content.decode()) == (422, True)
    assert Presence.objects.count() == 0


ODD: dict[str, dict[str, object]] = {
    "session removed": {"session": 10**30},
    "NUL": {"text": "A\x00B"},
    "half a letter": {"text": "A\ud800B", "device": "\udfff\x00"},
    "phone of 1970": {"at": 0},
    "phone of the year 300,000": {"at": 1e400},
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_one_odd_scan_holds_up_nobody_elses(
    training: Training, session: Session, odd: dict[str, object]
) -> None:
    ani, budi = participants(training)
    scans = [
        sending(session, badge_of(ani)),
        {**sending(session, badge_of(ani)), **odd},
        sending(session, badge_of(budi)),
    ]
    status, outcomes = send(as_(Role.STAFF), training, *scans)
    assert (status, outcomes[::2]) == (200, ["present", "present"])
    assert outcomes[1] == ("conflict" if "at" in odd else "refused")


def test_the_script_for_offline_reaches_only_the_attendance_of_its_class(
    training: Training, session: Session
) -> None:
    client = as_(Role.STAFF)
    worker = client.get(f"{home(training)}luring.js")
    assert b"binakon-presensi" in worker.content
    assert (worker["Content-Type"], worker.has_header("Service-Worker-Allowed")) == (
        "text/javascript; charset=utf-8",
        False,
    )
    manifest = client.get(f"{home(training)}pindai.webmanifest").json()
    assert (manifest["scope"], manifest["display"]) == (home(training), "standalone")


def test_a_signed_sheet_is_kept_and_whoever_signed_is_present(
    training: Training, session: Session
) -> None:
    ani, _budi = participants(training)
    photo = SimpleUploadedFile("daftar.jpg", a_picture("DAFTAR HADIR"), "image/jpeg")
    path = f"{home(training)}{session.pk}/"
    client = as_(Role.STAFF)
    answer = client.post(path, {"verb": "paper", "sheet": photo, "people": [ani.pk]})
    assert (answer.status_code, Presence.objects.get().evidence) == (302, "C")
    sheet = AttendanceSheet.objects.get()
    assert Scan.objects.get().sheet == sheet
    shown = client.get(f"{home(training)}lembar/{sheet.pk}/")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    other = home(a_class(1))
    assert client.get(f"{other}lembar/{sheet.pk}/").status_code == 404


def test_a_paper_list_without_a_sheet_is_refused_on_the_page(
    training: Training, session: Session
) -> None:
    ani, _budi = participants(training)
    answer = as_(Role.STAFF).post(
        f"{home(training)}{session.pk}/", {"verb": "paper", "people": [ani.pk]}
    )
    assert answer.status_code == 422
    assert "Foto daftar hadir bertanda tangan belum ada" in answer.content.decode()
    assert Scan.objects.count() == 0


def test_a_person_is_stated_struck_and_restored_by_hand(
    training: Training, session: Session
) -> None:
    ani, _budi = participants(training)
    path = f"{home(training)}{session.pk}/"
    states = []
    for deed in ("state", "strike", "restore"):
        said = {"verb": "hand", "person": ani.pk, "deed": deed, "reason": "dilihat petugas"}
        assert as_(Role.STAFF).post(path, said).status_code == 302
        states.append(Presence.objects.get().state)
    assert states == ["present", "struck", "present"]


def test_striking_whoever_was_never_there_says_so(training: Training, session: Session) -> None:
    ani, _budi = participants(training)
    said = {"verb": "hand", "person": ani.pk, "deed": "strike", "reason": "salah orang"}
    answer = as_(Role.STAFF).post(f"{home(training)}{session.pk}/", said)
    assert (answer.status_code, "belum pernah dicatat" in answer.content.decode()) == (422, True)


def test_a_conflict_is_shown_until_it_is_settled(training: Training, session: Session) -> None:
    ani, _budi = participants(training)
    strike(present(session, ani), reason="salah orang", by=BY)
    client = as_(Role.STAFF)
    assert send(client, training, sending(session, badge_of(ani))) == (200, ["conflict"])
    assert "1 bertentangan" in client.get(home(training)).content.decode()
    path = f"{home(training)}{session.pk}/"
    conflict = Scan.objects.get(outcome="conflict")
    said = {"verb": "settle", "scan": conflict.pk, "is_present": "yes"}
    assert client.post(path, {**said, "reason": ""}).status_code == 422
    assert client.post(path, {**said, "reason": "memang hadir"}).status_code == 302
    assert "1 bertentangan" not in client.get(home(training)).content.decode()
    assert Presence.objects.get().state == "present"


def test_the_desk_closes_and_reopens_a_session(training: Training, session: Session) -> None:
    client, path = as_(Role.STAFF), f"{home(training)}{session.pk}/"
    assert client.post(path, {"verb": "close"}).status_code == 302
    session.refresh_from_db()
    assert session.closed_at is not None
    assert client.post(path, {"verb": "close"}).status_code == 409
    assert client.post(path, {"verb": "reopen", "reason": "keliru"}).status_code == 302


def test_the_projected_code_is_the_one_of_now(training: Training, session: Session) -> None:
    before = timezone.now()
    page = as_(Role.STAFF).get(f"{home(training)}{session.pk}/kode/").content.decode()
    shown = page.split('<p class="big"><code>')[1].split("<")[0]
    assert scan.shown_at(shown, session.key.hex, near=before) is not None
    assert scan.is_fresh(shown, session.key.hex, timezone.now())


def test_the_list_on_paper_names_everybody_of_every_session(
    training: Training, session: Session
) -> None:
    ani, budi = participants(training)
    present(session, ani)
    a_session(training, on=training.ends_on, topic="Praktik")
    paper = as_(Role.STAFF).get(f"{home(training)}daftar.pdf")
    with PdfDocument(paper.content) as pages:
        texts = [
            " ".join(pages[place].get_textpage().get_text_range().split())
            for place in range(len(pages))
        ]
    assert len(texts) == 2
    assert [str(person) in text for text in texts for person in (ani, budi)] == [True] * 4
    assert ["bukti A" in text for text in texts] == [True, False]


def test_a_participant_sees_their_qr_and_marks_themself_with_the_code(
    training: Training, session: Session
) -> None:
    ani, _budi = participants(training)
    client = Client()
    page = client.get(own(ani))
    assert badge_of(ani) in page.content.decode()
    assert (page["Cache-Control"], client.cookies["peserta"]["path"]) == (
        "no-store, private",
        "/hadir/",
    )
    code = scan.code_at(session.key.hex, timezone.now())
    answer = client.post(own(ani), {"code": f"{code[:4]}-{code[4:]}".lower()})
    assert "Perencanaan jalan: hadir dicatat" in answer.content.decode()
    assert Presence.objects.get().evidence == "B"


def test_a_wrong_code_is_refused_and_guessing_ends_soon(
    training: Training, session: Session
) -> None:
    ani, _budi = participants(training)
    client = Client()
    words = [client.post(own(ani), {"code": "AAAA-AAAA"}).content.decode() for _try in range(21)]
    assert "sudah berganti atau keliru" in words[0]
    assert "Terlalu banyak kode keliru" in words[20]
    assert Scan.objects.count() == 0


def test_a_scanned_address_marks_whoever_opened_their_page_on_this_phone(
    training: Training, session: Session
) -> None:
    ani, _budi = participants(training)
    client = Client()
    address = f"/hadir/{session.key.hex}/{scan.code_at(session.key.hex, timezone.now())}/"
    assert "belum mengenal Anda" in client.get(address).content.decode()
    client.get(own(ani))
    page = client.get(address)
    ticket = page.content.decode().split('name="ticket" value="')[1].split('"')[0]
    for _press in range(3):
        assert "hadir dicatat" in client.post(address, {"ticket": ticket}).content.decode()
    assert (Scan.objects.count(), Presence.objects.get().registration) == (1, ani)


def test_a_ticket_serves_nobody_else(training: Training, session: Session) -> None:
    ani, budi = participants(training)
    now = timezone.now()
    code = scan.code_at(session.key.hex, now)
    ticket = ticket_of(ani.pk, session.pk, code, now)
    client = Client()
    client.get(own(budi))
    answer = client.post(f"/hadir/{session.key.hex}/{code}/", {"ticket": ticket})
    assert "sudah berganti atau keliru" in answer.content.decode()
    assert Scan.objects.count() == 0
    assert read_ticket(ticket, ani.pk, session.pk, code, now + timedelta(minutes=3)) is None


def test_an_address_with_an_old_code_offers_no_button(training: Training, session: Session) -> None:
    ani, _budi = participants(training)
    client = Client()
    client.get(own(ani))
    old = scan.code_at(session.key.hex, timezone.now() - timedelta(minutes=1))
    page = client.get(f"/hadir/{session.key.hex}/{old}/").content.decode()
    assert ("sudah berganti" in page, 'name="ticket"' in page) == (True, False)


def test_the_own_qr_opens_nothing(training: Training, session: Session) -> None:
    ani, _budi = participants(training)
    client = Client()
    assert client.get(f"/pendaftaran/{badge_of(ani)}/").status_code == 404
    assert client.get("/hadir/abc/def/").status_code == 404


def test_nobody_without_a_seat_has_a_page_of_attendance(year: None) -> None:
    assert Client().get(own(verified(a_training()))).status_code == 404
