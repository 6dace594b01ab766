"""A point that comes up in the meeting itself: it can be added while the meeting runs, so that its record can be made."""

import pytest
from django.test import Client

from binakon.coordination.actions import agenda
from binakon.coordination.actions.holding import begin_meeting, close_meeting, resume_meeting
from binakon.core.problems import Blocked
from binakon.people.models import Role
from tests.cast import user
from tests.coordination.rooms import a_full_meeting, a_guest, a_meeting, a_record, asked, came
from tests.factories import BY, sentences

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("year", "db")]


def test_a_meeting_that_began_without_an_agenda_still_gets_its_record() -> None:
    meeting = a_meeting()
    came(a_guest(asked(meeting)))
    begin_meeting(meeting, by=BY)
    desk, home = Client(), f"/meja/rapat/{meeting.code}/"
    desk.force_login(user(Role.STAFF))
    assert f"{home}acara/" in desk.get(f"{home}notulen/").text
    assert desk.post(f"{home}acara/", {"title": "Hal lain"}).status_code == 302
    assert a_record(meeting, "005/9/BA/2026").content["agenda"][0]["title"] == "Hal lain"
    assert f"{home}acara/" not in desk.get(f"{home}notulen/").text


def test_the_agenda_of_a_closed_meeting_stays_until_it_is_resumed() -> None:
    meeting = a_full_meeting()
    close_meeting(meeting, by=BY)
    with pytest.raises(Blocked) as refused:
        agenda.add_item(meeting, title="Hal lain", by=BY)
    assert sentences(refused.value.problems) == [
        "Rapat ini sudah ditutup atau dibatalkan; acaranya tetap."
    ]
    resume_meeting(meeting, reason="satu hal terlupa", by=BY)
    agenda.add_item(meeting, title="Hal lain", by=BY)
    assert meeting.agenda.count() == 2


def test_a_point_with_minutes_is_not_thrown_away() -> None:
    [item] = a_full_meeting().agenda.all()
    with pytest.raises(Blocked) as refused:
        agenda.remove_item(item, by=BY)
    assert [problem.code for problem in refused.value.problems] == ["minutes"]
    item.refresh_from_db()
    assert item.minutes.startswith("Kuota dibagi rata.")


def test_offices_that_came_without_a_letter_are_counted_of_those_that_were_asked() -> None:
    meeting = a_meeting()
    came(a_guest(asked(meeting, sent_at=None)))
    desk, home = Client(), f"/meja/rapat/{meeting.code}/"
    desk.force_login(user(Role.STAFF))
    for page in (home, f"{home}notulen/", f"{home}hadir/"):
        assert "1 dari 1 kantor hadir" in desk.get(page).text
