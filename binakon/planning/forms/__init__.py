"""Hearing what planners, treasurers and approvers type."""

from binakon.planning.forms.activity import ActivityForm
from binakon.planning.forms.decisions import DecisionForm, RatifyForm, ReasonForm
from binakon.planning.forms.version import NewVersionForm, NewYearForm, VersionForm

__all__ = [
    "ActivityForm",
    "DecisionForm",
    "NewVersionForm",
    "NewYearForm",
    "RatifyForm",
    "ReasonForm",
    "VersionForm",
]
