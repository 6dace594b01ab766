"""How seats were shared and drawn, open to everybody: the quota with its steps, the draw with seed and codes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from binakon.enrolment.queries.public_selection import DrawPage, public_draw, public_quota
from binakon.enrolment.rules.apportion_words import tie_rule_words
from binakon.portal.queries import turn_to


@require_safe
def training_quota(request: HttpRequest, slug: str) -> HttpResponse:
    """The seats of every regency and the calculation behind them."""
    page = public_quota(slug)
    if page is None:
        raise Http404
    turn_to(request, page.training.office_code)
    return render(
        request, "portal/training_quota.html", {"page": page, "tie_rule": tie_rule_words()}
    )


def _draw(slug: str) -> DrawPage:
    page = public_draw(slug)
    if page is None:
        raise Http404
    return page


@require_safe
def training_draw(request: HttpRequest, slug: str) -> HttpResponse:
    """The draw: the fingerprint before, the seed and all codes after, and how to make it again."""
    page = _draw(slug)
    turn_to(request, page.training.office_code)
    return render(request, "portal/training_draw.html", {"page": page})


def _text(content: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
def draw_codes(request: HttpRequest, slug: str) -> HttpResponse:
    """The codes that took part, one a line."""
    page = _draw(slug)
    if not page.is_announced:
        raise Http404
    return _text("\n".join(page.codes) + "\n", "kode.txt")


@require_safe
def draw_seed(request: HttpRequest, slug: str) -> HttpResponse:
    """The seed, without an end of line: its SHA-256 is the published fingerprint."""
    page = _draw(slug)
    if not page.is_announced:
        raise Http404
    return _text(page.seed, "benih.txt")
