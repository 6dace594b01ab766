"""The record tells agreed from proposed, in the language of the paper."""

import pytest
from django.test import Client
from django.utils.translation import override

from binakon.coordination.actions.holding import close_meeting
from binakon.coordination.documents.records import record_paper, record_pdf
from binakon.coordination.models import Agreement, Meeting, MeetingPaper
from binakon.core import clock
from binakon.people.models import Role
from tests.cast import user
from tests.coordination.rooms import BANJARBARU, a_full_meeting, a_record
from tests.factories import BY, an_activity, an_office

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]

NUMBER = "005/9/BA/2026"
PRINTED = b"%PDF-1.7 contoh"


def agreed(meeting: Meeting, kind: str, state: str, places: int | None) -> Agreement:
    return Agreement.objects.create(
        office=meeting.office,
        meeting=meeting,
        kind=kind,
        text=f"Butir {kind} {state}",
        owner=an_office(BANJARBARU),
        places=places,
        state=state,
        activity=an_activity(title="Bimtek (contoh)") if kind == "quota" else None,
        fulfilled_at=clock.now() if state == "fulfilled" else None,
        made_at=clock.now(),
    )


def texts(paper: MeetingPaper, part: str) -> list[str]:
    return [row[1] for row in record_paper(paper)[part]["rows"]]  # type: ignore[index]


def test_what_was_only_proposed_stands_apart_and_amounts_have_their_unit() -> None:
    meeting = a_full_meeting()
    agreed(meeting, "need", "proposed", 5)
    agreed(meeting, "quota", "accepted", 4)
    agreed(meeting, "nomination", "fulfilled", 3)
    agreed(meeting, "other", "dropped", None)
    paper = a_record(meeting, NUMBER)
    assert texts(paper, "agreed") == [
        "Kuota: Butir quota accepted (4 kursi) – Bimtek (contoh)",
        "Usulan peserta: Butir nomination fulfilled (3 orang)",
    ]
    assert texts(paper, "proposed") == ["Kebutuhan: Butir need proposed (5 orang)"]
    assert record_pdf(paper)[:4] == b"%PDF"


def test_the_page_counts_agreements_and_proposals_apart() -> None:
    meeting = a_full_meeting()
    agreed(meeting, "need", "proposed", 5)
    agreed(meeting, "quota", "accepted", 4)
    paper = a_record(meeting)
    staff = Client()
    staff.force_login(user(Role.STAFF))
    shown = staff.get(f"/meja/rapat/{meeting.code}/berita-acara/{paper.pk}/").text
    assert "1 orang yang hadir dan 1 keputusan atau komitmen." in shown
    assert "1 usul belum disepakati" in shown


def test_a_record_is_frozen_in_the_language_of_the_paper_whoever_numbers_it() -> None:
    meeting = a_full_meeting()
    agreed(meeting, "quota", "accepted", 4)
    close_meeting(meeting, by=BY)
    with override("en"):
        paper = a_record(meeting, NUMBER)
    assert texts(paper, "agreed") == ["Kuota: Butir quota accepted (4 kursi) – Bimtek (contoh)"]
