"""Who may open batches: the same few questions at the head of every view."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from binakon.certification.queries.batch_papers import paper_for
from binakon.certification.queries.batches import batch_for, office_of
from binakon.certification.queries.results import result_file_of
from binakon.certification.views.bodies import seeing
from binakon.core.problems import NotAllowed
from binakon.people.rules import Viewer, can_enrol
from binakon.planning.views.guard import turn_to_office

if TYPE_CHECKING:
    from binakon.certification.models import Batch, CasePaper, ResultFile


def seen_batch(request: HttpRequest, pk: int) -> "tuple[Viewer, Batch]":
    """The viewer and the batch they ask for; 404 where they do not see people of its office."""
    viewer = seeing(request)
    batch = batch_for(viewer, pk)
    if batch is None:
        raise Http404
    turn_to_office(request, office_of(batch))
    return viewer, batch


def led_batch(request: HttpRequest, pk: int) -> "tuple[Viewer, Batch]":
    """The same for whoever decides on it; 403 for a role that reads."""
    viewer, batch = seen_batch(request, pk)
    if not can_enrol(viewer, office_of(batch)):
        raise NotAllowed(
            _("Rombongan uji disusun kepala seksi atau staf. Peran Anda bisa membacanya.")
        )
    return viewer, batch


def paper_in(batch: "Batch", pk: int) -> "CasePaper":
    """A paper of the batch; 404 for another's."""
    paper = paper_for(batch, pk)
    if paper is None:
        raise Http404
    return paper


def file_in(batch: "Batch", pk: int) -> "ResultFile":
    """A file of results of the batch; 404 for another's."""
    file = result_file_of(batch, pk)
    if file is None:
        raise Http404
    return file
