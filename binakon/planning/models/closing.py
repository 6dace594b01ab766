"""What a closed year reported: each closing with its frozen figures, and who asked to open it again."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from binakon.core import guards
from binakon.core.guards import ALWAYS, Guard
from binakon.planning.models.year import ProgrammeYear


class YearClosing(models.Model):
    """One closing of a year; immutable, by trigger. A year that was opened again is closed by another one.

    `left_open` is what was still open then, as `[key, how many]`. `digest` fingerprints the figures, `figure_count`
    closes the closing to further ones.
    """

    programme = models.ForeignKey(ProgrammeYear, on_delete=models.PROTECT, related_name="closings")
    number = models.PositiveSmallIntegerField()
    as_of = models.DateField()
    left_open = models.JSONField()
    digest = models.CharField(max_length=64)
    figure_count = models.PositiveSmallIntegerField()
    closed_by = models.CharField(max_length=300)
    closer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "number"], name="closing_once"),
        ]

    def __str__(self) -> str:
        return f"Penutupan {self.number} tahun {self.programme.year}"


class FrozenFigure(models.Model):
    """One figure of a closing with everything that explained it then; None is unknown, never 0.

    `rows` are `[label, detail, amount]`, only where they name activities or parts of the plan, never people.
    """

    closing = models.ForeignKey(YearClosing, on_delete=models.PROTECT, related_name="figures")
    measure = models.CharField(max_length=60)
    part = models.TextField(blank=True)
    services = models.BigIntegerField(null=True)
    people = models.BigIntegerField(null=True)
    rows = models.JSONField(default=list)
    version = models.CharField(max_length=200, blank=True)
    is_about = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    label = models.TextField()
    unit = models.CharField(max_length=60)
    definition = models.TextField()
    source = models.TextField(blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["closing", "measure", "part"], name="frozen_figure_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.services}"


class YearReopening(models.Model):
    """Somebody asks, with a reason, that a closed year is opened again; another person grants or denies it."""

    programme = models.ForeignKey(
        ProgrammeYear, on_delete=models.PROTECT, related_name="reopenings"
    )
    reason = models.TextField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    is_granted = models.BooleanField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme"], condition=Q(answered_at=None), name="reopening_one_waits"
            ),
            models.CheckConstraint(
                # Said outright, because a CHECK lets an unknown answer pass.
                condition=Q(answered_by=None) | ~Q(answered_by=F("asked_by")),
                name="reopening_by_two",
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None, answered_at=None, is_granted=None)
                | Q(answered_by__isnull=False, answered_at__isnull=False, is_granted__isnull=False),
                name="reopening_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Pembukaan kembali {self.programme}"


_CLOSING, _FIGURE = "planning_yearclosing", "planning_frozenfigure"
_MESSAGE = "the figures of a closed year are immutable"
_IS_COMPLETE = (
    f"(SELECT count(*) FROM {_FIGURE} WHERE closing_id = NEW.closing_id) >= "  # noqa: S608 - our own words
    f"(SELECT figure_count FROM {_CLOSING} WHERE id = NEW.closing_id)"
)

guards.register(
    [
        Guard("closing_frozen_update", _CLOSING, "UPDATE", ALWAYS, _MESSAGE),
        Guard("closing_frozen_delete", _CLOSING, "DELETE", ALWAYS, _MESSAGE),
        Guard("frozen_figure_insert", _FIGURE, "INSERT", _IS_COMPLETE, _MESSAGE),
        Guard("frozen_figure_update", _FIGURE, "UPDATE", ALWAYS, _MESSAGE),
        Guard("frozen_figure_delete", _FIGURE, "DELETE", ALWAYS, _MESSAGE),
    ]
)
