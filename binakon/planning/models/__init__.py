"""What planning remembers: reference data, the year with its versions and targets, activities, commitments."""

from binakon.planning.models import immutability
from binakon.planning.models.activity import (
    Activity,
    ActivityPartner,
    ActivityQuerySet,
    RegionalQuota,
)
from binakon.planning.models.commitment import Commitment
from binakon.planning.models.reference import Indicator, Occupation, SubActivity
from binakon.planning.models.year import Goal, HistoryFact, PlanVersion, ProgrammeYear, Target

__all__ = [
    "Activity",
    "ActivityPartner",
    "ActivityQuerySet",
    "Commitment",
    "Goal",
    "HistoryFact",
    "Indicator",
    "Occupation",
    "PlanVersion",
    "ProgrammeYear",
    "RegionalQuota",
    "SubActivity",
    "Target",
    "immutability",
]
