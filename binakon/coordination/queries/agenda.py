"""One point or one paper of the agenda of a meeting that was seen."""

from binakon.coordination.models import AgendaItem, Meeting, MeetingFile


def item_for(meeting: Meeting, pk: int) -> AgendaItem | None:
    """One point of this meeting's agenda."""
    return AgendaItem.objects.filter(meeting=meeting, pk=pk).select_related("meeting").first()


def file_for(meeting: Meeting, pk: int) -> MeetingFile | None:
    """One paper of this meeting."""
    rows = MeetingFile.objects.filter(meeting=meeting, pk=pk)
    return rows.select_related("meeting__office", "file").first()
