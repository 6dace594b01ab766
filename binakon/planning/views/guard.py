"""Who may open a planner's page: the same few questions at the head of every view."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest

from binakon.core.problems import NotAllowed
from binakon.people.queries import viewer_for
from binakon.people.rules import Viewer
from binakon.planning.queries import version_for

if TYPE_CHECKING:
    from binakon.planning.models import PlanVersion


def seen_version(request: HttpRequest, pk: int) -> "tuple[Viewer, PlanVersion]":
    """The viewer and the version they ask for; 404 for a version of an office where they hold no role."""
    viewer = viewer_for(request)
    version = version_for(viewer, pk)
    if version is None:
        raise Http404
    turn_to_office(request, version.programme.office.code)
    return viewer, version


def turn_to_office(request: HttpRequest, code: str) -> None:
    """Let the frame around the page speak of this office."""
    request.office_code = code  # type: ignore[attr-defined]


def demand(*, is_allowed: bool, sentence: str) -> None:
    """403 with the sentence when the role does not hold the verb."""
    if not is_allowed:
        raise NotAllowed(sentence)
