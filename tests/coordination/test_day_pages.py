"""The pages of a meeting's day: the door, the wall, the minutes, the record, each for whom it is."""

import json
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from binakon.coordination.models import Guest, Meeting, MeetingPaper
from binakon.coordination.queries.arrivals import subject_of
from binakon.coordination.queries.minutes import parts_of
from binakon.coordination.rules.arrivals import guest_code, ticket_of
from binakon.coordination.rules.minutes import mark_of
from binakon.core import clock, scan
from binakon.core.models import Message
from binakon.people.models import Role
from binakon.portal.views import arrivals
from tests.cast import user
from tests.coordination.agreed import accepted
from tests.coordination.rooms import (
    BANJAR,
    BANJARBARU,
    a_full_meeting,
    a_guest,
    a_meeting,
    a_record,
    asked,
)
from tests.enrolment.decree_cases import a_letterhead, an_official

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]

HERE = "/meja/rapat/rakor-uji/"


def browser(role: Role) -> Client:
    """The desk of somebody of the cast."""
    client = Client()
    client.force_login(user(role))
    return client


def a_batch(*codes: str, at: datetime | None = None) -> str:
    moment = (at or clock.now()).timestamp() * 1000
    scans = [
        {"nonce": str(uuid4()), "session": 1, "text": code, "at": moment, "camera": True}
        for code in codes
    ]
    return json.dumps({"scans": scans})


def test_a_phone_sends_its_scans_three_times_and_hears_the_same_name() -> None:
    meeting = a_full_meeting()
    guest = a_guest(meeting.invitations.get(office__code=BANJARBARU), "Norhayati (contoh)")
    staff = browser(Role.STAFF)
    body = a_batch(guest_code(guest.key))
    told = [
        staff.post(f"{HERE}hadir/kirim/", body, content_type="application/json").json()["taken"][0]
        for _turn in range(3)
    ]
    assert [each["outcome"] for each in told] == ["present", "again", "again"]
    assert {each["name"] for each in told} == {"Norhayati (contoh), Kota Banjarbaru"}
    refused = staff.post(f"{HERE}hadir/kirim/", "tidak", content_type="application/json")
    assert refused.status_code == 422


def test_without_a_script_a_code_is_typed_and_a_guest_of_the_paper_list_is_added_marked_and_undone() -> (
    None
):
    meeting = a_full_meeting()
    guest = a_guest(meeting.invitations.get(office__code=BANJARBARU), "Norhayati (contoh)")
    staff = browser(Role.STAFF)
    answer = staff.post(f"{HERE}hadir/pindai/", {"code": guest_code(guest.key)}, follow=True)
    assert "Norhayati (contoh), Kota Banjarbaru: hadir, dicatat" in answer.content.decode()
    undone = staff.post(f"{HERE}hadir/{guest.pk}/batal/", {"reason": "tertukar"}, follow=True)
    assert "Tanda hadir Norhayati (contoh) dibatalkan." in undone.content.decode()
    assert staff.post(f"{HERE}hadir/{guest.pk}/batal/", {"reason": ""}).status_code == 422
    staff.post(f"{HERE}hadir/{guest.pk}/catat/")
    guest.refresh_from_db()
    assert guest.came_by == "typed"
    assert staff.post(f"{HERE}hadir/", {"name": ""}).status_code == 422
    staff.post(f"{HERE}hadir/", {"name": "Rina (contoh)", "body": "LPJK (contoh)"})
    assert Guest.objects.get(name="Rina (contoh)").body == "LPJK (contoh)"


def test_the_wall_shows_a_code_while_the_meeting_runs_and_whoever_scans_it_states_a_name() -> None:
    meeting = a_full_meeting()
    wall = browser(Role.STAFF).get(f"{HERE}hadir/kode/").content.decode()
    assert "1 orang dari 1 kantor sudah hadir." in wall
    assert "<svg" in wall
    room = scan.code_at(subject_of(Meeting.objects.get()), clock.now())
    phone = Client()
    here = f"/rapat/{meeting.code}/hadir/{room}/"
    page = phone.get(here)
    assert "Saya hadir" in page.content.decode()
    assert "Rahmadi" not in page.content.decode()
    told = {"office": BANJARBARU, "name": "Norhayati (contoh)", "position": "Staf"}
    for _turn in range(3):
        told["ticket"] = ticket_of(meeting.code, clock.now())
        assert "Hadir, dicatat" in phone.post(here, told).content.decode()
    guest = Guest.objects.get(name="Norhayati (contoh)")
    assert (guest.came_by, guest.marked_by, guest.is_announced) == ("own_scan", None, False)
    assert guest.invitation is not None
    assert guest.invitation.came_at == guest.came_at


