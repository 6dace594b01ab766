"""What planning remembers: reference data, the year with its versions and targets, activities, commitments."""

from binakon.planning.models import immutability, scenario_guards
from binakon.planning.models.activity import (
    Activity,
    ActivityPartner,
    ActivityQuerySet,
    RegionalQuota,
)
from binakon.planning.models.closing import FrozenFigure, YearClosing, YearReopening
from binakon.planning.models.commitment import Commitment
from binakon.planning.models.costs import (
    LINE_COLUMNS,
    TERMS_TEXTS,
    Account,
    CostLine,
    StandardPrice,
    TermsOfReference,
)
from binakon.planning.models.duties import DeliveredDuty, DutyRule
from binakon.planning.models.money import Realisation
from binakon.planning.models.reference import Indicator, Occupation, SubActivity
from binakon.planning.models.scenario import Scenario, ScenarioAnswer
from binakon.planning.models.upload import PlanUpload
from binakon.planning.models.version_content import (
    CONTENT_COLUMNS,
    Ceiling,
    VersionActivity,
    content_of,
)
from binakon.planning.models.year import Goal, HistoryFact, PlanVersion, ProgrammeYear, Target

__all__ = [
    "CONTENT_COLUMNS",
    "LINE_COLUMNS",
    "TERMS_TEXTS",
    "Account",
    "Activity",
    "ActivityPartner",
    "ActivityQuerySet",
    "Ceiling",
    "Commitment",
    "CostLine",
    "DeliveredDuty",
    "DutyRule",
    "FrozenFigure",
    "Goal",
    "HistoryFact",
    "Indicator",
    "Occupation",
    "PlanUpload",
    "PlanVersion",
    "ProgrammeYear",
    "Realisation",
    "RegionalQuota",
    "Scenario",
    "ScenarioAnswer",
    "StandardPrice",
    "SubActivity",
    "Target",
    "TermsOfReference",
    "VersionActivity",
    "YearClosing",
    "YearReopening",
    "content_of",
    "immutability",
    "scenario_guards",
]
