"""Papers to print and sign: one version, and two side by side."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from binakon.planning.documents.printing import print_comparison, print_version
from binakon.planning.views.guard import seen_version


def paper(content: bytes | None, name: str) -> HttpResponse:
    """A PDF to open in the browser; 404 where there is none."""
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


@login_required
@require_safe
def version_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """One version as PDF."""
    viewer, version = seen_version(request, pk)
    content = print_version(viewer, pk, is_sample=settings.MODE == "demo")
    programme = version.programme
    name = f"rencana-{programme.office.code}-{programme.year}-{version.stage}-{version.number}"
    return paper(content, name)


@login_required
@require_safe
def comparison_paper(request: HttpRequest, before: int, after: int) -> HttpResponse:
    """Two versions side by side as PDF."""
    viewer, version = seen_version(request, after)
    content = print_comparison(viewer, before, after, is_sample=settings.MODE == "demo")
    return paper(content, f"perbandingan-{version.programme.year}-{before}-{after}")
