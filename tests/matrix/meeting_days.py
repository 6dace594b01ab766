"""A meeting of the province on its day, with a guest of Banjar and the draft of its record."""

from typing import Any

from binakon.coordination.actions.records import draw_up_record
from binakon.coordination.models import Guest, MeetingPaper
from binakon.coordination.queries.arrivals import meeting_shown, subject_of
from binakon.core import scan
from binakon.core.clock import now
from tests.coordination.rooms import a_full_meeting
from tests.factories import BY

Labelled = list[tuple[str, Any]]
CODE = "kenari-rakor"
_NOBODY = 999_999_999
_DOOR = (
    "arrival_",
    "meeting_arrivals",
    "meeting_minutes",
    "minutes_save",
    "meeting_move",
    "record_",
)


def enter() -> None:
    """Write down what the addresses of a meeting's day name."""
    draw_up_record(a_full_meeting(code=CODE, title="Rapat Kenari"), by=BY)


def known(name: str) -> dict[str, Labelled]:
    """The arguments of addresses of a meeting's day; {} for any other."""
    if name == "portal:meeting_arrival":
        meeting = meeting_shown(CODE)
        room = scan.code_at(subject_of(meeting), now()) if meeting else "0" * 8
        return {"code": [("", CODE), (" (none)", "tidak-ada")], "room": [("", room)]}
    about = name.removeprefix("coordination:")
    if about == name or not about.startswith(_DOOR):
        return {}
    rows: Any = MeetingPaper if about.startswith("record_") else Guest
    row = rows.objects.filter(meeting__code=CODE).first()
    return {
        "code": [("", CODE), (" (none)", "tidak-ada")],
        "pk": [("", row.pk if row else _NOBODY)],
        "move": [("", "mulai")],
    }
