"""The pages of a meeting before its day: who opens them, from a new meeting to the letter on its way, and the link."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from binakon.coordination.actions import questionnaires
from binakon.coordination.actions.questionnaires import Stated
from binakon.coordination.models import Meeting, MeetingPaper, MeetingSeries
from binakon.coordination.queries.beside import answers_page
from binakon.coordination.queries.invitations import link_of
from binakon.coordination.rules.replies import Need
from binakon.core.calendar import today
from binakon.people.models import Role
from tests import cast
from tests.coordination.meetings import a_letter, a_meeting, an_official, invited
from tests.factories import BY

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("year", "db")]


def as_(role: Role) -> Client:
    client = Client()
    client.force_login(cast.user(role))
    return client


def typed(**other: str) -> dict[str, str]:
    day = today() + timedelta(days=20)
    return {
        "title": "Rakor",
        "day": day.isoformat(),
        "starts": "09:00",
        "ends": "12:00",
        "venue": "Aula",
        **other,
    }


def test_a_meeting_goes_from_the_form_to_thirteen_letters() -> None:
    staff = as_(Role.STAFF)
    assert staff.get("/meja/rapat/").status_code == 200
    answer = staff.post("/meja/rapat/baru/", typed())
    meeting = Meeting.objects.get()
    home = f"/meja/rapat/{meeting.code}/"
    assert answer.headers["Location"] == home
    staff.post(f"{home}acara/", {"title": "Kuota", "length": "45"})
    letter = {"subject": "Undangan", "nature": "Penting", "offices": ["63.01", "63.02"]}
    answer = staff.post(f"{home}surat/baru/undangan/", letter)
    paper = MeetingPaper.objects.get()
    own = answer.headers["Location"]
    number = {
        "number": "005/9",
        "dated": today().isoformat(),
        "place": "Banjarbaru",
        "signatory": str(an_official().pk),
    }
    assert staff.post(f"{own}nomor/", number).status_code == 302
    assert staff.get(f"{own}surat.pdf").content[:5] == b"%PDF-"
    read = staff.get(own).context["page"].mark
    assert staff.post(f"{own}kirim/").headers["Location"] == own
    assert "berubah sejak Anda membukanya" in staff.get(own).text
    assert staff.post(f"{own}kirim/", {"read": read}).headers["Location"] == home
    paper.refresh_from_db()
    assert (paper.sent_at is not None, paper.content["agenda"][0]["title"]) == (True, "Kuota")
    for path in (home, own, f"{home}jawaban/", f"{home}acara/", f"{home}ubah/"):
        assert staff.get(path).status_code == 200


def test_what_is_missing_of_a_new_meeting_is_said_and_what_was_typed_stays() -> None:
    answer = as_(Role.STAFF).post("/meja/rapat/baru/", {"title": "Rakor Banua"})
    assert answer.status_code == 422
    assert "Rakor Banua" in answer.text


def test_the_same_meeting_sent_twice_is_one_and_the_second_answer_leads_to_it() -> None:
    staff = as_(Role.STAFF)
    home = staff.post("/meja/rapat/baru/", typed()).headers["Location"]
    again = staff.post("/meja/rapat/baru/", typed(title=" rakor "))
    assert (again.status_code, Meeting.objects.count()) == (422, 1)
    assert f'<a href="{home}">Buka rapat yang sudah ada</a>' in again.text
    for other in (typed(starts="10:00"), typed(title="Rakor dua"), typed(series="0")):
        staff.post("/meja/rapat/baru/", other)
    assert Meeting.objects.count() == 3
    staff.post(f"{home}batal/", {"reason": "ditunda"})
    assert staff.post("/meja/rapat/baru/", typed()).status_code == 302


def test_the_next_meeting_of_a_series_begins_like_the_last_one() -> None:
    staff = as_(Role.STAFF)
    staff.post("/meja/rapat/seri/baru/", {"name": "Rakor triwulan"})
    series = MeetingSeries.objects.get()
    a_meeting("Rakor satu", series=series)
    assert staff.get(f"/meja/rapat/seri/{series.pk}/").status_code == 200
    assert "Aula Dinas, Banjarbaru" in staff.get(f"/meja/rapat/baru/?seri={series.pk}").text


def test_two_editors_choose_what_both_changed() -> None:
    meeting = a_meeting()
    staff, path = as_(Role.STAFF), f"/meja/rapat/{meeting.code}/ubah/"
    page = staff.get(path)
    base = page.context["seal"]
    mine = typed(base=base, revision="0", title="Judul saya")
    assert staff.post(path, typed(base=base, revision="0", title="Judul lain")).status_code == 302
    answer = staff.post(path, mine)
    assert answer.status_code == 409
    assert [clash.mine for clash in answer.context["clashes"]] == ["Judul saya"]


def test_readers_read_and_do_not_write_and_strangers_find_nothing() -> None:
    meeting = a_meeting()
    home = f"/meja/rapat/{meeting.code}/"
    reader, stranger = as_(Role.TREASURER), as_(Role.REGENCY_OFFICER)
    assert reader.get(home).status_code == 200
    assert reader.get(f"{home}ubah/").status_code == 403
    assert reader.post(f"{home}batal/", {"reason": "x"}).status_code == 403
    assert stranger.get(home).status_code == 404
    assert stranger.get(f"{home}jawaban/").status_code == 404


def test_an_office_answers_by_its_link_without_a_log_in() -> None:
    row = invited()[0]
    path = f"/undangan/{link_of(row)}/"
    public = Client()
    assert public.get(path).status_code == 200
    assert public.post(path, {"comes": "yes"}).status_code == 422
    told = {"comes": "yes", "name_0": "Siti Contoh", "position_0": "Kabid"}
    assert public.post(path, told).status_code == 302
    guest = row.guests.get()
    page = public.get(f"{path}tamu/{guest.key}/")
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store, private")
    assert b"BEGIN:VEVENT" in public.get(f"{path}rapat.ics").content
    paper = MeetingPaper.objects.get()
    assert public.get(f"{path}surat/{paper.pk}/").content[:5] == b"%PDF-"


def test_a_forged_link_and_an_ended_one_are_told_apart() -> None:
    row = invited()[0]
    old = link_of(row)
    staff = as_(Role.STAFF)
    staff.post(f"/meja/rapat/{row.meeting.code}/jawaban/{row.pk}/tautan/")
    assert Client().get(f"/undangan/{old}/").status_code == 410
    assert Client().get("/undangan/palsu/").status_code == 404


def test_a_form_is_saved_and_then_sent_by_the_link() -> None:
    row = invited()[0]
    path = f"/undangan/{link_of(row)}/isian/"
    public = Client()
    assert public.get(path).status_code == 200
    told = {"need_0": "Ahli Muda (contoh)", "people_0": "12", "travel": "partly"}
    kept = public.post(path, told).headers["Location"]
    assert "/isian/" in kept
    assert public.get(kept).status_code == 200
    row.refresh_from_db()
    assert row.questionnaire.sent_at is None
    public.post(path, {**told, "revision": "1", "send": "1"})
    row.questionnaire.refresh_from_db()
    assert (row.questionnaire.sent_at is not None, row.questionnaire.candidates) == (True, None)


def test_answers_stand_beside_each_other_with_how_many_told() -> None:
    rows = invited()
    for row, people in zip(rows[:2], (5, 7), strict=True):
        stated = Stated(needs=[Need("Ahli", 7, people)], candidates=people)
        questionnaires.save_questionnaire(row, stated, revision=0, is_sent=True, by=BY)
    page = answers_page(rows[0].meeting)
    told = [(one.value, one.told) for one in page.sums]
    assert (page.filled, page.asked, told) == (2, 13, [(12, 2), (12, 2), (None, 0)])
    staff = as_(Role.STAFF)
    home = f"/meja/rapat/{rows[0].meeting.code}/jawaban/"
    assert staff.get(home).status_code == 200
    answer = staff.get(f"{home}unduh/?bentuk=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 14


def test_the_desk_types_what_was_said_on_the_telephone() -> None:
    row = invited()[0]
    path = f"/meja/rapat/{row.meeting.code}/jawaban/{row.pk}/"
    staff = as_(Role.STAFF)
    assert f"Apakah {row.office.name} hadir?" in staff.get(path).text
    assert staff.post(path, {"comes": "no", "note": "Banjir"}).status_code == 302
    row.refresh_from_db()
    assert (row.reply, row.reply_note) == ("declines", "Banjir")


def test_an_officer_opens_the_own_invitation_only() -> None:
    rows = invited()
    officer = as_(Role.REGENCY_OFFICER)
    codes = cast.viewer(Role.REGENCY_OFFICER).office_codes
    own = next(row for row in rows if row.office.code in codes)
    other = next(row for row in rows if row.office.code not in codes)
    assert officer.get("/meja/undangan/").status_code == 200
    assert officer.get(f"/meja/undangan/{own.pk}/").status_code == 302
    assert officer.get(f"/meja/undangan/{other.pk}/").status_code == 404
    assert as_(Role.STAFF).get("/meja/undangan/").status_code == 404


def test_a_meeting_is_cancelled_and_its_letter_offered() -> None:
    row = invited()[0]
    home = f"/meja/rapat/{row.meeting.code}/"
    staff = as_(Role.STAFF)
    assert staff.post(f"{home}batal/", {"reason": ""}).status_code == 422
    assert staff.post(f"{home}batal/", {"reason": "Banjir"}).status_code == 302
    assert f"{home}surat/baru/pembatalan/" in staff.get(home).text


def test_a_draft_is_changed_and_thrown_away() -> None:
    meeting = a_meeting()
    paper = a_letter(meeting, number="")
    own = f"/meja/rapat/{meeting.code}/surat/{paper.pk}/"
    staff = as_(Role.STAFF)
    changed = {"subject": "Lain", "nature": "Biasa", "offices": ["63.01"]}
    assert staff.post(f"{own}ubah/", changed).status_code == 302
    assert staff.post(f"{own}nomor/", {}).status_code == 422
    assert staff.post(f"{own}buang/", {"reason": "salah"}).status_code == 302
    assert not MeetingPaper.objects.exists()


def test_whatever_comes_is_on_the_list_in_whichever_year() -> None:
    meeting = a_meeting("Rapat yang jauh", days=400)
    years = {timezone.localtime().year, timezone.localtime(meeting.starts_at).year}
    shown = as_(Role.STAFF).get("/meja/rapat/")
    page = shown.context["page"]
    assert (page.year, set(page.years)) == (timezone.localtime().year, years)
    assert [line.meeting for line in page.upcoming] == [meeting]
    coming = shown.text[shown.text.index("<h2>Akan datang") : shown.text.index("<h2>Sudah lewat")]
    assert ("1 rapat akan datang." in shown.text, "Rapat yang jauh" in coming) == (True, True)


def test_a_meeting_tells_its_day_once() -> None:
    start = datetime(2030, 4, 2, 14, tzinfo=timezone.get_default_timezone())
    one = a_meeting(starts_at=start, ends_at=start + timedelta(hours=3), reply_by=None)
    two = a_meeting("Dua hari", starts_at=start, ends_at=start + timedelta(hours=11), reply_by=None)
    shown = [as_(Role.STAFF).get(f"/meja/rapat/{each.code}/").text for each in (one, two)]
    assert "2 April 2030, 14.00–17.00 WITA" in shown[0]
    assert "2 April 2030, 14.00 WITA – 3 April 2030, 01.00 WITA" in shown[1]
