"""The papers that ask for an answer's money: its justification as PDF and its lines in the RKA form."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from binakon.people.queries import viewer_for
from binakon.planning.documents.scenarios import print_justification
from binakon.planning.queries.scenario_papers import PaperKind, ScenarioPaper, scenario_paper
from binakon.planning.sheets.scenario_rka import answer_workbook
from binakon.planning.views.guard import turn_to_office
from binakon.planning.views.papers import paper
from binakon.planning.views.workbooks import XLSX

_KINDS = ("most", "least")


def _facts(request: HttpRequest, pk: int) -> ScenarioPaper:
    kind = request.GET.get("kind", "")
    chosen = cast("PaperKind", kind) if kind in _KINDS else None
    found = scenario_paper(viewer_for(request), pk, chosen)
    if found is None:
        raise Http404
    turn_to_office(request, found.facts.scenario.programme.office.code)
    return found


@login_required
@require_safe
def scenario_justification(request: HttpRequest, pk: int) -> HttpResponse:
    """The justification of an answer as PDF."""
    found = _facts(request, pk)
    return paper(print_justification(found), f"justifikasi-{pk}-{found.kind}")


@login_required
@require_safe
def scenario_rka(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer in the RKA form."""
    found = _facts(request, pk)
    response = HttpResponse(answer_workbook(found), content_type=XLSX)
    name = f"rka-{pk}-{found.kind}.xlsx"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
