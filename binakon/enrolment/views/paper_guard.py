"""Who may open decrees and letters: the same few questions at the head of every view, and how a paper is handed over."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from binakon.core.problems import Blocked, NotAllowed
from binakon.enrolment.queries.decree_pages import training_of
from binakon.enrolment.queries.decrees import decree_for
from binakon.people.queries import viewer_for
from binakon.people.rules import Viewer, can_enrol
from binakon.planning.views.guard import turn_to_office

if TYPE_CHECKING:
    from django import forms

    from binakon.enrolment.models import Decree, Training


def seen_training(request: HttpRequest, slug: str) -> "tuple[Viewer, Training]":
    """The viewer and the training they ask for; 404 where they hold no desk at its office."""
    viewer = viewer_for(request)
    training = training_of(viewer, slug)
    if training is None:
        raise Http404
    turn_to_office(request, training.office_code)
    return viewer, training


def seen_decree(request: HttpRequest, slug: str, pk: int) -> "tuple[Viewer, Decree]":
    """The viewer and one decree of the training in the address; 404 for another's."""
    viewer, training = seen_training(request, slug)
    decree = decree_for(viewer, pk)
    if decree is None or decree.training_id != training.pk:
        raise Http404
    return viewer, decree


def demand_enroller(viewer: Viewer, office_code: str) -> None:
    """403 for roles that read papers but do not write them."""
    if not can_enrol(viewer, office_code):
        raise NotAllowed(
            _("SK dan surat ditulis kepala seksi atau staf. Peran Anda bisa membacanya.")
        )


def heard(form: "forms.Form", deed: Callable[[], object], fields: Mapping[str, str]) -> bool:
    """Do it; of a refusal every problem goes to its field (`fields` maps other codes), and what was typed stays."""
    try:
        deed()
    except Blocked as refused:
        for problem in refused.problems:
            code = fields.get(problem.code, problem.code)
            form.add_error(code if code in form.fields else None, problem.sentence)
        return False
    return True


def paper_response(content: bytes, name: str) -> HttpResponse:
    """A PDF to be shown, kept by no cache."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response.headers["Cache-Control"] = "no-store, private"
    return response
