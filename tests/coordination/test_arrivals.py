"""Arrivals: sent three times it is one, the office comes with its first guest, and what was wrong is taken back."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from binakon.coordination.actions.arrivals import (
    Stated,
    mark_arrival,
    take_back,
    take_scans,
    welcome,
)
from binakon.coordination.models import Guest, GuestScan, Meeting
from binakon.coordination.rules.arrivals import (
    SentScan,
    guest_code,
    is_ticket,
    key_in,
    ticket_of,
    typed_code,
)
from binakon.coordination.states import ArrivalEvidence, MeetingState
from binakon.core import clock
from binakon.core.models import AuditEvent
from binakon.core.problems import Blocked
from binakon.people.models import Role
from tests.cast import viewer
from tests.coordination.rooms import TABALONG, a_guest, a_meeting, asked, came
from tests.factories import BY, sentences

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


def a_scan(text: str, at: datetime | None = None, *, is_read: bool = True) -> SentScan:
    return SentScan(uuid4(), text, at or clock.now(), is_read)


def lines(guest: Guest) -> list[str]:
    rows = AuditEvent.objects.filter(subject_type="coordination.guest", subject_id=guest.pk)
    return list(rows.order_by("id").values_list("action", flat=True))


def test_three_sendings_are_one_arrival_that_says_who_how_and_when() -> None:
    guest = a_guest(asked(a_meeting()))
    staff = viewer(Role.STAFF).actor
    scan = a_scan(guest_code(guest.key))
    taken = [take_scans(guest.meeting, [scan], by=staff)[0].outcome for _turn in range(3)]
    guest.refresh_from_db()
    assert taken == ["present", "again", "again"]
    assert (guest.came_at, guest.came_by, guest.marked_by_id) == (
        scan.at,
        "staff_scan",
        staff.user_id,
    )
    assert guest.invitation is not None
    assert guest.invitation.came_at == scan.at
    assert lines(guest) == ["guest:arrive"]


def test_a_typed_code_is_the_word_of_staff_and_a_strange_one_is_nobody() -> None:
    guest = a_guest(asked(a_meeting()))
    other = a_guest(asked(a_meeting("lain")))
    typed = a_scan(str(guest.key), is_read=False)
    told = take_scans(guest.meeting, [typed, a_scan(guest_code(other.key)), a_scan("X")], by=BY)
    guest.refresh_from_db()
    assert [each.outcome for each in told] == ["present", "unknown", "unknown"]
    assert guest.came_by == ArrivalEvidence.TYPED
    assert Guest.objects.exclude(came_at=None).count() == 1


def test_the_office_came_when_the_first_of_its_guests_did_whatever_is_sent_first() -> None:
    invitation = asked(a_meeting())
    first, second = a_guest(invitation), a_guest(invitation, "Norhayati (contoh)")
    early = clock.now() - timedelta(minutes=20)
    came(second)
    mark_arrival(first, ArrivalEvidence.STAFF_SCAN, by=BY, seen_at=early)
    invitation.refresh_from_db()
    assert invitation.came_at == early
    take_back(first, reason="tertukar", by=BY)
    invitation.refresh_from_db()
    second.refresh_from_db()
    assert invitation.came_at == second.came_at
    take_back(second, reason="tertukar", by=BY)
    invitation.refresh_from_db()
    assert invitation.came_at is None
    assert lines(second) == ["guest:arrive", "guest:take_back"]


def test_a_mark_is_taken_back_with_a_reason_once() -> None:
    guest = came(a_guest(asked(a_meeting())))
    with pytest.raises(Blocked):
        take_back(guest, reason=" ", by=BY)
    assert [take_back(guest, reason="keliru", by=BY) for _turn in range(2)] == [True, False]


def taken_back_and_sent_again() -> tuple[Guest, SentScan]:
    guest = a_guest(asked(a_meeting()))
    old = a_scan(guest_code(guest.key))
    take_scans(guest.meeting, [old], by=BY)
    guest.refresh_from_db()
    take_back(guest, reason="QR tertukar", by=BY)
    return guest, old


def test_an_old_queue_does_not_mark_again_whose_arrival_was_taken_back_but_a_new_scan_does() -> (
    None
):
    guest, old = taken_back_and_sent_again()
    [told] = take_scans(guest.meeting, [old], by=BY)
    guest.refresh_from_db()
    assert (told.outcome, told.words) == ("again", "tanda hadirnya sudah dibatalkan")
    assert guest.came_at is None
    [told] = take_scans(guest.meeting, [a_scan(guest_code(guest.key))], by=BY)
    assert told.outcome == "present"


def test_a_scan_that_nobody_remembered_would_mark_again() -> None:
    guest, old = taken_back_and_sent_again()
    GuestScan.objects.all().delete()
    [told] = take_scans(guest.meeting, [old], by=BY)
    assert told.outcome == "present"


def test_a_device_with_a_wrong_clock_marks_the_moment_of_its_arrival_here() -> None:
    guest = a_guest(asked(a_meeting()))
    now = clock.now()
    take_scans(
        guest.meeting, [a_scan(guest_code(guest.key), now - timedelta(days=9))], by=BY, at=now
    )
    guest.refresh_from_db()
    assert guest.came_at == now


def test_whoever_states_an_announced_name_is_that_guest_and_another_is_one_more() -> None:
    meeting = a_meeting()
    invitation = asked(meeting)
    announced = a_guest(invitation, "Ir. H. Rahmadi (contoh), M.T.")
    by_name = Stated("ir h rahmadi (contoh) m.t.", invitation=invitation)
    stranger = Stated("Yulianti (contoh)", "Staf", invitation=invitation)
    found = [
        welcome(meeting, each, ArrivalEvidence.OWN_SCAN, by=BY)
        for each in (by_name, stranger, stranger)
    ]
    assert [guest.pk for guest in found] == [announced.pk, found[1].pk, found[1].pk]
    assert [guest.is_announced for guest in found] == [True, False, False]
    assert Guest.objects.exclude(came_at=None).count() == 2


def test_a_guest_without_office_says_where_from_and_everything_missing_is_told_at_once() -> None:
    meeting = a_meeting()
    with pytest.raises(Blocked) as refused:
        welcome(meeting, Stated(" "), ArrivalEvidence.TYPED, by=BY)
    assert sentences(refused.value.problems) == [
        "Tulis nama yang hadir.",
        "Pilih kantornya, atau tulis asal instansinya.",
    ]
    other = asked(a_meeting("lain"))
    with pytest.raises(Blocked):
        welcome(meeting, Stated("Rina (contoh)", invitation=other), ArrivalEvidence.TYPED, by=BY)
    guest = welcome(
        meeting, Stated("Rina (contoh)", body="LPJK (contoh)"), ArrivalEvidence.TYPED, by=BY
    )
    assert (guest.invitation, guest.body, guest.came_by) == (None, "LPJK (contoh)", "typed")


@pytest.mark.parametrize(
    ("state", "starts_in", "is_open"),
    [
        (MeetingState.PREPARED, 0, True),
        (MeetingState.INVITED, 5, True),
        (MeetingState.INVITED, 7, False),
        (MeetingState.RUNNING, 0, True),
        (MeetingState.CLOSED, -48, True),
        (MeetingState.CANCELLED, 0, False),
    ],
)
def test_the_door_is_open_from_six_hours_before_and_shut_for_what_was_cancelled(
    state: str, starts_in: int, *, is_open: bool
) -> None:
    starts = clock.now() + timedelta(hours=starts_in)
    meeting: Meeting = a_meeting(state=state, starts_at=starts, ends_at=starts + timedelta(hours=1))
    guest = a_guest(asked(meeting, TABALONG))
    if is_open:
        assert mark_arrival(guest, ArrivalEvidence.TYPED, by=BY)
        return
    with pytest.raises(Blocked):
        mark_arrival(guest, ArrivalEvidence.TYPED, by=BY)


def test_a_code_is_read_bare_with_dashes_and_in_an_address() -> None:
    key = uuid4()
    for text in (
        key.hex,
        str(key).upper(),
        f"https://binakon.example/tamu/{key.hex}/",
        typed_code(key),
        f"kode {typed_code(key).lower()}",
    ):
        assert key_in(text) == key.hex
    assert key_in(key.hex[:-1]) == ""
    assert key_in(f"{key.hex}0") == ""


def test_a_ticket_is_for_its_meeting_and_for_ten_minutes() -> None:
    now = clock.now()
    ticket = ticket_of("rakor-uji", now)
    assert is_ticket(ticket, "rakor-uji", now + timedelta(minutes=9))
    assert not is_ticket(ticket, "rakor-uji", now + timedelta(minutes=11))
    assert not is_ticket(ticket, "lain", now)
    assert not is_ticket(ticket.replace("rakor-uji", "lain"), "lain", now)
