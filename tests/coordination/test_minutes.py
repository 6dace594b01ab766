"""Minutes: two who write at once both keep their words, a contradiction shows both, the end says what is missing."""

import pytest

from binakon.coordination.actions.holding import begin_meeting, close_meeting, resume_meeting
from binakon.coordination.actions.minutes import save_minutes
from binakon.coordination.models import Meeting
from binakon.coordination.queries.minutes import parts_of
from binakon.coordination.rules.minutes import Typed, mark_of
from binakon.core.models import AuditEvent
from binakon.core.problems import Blocked, IllegalMove
from binakon.planning.actions import activities
from tests.coordination.rooms import (
    BANJARBARU,
    a_full_meeting,
    a_guest,
    a_meeting,
    a_record,
    an_item,
    asked,
    came,
)
from tests.factories import BY, an_activity, sentences

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


def typed(meeting: Meeting, **words: str) -> dict[str, Typed]:
    """These words by somebody who has read what stands now."""
    stored = parts_of(meeting)
    parts = {
        name.replace("_", "-") if name.startswith("item") else name: text
        for name, text in words.items()
    }
    return {part: Typed(text, mark_of(stored[part])) for part, text in parts.items()}


def test_two_who_write_in_different_parts_both_keep_their_words() -> None:
    meeting = a_full_meeting()
    item, other = meeting.agenda.get(), an_item(meeting, "Data")
    mine = typed(meeting, **{f"item_{item.pk}": "Satu", "opening": "Dibuka"})
    yours = typed(meeting, **{f"item_{other.pk}": "Dua", "closing": "Ditutup"})
    first, second = (save_minutes(meeting, each, by=BY) for each in (mine, yours))
    item.refresh_from_db()
    meeting.refresh_from_db()
    assert (first.clashes, second.clashes) == ((), ())
    assert (item.minutes, item.revision) == ("Satu", 1)
    assert (meeting.opening, meeting.closing) == ("Dibuka", "Ditutup")
    assert first.marks == {f"item-{item.pk}": mark_of("Satu"), "opening": mark_of("Dibuka")}


def test_a_contradiction_shows_both_and_loses_neither_while_the_rest_is_kept() -> None:
    meeting = a_full_meeting()
    item = meeting.agenda.get()
    name = f"item_{item.pk}"
    mine, yours = (
        typed(meeting, **{name: "Lima"}),
        typed(meeting, **{name: "Tujuh", "chair": "Ibu Siti (contoh)"}),
    )
    save_minutes(meeting, mine, by=BY)
    saved = save_minutes(meeting, yours, by=BY)
    item.refresh_from_db()
    meeting.refresh_from_db()
    [clash] = saved.clashes
    assert (clash.mine, clash.theirs, clash.label) == ("Tujuh", "Lima", "1. Kuota pelatihan")
    assert (item.minutes, meeting.chair) == ("Lima", "Ibu Siti (contoh)")
    assert saved.marks == {"chair": mark_of("Ibu Siti (contoh)")}
    settled = save_minutes(meeting, {clash.part: Typed("Lima, lalu tujuh", clash.base)}, by=BY)
    item.refresh_from_db()
    assert (settled.clashes, item.minutes) == ((), "Lima, lalu tujuh")


def test_what_was_sent_again_or_not_changed_writes_nothing() -> None:
    meeting = a_full_meeting()
    item = meeting.agenda.get()
    told = typed(meeting, **{f"item_{item.pk}": "Satu\r\ndua "})
    for _turn in range(3):
        assert save_minutes(meeting, told, by=BY).clashes == ()
    item.refresh_from_db()
    assert (item.minutes, item.revision) == ("Satu\ndua", 1)
    assert AuditEvent.objects.filter(action="minutes:write").count() == 1


def test_a_part_of_another_meeting_is_not_written() -> None:
    meeting, other = a_full_meeting(), a_meeting("lain")
    item = an_item(other)
    told = {f"item-{item.pk}": Typed("Bukan di sini", mark_of(""))}
    assert save_minutes(meeting, told, by=BY).marks == {}
    item.refresh_from_db()
    assert item.minutes == ""


def test_closing_says_everything_that_is_missing_at_once_and_closes() -> None:
    meeting = a_meeting()
    an_item(meeting, "Kuota")
    begin_meeting(meeting, by=BY)
    warnings = close_meeting(meeting, by=BY)
    assert sentences(warnings) == [
        "Belum seorang pun tercatat hadir.",
        "Acara tanpa notulen: Kuota.",
        "Pemimpin rapat belum ditulis.",
        "Notulis belum ditulis.",
        "Penutup belum ditulis.",
    ]
    assert [warning.blocks for warning in warnings] == [False] * 5
    meeting.refresh_from_db()
    assert meeting.state == "closed"


def test_minutes_are_shut_with_a_numbered_record_until_the_meeting_is_resumed() -> None:
    meeting = a_full_meeting()
    a_record(meeting, "005/9/BA/2026")
    told = typed(meeting, opening="Lain")
    with pytest.raises(Blocked):
        save_minutes(meeting, told, by=BY)
    with pytest.raises(Blocked):
        resume_meeting(meeting, reason=" ", by=BY)
    resume_meeting(meeting, reason="angka keliru", by=BY)
    assert save_minutes(meeting, told, by=BY).clashes == ()
    with pytest.raises(IllegalMove):
        begin_meeting(meeting, by=BY)


def test_the_plan_learns_from_the_closed_meeting_who_came_and_from_the_next_closing_what_was_put_right() -> (
    None
):
    activity = an_activity("rakor", indicator="", kind="rakor", title="Rakor", is_all_regions=True)
    meeting = a_full_meeting(activity=activity)
    close_meeting(meeting, by=BY)
    activity.refresh_from_db()
    assert (activity.state, activity.offices_came, activity.people_came) == ("held", 1, 1)
    resume_meeting(meeting, reason="terlewat", by=BY)
    came(a_guest(meeting.invitations.get(office__code=BANJARBARU), "Norhayati (contoh)"))
    meeting = Meeting.objects.select_related("office", "activity__programme__office").get()
    close_meeting(meeting, by=BY)
    activity.refresh_from_db()
    assert (activity.state, activity.offices_came, activity.people_came) == ("held", 2, 2)


def test_an_activity_whose_books_are_closed_stays_as_it_is() -> None:
    activity = an_activity("rakor", indicator="", kind="rakor", title="Rakor", is_all_regions=True)
    activities.hold_activity(activity, by=BY, offices_came=4)
    activities.close_activity(activity, by=BY)
    close_meeting(a_full_meeting(activity=activity), by=BY)
    activity.refresh_from_db()
    assert (activity.state, activity.offices_came, activity.people_came) == ("closed", 4, None)
    assert asked(a_meeting("lain")).came_at is None
