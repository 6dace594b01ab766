"""Meetings with the offices: series, agenda with papers and minutes, and the official papers."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from binakon.coordination.states import MEETING, MeetingPaperKind, MeetingState
from binakon.core.models import StoredFile
from binakon.core.workflow import Workflow
from binakon.people.models import NumberedDocument, Office
from binakon.planning.models import Activity


class MeetingSeries(models.Model):
    """Meetings of an office that follow one another; the next one opens with what the last one left undone."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="meeting_series")
    name = models.CharField(max_length=200)
    rhythm = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "name"], name="meeting_series_once")
        ]

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    """One meeting. `activity` is the planned activity (a rakor) that it fulfils, where the plan has one.

    `code` is its name in addresses. Until `reply_by` the offices say who comes and fill their form; `opening` and
    `closing` are the words of the minutes around the agenda. `revision` counts edits of what is announced.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="meetings")
    series = models.ForeignKey(
        MeetingSeries, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings"
    )
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings"
    )
    code = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=300)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    venue = models.CharField(max_length=300, blank=True)
    online_link = models.URLField(max_length=500, blank=True)
    reply_by = models.DateField(null=True, blank=True)
    contact_name = models.CharField(max_length=200, blank=True)
    contact_phone = models.CharField(max_length=20, blank=True)
    opening = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    chair = models.CharField(max_length=200, blank=True)
    minutes_by = models.CharField(max_length=200, blank=True)
    scan_seed = models.CharField(max_length=64, blank=True)
    revision = models.PositiveIntegerField(default=0)
    state = models.CharField(
        max_length=12, choices=MeetingState.choices, default=MeetingState.PREPARED
    )
    state_reason = models.TextField(blank=True)

    workflow: ClassVar[Workflow] = MEETING

    class Meta:
        ordering: ClassVar = ["-starts_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AgendaItem(models.Model):
    """One point of the agenda; `minutes` is what was said and decided, written in the meeting.

    `revision` counts edits of the minutes, so that two who write at once both keep their words.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    speaker = models.CharField(max_length=200, blank=True)
    length = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["meeting", "position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(length=None) | Q(length__gt=0), name="agenda_length_positive"
            )
        ]

    def __str__(self) -> str:
        return self.title


class MeetingFile(models.Model):
    """A paper that the agenda hands out."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="files")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="files"
    )
    title = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.title


class MeetingPaper(NumberedDocument):
    """A numbered paper of a meeting: its invitation, its berita acara or its cancellation.

    `content` is what the paper said when it was sent or signed; then it never changes. `scan` is the signed sheet.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=14, choices=MeetingPaperKind.choices)
    nature = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    copies = models.TextField(blank=True)
    content = models.JSONField(default=dict)
    scan = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="meeting_paper_number_once"
            ),
            # One draft at a time: what was sent stays, and a correction is a new paper.
            models.UniqueConstraint(
                fields=["meeting", "kind"],
                condition=Q(sent_at=None),
                name="meeting_paper_one_draft",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.subject}"
