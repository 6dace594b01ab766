"""What was agreed: decisions, and commitments of an office by a day."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from binakon.coordination.models.meetings import AgendaItem, Meeting
from binakon.coordination.states import AGREEMENT, AgreementKind, AgreementState
from binakon.core.workflow import Workflow
from binakon.people.models import Office
from binakon.planning.models import Activity, Occupation, RegionalQuota


class Agreement(models.Model):
    """A decision, or with `owner` and `due_on` a commitment of an office; `office` is the desk that watches it.

    `places` is what was promised (places of a quota, people to be named), `done` how much of it enrolment or data have
    shown so far; None where nothing is counted. `quota` is the row that accepting it changed, `places_before` what
    stood there before.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="agreements")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements"
    )
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="agreements"
    )
    kind = models.CharField(max_length=12, choices=AgreementKind.choices)
    text = models.TextField()
    owner = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="commitments"
    )
    due_on = models.DateField(null=True, blank=True)
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements"
    )
    occupation = models.ForeignKey(
        Occupation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    places = models.PositiveIntegerField(null=True, blank=True)
    done = models.PositiveIntegerField(null=True, blank=True)
    quota = models.ForeignKey(
        RegionalQuota, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements"
    )
    places_before = models.PositiveIntegerField(null=True, blank=True)
    evidence = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    fulfilled_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(
        max_length=12, choices=AgreementState.choices, default=AgreementState.PROPOSED
    )
    state_reason = models.TextField(blank=True)

    workflow: ClassVar[Workflow] = AGREEMENT

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(kind=AgreementKind.QUOTA)
                | Q(owner__isnull=False, activity__isnull=False, places__isnull=False),
                name="agreement_quota_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state=AgreementState.FULFILLED) | Q(fulfilled_at__isnull=False),
                name="agreement_fulfilled_has_moment",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["office", "state", "due_on"], name="agreement_open"),
            models.Index(fields=["owner", "activity"], name="agreement_progress"),
        ]

    def __str__(self) -> str:
        return self.text[:120]
