"""Meetings before their day: prepared, changed beside other people's edits, invited once, answered, cancelled."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from binakon.coordination.actions import (
    agenda,
    letter_sending,
    letters,
    meetings,
    questionnaires,
    reminders,
    replies,
)
from binakon.coordination.actions.letters import LetterText
from binakon.coordination.actions.questionnaires import Stated
from binakon.coordination.documents.letter import letter_pdf
from binakon.coordination.models import Invitation, Meeting, MeetingPaper, Questionnaire
from binakon.coordination.queries import invitations as own
from binakon.coordination.queries.letters import mark_of
from binakon.coordination.queries.meetings import changed_since_sent, meeting_list, meetings_for
from binakon.coordination.rules.links import BadLink, ExpiredLink, token_of
from binakon.coordination.rules.replies import Comer, Need
from binakon.coordination.states import MeetingPaperKind, MeetingState, Reply, Travel
from binakon.core import clock, questions
from binakon.core.calendar import today
from binakon.core.history import of_row
from binakon.core.models import Deadline, Message
from binakon.core.problems import Blocked, StaleState
from binakon.people.models import Office, Role
from binakon.people.rules import PUBLIC
from tests.cast import viewer
from tests.coordination.agreed import accepted
from tests.coordination.meetings import (
    REGENCIES,
    SMALL_PDF,
    a_letter,
    a_meeting,
    a_text,
    invited,
    sent,
)
from tests.days import stand_on
from tests.factories import BY, an_office

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("year", "db")]

SITI = Comer("Siti Contoh", "Kabid Jasa Konstruksi")
BUDI = Comer("Budi Contoh", "Staf", "0812 3456 7890")


def codes_of(refused: pytest.ExceptionInfo[Blocked]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def open_kinds() -> list[str]:
    return sorted(Deadline.objects.open().values_list("kind", flat=True))


def test_all_that_is_missing_of_a_meeting_is_said_at_once() -> None:
    text = a_text(" ", venue="", starts_at=None, ends_at=None, reply_by=None)
    with pytest.raises(Blocked) as refused:
        meetings.create_meeting(an_office(), text, by=BY)
    assert codes_of(refused) == ["title", "starts", "ends", "venue"]


def test_two_meetings_of_one_name_and_day_have_two_addresses() -> None:
    day = timezone.localtime(clock.now() + timedelta(days=10))
    first, second = (
        a_meeting(
            starts_at=day.replace(hour=hour, minute=0, second=0, microsecond=0),
            ends_at=day.replace(hour=hour + 2, minute=0, second=0, microsecond=0),
        )
        for hour in (9, 13)
    )
    assert second.code == f"{first.code}-2"


def test_whoever_edits_what_somebody_else_changed_is_told_and_nothing_is_lost() -> None:
    meeting = a_meeting()
    meetings.edit_meeting(meeting, a_text("Rapat A"), revision=0, by=BY)
    with pytest.raises(StaleState):
        meetings.edit_meeting(meeting, a_text("Rapat B"), revision=0, by=BY)
    meeting.refresh_from_db()
    assert (meeting.title, meeting.revision) == ("Rapat A", 1)


def test_history_tells_that_the_contact_changed_but_not_to_whom() -> None:
    meeting = a_meeting(contact_phone="0811 1111 1111")
    text = a_text("Rapat A", contact_name="Siti (contoh)", contact_phone="0822 2222 2222")
    meetings.edit_meeting(meeting, text, revision=0, by=BY)
    line = of_row("coordination.meeting", meeting.pk)[0]
    assert (line.before["title"], line.after["title"]) == ("Rapat Koordinasi", "Rapat A")
    assert (line.before["contact_phone"], line.after["contact_phone"]) == ("–", "–")
    assert "Siti" not in str(line.after)


def test_the_agenda_is_put_in_order_and_a_point_is_removed() -> None:
    meeting = a_meeting()
    one, two, three = (agenda.add_item(meeting, title=name, by=BY) for name in ("A", "B", "C"))
    agenda.raise_item(three, by=BY)
    agenda.raise_item(one, by=BY)
    agenda.remove_item(two, by=BY)
    agenda.change_item(three, title="C", speaker="Kasi", length=30, by=BY)
    rows = meeting.agenda.values_list("title", "speaker", "length")
    assert list(rows) == [("A", "", None), ("C", "Kasi", 30)]


def test_all_thirteen_offices_are_invited_in_one_deed_each_with_a_message() -> None:
    rows = invited()
    assert [row.office.code for row in rows] == list(REGENCIES)
    assert [row.sent_at is not None for row in rows] == [True] * 13
    assert rows[0].meeting.state == MeetingState.INVITED
    told = Message.objects.filter(name="meeting_invitation").values_list("subject_id", flat=True)
    assert set(told) == {row.pk for row in rows}
    assert open_kinds() == ["meeting_day", *["meeting_form"] * 13, *["meeting_reply"] * 13]


def test_pressing_twice_sends_once() -> None:
    paper = a_letter(a_meeting())
    twin = MeetingPaper.objects.get(pk=paper.pk)
    assert sent(paper) == 13
    many = Message.objects.count()
    assert sent(twin) is None
    assert Message.objects.count() == many


def test_a_letter_without_number_is_not_sent_and_nobody_is_invited() -> None:
    paper = a_letter(a_meeting(), number="")
    with pytest.raises(Blocked) as refused:
        sent(paper)
    assert codes_of(refused) == ["number"]
    assert Invitation.objects.filter(sent_at__isnull=False).count() == 0


CHANGES: dict[str, Callable[[Meeting, MeetingPaper], object]] = {
    "place": lambda meeting, _paper: Meeting.objects.filter(pk=meeting.pk).update(venue="Hotel"),
    "time": lambda meeting, _paper: Meeting.objects.filter(pk=meeting.pk).update(
        ends_at=meeting.ends_at + timedelta(hours=1)
    ),
    "title": lambda meeting, _paper: Meeting.objects.filter(pk=meeting.pk).update(title="Lain"),
    "contact": lambda meeting, _paper: Meeting.objects.filter(pk=meeting.pk).update(
        contact_phone="0511 1"
    ),
    "reply_by": lambda meeting, _paper: Meeting.objects.filter(pk=meeting.pk).update(
        reply_by=today() + timedelta(days=1)
    ),
    "agenda": lambda meeting, _paper: agenda.add_item(meeting, title="Kuota", by=BY),
    "words": lambda _meeting, paper: letters.rewrite_letter(
        paper, LetterText("Undangan lain", REGENCIES), by=BY
    ),
    "offices": lambda _meeting, paper: letters.rewrite_letter(
        paper, LetterText(paper.subject, REGENCIES[1:]), by=BY
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_letter_is_not_sent_when_anything_it_prints_changed_since_it_was_read(
    change: str,
) -> None:
    meeting = a_meeting()
    paper = a_letter(meeting)
    read = mark_of(MeetingPaper.objects.get(pk=paper.pk))
    CHANGES[change](meeting, MeetingPaper.objects.get(pk=paper.pk))
    with pytest.raises(StaleState):
        letter_sending.send_letter(paper, read=read, made=SMALL_PDF, by=BY)
    assert Invitation.objects.filter(sent_at__isnull=False).count() == 0
    assert sent(MeetingPaper.objects.get(pk=paper.pk)) == 13 - (change == "offices")


@pytest.mark.parametrize("change", ["sent_at = NULL", "subject = 'lain'", "number = 'lain'"])
def test_what_was_sent_never_changes_whatever_hand_writes(change: str) -> None:
    paper = a_letter(a_meeting())
    sent(paper)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE coordination_meetingpaper SET {change} WHERE id = {paper.pk}")
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingPaper.objects.filter(pk=paper.pk).delete()


def test_without_its_guard_a_sent_letter_could_change() -> None:
    paper = a_letter(a_meeting())
    sent(paper)
    name = "coordination_paper_update"
    drop = f"DROP TRIGGER {name}"
    if connection.vendor == "postgresql":
        drop += " ON coordination_meetingpaper"
    with connection.cursor() as cursor:
        cursor.execute(drop)
    assert MeetingPaper.objects.filter(pk=paper.pk).update(subject="lain") == 1


def test_the_signed_sheet_of_a_sent_paper_may_follow() -> None:
    paper = a_letter(a_meeting())
    sent(paper)
    assert MeetingPaper.objects.filter(pk=paper.pk).update(scan=None) == 1


def test_a_draft_names_other_offices_and_only_those_are_asked() -> None:
    meeting = a_meeting()
    paper = a_letter(meeting, offices=("63.01", "63.02"))
    letters.rewrite_letter(paper, LetterText("Undangan", ("63.02", "63.03")), by=BY)
    asked = meeting.invitations.values_list("office__code", flat=True)
    assert list(asked.order_by("office__code")) == ["63.02", "63.03"]


def test_an_office_that_is_asked_late_gets_its_own_copy_once() -> None:
    invited(meeting := a_meeting(), offices=("63.01",))
    late = Office.objects.get(code="63.72")
    assert letter_sending.invite_late(meeting, late, made=SMALL_PDF, by=BY) is True
    assert letter_sending.invite_late(meeting, late, made=SMALL_PDF, by=BY) is False
    row = Invitation.objects.get(meeting=meeting, office=late)
    assert row.sent_at is not None
    assert Message.objects.filter(name="meeting_invitation", subject_id=row.pk).count() == 1


def test_a_meeting_that_moves_after_sending_offers_a_correction_until_it_is_sent() -> None:
    invited(meeting := a_meeting())
    assert changed_since_sent(meeting) == []
    meetings.edit_meeting(meeting, a_text(venue="Hotel, Banjarmasin"), revision=0, by=BY)
    assert "venue" in changed_since_sent(meeting)
    paper = a_letter(meeting, number="005/2/BK/2026")
    assert paper.content["is_correction"] is True
    assert sent(paper) == 13
    assert changed_since_sent(meeting) == []


def test_an_answer_names_who_comes_and_may_change_until_the_meeting() -> None:
    row = invited()[0]
    replies.answer_invitation(row, comes=True, guests=[SITI, BUDI], by=BY)
    key = row.guests.get(name="Siti Contoh").key
    replies.answer_invitation(row, comes=True, guests=[SITI], by=BY)
    assert [(guest.name, guest.key) for guest in row.guests.all()] == [("Siti Contoh", key)]
    replies.answer_invitation(row, comes=False, note="Bersamaan dengan musrenbang", by=BY)
    row.refresh_from_db()
    assert (row.reply, row.guests.count()) == (Reply.DECLINES, 0)
    assert open_kinds().count("meeting_reply") == 12


def test_all_that_is_wrong_with_an_answer_is_said_at_once() -> None:
    row = invited()[0]
    with pytest.raises(Blocked) as refused:
        replies.answer_invitation(row, comes=True, guests=[Comer("", "", "12")], by=BY)
    assert codes_of(refused) == ["guests", "guests", "guests"]


def test_nobody_answers_a_meeting_that_has_begun() -> None:
    row = invited()[0]
    with pytest.raises(Blocked) as refused:
        replies.answer_invitation(row, comes=True, guests=[SITI], by=BY, at=row.meeting.starts_at)
    assert codes_of(refused) == ["closed"]


def test_a_link_leads_to_its_invitation_until_it_is_renewed() -> None:
    row = invited()[0]
    token = own.link_of(row)
    assert own.invitation_behind(token) == row
    letter_sending.renew_link(row, by=BY)
    with pytest.raises(ExpiredLink):
        own.invitation_behind(token)
    assert own.invitation_behind(own.link_of(row)) == row
    with pytest.raises(BadLink):
        own.invitation_behind(token[:-1] + ("A" if token[-1] != "A" else "B"))


def test_a_link_of_an_invitation_that_was_not_sent_leads_nowhere() -> None:
    meeting = a_meeting()
    a_letter(meeting)
    row = meeting.invitations.all()[0]
    with pytest.raises(ExpiredLink):
        own.invitation_behind(token_of(row.key.hex, 1))


def test_a_form_keeps_unknown_unknown_and_is_sent() -> None:
    row = invited()[0]
    stated = Stated(needs=[Need("Ahli Muda Jalan (contoh)", 7, 12)], travel=Travel.PARTLY)
    form = questionnaires.save_questionnaire(row, stated, revision=0, by=BY)
    assert (form.candidates, form.certified, form.sent_at) == (None, None, None)
    questionnaires.save_questionnaire(row, Stated(candidates=0), revision=1, is_sent=True, by=BY)
    form = Questionnaire.objects.get(invitation=row)
    assert (form.candidates, form.needs.count(), form.sent_at is not None) == (0, 0, True)
    assert open_kinds().count("meeting_form") == 12


def test_a_form_that_is_sent_fulfils_what_its_office_owed_to_the_meeting() -> None:
    row, other = invited()[:2]
    owed = {"meeting": row.meeting, "owner": row.office.code}
    data, foreign = accepted(**owed), accepted(meeting=row.meeting, owner=other.office.code)
    questionnaires.save_questionnaire(row, Stated(candidates=2), revision=0, by=BY)
    data.refresh_from_db()
    assert data.state == "accepted"
    questionnaires.save_questionnaire(row, Stated(candidates=2), revision=1, is_sent=True, by=BY)
    questionnaires.save_questionnaire(row, Stated(candidates=3), revision=2, is_sent=True, by=BY)
    for agreement in (data, foreign):
        agreement.refresh_from_db()
    assert (data.state, data.evidence) == ("fulfilled", "Formulir rapat terkirim.")
    assert foreign.state == "accepted"


def test_two_who_fill_one_form_do_not_overwrite_each_other() -> None:
    row = invited()[0]
    questionnaires.save_questionnaire(row, Stated(candidates=3), revision=0, by=BY)
    with pytest.raises(StaleState):
        questionnaires.save_questionnaire(row, Stated(candidates=9), revision=0, by=BY)
    assert Questionnaire.objects.get(invitation=row).candidates == 3


def test_all_that_is_wrong_with_a_form_is_said_at_once() -> None:
    row = invited()[0]
    needs = [Need("", None, 1), Need("Ahli A", 12, 0), Need("Ahli A", 12, 1)]
    stated = Stated(needs=needs, contact_phone="x", contact_email="x")
    with pytest.raises(Blocked) as refused:
        questionnaires.save_questionnaire(row, stated, revision=0, by=BY)
    assert codes_of(refused) == [*["needs"] * 5, "contact_phone", "contact_email"]


def sent_long_ago() -> None:
    Invitation.objects.update(sent_at=clock.now() - timedelta(days=3))


def test_whoever_got_the_letter_today_is_not_reminded_of_it_the_same_day() -> None:
    day_before = invited(a_meeting(days=1))[0].meeting.starts_at - timedelta(days=1)
    told = (reminders.remind_unanswered(by=BY), reminders.remind_of_tomorrow(by=BY, at=day_before))
    assert told == (0, 0)
    sent_long_ago()
    assert (reminders.remind_unanswered(by=BY), reminders.remind_of_tomorrow(by=BY)) == (13, 13)


def test_only_who_did_not_answer_is_reminded_and_only_once() -> None:
    rows = invited(a_meeting(days=2))
    sent_long_ago()
    replies.answer_invitation(rows[0], comes=True, guests=[SITI], by=BY)
    assert reminders.remind_unanswered(by=BY) == 12
    assert reminders.remind_unanswered(by=BY) == 0
    assert questions.why_untrue("meeting_unanswered", rows[0].pk) == "Kantor ini sudah menjawab."
    assert questions.why_untrue("meeting_unanswered", rows[1].pk) == ""


def test_on_the_day_before_who_declined_is_left_alone() -> None:
    rows = invited(a_meeting(days=5))
    replies.answer_invitation(rows[0], comes=False, note="Berhalangan", by=BY)
    day_before = rows[0].meeting.starts_at - timedelta(days=1)
    assert reminders.remind_of_tomorrow(by=BY, at=clock.now()) == 0
    assert reminders.remind_of_tomorrow(by=BY, at=day_before) == 12
    assert questions.why_untrue("meeting_not_declined", rows[0].pk) == "Kantor ini tidak hadir."


def test_a_cancelled_meeting_stops_its_clocks_and_calls_its_messages_off() -> None:
    rows = invited()
    meeting = rows[0].meeting
    meetings.cancel_meeting(meeting, reason="Bencana banjir", by=BY)
    assert open_kinds() == []
    assert questions.why_untrue("meeting_ahead", rows[0].pk) != ""
    assert sent(a_letter(meeting, MeetingPaperKind.CANCELLATION, number="005/3")) == 13
    assert Message.objects.filter(name="meeting_cancelled").count() >= 13


def test_a_meeting_is_not_cancelled_without_a_reason() -> None:
    with pytest.raises(Blocked) as refused:
        meetings.cancel_meeting(a_meeting(), reason=" ", by=BY)
    assert codes_of(refused) == ["reason"]


def test_the_letter_prints_for_all_and_for_one_office() -> None:
    meeting = a_meeting()
    agenda.add_item(meeting, title="Kuota", length=45, by=BY)
    paper = a_letter(meeting)
    assert letter_pdf(paper)[:5] == b"%PDF-"
    sent(paper)
    assert letter_pdf(paper, only=Office.objects.get(code="63.72"))[:5] == b"%PDF-"


def test_meetings_are_seen_at_their_own_office_only() -> None:
    meeting = a_meeting()
    seen = [role for role in Role if list(meetings_for(viewer(role))) == [meeting]]
    assert set(seen) == set(Role) - {Role.REGENCY_OFFICER, Role.PARTNER, Role.INSTRUCTOR}
    assert list(meetings_for(PUBLIC)) == []
    page = meeting_list(viewer(Role.STAFF), an_office(), None)
    assert [line.meeting for line in page.upcoming] == [meeting]


def test_an_officer_sees_the_invitation_of_the_own_office_only() -> None:
    rows = invited()
    officer = viewer(Role.REGENCY_OFFICER)
    seen = own.own_invitations(officer)
    assert [row.office.code for row in seen] == list(officer.office_codes)
    other = next(row for row in rows if row.office.code not in officer.office_codes)
    assert own.own_invitation_for(officer, other.pk) is None


def test_a_meeting_that_moves_after_its_reminders_is_reminded_again_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # An hour later is the same day.
    stand_on(monkeypatch, today())
    meeting = invited(a_meeting(days=2))[0].meeting
    sent_long_ago()
    assert (reminders.remind_unanswered(by=BY), reminders.remind_unanswered(by=BY)) == (13, 0)
    day_before = meeting.starts_at - timedelta(days=1)
    assert reminders.remind_of_tomorrow(by=BY, at=day_before) == 13
    text = a_text(
        starts_at=meeting.starts_at + timedelta(hours=1),
        ends_at=meeting.ends_at + timedelta(hours=2),
        reply_by=today() + timedelta(days=2),
    )
    meetings.edit_meeting(meeting, text, revision=0, by=BY)
    told = [
        (reminders.remind_unanswered(by=BY), reminders.remind_of_tomorrow(by=BY, at=day_before))
        for _turn in range(2)
    ]
    assert told == [(13, 13), (0, 0)]


def test_an_office_sees_only_the_letters_that_were_sent_to_it() -> None:
    meeting = a_meeting()
    both, one, none = ("63.01", "63.02", "63.03")
    first = a_letter(meeting, offices=(both, one))
    sent(first)
    second = a_letter(meeting, offices=(both,), number="005/2/BK/2026")
    sent(second)
    letter_sending.invite_late(meeting, Office.objects.get(code=none), made=SMALL_PDF, by=BY)
    third = a_letter(meeting, offices=(both, one, none), number="005/3/BK/2026")
    sent(third)
    seen = {
        row.office.code: [paper.pk for paper in own.papers_of(row)]
        for row in Invitation.objects.select_related("office", "meeting")
    }
    assert seen == {
        both: [first.pk, second.pk, third.pk],
        one: [first.pk, third.pk],
        none: [second.pk, third.pk],
    }
