"""Late agreements are asked for calmly: one letter an office, once a week, and never when they are no longer late."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from binakon.coordination.actions.agreements import change, fulfil
from binakon.coordination.actions.chasing import chase_late
from binakon.coordination.models import Agreement
from binakon.coordination.queries.late import late_at, late_for
from binakon.coordination.rules.agreements import Terms
from binakon.core import clock, outbox
from binakon.core.models import Message
from binakon.people.models import Role
from tests.cast import viewer
from tests.coordination.agreed import BANJAR, a_rakor, accepted, proposed
from tests.factories import BY

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("year", "db")]


def day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def letters() -> list[tuple[str, bool]]:
    rows = Message.objects.filter(name="agreements_late").order_by("id")
    return [(message.to, message.cancelled_at is None) for message in rows]


def test_an_office_gets_one_letter_with_everything_late_and_none_for_a_week() -> None:
    accepted(due_on=day(-3), text="Kirim data SKK")
    accepted(due_on=day(-1), text="Kirim data proyek")
    accepted(due_on=day(0), text="Hari ini belum lewat")
    proposed(due_on=day(-9), text="Belum disepakati")
    accepted(due_on=day(-2), owner="", kind="other", text="Keputusan umum")
    assert (chase_late(by=BY), chase_late(by=BY)) == (1, 0)
    assert letters() == [("tabalong@contoh.example", True)]
    body = Message.objects.get(name="agreements_late").body_text
    assert [word in body for word in ("data SKK", "data proyek", "belum lewat", "disepakati, ")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert chase_late(by=BY, at=clock.now() + timedelta(days=6)) == 0
    assert chase_late(by=BY, at=clock.now() + timedelta(days=8)) == 1


def test_a_letter_that_has_not_gone_out_is_not_sent_once_its_list_is_wrong() -> None:
    one, _other = accepted(due_on=day(-3)), accepted(due_on=day(-2), text="Lain")
    chase_late(by=BY)
    fulfil(one, evidence="surat 1", by=BY)
    assert letters() == [("tabalong@contoh.example", False)]
    # The next pass writes a true one at once: nobody has read the first.
    assert chase_late(by=BY) == 1
    assert "Lain" in Message.objects.get(name="agreements_late", cancelled_at=None).body_text


def test_the_worker_asks_again_before_it_sends() -> None:
    agreement = accepted(due_on=day(-3))
    chase_late(by=BY)
    # Behind the back of the verbs, as a restored backup would.
    Agreement.objects.filter(pk=agreement.pk).update(due_on=day(5))
    assert outbox.send_messages() == 0
    assert letters() == [("tabalong@contoh.example", False)]


def test_another_day_ends_the_chase() -> None:
    agreement = accepted(due_on=day(-3))
    later = Terms(kind="data", text="Kirim", owner_id=agreement.owner_id, due_on=day(4))
    change(agreement, later, reason="diundur", by=BY)
    assert chase_late(by=BY) == 0


def test_the_next_meeting_opens_with_what_is_late_and_each_office_sees_its_own() -> None:
    last, coming = a_rakor(), a_rakor("Rapat berikutnya")
    accepted(due_on=day(-3), text="Tabalong terlambat", meeting=last)
    accepted(due_on=day(-2), text="Banjar terlambat", owner=BANJAR)
    accepted(due_on=day(3), text="Belum tenggat")
    accepted(due_on=day(-1), text="Dari rapat ini sendiri", meeting=coming)

    def told(role: Role) -> list[tuple[str, int]]:
        lines = late_for(viewer(role), coming)
        return [(line.agreement.text, line.days_late) for line in lines]

    assert told(Role.SECTION_HEAD) == [("Tabalong terlambat", 3), ("Banjar terlambat", 2)]
    assert told(Role.REGENCY_OFFICER) == [("Tabalong terlambat", 3)]
    assert told(Role.PARTNER) == []
    assert [str(row.owner) for row in late_at(coming, day(0))] == [
        "Kabupaten Tabalong",
        "Kabupaten Banjar",
    ]
