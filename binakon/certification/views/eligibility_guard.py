"""Who may open a case's eligibility, papers and proposals: the same few questions at the head of every view."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from binakon.certification.queries.eligibility_pages import (
    activity_seen,
    case_seen,
    office_of_case,
)
from binakon.core.problems import NotAllowed
from binakon.people.queries import viewer_for
from binakon.people.rules import Viewer, can_approve, can_enrol, can_see_people
from binakon.planning.views.guard import demand, turn_to_office

if TYPE_CHECKING:
    from binakon.certification.models import Case
    from binakon.planning.models import Activity


def seen_case(request: HttpRequest, code: str) -> "tuple[Viewer, Case]":
    """The viewer and the case; 404 where they hold no role, 403 where their role does not see its people."""
    viewer = viewer_for(request)
    case = case_seen(viewer, code)
    if case is None:
        office = office_of_case(code)
        if office and viewer.roles_at(office):
            raise NotAllowed(
                _("Peran Anda tidak mencakup kasus sertifikasi. Minta kepala seksi atau staf.")
            )
        raise Http404
    turn_to_office(request, case.activity.programme.office.code)
    return viewer, case


def working_case(request: HttpRequest, code: str) -> "tuple[Viewer, Case]":
    """The same for whoever may judge and change it; 403 for other roles."""
    viewer, case = seen_case(request, code)
    demand_worker(viewer, case.activity)
    return viewer, case


def answering_case(request: HttpRequest, code: str) -> "tuple[Viewer, Case]":
    """The same for whoever may answer an exception."""
    viewer, case = seen_case(request, code)
    demand_answerer(viewer, case.activity)
    return viewer, case


def seen_activity(request: HttpRequest, slug: str) -> "tuple[Viewer, Activity]":
    """The viewer and a certification activity; 404 where they hold no role, 403 where it does not see its people."""
    viewer = viewer_for(request)
    activity = activity_seen(viewer, slug)
    if activity is None:
        raise Http404
    code = activity.programme.office.code
    sentence = _("Peran Anda tidak mencakup kasus sertifikasi. Minta kepala seksi atau staf.")
    demand(is_allowed=can_see_people(viewer, code), sentence=sentence)
    turn_to_office(request, code)
    return viewer, activity


def demand_worker(viewer: Viewer, activity: "Activity") -> None:
    """403 for roles that read cases but do not change them."""
    sentence = _("Peran Anda bisa membaca halaman ini. Kepala seksi atau staf yang mengubahnya.")
    demand(is_allowed=can_enrol(viewer, activity.programme.office.code), sentence=sentence)


def demand_answerer(viewer: Viewer, activity: "Activity") -> None:
    """403 for roles that do not answer exceptions."""
    sentence = _("Pengecualian dijawab kepala bidang atau kepala dinas.")
    demand(is_allowed=can_approve(viewer, activity.programme.office.code), sentence=sentence)
