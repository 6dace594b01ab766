"""What participants thought of the event and its instructors: who has answered, and, apart from it, what was said."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from binakon.enrolment.models import Registration, Training
from binakon.trainings.models.rundown import Engagement


class EvaluationForm(models.Model):
    """The questions of a training's evaluation, `[{"code": …, "text": …}]`, and how many must answer before any is read.

    `least` is the line that protects them: below so many replies no average and no comment is shown.
    """

    training = models.OneToOneField(Training, on_delete=models.PROTECT, related_name="evaluation")
    event_items = models.JSONField(default=list)
    instructor_items = models.JSONField(default=list)
    least = models.PositiveSmallIntegerField(default=5)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=0)

    changes_plan: ClassVar[bool] = False

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="evaluation_closes_after_opening"
            ),
            models.CheckConstraint(condition=Q(least__gte=3), name="evaluation_protects"),
        ]

    def __str__(self) -> str:
        return f"Evaluasi {self.training}"


class EvaluationTicket(models.Model):
    """That somebody has answered, by day and no closer: nothing leads from here to what they said."""

    form = models.ForeignKey(EvaluationForm, on_delete=models.PROTECT, related_name="tickets")
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    changes_plan: ClassVar[bool] = False

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["form", "registration"], name="ticket_once")
        ]

    def __str__(self) -> str:
        return f"{self.form}: {self.on.isoformat()}"


class EvaluationReply(models.Model):
    """One mark (1–5) or one comment, by nobody; `engagement` is None for the event. Its key is random, it has no time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    form = models.ForeignKey(EvaluationForm, on_delete=models.PROTECT, related_name="replies")
    engagement = models.ForeignKey(
        Engagement, null=True, on_delete=models.PROTECT, related_name="replies"
    )
    item = models.CharField(max_length=40)
    mark = models.PositiveSmallIntegerField(null=True)
    comment = models.TextField(blank=True)

    changes_plan: ClassVar[bool] = False

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(mark__gte=1, mark__lte=5) & Q(comment=""))
                | (Q(mark=None) & ~Q(comment="")),
                name="reply_mark_or_comment",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["form", "engagement"], name="reply_form")]

    def __str__(self) -> str:
        return self.item
