"""The pages of the outbox: who may see and act, what is masked, and what happens to whoever is too late."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from binakon.core import clock, files, questions
from binakon.core.models import Message
from binakon.people.models import Role
from tests.people.letters import LINK, TOKEN, a_letter
from tests.portal.plans import as_role

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("kalsel")]

WRITERS = [Role.SECTION_HEAD, Role.STAFF, Role.HEAD_OF_DIVISION, Role.ADMINISTRATOR]
READERS = [Role.HEAD_OF_OFFICE, Role.VERIFIER, Role.TREASURER]
STRANGERS = [Role.REGENCY_OFFICER, Role.PARTNER, Role.INSTRUCTOR]
POSTS = ["batal/", "kirim-ulang/", "diteruskan/"]


def body(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert (path, answer.status_code) == (path, status)
    return answer.content.decode()


@pytest.mark.parametrize("role", WRITERS)
def test_writers_see_the_message_exactly_as_it_is_sent_and_may_act(role: Role) -> None:
    message = a_letter()
    page = body(as_role(role), f"/meja/pesan/{message.pk}/")
    assert message.body_text in page
    assert "hikmah@contoh.example" in page
    assert "https://wa.me/6281200000001?text=Yth." in page
    assert "Ubah perihal dan isi" in page
    assert LINK in body(as_role(role), f"/meja/pesan/{message.pk}/ubah/")
    assert LINK in body(as_role(role), f"/meja/pesan/{message.pk}/surel/")


@pytest.mark.parametrize("role", READERS)
def test_readers_see_it_masked_and_may_not_act(role: Role) -> None:
    message = a_letter(to="", last_error="550 hikmah@contoh.example")
    client, path = as_role(role), f"/meja/pesan/{message.pk}/"
    for page in (body(client, path), body(client, "/meja/pesan/"), body(client, f"{path}surel/")):
        assert TOKEN not in page
        assert "6281200000001" not in page
        assert "hikmah@contoh.example" not in page
        assert "wa.me" not in page
    assert "https://binakon.contoh.example/pendaftaran/3f2a••••/" in body(client, path)
    body(client, f"{path}ubah/", 403)
    assert [client.post(path + post).status_code for post in POSTS] == [403, 403, 403]
    assert Message.objects.filter(passed_on_at=None, cancelled_at=None).count() == 1


@pytest.mark.parametrize(
    "subject_type",
    ["enrolment.registration", "enrolment.place", "enrolment.document", "enrolment.objection"],
)
def test_who_sees_no_people_finds_no_message_about_one(subject_type: str) -> None:
    message = a_letter(subject_type=subject_type, subject_id=1)
    path = f"/meja/pesan/{message.pk}/"
    treasurer, verifier = as_role(Role.TREASURER), as_role(Role.VERIFIER)
    for page in (path, f"{path}surel/", f"{path}ubah/"):
        assert "Hikmah" not in body(treasurer, page, 404)
    assert [treasurer.post(path + post).status_code for post in POSTS] == [404, 404, 404]
    assert "Hikmah" not in body(treasurer, "/meja/pesan/")
    assert "Hikmah" in body(verifier, path)
    assert "Hikmah" in body(verifier, "/meja/pesan/")


@pytest.mark.parametrize("role", STRANGERS)
def test_strangers_find_nothing(role: Role) -> None:
    message = a_letter()
    client, path = as_role(role), f"/meja/pesan/{message.pk}/"
    for page in (path, f"{path}ubah/", f"{path}surel/"):
        assert "Hikmah" not in body(client, page, 404)
    assert [client.post(path + post).status_code for post in POSTS] == [404, 404, 404]
    listed = client.get("/meja/pesan/")
    assert listed.status_code == (200 if role == Role.REGENCY_OFFICER else 403)
    assert "Hikmah" not in listed.content.decode()


def test_a_message_of_no_office_is_the_administrators() -> None:
    path = f"/meja/pesan/{a_letter(office_code='').pk}/"
    body(as_role(Role.ADMINISTRATOR), path)
    body(as_role(Role.SECTION_HEAD), path, 404)
    assert "Kursi tersedia" not in body(as_role(Role.SECTION_HEAD), "/meja/pesan/")
    assert "Kursi tersedia" in body(as_role(Role.ADMINISTRATOR), "/meja/pesan/")


def test_without_a_session_one_is_asked_to_log_in() -> None:
    for path in ("/meja/pesan/", "/meja/pesan/1/", "/meja/pesan/1/ubah/", "/meja/pesan/1/surel/"):
        assert Client().get(path).headers["Location"] == f"/meja/masuk/?next={path}"


def test_deeds_are_posted_only() -> None:
    path = f"/meja/pesan/{a_letter().pk}/"
    client = as_role(Role.STAFF)
    assert [client.get(path + post).status_code for post in POSTS] == [405, 405, 405]


def test_the_letter_in_its_frame_runs_and_fetches_nothing() -> None:
    message = a_letter(body_html="<script>alert(1)</script><img src=https://x.example/p>")
    answer = as_role(Role.STAFF).get(f"/meja/pesan/{message.pk}/surel/")
    policy = answer.headers["Content-Security-Policy"]
    assert sorted(part.strip() for part in policy.split(";")) == [
        "base-uri 'none'",
        "connect-src 'none'",
        "default-src 'none'",
        "font-src 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "img-src data:",
        "sandbox",
        "script-src 'none'",
        "style-src 'unsafe-inline'",
    ]
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("group", "subject"),
    [
        ("menunggu", "Menunggu"),
        ("whatsapp", "Tanpa surel"),
        ("gagal", "Ditolak"),
        ("terkirim", "Terkirim"),
        ("batal", "Batal"),
    ],
)
def test_the_list_is_looked_through_by_where_messages_stand(group: str, subject: str) -> None:
    a_letter("Menunggu")
    a_letter("Tanpa surel", to="")
    a_letter("Ditolak", attempts=8)
    a_letter("Terkirim", sent_at=clock.now())
    a_letter("Batal", cancelled_at=clock.now())
    rows = as_role(Role.STAFF).get(f"/meja/pesan/?keadaan={group}").context["page"].rows
    assert [row.subject for row in rows] == [subject]


def test_the_list_asks_as_often_for_three_rows_as_for_one() -> None:
    client = as_role(Role.STAFF)
    a_letter()
    # What a process reads once (the plan of the frame) is read by now.
    client.get("/meja/pesan/")
    with CaptureQueriesContext(connection) as one:
        client.get("/meja/pesan/")
    a_letter(to="")
    a_letter(condition="seat_offered", subject_id=1)
    with CaptureQueriesContext(connection) as three:
        client.get("/meja/pesan/")
    assert len(three) == len(one)


def test_in_the_list_whatsapp_is_one_press_where_nothing_must_be_asked_before() -> None:
    plain = a_letter("Biasa", to="")
    asked = a_letter("Bersyarat", to="", condition="seat_offered", subject_id=1)
    page = body(as_role(Role.STAFF), "/meja/pesan/")
    assert page.count("https://wa.me/6281200000001?text=") == 1
    assert f"/meja/pesan/{asked.pk}/#whatsapp" in page
    assert f"/meja/pesan/{plain.pk}/#whatsapp" not in page


def test_a_message_that_waits_too_long_is_said_above_the_list() -> None:
    a_letter()
    assert "Pengiriman tersendat" not in body(as_role(Role.STAFF), "/meja/pesan/")
    Message.objects.update(created_at=clock.now() - timedelta(minutes=16))
    assert "Pengiriman tersendat" in body(as_role(Role.STAFF), "/meja/pesan/")


def test_what_is_no_longer_true_offers_no_way_to_pass_it_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(questions._conditions, "tes", lambda _pk: "Sudah dijawab.")
    message = a_letter(to="", condition="tes", subject_id=1)
    page = body(as_role(Role.STAFF), f"/meja/pesan/{message.pk}/")
    assert "Sudah dijawab." in page
    assert "wa.me" not in page


def test_an_edit_is_saved_and_the_next_reader_sees_who() -> None:
    message = a_letter()
    client, path = as_role(Role.STAFF), f"/meja/pesan/{message.pk}/"
    typed = {"subject": "Baru", "text": "Satu\r\nDua", "seen": ""}
    assert client.post(f"{path}ubah/", typed).headers["Location"] == path
    message.refresh_from_db()
    assert (message.subject, message.body_text) == ("Baru", "Satu\nDua")
    page = body(client, path)
    assert f"Pesan {message.pk} diubah: perihal dan isi" in page
    assert "Ahmad Zulkifli (contoh)" in page


def test_whoever_edits_while_the_worker_sends_keeps_what_they_typed() -> None:
    message = a_letter(claimed_at=clock.now())
    typed = {"subject": "Baru", "text": "Isi yang saya ketik", "seen": ""}
    answer = as_role(Role.STAFF).post(f"/meja/pesan/{message.pk}/ubah/", typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "sedang dikirim" in page
    assert "Isi yang saya ketik" in page
    assert message.body_text in page


def test_a_nik_in_an_edit_is_refused_and_the_rest_kept() -> None:
    message = a_letter()
    typed = {"subject": "Baru", "text": "NIK 6305010101900001", "seen": ""}
    answer = as_role(Role.STAFF).post(f"/meja/pesan/{message.pk}/ubah/", typed)
    assert answer.status_code == 422
    assert "Pesan tidak boleh memuat NIK" in answer.content.decode()


@pytest.mark.parametrize("seen", ["kemarin", "2026-13-45T00:00:00", "x" * 50])
def test_a_forged_version_of_an_edit_saves_nothing_unseen(seen: str) -> None:
    message = a_letter(edited_at=clock.now())
    typed = {"subject": "Baru", "text": "Isi", "seen": seen}
    answer = as_role(Role.STAFF).post(f"/meja/pesan/{message.pk}/ubah/", typed)
    assert answer.status_code in {409, 422}
    assert Message.objects.get(pk=message.pk).subject == "Kursi tersedia"


def test_staff_call_off_restore_pass_on_and_send_again() -> None:
    message = a_letter()
    client, path = as_role(Role.STAFF), f"/meja/pesan/{message.pk}/"
    assert client.post(f"{path}batal/", {"reason": ""}).status_code == 422
    client.post(f"{path}batal/", {"reason": "Jadwal diundur"})
    assert "Jadwal diundur" in body(client, path)
    assert client.post(f"{path}batal/", {"reason": "lagi"}).status_code == 409
    client.post(f"{path}batal/", {"urungkan": "1"})
    client.post(f"{path}diteruskan/")
    assert "Urungkan tanda diteruskan" in body(client, path)
    client.post(f"{path}diteruskan/", {"urungkan": "1"})
    assert client.post(f"{path}kirim-ulang/").status_code == 422
    Message.objects.filter(pk=message.pk).update(sent_at=clock.now())
    answer = client.post(f"{path}kirim-ulang/")
    again = Message.objects.latest("id")
    assert answer.headers["Location"] == f"/meja/pesan/{again.pk}/"
    assert f'href="{path}"' in body(client, f"/meja/pesan/{again.pk}/")
    assert f'href="/meja/pesan/{again.pk}/"' in body(client, path)


def test_a_search_for_a_number_as_long_as_a_nik_is_not_made() -> None:
    a_letter()
    page = body(as_role(Role.STAFF), "/meja/pesan/?cari=6305010101900001")
    assert "tidak dicari di sini" in page
    assert 'value="6305010101900001"' not in page


def test_names_are_shown_as_text() -> None:
    a_letter(subject="<script>alert(1)</script>", to_name="<img src=x onerror=alert(1)>")
    page = body(as_role(Role.STAFF), "/meja/pesan/")
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page


def test_a_message_without_any_address_is_passed_on_to_whom_its_sender_picks() -> None:
    message = a_letter(to="", phone="")
    client, path = as_role(Role.STAFF), f"/meja/pesan/{message.pk}/"
    assert body(client, path).count('href="https://wa.me/?text=') == 1
    assert body(client, "/meja/pesan/").count('href="https://wa.me/?text=') == 1
    client.post(f"{path}diteruskan/")
    assert "Urungkan tanda diteruskan" in body(client, path)


def test_the_file_of_a_message_is_named_as_its_reader_gets_it() -> None:
    kept = files.keep(files.RebuiltFile(files.PDF, b"%PDF-1.4 contoh", 1, "0" * 64))
    message = a_letter(file=kept, file_name="surat-rapat")
    assert "<dd>surat-rapat.pdf</dd>" in body(as_role(Role.STAFF), f"/meja/pesan/{message.pk}/")
