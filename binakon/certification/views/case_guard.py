"""Who may open cases, their costs and their decrees: the same few questions at the head of every view."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from binakon.certification.queries.case_decrees import case_decree_for
from binakon.certification.queries.cases import (
    case_for,
    certification_of,
    is_of_office,
    may_see_people_of,
    office_of_case,
    sees_cases,
)
from binakon.core.problems import NotAllowed
from binakon.people.queries import viewer_for
from binakon.people.rules import Viewer, can_enrol, can_pay
from binakon.planning.views.guard import demand, turn_to_office

if TYPE_CHECKING:
    from binakon.certification.models import Case, CasePaper
    from binakon.planning.models import Activity


def seen_cases(request: HttpRequest) -> Viewer:
    """The viewer of any page about many cases; 403 for a role that sees none."""
    viewer = viewer_for(request)
    demand(is_allowed=sees_cases(viewer), sentence=_unseen())
    return viewer


def seen_case(request: HttpRequest, code: str) -> "tuple[Viewer, Case]":
    """The viewer and the case; 404 where they hold no role, 403 where their role does not see its people."""
    viewer = viewer_for(request)
    case = case_for(viewer, code)
    if case is None:
        office = office_of_case(code)
        if office and is_of_office(viewer, office):
            raise NotAllowed(_unseen())
        raise Http404
    turn_to_office(request, case.activity.programme.office.code)
    return viewer, case


def working_case(request: HttpRequest, code: str) -> "tuple[Viewer, Case]":
    """The same for whoever writes its steps and costs; 403 for other roles."""
    viewer, case = seen_case(request, code)
    demand_worker(viewer, case.activity)
    return viewer, case


def seen_activity(request: HttpRequest, slug: str) -> "tuple[Viewer, Activity]":
    """The viewer and a certification activity; 404 where they hold no role at its office and have no batch of it."""
    viewer = viewer_for(request)
    activity = certification_of(viewer, slug)
    if activity is None:
        raise Http404
    demand(is_allowed=sees_cases(viewer), sentence=_unseen())
    turn_to_office(request, activity.programme.office.code)
    return viewer, activity


def people_of_activity(request: HttpRequest, slug: str) -> "tuple[Viewer, Activity]":
    """The same for whoever sees all of its people; 403 for other roles."""
    viewer, activity = seen_activity(request, slug)
    demand(is_allowed=may_see_people_of(viewer, activity), sentence=_unseen())
    return viewer, activity


def costs_of_activity(request: HttpRequest, slug: str) -> "tuple[Viewer, Activity]":
    """The same for its money: whoever sees its people, and the treasurer."""
    viewer = viewer_for(request)
    activity = certification_of(viewer, slug)
    if activity is None:
        raise Http404
    code = activity.programme.office.code
    may = may_see_people_of(viewer, activity) or can_pay(viewer, code)
    demand(is_allowed=may, sentence=_unseen())
    turn_to_office(request, code)
    return viewer, activity


def seen_case_decree(request: HttpRequest, slug: str, pk: int) -> "tuple[Viewer, CasePaper]":
    """The viewer and one decree of the activity in the address; 404 for another's."""
    viewer, _activity = people_of_activity(request, slug)
    decree = case_decree_for(viewer, slug, pk)
    if decree is None:
        raise Http404
    return viewer, decree


def demand_worker(viewer: Viewer, activity: "Activity") -> None:
    """403 for roles that read cases but do not write them."""
    sentence = _("Peran Anda bisa membaca halaman ini. Kepala seksi atau staf yang mengubahnya.")
    demand(is_allowed=can_enrol(viewer, activity.programme.office.code), sentence=sentence)


def _unseen() -> str:
    return _("Peran Anda tidak mencakup kasus sertifikasi. Minta kepala seksi atau staf.")
