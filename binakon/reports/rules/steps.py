"""Which steps of a brief a viewer may take: pure judgements on roles and states."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.people.rules import Viewer, can_approve, can_plan
from binakon.reports.states import BRIEF, BriefState

# Planners write the draft and may drop it; what a person has approved is moved by approvers alone.
_PLANNERS_STEPS: Mapping[str, frozenset[str]] = {
    "edit": frozenset({BriefState.DRAFT}),
    "withdraw": frozenset({BriefState.DRAFT}),
}


def may_draft(viewer: Viewer, office_code: str) -> bool:
    """May this viewer begin a brief of this office?"""
    return can_plan(viewer, office_code)


def may_step(viewer: Viewer, office_code: str, step: str, state: str) -> bool:
    """May this viewer take this step of a brief in this state? Whether it starts there is the workflow's word."""
    if can_approve(viewer, office_code):
        return step != "edit" or can_plan(viewer, office_code)
    return can_plan(viewer, office_code) and state in _PLANNERS_STEPS.get(step, frozenset())


def steps_for(viewer: Viewer, office_code: str, state: str) -> list[str]:
    """The steps that start here and that this viewer may take; buttons come from here."""
    return [step for step in BRIEF.moves_from(state) if may_step(viewer, office_code, step, state)]


def reason_problems(reason: str) -> list[Problem]:
    """A step that undoes or corrects says why."""
    if reason.strip():
        return []
    return [Problem("reason", _("Tulis alasannya: alasan itu masuk riwayat dan bisa dibaca lagi."))]
