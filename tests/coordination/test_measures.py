"""Offices invited and offices that came: unknown before any record, once a meeting, as of a day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from binakon.coordination.actions.arrivals import take_back
from binakon.coordination.actions.holding import begin_meeting, close_meeting, withdraw_beginning
from binakon.coordination.models import Invitation, Meeting
from binakon.core import clock, ledger
from binakon.core.calendar import today
from binakon.core.measures import Counted, Scope, count
from binakon.planning.models import Activity
from binakon.reports.queries.check import figure_problems
from tests.coordination.rooms import (
    BANJAR,
    TABALONG,
    a_full_meeting,
    a_guest,
    a_meeting,
    asked,
    came,
)
from tests.factories import BY, an_activity

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


def counted(key: str, days_ago: int = 0, **fields: object) -> Counted:
    day = today() - timedelta(days=days_ago)
    year = timezone.localtime(clock.now()).year
    return count(key, Scope("63", year, day, **fields))  # type: ignore[arg-type]


def test_before_any_meeting_both_are_unknown_and_before_it_begins_who_came_is() -> None:
    assert counted("offices_invited").services is None
    asked(a_meeting())
    assert counted("offices_invited").services == 1
    assert counted("offices_attended").services is None


def test_nobody_came_is_nought_once_the_meeting_began() -> None:
    meeting = a_meeting()
    asked(meeting)
    begin_meeting(meeting, by=BY)
    assert counted("offices_attended").services == 0


def test_a_beginning_that_was_undone_was_none_and_one_after_it_is_one() -> None:
    meeting = a_meeting()
    asked(meeting)
    begin_meeting(meeting, by=BY)
    withdraw_beginning(meeting, reason="salah tekan", by=BY)
    assert counted("offices_attended").services is None
    begin_meeting(meeting, by=BY)
    assert counted("offices_attended").services == 0


def test_an_office_counts_once_in_each_meeting_and_every_row_opens_its_list() -> None:
    a_full_meeting()
    second = a_meeting("rakor-dua")
    guests = [a_guest(asked(second, BANJAR)), a_guest(asked(second, TABALONG))]
    for guest in guests:
        came(guest)
    invited, attended = counted("offices_invited"), counted("offices_attended")
    assert (invited.services, invited.people) == (5, None)
    assert (attended.services, attended.people) == (3, None)
    assert attended.note == "2 kantor berbeda; satu kantor dihitung sekali untuk tiap rapat."
    assert sorted(row.path for row in attended.rows) == [
        "/meja/rapat/rakor-dua/hadir/",
        "/meja/rapat/rakor-dua/hadir/",
        "/meja/rapat/rakor-uji/hadir/",
    ]
    assert {row.path for row in counted("offices_attended", is_public=True).rows} == {""}


def test_the_figure_of_an_earlier_day_is_that_days() -> None:
    meeting = a_full_meeting()
    assert counted("offices_invited", days_ago=3).services == 3
    assert counted("offices_invited", days_ago=8).services is None
    assert counted("offices_attended", days_ago=3).services is None
    assert meeting.invitations.count() == 3


def test_a_cancelled_meeting_invited_nobody_and_an_unsent_letter_neither() -> None:
    meeting = a_meeting()
    asked(meeting)
    asked(a_meeting("lain"), sent_at=None)
    ledger.move(meeting, "cancel", by=BY, sentence="dibatalkan")
    assert counted("offices_invited").services is None


def test_a_mark_that_is_taken_back_does_not_count() -> None:
    guest = came(a_guest(asked(a_meeting())))
    assert counted("offices_attended").services == 1
    take_back(guest, reason="keliru", by=BY)
    assert counted("offices_attended").services is None


def test_the_check_of_figures_finds_an_office_without_guest_and_a_plan_that_counts_others() -> None:
    activity = an_activity("rakor", indicator="", kind="rakor", title="Rakor", is_all_regions=True)
    close_meeting(a_full_meeting(activity=activity), by=BY)
    assert figure_problems() == []
    Invitation.objects.filter(office__code=TABALONG).update(came_at=clock.now())
    Activity.objects.filter(pk=activity.pk).update(people_came=40)
    assert [problem.sentence for problem in figure_problems()] == [
        "Kabupaten Tabalong di rakor-uji: saat kantor hadir bukan saat tamu pertamanya hadir.",
        "Kantor yang hadir pada Rakor: rencana mencatat 1, daftar hadir rakor-uji 2.",
        "Orang yang hadir pada Rakor: rencana mencatat 40, daftar hadir rakor-uji 1.",
    ]
    assert Meeting.objects.count() == 1