def test_an_old_code_a_foreign_ticket_and_a_closed_room_let_nobody_in() -> None:
    meeting = a_full_meeting()
    phone = Client()
    stale = f"/rapat/{meeting.code}/hadir/00000000/"
    told = {"office": BANJAR, "name": "Rina (contoh)", "ticket": ticket_of("lain", clock.now())}
    assert "sudah berganti" in phone.get(stale).content.decode()
    assert phone.post(stale, told).status_code == 422
    assert Guest.objects.count() == 1
    a_record(meeting)
    room = scan.code_at(subject_of(Meeting.objects.get()), clock.now())
    assert phone.get(f"/rapat/{meeting.code}/hadir/{room}/").status_code == 404
    wall = browser(Role.STAFF).get(f"{HERE}hadir/kode/").content.decode()
    assert "Kode tampil sejak rapat dimulai" in wall


def test_the_code_on_the_wall_adds_ten_strangers_of_an_office_and_who_is_announced_still_comes() -> (
    None
):
    meeting = a_full_meeting()
    announced = a_guest(meeting.invitations.get(office__code=BANJARBARU), "Norhayati (contoh)")
    ticket, phone = ticket_of(meeting.code, clock.now()), Client()
    here = f"/rapat/{meeting.code}/hadir/00000000/"

    def told(name: str) -> int:
        said = {"office": BANJARBARU, "name": name, "ticket": ticket}
        return phone.post(here, said).status_code

    assert [told(f"Tamu {number} (contoh)") for number in range(11)] == [200] * 10 + [422]
    assert told(announced.name) == 200
    assert announced.invitation is not None
    assert announced.invitation.guests.count() == 11


def test_a_ticket_does_not_pass_the_limit_of_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = a_full_meeting()
    monkeypatch.setattr(arrivals, "MOST_TRIES", 2)
    said = {"office": BANJAR, "name": "Rina (contoh)"}
    told = [
        Client().post(
            f"/rapat/{meeting.code}/hadir/00000000/",
            {**said, "ticket": ticket_of(meeting.code, clock.now())},
        )
        for _turn in range(3)
    ]
    assert [answer.status_code for answer in told] == [200, 200, 422]


def sent(meeting: Meeting, part: str, text: str) -> dict[str, str]:
    return {f"isi-{part}": text, f"dasar-{part}": mark_of(parts_of(meeting)[part])}


def test_the_script_is_told_what_was_kept_and_where_two_contradict() -> None:
    meeting = a_full_meeting()
    part = f"item-{meeting.agenda.get().pk}"
    mine, yours = sent(meeting, part, "Lima"), sent(meeting, part, "Tujuh")
    staff = browser(Role.STAFF)
    kept = staff.post(f"{HERE}notulen/simpan/", mine)
    assert (kept.status_code, kept.json()) == (
        200,
        {"marks": {part: mark_of("Lima")}, "clashes": []},
    )
    clash = staff.post(f"{HERE}notulen/simpan/", yours)
    assert (clash.status_code, clash.json()) == (409, {"marks": {}, "clashes": [part]})


@pytest.mark.parametrize(
    ("choice", "stands"),
    [("saya", "Tujuh"), ("tersimpan", "Lima"), ("keduanya", "Lima\n\nTujuh"), ("", "Lima")],
)
def test_a_contradiction_shows_both_and_nothing_is_chosen_for_its_reader(
    choice: str, stands: str
) -> None:
    meeting = a_full_meeting()
    item = meeting.agenda.get()
    part = f"item-{item.pk}"
    mine, yours = sent(meeting, part, "Lima"), sent(meeting, part, "Tujuh")
    staff = browser(Role.STAFF)
    assert staff.post(f"{HERE}notulen/", mine).status_code == 302
    shown = staff.post(f"{HERE}notulen/", yours)
    text = shown.content.decode()
    assert shown.status_code == 409
    assert ("Lima" in text, "Tujuh" in text, "checked" in text) == (True, True, False)
    told = {
        f"isi-{part}": "Tujuh",
        f"lain-{part}": "Lima",
        f"dasar-{part}": mark_of("Lima"),
        f"pilih-{part}": choice,
    }
    answer = staff.post(f"{HERE}notulen/", told)
    item.refresh_from_db()
    assert (answer.status_code, item.minutes) == (302 if choice else 422, stands)


def test_the_meeting_is_closed_with_what_is_missing_and_resumed_with_a_reason() -> None:
    meeting = a_full_meeting()
    staff = browser(Role.STAFF)
    before = staff.get(f"{HERE}notulen/").content.decode()
    closed = staff.post(f"{HERE}langkah/tutup/", follow=True).content.decode()
    for text in (before, closed):
        assert "Notulis belum ditulis." in text
    assert staff.post(f"{HERE}langkah/lanjut/", {"reason": ""}).status_code == 422
    assert staff.post(f"{HERE}langkah/lanjut/", {"reason": "keliru"}).status_code == 302
    assert staff.post(f"{HERE}langkah/mulai/").status_code == 409
    assert staff.post(f"{HERE}langkah/lain/").status_code == 404
    meeting.refresh_from_db()
    assert (meeting.state, meeting.state_reason) == ("running", "keliru")


