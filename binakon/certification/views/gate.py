"""The page of the gate of money: why nobody may be determined yet, and the exception that two people decide."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from binakon.certification.actions import overrides
from binakon.certification.forms.eligibility import AnswerForm, ReasonForm
from binakon.certification.queries.gate_pages import gate_page
from binakon.certification.views.eligibility_guard import (
    demand_answerer,
    demand_worker,
    seen_activity,
)
from binakon.people.rules import can_approve, can_enrol


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def gate_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Whether the activity's money is there; asking for an exception, and answering one."""
    viewer, activity = seen_activity(request, slug)
    failed: dict[str, Any] = {}
    if request.method == "POST":
        deed = request.POST.get("deed", "")
        if deed not in ("ask", "answer"):
            raise Http404
        failed = _ask(request, slug) if deed == "ask" else _answer(request, slug)
        if not failed:
            return redirect("certification:gate_detail", slug=slug)
    office = activity.programme.office.code
    context = {
        "page": gate_page(activity),
        "activity": activity,
        "works": can_enrol(viewer, office),
        "may_answer": can_approve(viewer, office),
        "user": viewer.actor.user_id,
        "asking": ReasonForm(prefix="ask"),
        "answering": AnswerForm(prefix="answer"),
        **failed,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "certification/gate_detail.html", context, status=status)


def _ask(request: HttpRequest, slug: str) -> dict[str, Any]:
    viewer, activity = seen_activity(request, slug)
    demand_worker(viewer, activity)
    form = ReasonForm(request.POST, prefix="ask")
    if not form.is_valid():
        return {"asking": form}
    overrides.ask_money(activity, reason=form.cleaned_data["reason"], by=viewer.actor)
    messages.success(request, _("Pengecualian diminta. Orang kedua yang menjawabnya."))
    return {}


def _answer(request: HttpRequest, slug: str) -> dict[str, Any]:
    viewer, activity = seen_activity(request, slug)
    demand_answerer(viewer, activity)
    waiting = gate_page(activity).waiting
    if waiting is None or str(waiting.pk) != request.POST.get("override"):
        raise Http404
    form = AnswerForm(request.POST, prefix="answer")
    if not form.is_valid():
        return {"answering": form}
    said = form.cleaned_data
    is_granted = said["verdict"] == "grant"
    overrides.answer_override(waiting, is_granted=is_granted, note=said["note"], by=viewer.actor)
    messages.success(request, _("Jawaban atas pengecualian tersimpan."))
    return {}
