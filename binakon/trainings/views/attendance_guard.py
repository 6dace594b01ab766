"""Who may open the pages of attendance: the same questions at the head of every view."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy

from binakon.people.queries import viewer_of
from binakon.people.rules import Viewer, can_enrol
from binakon.planning.views.guard import demand, turn_to_office
from binakon.trainings.queries.attendance import class_for, class_scanned, session_of

if TYPE_CHECKING:
    from binakon.enrolment.models import Training
    from binakon.trainings.models import Session

NOT_YOURS = gettext_lazy(
    "Peran Anda tidak mencakup mencatat kehadiran. Minta kepala seksi atau staf melakukannya."
)


def seen_class(request: HttpRequest, slug: str) -> "tuple[Viewer, Training]":
    """The viewer and a class whose people they may see; else 404."""
    viewer = viewer_of(request.user)
    training = class_for(viewer, slug)
    if training is None:
        raise Http404
    turn_to_office(request, training.office_code)
    return viewer, training


def taken_by(request: HttpRequest, slug: str) -> "tuple[Viewer, Training]":
    """The same for whoever may take attendance; 403 for other roles."""
    viewer, training = seen_class(request, slug)
    demand(is_allowed=can_enrol(viewer, training.office_code), sentence=str(NOT_YOURS))
    return viewer, training


def scanned_by(request: HttpRequest, slug: str) -> "tuple[Viewer, Training]":
    """The same as `taken_by` for the phones of a room, without what only a page needs."""
    viewer = viewer_of(request.user)
    training = class_scanned(viewer, slug)
    if training is None:
        raise Http404
    demand(is_allowed=can_enrol(viewer, training.office_code), sentence=str(NOT_YOURS))
    return viewer, training


def session_in(training: "Training", pk: int) -> "Session":
    """A session of the class in the address; else 404."""
    session = session_of(training, pk)
    if session is None:
        raise Http404
    session.training = training
    return session
