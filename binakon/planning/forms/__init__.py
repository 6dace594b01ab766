"""Hearing what planners, treasurers and approvers type."""

from binakon.planning.forms.activity import ActivityForm
from binakon.planning.forms.decisions import DecisionForm, DocumentForm, RatifyForm, ReasonForm
from binakon.planning.forms.version import GoalForm, NewVersionForm, NewYearForm, VersionForm

__all__ = [
    "ActivityForm",
    "DecisionForm",
    "DocumentForm",
    "GoalForm",
    "NewVersionForm",
    "NewYearForm",
    "RatifyForm",
    "ReasonForm",
    "VersionForm",
]
