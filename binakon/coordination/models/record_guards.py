"""The guard of the official record of a meeting: from its number on it says what it says, sent or not."""

from binakon.core import guards
from binakon.core.guards import Guard

_COLUMNS = "meeting_id, kind, number, dated, place, signatory_id, head, nature, subject, body, copies, content, made_at"

guards.register(
    [
        Guard(
            "coordination_record_update",
            "coordination_meetingpaper",
            f"UPDATE OF {_COLUMNS}",
            "OLD.kind = 'record' AND OLD.number <> ''",
            "a numbered record of a meeting is immutable",
        ),
    ]
)
