"""Press briefs: the draft that follows the figures, and the editions that were frozen when a person approved them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from binakon.core import guards
from binakon.core.guards import ALWAYS, Guard
from binakon.core.workflow import Workflow
from binakon.planning.models import ProgrammeYear
from binakon.reports.states import BRIEF, STANDING_STATES, BriefState


class PressBriefQuerySet(models.QuerySet["PressBrief"]):
    """The words of press briefs."""

    def of(self, office_code: str) -> "PressBriefQuerySet":
        """The briefs of one office."""
        return self.filter(programme__office__code=office_code)

    def published(self) -> "PressBriefQuerySet":
        """What the public may read."""
        return self.filter(state=BriefState.PUBLISHED)

    def standing(self) -> "PressBriefQuerySet":
        """Briefs whose newest edition was approved by a person and still stands."""
        return self.filter(state__in=STANDING_STATES)


class PressBrief(models.Model):
    """One press brief of a programme year, numbered within it.

    A draft holds no text of its own: it follows the live figures until it is approved. Only the quotation is
    typed by a person. `revision` grows with every step, so that two people cannot take one at once.
    """

    programme = models.ForeignKey(ProgrammeYear, on_delete=models.PROTECT, related_name="briefs")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=BriefState.choices, default=BriefState.DRAFT)
    quotation = models.TextField(blank=True)
    quoted = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True)

    workflow: ClassVar[Workflow] = BRIEF
    objects = PressBriefQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-programme__year", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "number"], name="brief_once"),
            models.CheckConstraint(
                condition=Q(state=BriefState.PUBLISHED, published_at__isnull=False)
                | (~Q(state=BriefState.PUBLISHED) & Q(published_at=None)),
                name="brief_published_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"Siaran pers {self.number} tahun {self.programme.year}"


class BriefEdition(models.Model):
    """The text of a brief as a person approved it; immutable, by trigger.

    `title` and `paragraphs` are runs `[text, figure key or ""]`. `reason` is "" for an approval and says why for
    a correction. `digest` fingerprints text and figures, `figure_count` closes the edition to further figures.
    """

    brief = models.ForeignKey(PressBrief, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    as_of = models.DateField()
    title = models.JSONField()
    paragraphs = models.JSONField()
    unknown = models.JSONField()
    source = models.TextField(blank=True)
    quotation = models.TextField(blank=True)
    quoted = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64)
    figure_count = models.PositiveSmallIntegerField()
    approved_by = models.CharField(max_length=300)
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brief", "number"], name="edition_once"),
        ]

    def __str__(self) -> str:
        return f"{self.brief}, edisi {self.number}"


class BriefFigure(models.Model):
    """One number of an edition with everything that explained it then; None is unknown, never 0.

    `measure` and `part` say what was counted, so that the live number can stand beside it.
    """

    edition = models.ForeignKey(BriefEdition, on_delete=models.PROTECT, related_name="figures")
    key = models.TextField()
    measure = models.CharField(max_length=60)
    part = models.TextField(blank=True)
    value = models.BigIntegerField(null=True)
    shown = models.CharField(max_length=60)
    label = models.TextField()
    definition = models.TextField()
    version = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "key"], name="brief_figure_once")
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.shown}"


_EDITION, _FIGURE = "reports_briefedition", "reports_brieffigure"
_MESSAGE = "an approved edition of a brief is immutable"
_IS_COMPLETE = (
    f"(SELECT count(*) FROM {_FIGURE} WHERE edition_id = NEW.edition_id) >= "  # noqa: S608 - our own words
    f"(SELECT figure_count FROM {_EDITION} WHERE id = NEW.edition_id)"
)

guards.register(
    [
        Guard("edition_frozen_update", _EDITION, "UPDATE", ALWAYS, _MESSAGE),
        Guard("edition_frozen_delete", _EDITION, "DELETE", ALWAYS, _MESSAGE),
        Guard("brief_figure_frozen_insert", _FIGURE, "INSERT", _IS_COMPLETE, _MESSAGE),
        Guard("brief_figure_frozen_update", _FIGURE, "UPDATE", ALWAYS, _MESSAGE),
        Guard("brief_figure_frozen_delete", _FIGURE, "DELETE", ALWAYS, _MESSAGE),
    ]
)
