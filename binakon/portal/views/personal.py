"""Whoever opens an applicant's own page: known by a signed link, seen by nobody between, kept by nobody after."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from math import ceil
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext

from binakon.core import limits
from binakon.core.actor import Actor, ActorKind
from binakon.core.history import newest_plan_line
from binakon.enrolment.queries.behind_links import BadLink, ExpiredLink, registration_behind
from binakon.portal.queries import turn_to

if TYPE_CHECKING:
    from binakon.enrolment.models import Registration

View = Callable[..., HttpResponse]
WINDOW = 600


def private(response: HttpResponse) -> HttpResponse:
    """Keep a page out of every cache and search.

    The policy for referrers stays `same-origin`: it tells no other site anything, whereas `no-referrer` would make
    browsers send forms with `Origin: null`, which the protection against foreign forms must refuse.
    """
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def personal(view: View) -> View:
    """Let a view have the registration behind the link in its address; a link that leads nowhere is a page that says so."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, **words: str) -> HttpResponse:
        try:
            registration = registration_behind(token, plan_of(request))
        except BadLink:
            return private(link_unknown(request))
        except ExpiredLink:
            return private(link_expired(request))
        return private(view(request, registration, **words))

    return guarded


def link_unknown(request: HttpRequest) -> HttpResponse:
    """404: nobody here made this link."""
    return render(request, "portal/link_unknown.html", status=404)


def link_expired(request: HttpRequest) -> HttpResponse:
    """410: made here, but too old, replaced by another, or its draft was deleted."""
    return render(request, "portal/link_expired.html", status=410)


def draw_frame(request: HttpRequest, office_code: str) -> None:
    """Let the frame speak of the class's office, from what is kept of the plan; only for a page that is drawn."""
    plan_of(request)
    turn_to(request, office_code)


def plan_of(request: HttpRequest) -> int:
    """The newest line of history that changes the plan, asked once: what was kept of the plan until it still holds."""
    known: int | None = getattr(request, "history", None)
    if known is None:
        known = request.history = newest_plan_line()  # type: ignore[attr-defined]
    return known


def applicant(registration: "Registration") -> Actor:
    """The hand behind the link."""
    return Actor(ActorKind.LINK, registration.code)


def newcomer() -> Actor:
    """The hand of somebody who has no link yet."""
    return Actor(ActorKind.LINK, "pendaftar baru")


def wait_for(request: HttpRequest, name: str, most: int) -> timedelta | None:
    """How long this address must wait, None when it need not. Nobody is ever locked out by what they typed."""
    return limits.count(name, limits.address_of(request), most=most, seconds=WINDOW)


def starts_wait(request: HttpRequest) -> timedelta | None:
    """Counts a draft that is begun from this address."""
    return wait_for(request, "start", settings.MOST_STARTS)


def uploads_wait(request: HttpRequest) -> timedelta | None:
    """Counts a paper that is uploaded from this address."""
    return wait_for(request, "upload", settings.MOST_STARTS * 4)


def wait_words(wait: timedelta) -> str:
    """When to try again."""
    minutes = ceil(wait.total_seconds() / 60)
    sentence = ngettext(
        "Terlalu banyak kiriman dari jaringan Anda dalam waktu singkat. Isian Anda masih ada di halaman ini; kirim lagi %(minutes)d menit lagi.",
        "Terlalu banyak kiriman dari jaringan Anda dalam waktu singkat. Isian Anda masih ada di halaman ini; kirim lagi %(minutes)d menit lagi.",
        minutes,
    )
    return sentence % {"minutes": minutes}


def with_retry(response: HttpResponse, wait: timedelta | None) -> HttpResponse:
    """Tell machines too when to try again."""
    if wait is not None:
        response.headers["Retry-After"] = str(ceil(wait.total_seconds()))
    return response
