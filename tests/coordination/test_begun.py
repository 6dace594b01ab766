"""A meeting begins on its day, a beginning by mistake is undone, and arrivals after closing reach the plan."""

from datetime import timedelta

import pytest
from django.test import Client

from binakon.coordination.actions.arrivals import Stated, take_back, welcome
from binakon.coordination.actions.holding import (
    begin_meeting,
    close_meeting,
    resume_meeting,
    withdraw_beginning,
)
from binakon.coordination.actions.meetings import cancel_meeting
from binakon.coordination.models import Meeting
from binakon.coordination.states import ArrivalEvidence
from binakon.core import clock
from binakon.core.problems import Blocked
from binakon.people.models import Role
from binakon.planning.models import Activity
from binakon.reports.queries.check_meetings import meeting_problems
from tests.cast import user
from tests.coordination.meetings import a_letter, sent
from tests.coordination.meetings import a_meeting as a_meeting_ahead
from tests.coordination.rooms import BANJARBARU, a_full_meeting, a_guest, a_meeting, asked, came
from tests.factories import BY, an_activity, sentences

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


def test_a_meeting_begins_from_six_hours_before_and_no_earlier() -> None:
    meeting = a_meeting_ahead(days=40)
    with pytest.raises(Blocked) as refused:
        begin_meeting(meeting, by=BY)
    assert [problem.code for problem in refused.value.problems] == ["early"]
    meeting.refresh_from_db()
    assert meeting.state == "prepared"
    begin_meeting(meeting, by=BY, at=meeting.starts_at - timedelta(hours=6))
    assert meeting.state == "running"


def test_a_beginning_by_mistake_is_undone_with_a_reason_and_the_meeting_can_still_be_cancelled() -> (
    None
):
    asked_by_letter, called = a_meeting_ahead("Dengan surat"), a_meeting_ahead("Lewat telepon")
    sent(a_letter(asked_by_letter, offices=("63.01",)))
    asked_by_letter.refresh_from_db()
    for meeting, before in ((asked_by_letter, "invited"), (called, "prepared")):
        begin_meeting(meeting, by=BY, at=meeting.starts_at)
        with pytest.raises(Blocked):
            withdraw_beginning(meeting, reason=" ", by=BY)
        withdraw_beginning(meeting, reason="salah tekan", by=BY)
        assert meeting.state == before
        cancel_meeting(meeting, reason="banjir", by=BY)
        assert meeting.state == "cancelled"


def test_a_beginning_is_no_mistake_once_somebody_came() -> None:
    with pytest.raises(Blocked) as refused:
        withdraw_beginning(a_full_meeting(), reason="salah tekan", by=BY)
    assert sentences(refused.value.problems) == [
        "Sudah ada yang tercatat hadir, jadi rapatnya memang berlangsung. Tutup rapatnya bila sudah selesai."
    ]


def test_the_page_offers_what_may_be_done_and_says_why_not() -> None:
    staff = Client()
    staff.force_login(user(Role.STAFF))
    start = clock.now() + timedelta(days=1)
    a_meeting("besok", starts_at=start, ends_at=start + timedelta(hours=2))
    own = "/meja/rapat/besok/"
    shown = staff.get(f"{own}notulen/").text
    assert ("paling cepat enam jam" in shown, f"{own}langkah/mulai/" in shown) == (True, False)
    assert staff.post(f"{own}langkah/mulai/").status_code == 422
    Meeting.objects.update(starts_at=clock.now())
    assert f"{own}langkah/mulai/" in staff.get(f"{own}notulen/").text
    assert staff.post(f"{own}langkah/mulai/").status_code == 302
    assert f"{own}langkah/urungkan/" in staff.get(f"{own}notulen/").text
    assert staff.post(f"{own}langkah/urungkan/", {"reason": ""}).status_code == 422
    assert staff.post(f"{own}langkah/urungkan/", {"reason": "salah tekan"}).status_code == 302
    assert Meeting.objects.get().state == "prepared"


def test_whoever_is_marked_after_the_closing_reaches_the_plan_and_leaves_it_again() -> None:
    activity = an_activity("rakor", indicator="", kind="rakor", title="Rakor", is_all_regions=True)
    meeting = a_full_meeting(activity=activity)
    close_meeting(meeting, by=BY)

    def planned() -> tuple[int | None, int | None]:
        activity.refresh_from_db()
        return activity.offices_came, activity.people_came

    assert planned() == (1, 1)
    guest = came(a_guest(meeting.invitations.get(office__code=BANJARBARU), "Norhayati (contoh)"))
    assert planned() == (2, 2)
    partner = Stated("Hadi (contoh)", body="Balai (contoh)")
    welcome(meeting, partner, ArrivalEvidence.TYPED, by=BY)
    assert planned() == (2, 3)
    take_back(guest, reason="salah orang", by=BY)
    assert planned() == (1, 2)


def test_an_activity_of_two_meetings_tells_of_both_and_of_nobody_twice() -> None:
    activity = an_activity("rakor", indicator="", kind="rakor", title="Rakor", is_all_regions=True)
    first = a_full_meeting(activity=activity)
    second = a_meeting("hari-kedua", activity=activity)
    again, other = asked(second), asked(second, BANJARBARU)
    begin_meeting(second, by=BY)
    there = first.guests.get(came_at__isnull=False)
    assert there.invitation is not None
    came(a_guest(again, f"Ir. {there.name}, S.T."))
    came(a_guest(other, "Norhayati (contoh)"))
    came(a_guest(other, "Norhayati (contoh)"))

    def planned() -> tuple[int | None, int | None]:
        activity.refresh_from_db()
        return activity.offices_came, activity.people_came

    close_meeting(first, by=BY)
    assert planned() == (1, 1)
    close_meeting(second, by=BY)
    assert there.invitation.office == again.office
    assert planned() == (2, 3)
    assert list(meeting_problems()) == []
    resume_meeting(first, reason="terlewat", by=BY)
    take_back(there, reason="salah orang", by=BY)
    close_meeting(first, by=BY)
    assert planned() == (2, 3)
    Activity.objects.filter(pk=activity.pk).update(people_came=2)
    assert sentences(meeting_problems()) == [
        "Orang yang hadir pada Rakor: rencana mencatat 2, daftar hadir rakor-uji, hari-kedua 3."
    ]
