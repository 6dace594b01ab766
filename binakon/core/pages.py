"""The pages of a refusal or a failure: each says what happened and what to do next."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from binakon.core.problems import Problem


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the role does not hold this verb."""
    return render(request, "403.html", {"sentence": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or none that this viewer may see."""
    return render(request, "404.html", status=404)


def conflict(request: HttpRequest, sentence: str) -> HttpResponse:
    """409: someone else was faster."""
    return render(request, "409.html", {"sentence": sentence}, status=409)


def blocked(request: HttpRequest, problems: Iterable[Problem]) -> HttpResponse:
    """422: the facts do not allow it; every problem at once."""
    return render(request, "422.html", {"problems": list(problems)}, status=422)


def failed(request: HttpRequest) -> HttpResponse:
    """500: our fault. Rendered without touching the database."""
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form is older than the log-in, or cookies are off."""
    return render(request, "csrf.html", status=403)
