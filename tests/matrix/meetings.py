"""A meeting to which the regencies were invited, one of them by its link; the addresses of meetings name its rows."""

from typing import Any

from binakon.coordination.actions import agenda, replies
from binakon.coordination.actions.meetings import start_series
from binakon.coordination.models import Invitation, MeetingPaper, MeetingSeries
from binakon.coordination.queries.invitations import link_of
from binakon.coordination.rules.replies import Comer
from tests.coordination.meetings import a_meeting, invited
from tests.factories import BY

Labelled = list[tuple[str, Any]]
_NOBODY = 999_999_999
_OURS = ("meeting_", "series_", "agenda_", "invitation_", "answer_")


def enter() -> None:
    """Write down what the addresses of meetings name."""
    meeting = a_meeting("Rapat kenari")
    start_series(meeting.office, name="Seri kenari", by=BY)
    agenda.add_item(meeting, title="Kuota kenari", by=BY)
    row = invited(meeting)[0]
    replies.answer_invitation(row, comes=True, guests=[Comer("Kenari", "Staf")], by=BY)


def known(name: str) -> dict[str, Labelled]:
    """The arguments of addresses of meetings; {} for any other."""
    about = name.partition(":")[2]
    if not name.startswith(("coordination:", "portal:invitation_")) or not about.startswith(_OURS):
        return {}
    row = Invitation.objects.select_related("meeting").get(guests__name="Kenari")
    none = (" (none)", _NOBODY)
    pk: Labelled = [none]
    if about.startswith(("answer_", "invitation_link", "invitation_open")):
        pk = [("", row.pk), none]
    elif about.startswith("series_"):
        pk = [("", MeetingSeries.objects.get(name="Seri kenari").pk), none]
    elif about.startswith("agenda_"):
        pk = [("", row.meeting.agenda.get().pk), none]
    elif about.startswith("meeting_letter") or about == "invitation_paper":
        pk = [("", MeetingPaper.objects.get(meeting=row.meeting).pk), none]
    return {
        "code": [("", row.meeting.code)],
        "kind": [("", "undangan")],
        "office": [("", "63.03")],
        "token": [("", link_of(row))],
        "key": [("", row.guests.get().key)],
        "pk": pk,
    }