def test_the_record_goes_from_draft_to_every_office_by_pages() -> None:
    a_letterhead()
    meeting = a_full_meeting()
    staff = browser(Role.STAFF)
    staff.post(f"{HERE}langkah/tutup/")
    staff.post(f"{HERE}berita-acara/")
    paper = MeetingPaper.objects.get()
    page = f"{HERE}berita-acara/{paper.pk}/"
    assert staff.post(f"{page}nomor/", {"number": "", "numbering": "typed"}).status_code == 422
    told = {
        "numbering": "typed",
        "number": "005/9/BA/2026",
        "dated": "2026-04-17",
        "place": "Banjarbaru",
        "signatory": an_official().pk,
    }
    assert staff.post(f"{page}nomor/", told).status_code == 302
    assert staff.get(f"{page}cetak.pdf").content.startswith(b"%PDF")
    assert "Kirim berita acara" in staff.get(page).content.decode()
    for _turn in range(2):
        assert staff.post(f"{page}kirim/").status_code == 302
    paper.refresh_from_db()
    assert paper.sent_at is not None
    posted = Message.objects.filter(name="meeting_record")
    assert posted.count() == len(set(posted.values_list("to", flat=True))) > 0
    assert "Susun koreksi" in staff.get(f"{HERE}berita-acara/").content.decode()
    assert staff.post(f"{page}buang/", {"reason": "x"}).status_code == 409
    assert meeting.papers.count() == 1


def test_the_pages_are_the_offices_own_and_only_whoever_leads_writes() -> None:
    a_full_meeting()
    reader, stranger = browser(Role.HEAD_OF_OFFICE), browser(Role.REGENCY_OFFICER)
    for page in ("hadir/", "notulen/", "berita-acara/", "hadir/daftar.pdf"):
        assert reader.get(f"{HERE}{page}").status_code == 200
        assert stranger.get(f"{HERE}{page}").status_code == 404
    for page in ("hadir/", "notulen/", "berita-acara/", "notulen/simpan/", "langkah/tutup/"):
        assert reader.post(f"{HERE}{page}").status_code == 403
    assert "Simpan notulen" not in reader.get(f"{HERE}notulen/").content.decode()
    assert browser(Role.STAFF).get(f"{HERE}hadir/pindai/").status_code == 200
    assert browser(Role.STAFF).get(f"{HERE}hadir/luring/").status_code == 200
    assert b"binakon-presensi" in browser(Role.STAFF).get(f"{HERE}hadir/luring.js").content


def test_a_meeting_leads_to_the_pages_of_its_work_in_their_order() -> None:
    meeting = a_full_meeting()
    page = browser(Role.STAFF).get(HERE).text
    wanted = ["jawaban/", "hadir/", "notulen/", "berita-acara/"]
    found = [page.index(f'href="{HERE}{step}"') for step in wanted]
    assert found == sorted(found)
    assert f"/meja/kesepakatan/baru/?kantor=63&amp;rapat={meeting.code}" in page
    assert "1 dari 1 mata acara sudah dicatat" in page
    a_record(meeting, "005/9/BA/2026")
    assert "Berita acara 005/9/BA/2026" in browser(Role.TREASURER).get(HERE).text


def test_the_meeting_and_its_minutes_open_with_what_is_late_until_the_meeting_is_over() -> None:
    meeting = a_full_meeting()
    agreement = accepted(due_on=timezone.localdate() - timedelta(days=3), text="Kirim data")
    staff, link = browser(Role.STAFF), f'href="/meja/kesepakatan/{agreement.pk}/"'
    for page in (HERE, f"{HERE}notulen/"):
        shown = staff.get(page).text
        assert ("1 komitmen sebelumnya terlambat" in shown, link in shown) == (True, True)
        assert "lewat 3 hari" in shown
    a_record(meeting)
    assert link not in staff.get(HERE).text


def test_a_cancelled_meeting_leads_to_no_page_of_its_day() -> None:
    meeting = a_full_meeting()
    Meeting.objects.filter(pk=meeting.pk).update(state="cancelled", state_reason="Banjir")
    assert f'href="{HERE}hadir/"' not in browser(Role.STAFF).get(HERE).text


def test_nobody_is_offered_to_mark_guests_before_the_door_opens() -> None:
    early, open_ = (
        a_meeting(code=f"dalam-{hours}", starts_at=start, ends_at=start + timedelta(hours=2))
        for hours, start in ((hours, clock.now() + timedelta(hours=hours)) for hours in (7, 5))
    )
    told = []
    for meeting in (early, open_):
        a_guest(asked(meeting))
        page = browser(Role.STAFF).get(f"/meja/rapat/{meeting.code}/hadir/").text
        told.append(("Kehadiran dicatat mulai enam jam" in page, page.count(">Catat hadir")))
    assert told == [(True, 0), (False, 2)]
