"""The papers of certification: the decree of who is facilitated, the letter to the LSP, the minutes of a test."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from binakon.certification.models.batches import Batch
from binakon.certification.states import CasePaperKind
from binakon.core.models import StoredFile
from binakon.core.workflow import Workflow
from binakon.people.models import NumberedDocument
from binakon.planning.models import Activity
from binakon.trainings.states import PAPER, PaperState


class CasePaper(NumberedDocument):
    """A numbered paper of an activity's cases, or of one batch. `body` holds its words, `content` its frozen list.

    With the signed scan of a decree its people are determined.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="case_papers")
    batch = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=10, choices=CasePaperKind.choices)
    state = models.CharField(max_length=10, choices=PaperState.choices, default=PaperState.DRAFT)
    body = models.JSONField(default=dict)
    content = models.JSONField(default=dict)
    scan = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)

    workflow: ClassVar[Workflow] = PAPER

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "number"], condition=~Q(number=""), name="case_paper_number_once"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["issued", "signed"]) | ~Q(number=""),
                name="case_paper_issued_has_number",
            ),
            models.CheckConstraint(
                condition=Q(kind=CasePaperKind.DECREE, batch=None)
                | (~Q(kind=CasePaperKind.DECREE) & Q(batch__isnull=False)),
                name="case_paper_of_batch",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.get_kind_display()
