"""Who may open certificates at the desk, and who may issue them."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from binakon.people.queries import viewer_of
from binakon.people.rules import Viewer, can_certify
from binakon.planning.views.guard import demand, turn_to_office
from binakon.trainings.queries.certificates import certificate_for, training_for

if TYPE_CHECKING:
    from binakon.enrolment.models import Training
    from binakon.trainings.models import Certificate


def seen_class(request: HttpRequest, slug: str) -> "tuple[Viewer, Training]":
    """The viewer and the class they ask for; 404 where they may not see its people."""
    viewer = viewer_of(request.user)
    training = training_for(viewer, slug)
    if training is None:
        raise Http404
    turn_to_office(request, training.office_code)
    return viewer, training


def seen_certificate(request: HttpRequest, slug: str, pk: int) -> "tuple[Viewer, Certificate]":
    """The viewer and one certificate of that class."""
    viewer, training = seen_class(request, slug)
    certificate = certificate_for(viewer, training, pk)
    if certificate is None:
        raise Http404
    return viewer, certificate


def demand_certifier(viewer: Viewer, office_code: str) -> None:
    """403 for roles that read certificates but do not issue them."""
    sentence = _(
        "Sertifikat diterbitkan, diganti, dan dicabut kepala seksi, kepala bidang, atau kepala dinas. Peran Anda bisa membacanya."
    )
    demand(is_allowed=can_certify(viewer, office_code), sentence=sentence)
