"""The pages of a refusal or a failure: each says what happened and what to do next."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from binakon.core.problems import Problem
from binakon.core.second_factor import DESK

BUSY_SECONDS = 5


def _page(request: HttpRequest, status: str, **facts: Any) -> HttpResponse:
    """The page of a refusal, in the frame where the reader is: at the desk with its menu, else the public one."""
    user = getattr(request, "user", None)
    is_desk = request.path.startswith(DESK) and user is not None and user.is_authenticated
    name = f"desk_{status}.html" if is_desk else f"{status}.html"
    return render(request, name, {**facts, "is_desk": is_desk}, status=int(status))


def _back(request: HttpRequest) -> str:
    """The page that the reader sent the form from: many forms are sent to an address that is no page by itself."""
    sender = request.headers.get("Referer", "")
    parts = urlsplit(sender)
    if parts.path.startswith("//") or not url_has_allowed_host_and_scheme(
        sender, allowed_hosts={request.get_host()}
    ):
        return request.get_full_path()
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _above(path: str) -> str:
    """The nearest address above this one that somebody answers."""
    steps = path.strip("/").split("/")
    for depth in range(len(steps) - 1, 0, -1):
        above = f"/{'/'.join(steps[:depth])}/"
        try:
            resolve(above)
        except Resolver404:
            continue
        return above
    return "/"


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the role does not hold this verb."""
    return _page(request, "403", sentence=str(exception or ""))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or none that this viewer may see."""
    return _page(request, "404")


def conflict(request: HttpRequest, sentence: str) -> HttpResponse:
    """409: someone else was faster."""
    return _page(request, "409", sentence=sentence, back=_back(request))


def blocked(request: HttpRequest, problems: Iterable[Problem]) -> HttpResponse:
    """422: the facts do not allow it; every problem at once."""
    return _page(request, "422", problems=list(problems), back=_back(request))


def only_sent_to(request: HttpRequest) -> HttpResponse:
    """405: an address that takes what a form sends and shows nothing; leads to the page above it."""
    return _page(request, "405", above=_above(request.path))


def busy(request: HttpRequest) -> HttpResponse:
    """503: whoever waits to write has waited too long; nothing was stored. Rendered without touching the database."""
    return HttpResponse(
        render_to_string("503.html"), status=503, headers={"Retry-After": str(BUSY_SECONDS)}
    )


def too_many(request: HttpRequest, context: dict[str, Any] | None = None) -> HttpResponse:
    """429: this address has asked too often; nobody is locked out."""
    return render(request, "429.html", context, status=429)


def failed(request: HttpRequest) -> HttpResponse:
    """500: our fault. Rendered without touching the database."""
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form is older than the log-in, or cookies are off."""
    return render(request, "csrf.html", status=403)
