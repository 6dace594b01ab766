"""One step for many cases: asked for its words, previewed, confirmed; all of them or none."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from binakon.certification.actions import case_deeds
from binakon.certification.forms.case_step import CaseStepForm
from binakon.certification.queries.case_list import case_listing, case_rows
from binakon.certification.queries.cases import OF_OFFICE
from binakon.certification.views.case_guard import seen_cases
from binakon.certification.views.cases import LIST_PATH, told
from binakon.core import bulk
from binakon.core.calendar import today
from binakon.enrolment.queries.visible import offices_with
from binakon.people.rules import ENROLLERS, Viewer
from binakon.planning.views.guard import demand

if TYPE_CHECKING:
    from typing import Any

    from django.db.models import QuerySet


@login_required
@require_POST
def case_bulk(request: HttpRequest) -> HttpResponse:
    """The words of a step for many, then its preview."""
    viewer, rows = _working(request)
    deed = _deed(request.POST.get("perbuatan", ""))
    is_told = bool(request.POST.get("rinci"))
    form = (
        CaseStepForm(deed.key, request.POST)
        if is_told
        else CaseStepForm(deed.key, initial={"on": today()})
    )
    form.fields.pop("evidence", None)
    if not is_told or not form.is_valid():
        context = {"deed": deed, "form": form, "kept": _kept(request), "path": LIST_PATH}
        return render(
            request, "certification/case_bulk.html", context, status=422 if is_told else 200
        )
    preview = bulk.preview(
        deed,
        case_listing(viewer),
        rows,
        request.POST,
        user_id=viewer.actor.user_id or 0,
        details=told(form).details(),
    )
    context = {
        "deed": deed,
        "preview": preview,
        "confirm_href": f"{LIST_PATH}massal/lakukan/",
        "back_href": LIST_PATH,
        "path": LIST_PATH,
    }
    return render(request, "certification/case_bulk.html", context)


@login_required
@require_POST
def case_bulk_confirm(request: HttpRequest) -> HttpResponse:
    """Do exactly what was previewed."""
    viewer, rows = _working(request)
    deed = _deed(request.POST.get("perbuatan", ""))
    pk = bulk.confirm(
        deed,
        case_listing(viewer),
        rows,
        request.POST.get("tanda", ""),
        by=viewer.actor,
        office_code=viewer.office_codes[0],
    )
    return redirect("certification:case_bulk_result", deed.key, pk)


@login_required
@require_safe
def case_bulk_result(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """What became of one's own deed."""
    viewer, rows = _working(request)
    deed = _deed(key)
    result = bulk.result(deed, case_listing(viewer), rows, pk, user_id=viewer.actor.user_id or 0)
    if result is None:
        raise Http404
    context = {"deed": deed, "result": result, "back_href": LIST_PATH}
    return render(request, "certification/case_bulk_result.html", context)


def _working(request: HttpRequest) -> "tuple[Viewer, QuerySet[Any]]":
    """The viewer and the cases whose steps they write."""
    viewer = seen_cases(request)
    codes = offices_with(viewer, ENROLLERS)
    demand(is_allowed=codes != [], sentence=_only_workers())
    rows = case_rows(viewer)
    return viewer, rows if codes is None else rows.filter(**{f"{OF_OFFICE}__in": codes})


def _only_workers() -> str:
    return _("Langkah kasus dicatat kepala seksi atau staf.")


def _deed(key: str) -> bulk.Deed:
    for deed in case_deeds.ALL:
        if deed.key == key:
            return deed
    raise Http404


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    """The selection, the filters and the deed, carried through the form that asks for words."""
    own = {"csrfmiddlewaretoken", "rinci", *CaseStepForm.base_fields}
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in own
        for value in values
    ]
