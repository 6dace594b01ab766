"""The vocabulary of reports: states and moves of a press brief."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from binakon.core.workflow import Workflow


class BriefState(TextChoices):
    """A press brief from draft to published; an approved text is frozen as an edition and never changes."""

    DRAFT = "draft", _("draf")
    APPROVED = "approved", _("disetujui")
    PUBLISHED = "published", _("terbit")
    WITHDRAWN = "withdrawn", _("ditarik")


BRIEF = Workflow(
    states=BriefState,
    start=BriefState.DRAFT,
    moves={
        "edit": (frozenset({BriefState.DRAFT}), BriefState.DRAFT),
        "approve": (frozenset({BriefState.DRAFT}), BriefState.APPROVED),
        "return": (frozenset({BriefState.APPROVED}), BriefState.DRAFT),
        "publish": (frozenset({BriefState.APPROVED}), BriefState.PUBLISHED),
        # What the public has read is not taken away: it is corrected, and the log says so.
        "correct": (frozenset({BriefState.PUBLISHED}), BriefState.PUBLISHED),
        "withdraw": (frozenset({BriefState.DRAFT, BriefState.APPROVED}), BriefState.WITHDRAWN),
    },
)

# A frozen text of a brief in one of these states was approved by a person and still stands.
STANDING_STATES = (BriefState.APPROVED, BriefState.PUBLISHED)
