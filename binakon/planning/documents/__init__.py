"""Papers of planning: a version of the plan, and how two versions differ."""

from binakon.planning.documents.comparison import comparison_pdf
from binakon.planning.documents.plan import plan_pdf
from binakon.planning.documents.prints import (
    ActivityChanges,
    Change,
    ComparisonPrint,
    MoneyLine,
    PlanPrint,
    Sheet,
)

__all__ = [
    "ActivityChanges",
    "Change",
    "ComparisonPrint",
    "MoneyLine",
    "PlanPrint",
    "Sheet",
    "comparison_pdf",
    "plan_pdf",
]
