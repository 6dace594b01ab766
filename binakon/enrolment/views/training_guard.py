"""Who may open a training's pages: the same questions at the head of every view."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from binakon.enrolment.queries.trainings import training_for
from binakon.people.queries import viewer_for
from binakon.people.rules import Viewer, can_enrol
from binakon.planning.views.guard import demand, turn_to_office

if TYPE_CHECKING:
    from binakon.enrolment.models import Training


def seen_training(request: HttpRequest, slug: str) -> "tuple[Viewer, Training]":
    """The viewer and the training they ask for; 404 for one of an office where they hold no role."""
    viewer = viewer_for(request)
    training = training_for(viewer, slug)
    if training is None:
        raise Http404
    turn_to_office(request, training.office_code)
    return viewer, training


def enrolled_by(request: HttpRequest, slug: str) -> "tuple[Viewer, Training]":
    """The same for whoever may open trainings and decide on seats; 403 for other roles."""
    viewer, training = seen_training(request, slug)
    demand_enroller(viewer, training.office_code)
    return viewer, training


def demand_enroller(viewer: Viewer, office_code: str) -> None:
    """403 for roles that may not change trainings."""
    sentence = _(
        "Peran Anda tidak mencakup membuka atau mengubah kelas. Minta kepala seksi atau staf melakukannya."
    )
    demand(is_allowed=can_enrol(viewer, office_code), sentence=sentence)
