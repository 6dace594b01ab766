"""The clocks of a meeting: they follow its day, and stop when it begins or is called off."""

from datetime import timedelta

import pytest
from django.test import Client

from binakon.coordination.actions import meetings, questionnaires, replies
from binakon.coordination.actions.holding import (
    begin_meeting,
    close_meeting,
    resume_meeting,
    withdraw_beginning,
)
from binakon.coordination.actions.questionnaires import Stated
from binakon.coordination.models import Meeting
from binakon.coordination.rules.replies import Comer
from binakon.core.models import Deadline
from binakon.core.problems import Blocked
from binakon.people.models import Role
from tests.cast import user
from tests.coordination.meetings import a_meeting, a_text, invited
from tests.coordination.rooms import a_full_meeting
from tests.coordination.rooms import a_meeting as a_meeting_now
from tests.factories import BY, an_activity, sentences

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("year", "db")]


def running() -> list[str]:
    return sorted(Deadline.objects.open().values_list("kind", flat=True))


def test_nothing_is_awaited_of_a_meeting_that_began_and_a_beginning_undone_awaits_it_again() -> (
    None
):
    rows = invited(a_meeting(), offices=("63.01", "63.02"))
    meeting = rows[0].meeting
    comer = Comer("Siti (contoh)", "Kabid")
    replies.answer_invitation(rows[0], comes=True, guests=[comer], by=BY)
    questionnaires.save_questionnaire(rows[1], Stated(), revision=0, is_sent=True, by=BY)
    awaited = ["meeting_day", "meeting_form", "meeting_reply"]
    assert running() == awaited
    begin_meeting(meeting, by=BY, at=meeting.starts_at)
    assert running() == []
    withdraw_beginning(meeting, reason="salah tekan", by=BY)
    assert running() == awaited


def test_the_clocks_of_answers_follow_the_meeting_where_no_last_day_was_told() -> None:
    meeting = invited(a_meeting(reply_by=None), offices=("63.01",))[0].meeting
    later = meeting.starts_at + timedelta(days=7)
    text = a_text(starts_at=later, ends_at=later + timedelta(hours=2), reply_by=None)
    meetings.edit_meeting(meeting, text, revision=0, by=BY)
    assert set(Deadline.objects.open().values_list("due_at", flat=True)) == {later}


def test_the_clock_of_an_answer_opens_for_the_desk_and_for_the_office_that_owes_it() -> None:
    rows = invited(offices=("63.09", "63.01"))
    desk, officer = Client(), Client()
    desk.force_login(user(Role.STAFF))
    officer.force_login(user(Role.REGENCY_OFFICER))
    own, other = (
        Deadline.objects.get(subject_id=row.pk, kind="meeting_reply").path
        for row in sorted(rows, key=lambda row: row.office.code, reverse=True)
    )
    for path in (own, other):
        assert desk.get(path).headers["Location"] == f"/meja/rapat/{rows[0].meeting.code}/"
    mine = next(row for row in rows if row.office.code == "63.09")
    assert officer.get(own).headers["Location"].startswith(f"/undangan/{mine.key.hex}.")
    assert officer.get(other).status_code == 404


def test_a_meeting_that_was_closed_is_never_one_that_did_not_begin() -> None:
    activity = an_activity("rakor", indicator="", kind="rakor", title="Rakor", is_all_regions=True)
    meeting = a_meeting_now(activity=activity)
    begin_meeting(meeting, by=BY)
    close_meeting(meeting, by=BY)
    resume_meeting(meeting, reason="notulen keliru", by=BY)
    desk = Client()
    desk.force_login(user(Role.STAFF))
    assert "langkah/urungkan/" not in desk.get(f"/meja/rapat/{meeting.code}/notulen/").text
    with pytest.raises(Blocked) as refused:
        withdraw_beginning(meeting, reason="salah tekan", by=BY)
    assert sentences(refused.value.problems) == [
        "Rapat ini pernah ditutup, jadi rencana sudah mencatatnya terlaksana. Tutup lagi bila perbaikannya selesai."
    ]
    assert Meeting.objects.get().state == "running"


def test_a_withdrawal_that_is_refused_says_why_on_its_page() -> None:
    meeting = a_full_meeting()
    desk = Client()
    desk.force_login(user(Role.STAFF))
    told = desk.post(f"/meja/rapat/{meeting.code}/langkah/urungkan/", {"reason": "salah tekan"})
    assert (told.status_code, "Sudah ada yang tercatat hadir" in told.text) == (422, True)
