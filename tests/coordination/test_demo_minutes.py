"""The demo's rakor on its day, told by the same actions that people use."""

import pytest

from binakon.core import clock
from binakon.demo.minutes import hold_rakor
from binakon.people.models import Official
from tests.coordination.rooms import BANJAR, BANJARBARU, TABALONG, a_meeting, an_item, asked
from tests.enrolment.decree_cases import an_official
from tests.factories import BY

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


def test_four_offices_come_and_the_record_tells_of_them() -> None:
    an_official()
    meeting = a_meeting()
    for code in (BANJAR, TABALONG, BANJARBARU, "63.71", "63.01"):
        asked(meeting, code)
    an_item(meeting)
    paper = hold_rakor(meeting, by=BY, number="005/41/BA/2026", at=clock.now())
    assert (meeting.state, paper.number) == ("closed", "005/41/BA/2026")
    assert sum(office["came"] for office in paper.content["offices"]) == 4
    assert paper.content["agenda"][0]["minutes"].startswith("Kuota dibacakan")
    assert {guest["how"] for guest in paper.content["guests"]} == {
        "QR dipindai petugas",
        "memindai kode di ruang rapat",
    }


def test_where_nobody_serves_the_record_stays_a_draft() -> None:
    Official.objects.filter(office__code="63").delete()
    meeting = a_meeting()
    asked(meeting)
    an_item(meeting)
    assert hold_rakor(meeting, by=BY, number="005/41/BA/2026", at=clock.now()).number == ""
