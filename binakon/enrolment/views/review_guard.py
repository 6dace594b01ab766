"""Who may open a page about applicants: the same few questions at the head of every view of verification."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from binakon.core.problems import NotAllowed
from binakon.enrolment.queries.review_page import (
    Look,
    office_of_training,
    registration_under_review,
    training_under_review,
)
from binakon.enrolment.queries.verification import lens_of
from binakon.enrolment.queries.visible import registrations_for
from binakon.people.queries import viewer_for
from binakon.people.rules import Viewer

if TYPE_CHECKING:
    from binakon.enrolment.models import Registration, Training

MOST_LEAVES = 999


def seen_training(request: HttpRequest, slug: str) -> "tuple[Viewer, Training]":
    """The viewer and a training that they verify for; 404 for one of an office where they hold no role, else 403."""
    viewer = viewer_for(request)
    training = training_under_review(viewer, slug)
    if training is None:
        _refuse(viewer, slug, is_visible=False)
    assert training is not None
    turn_to_office(request, training.office_code)
    return viewer, training


def seen_review(request: HttpRequest, slug: str, pk: int) -> "tuple[Viewer, Registration]":
    """The same for one registration; who sees it without verifying is told that their role does not hold this."""
    viewer = viewer_for(request)
    registration = registration_under_review(viewer, slug, pk)
    if registration is None:
        _refuse(viewer, slug, is_visible=registrations_for(viewer).filter(pk=pk).exists())
    assert registration is not None
    turn_to_office(request, registration.training.office_code)
    return viewer, registration


def turn_to_office(request: HttpRequest, code: str) -> None:
    """Let the frame around the page speak of this office."""
    request.office_code = code  # type: ignore[attr-defined]


def look_of(request: HttpRequest) -> Look:
    """How the page is looked at, read from its address; what nobody knows is left out."""
    words = request.GET
    turn = _number(words.get("putar"), most=270)
    return Look(
        lens=str(lens_of(words.get("antrean", ""))),
        paper=_number(words.get("berkas"), most=2**63 - 1),
        leaf=_number(words.get("halaman"), most=MOST_LEAVES) or 1,
        turn=turn if turn % 90 == 0 else 0,
        is_large=words.get("besar") == "1",
    )


def _number(text: str | None, *, most: int) -> int:
    if not text or not text.isascii() or not text.isdecimal() or len(text) > 19:
        return 0
    number = int(text)
    return number if number <= most else 0


def _refuse(viewer: Viewer, slug: str, *, is_visible: bool) -> None:
    code = office_of_training(slug)
    if is_visible or (code and viewer.roles_at(code)):
        raise NotAllowed(
            _("Peran Anda tidak mencakup memeriksa berkas. Minta verifikator memeriksanya.")
        )
    raise Http404
