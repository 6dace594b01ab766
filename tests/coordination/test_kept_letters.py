"""What a letter must not undo: its number on an old page, answers and arrivals with its draft."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db.models import RestrictedError
from django.utils import timezone

from binakon.coordination.actions import letters, questionnaires, replies
from binakon.coordination.actions.letters import LetterText
from binakon.coordination.actions.questionnaires import Stated
from binakon.coordination.models import Guest, Invitation, Meeting, MeetingPaper
from binakon.coordination.queries.letters import suggested_number
from binakon.coordination.rules.replies import Comer
from binakon.coordination.states import ArrivalEvidence, MeetingPaperKind
from binakon.core import clock
from binakon.core.calendar import today
from binakon.core.problems import StaleState
from binakon.people.models import Office
from tests.coordination.meetings import a_letter, a_meeting, an_official, invited, sent
from tests.factories import BY

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("year", "db")]

TEXT = LetterText("Undangan rapat kedua", ("63.01", "63.02"))


def test_a_letter_rewritten_from_an_old_page_keeps_the_number_that_came_meanwhile() -> None:
    paper = a_letter(a_meeting(), number="")
    old = MeetingPaper.objects.select_related("meeting__office").get(pk=paper.pk)
    told = {"dated": today(), "place": "Banjarbaru", "signatory": an_official()}
    letters.number_letter(paper, number="005/1/BK/2026", **told, by=BY)  # type: ignore[arg-type]
    letters.rewrite_letter(old, TEXT, by=BY)
    paper.refresh_from_db()
    assert (paper.number, paper.subject) == ("005/1/BK/2026", "Undangan rapat kedua")
    assert (paper.place, paper.signatory) == ("Banjarbaru", an_official())


def test_a_letter_that_was_sent_is_not_rewritten_from_an_old_page() -> None:
    paper = a_letter(a_meeting())
    old = MeetingPaper.objects.select_related("meeting__office").get(pk=paper.pk)
    sent(paper)
    with pytest.raises(StaleState):
        letters.rewrite_letter(old, TEXT, by=BY)


def _come(row: Invitation) -> None:
    """As whoever called by telephone and came."""
    moment = clock.now()
    Guest.objects.create(
        meeting=row.meeting,
        invitation=row,
        key=uuid4(),
        name="Siti (contoh)",
        came_at=moment,
        came_by=ArrivalEvidence.TYPED,
    )
    Invitation.objects.filter(pk=row.pk).update(came_at=moment)


def _answer(row: Invitation) -> None:
    replies.answer_invitation(row, comes=True, guests=[Comer("Siti (contoh)", "Staf")], by=BY)


def _decline(row: Invitation) -> None:
    replies.answer_invitation(row, comes=False, note="Banjir", by=BY)


def _tell(row: Invitation) -> None:
    questionnaires.save_questionnaire(row, Stated(candidates=3), revision=0, by=BY)


@pytest.mark.parametrize("deed", [_come, _answer, _decline, _tell])
def test_whoever_answered_or_came_stays_when_the_draft_goes(
    deed: Callable[[Invitation], None],
) -> None:
    meeting = a_meeting()
    paper = a_letter(meeting, offices=("63.01", "63.02", "63.03"))
    deed(Invitation.objects.get(meeting=meeting, office__code="63.03"))
    letters.rewrite_letter(paper, TEXT, by=BY)
    assert _asked(meeting) == ["63.01", "63.02", "63.03"]
    letters.discard_letter(paper, reason="salah hari", by=BY)
    assert _asked(meeting) == ["63.03"]


def test_a_discarded_cancellation_leaves_everybody_asked() -> None:
    meeting = a_meeting()
    invited(meeting, offices=("63.01",))
    Invitation.objects.create(meeting=meeting, office=Office.objects.get(code="63.72"), key=uuid4())
    Meeting.objects.filter(pk=meeting.pk).update(state="cancelled", state_reason="Banjir")
    meeting.refresh_from_db()
    paper = a_letter(meeting, MeetingPaperKind.CANCELLATION, offices=("63.01",), number="")
    letters.discard_letter(paper, reason="salah", by=BY)
    assert _asked(meeting) == ["63.01", "63.72"]


@pytest.mark.parametrize("deed", [_come, _tell])
def test_an_invitation_with_guests_or_a_form_cannot_be_thrown_away(
    deed: Callable[[Invitation], None],
) -> None:
    a_letter(meeting := a_meeting(), offices=("63.03",))
    row = Invitation.objects.get(meeting=meeting)
    deed(row)
    with pytest.raises(RestrictedError):
        row.delete()


def _asked(meeting: Meeting) -> list[str]:
    rows = meeting.invitations.order_by("office__code")
    return list(rows.values_list("office__code", flat=True))


def test_the_suggested_number_is_of_the_year_where_the_office_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Office.objects.filter(code="63").update(letter_numbers="005/{nomor}/BK/{tahun}")
    paper = a_letter(a_meeting(), number="")
    new_year = datetime(2031, 12, 31, 17, 0, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: new_year)
    paper.meeting.office.refresh_from_db()
    assert suggested_number(paper).endswith("/BK/2032")
