"""Who may open the pages of completion and evaluation: the same few questions at the head of every view."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.translation import gettext as _

from binakon.enrolment.views.training_guard import seen_training
from binakon.people.rules import Viewer, can_approve, can_enrol, can_see_people
from binakon.planning.views.guard import demand

if TYPE_CHECKING:
    from binakon.enrolment.models import Training


def reading(request: HttpRequest, slug: str) -> "tuple[Viewer, Training]":
    """The viewer and the training; 404 where they hold no desk, 403 where their role does not see participants."""
    viewer, training = seen_training(request, slug)
    sentence = _("Peran Anda tidak mencakup data peserta. Minta kepala seksi atau staf.")
    demand(is_allowed=can_see_people(viewer, training.office_code), sentence=sentence)
    return viewer, training


def deciding(request: HttpRequest, slug: str) -> "tuple[Viewer, Training]":
    """The same for whoever may set the rule, type marks and decide; 403 for other roles."""
    viewer, training = reading(request, slug)
    sentence = _("Peran Anda bisa membaca halaman ini. Kepala seksi atau staf yang mengubahnya.")
    demand(is_allowed=can_enrol(viewer, training.office_code), sentence=sentence)
    return viewer, training


def answering(request: HttpRequest, slug: str) -> "tuple[Viewer, Training]":
    """The same for whoever may answer an exception: the head of division or of the office."""
    viewer, training = reading(request, slug)
    sentence = _("Pengecualian dijawab kepala bidang atau kepala dinas.")
    demand(is_allowed=can_approve(viewer, training.office_code), sentence=sentence)
    return viewer, training


def changing(request: HttpRequest, slug: str) -> "tuple[Viewer, Training]":
    """The same for whoever may answer a change of the rule: the head of division or of the office."""
    viewer, training = reading(request, slug)
    sentence = _("Perubahan syarat dijawab kepala bidang atau kepala dinas.")
    demand(is_allowed=can_approve(viewer, training.office_code), sentence=sentence)
    return viewer, training
