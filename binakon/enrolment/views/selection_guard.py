"""Who may open the pages of quotas, selections and objections: the same questions at the head of every view."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from binakon.enrolment.queries.selection_pages import own_training, shared_training
from binakon.people.queries import viewer_for
from binakon.people.rules import Viewer, can_approve, can_enrol, can_verify
from binakon.planning.views.guard import demand, turn_to_office

if TYPE_CHECKING:
    from binakon.enrolment.models import Training


def shared(request: HttpRequest, slug: str) -> "tuple[Viewer, Training]":
    """The viewer and a training whose seats their office gives or shares; else 404."""
    viewer = viewer_for(request)
    training = shared_training(viewer, slug)
    if training is None:
        raise Http404
    codes = viewer.office_codes
    own = training.office_code if training.office_code in codes or not codes else codes[0]
    turn_to_office(request, own)
    return viewer, training


def seen(request: HttpRequest, slug: str) -> "tuple[Viewer, Training]":
    """The viewer and a training of their office, for roles that may read who applied; else 404 or 403."""
    viewer = viewer_for(request)
    training = own_training(viewer, slug)
    if training is None:
        raise Http404
    code = training.office_code
    turn_to_office(request, code)
    demand(
        is_allowed=can_enrol(viewer, code) or can_verify(viewer, code) or can_approve(viewer, code),
        sentence=_(
            "Peran Anda tidak mencakup membaca hasil seleksi. Minta kepala seksi menunjukkannya."
        ),
    )
    return viewer, training


def deciding(request: HttpRequest, slug: str) -> "tuple[Viewer, Training]":
    """The same for whoever decides on seats; 403 for other roles."""
    viewer = viewer_for(request)
    training = own_training(viewer, slug)
    if training is None:
        raise Http404
    turn_to_office(request, training.office_code)
    demand(
        is_allowed=can_enrol(viewer, training.office_code),
        sentence=_(
            "Peran Anda tidak mencakup membagi kursi. Minta kepala seksi atau staf melakukannya."
        ),
    )
    return viewer, training
