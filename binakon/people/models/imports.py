"""Files of people and of SKK on their way in: remembered columns, staged rows, and the file that brings them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from binakon.core.models import StoredFile
from binakon.core.workflow import Workflow
from binakon.people.models.offices import Office
from binakon.people.models.users import User
from binakon.people.models.workers import Worker
from binakon.people.states import IMPORT, ImportKind, ImportState


class ColumnMapping(models.Model):
    """What an office said a heading means; offered again for the next file. `heading` is as it is compared."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ImportKind.choices)
    heading = models.CharField(max_length=120)
    field = models.CharField(max_length=40, blank=True)

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["office", "kind", "heading"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "kind", "heading"], name="column_mapping_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.heading} → {self.field or '—'}"


class PeopleImport(models.Model):
    """One file. `columns` pairs its headings with fields; `read_rows` is how far a reading has come, so that it goes on.

    `claimed_at` is the conditional UPDATE by which one worker alone carries it. `headings` holds each sheet's layout,
    `columns` the fields with their column (from 0); `notes` is what was passed over. `overwrites` is what the person at
    the desk chose for people who are known and whose data differ: fill what is empty, or put the file's word in its place.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="people_imports")
    kind = models.CharField(max_length=10, choices=ImportKind.choices)
    state = models.CharField(
        max_length=10, choices=ImportState.choices, default=ImportState.UPLOADED
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    sheet = models.CharField(max_length=120, blank=True)
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    rows = models.PositiveIntegerField(null=True)
    read_rows = models.PositiveIntegerField(default=0)
    problem_count = models.PositiveIntegerField(default=0)
    notes = models.JSONField(default=list)
    overwrites = models.BooleanField(default=False)
    added = models.PositiveIntegerField(null=True)
    known = models.PositiveIntegerField(null=True)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)

    workflow: ClassVar[Workflow] = IMPORT
    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.file_name


class StagedRow(models.Model):
    """One row of a file, read and checked, sealed until the whole file goes in; gone when it has.

    `sealed` is the row's values, encrypted for the file; `problems` are its findings by field, as codes. `outcome` says
    what becomes of it: a new person or SKK, the same again, something filled, or something that differs.
    """

    source = models.ForeignKey(PeopleImport, on_delete=models.PROTECT, related_name="staged")
    number = models.PositiveIntegerField()
    nik_index = models.CharField(max_length=64, blank=True)
    sealed = models.BinaryField()
    problems = models.JSONField(default=list)
    is_faulty = models.BooleanField(default=False)
    is_noted = models.BooleanField(default=False)
    outcome = models.CharField(max_length=10, blank=True)
    worker = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["source", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "number"], name="staged_row_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["source", "number"],
                name="staged_with_problems",
                condition=Q(is_faulty=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.number}"
