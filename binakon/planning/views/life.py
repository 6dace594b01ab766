"""The life of an activity: rescheduled, postponed, cancelled, held, closed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from binakon.core.problems import Blocked
from binakon.people.queries import viewer_for
from binakon.people.rules import Viewer
from binakon.planning import actions
from binakon.planning.forms.life import CloseForm, HoldForm, PublicReasonForm, RescheduleForm
from binakon.planning.queries.life import LifePage, life_page
from binakon.planning.views.guard import demand, turn_to_office
from binakon.planning.views.windows import read_time

FORMS: dict[str, type[forms.Form]] = {
    "reschedule": RescheduleForm,
    "postpone": PublicReasonForm,
    "cancel": PublicReasonForm,
    "hold": HoldForm,
    "close": CloseForm,
}
ACTIONS: dict[str, Callable[..., None]] = {
    "reschedule": actions.reschedule_activity,
    "postpone": actions.postpone_activity,
    "cancel": actions.cancel_activity,
    "hold": actions.hold_activity,
    "close": actions.close_activity,
}


def _opened(request: HttpRequest, slug: str) -> tuple[Viewer, LifePage]:
    viewer = viewer_for(request)
    page = life_page(viewer, slug)
    if page is None:
        raise Http404
    turn_to_office(request, page.activity.programme.office.code)
    return viewer, page


def _context(page: LifePage, heard: dict[str, forms.Form]) -> dict[str, Any]:
    offered = [(name, heard.get(name) or _form(name, page)) for name in page.moves]
    return {"page": page, "offered": offered, "tried": next(iter(heard), "")}


def _form(name: str, page: LifePage, data: Any = None) -> forms.Form:
    if name == "reschedule":
        year = page.activity.programme.year
        return RescheduleForm(data, prefix=name, read_time=lambda text: read_time(text, year))
    return FORMS[name](data, prefix=name)


@login_required
@require_safe
def activity_life(request: HttpRequest, slug: str) -> HttpResponse:
    """What happened to an activity, and what may happen next."""
    _viewer, page = _opened(request, slug)
    return render(request, "planning/activity_life.html", _context(page, {}))


@login_required
@require_POST
def activity_move(request: HttpRequest, slug: str, move: str) -> HttpResponse:
    """Take one step of an activity's life."""
    viewer, page = _opened(request, slug)
    if move not in FORMS:
        raise Http404
    demand(
        is_allowed=page.may_plan,
        sentence=_(
            "Peran Anda tidak mencakup mengubah kegiatan. Minta kepala seksi atau staf mengubahnya."
        ),
    )
    form = _form(move, page, request.POST)
    if not form.is_valid():
        return render(
            request, "planning/activity_move.html", _context(page, {move: form}), status=422
        )
    try:
        ACTIONS[move](page.activity, by=viewer.actor, **form.cleaned_data)
    except Blocked as refused:
        for problem in refused.problems:
            form.add_error(problem.code if problem.code in form.fields else None, problem.sentence)
        return render(
            request, "planning/activity_move.html", _context(page, {move: form}), status=422
        )
    messages.success(request, _("Tersimpan. Halaman publik kegiatan ini sudah berubah."))
    return redirect("planning:activity_life", slug=slug)
