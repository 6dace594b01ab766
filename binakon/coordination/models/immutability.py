"""The guards of what coordination has sent: a paper that left the house stays as it was."""

from binakon.core import guards
from binakon.core.guards import Guard

_PAPER = "coordination_meetingpaper"
_COLUMNS = (
    "meeting_id, kind, number, dated, place, signatory_id, head, nature, subject, body, copies, content, made_at, "
    "sent_at"
)
_MESSAGE = "a paper of a meeting that was sent is immutable"

guards.register(
    [
        # The signed scan of a record may follow later; every word of the paper stays.
        Guard(
            "coordination_paper_update",
            _PAPER,
            f"UPDATE OF {_COLUMNS}",
            "OLD.sent_at IS NOT NULL",
            _MESSAGE,
        ),
        Guard(
            "coordination_paper_delete",
            _PAPER,
            "DELETE",
            "OLD.sent_at IS NOT NULL",
            _MESSAGE,
        ),
    ]
)
