"""Writing agreements down: a new one, another wording, and the quotas of a whole meeting in one table."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from binakon.coordination.actions import agreements as actions
from binakon.coordination.actions.quota_table import agree_quotas
from binakon.coordination.forms.agreements import AgreementForm, ChangeForm, QuotaTableForm
from binakon.coordination.queries.agreement_choices import (
    activities_with_slug,
    activity_named,
    asked_meeting,
    choices_at,
    meeting_numbered,
    meetings_at,
    writing_office,
)
from binakon.coordination.queries.agreements import agreement_page
from binakon.coordination.queries.quota_now import quotas_now
from binakon.coordination.rules.agreements import shared_after
from binakon.coordination.rules.minutes import mark_of
from binakon.coordination.views.agreements import seen_agreement
from binakon.core.problems import Blocked, NotAllowed, Problem
from binakon.people.forms.clash import clashes, rebased, sealed
from binakon.people.queries import viewer_for
from binakon.people.rules import Viewer
from binakon.planning.queries.opened import seats_now
from binakon.planning.views.guard import demand, turn_to_office

if TYPE_CHECKING:
    from binakon.coordination.models import Agreement
    from binakon.people.models import Office


def _writer(request: HttpRequest) -> "tuple[Viewer, Office]":
    """The viewer and the desk at which they write; 403 for whoever only reads."""
    viewer = viewer_for(request)
    office = writing_office(viewer, request.GET.get("kantor", ""))
    if office is None:
        raise NotAllowed(_("Peran Anda tidak mencatat kesepakatan. Minta staf atau kepala seksi."))
    turn_to_office(request, office.code)
    return viewer, office


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def agreement_new(request: HttpRequest) -> HttpResponse:
    """Something new, from a point of a meeting's agenda (`?rapat=…&butir=…`) or without a meeting."""
    viewer, office = _writer(request)
    start = asked_meeting(office, request.GET.get("rapat", ""), request.GET.get("butir", ""))
    choices = choices_at(office, start.get("meeting"))
    form = AgreementForm(request.POST or None, choices=choices, initial=start)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            agreement = actions.propose(office, form.terms(), by=viewer.actor)
        except Blocked as refused:
            problems = refused.problems
        else:
            messages.success(request, _("Tersimpan. Tekan “Sepakati” bila semua sudah setuju."))
            return redirect("coordination:agreement_detail", pk=agreement.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "problems": problems}
    return render(request, "coordination/agreement_new.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def agreement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Other words, another day or another number, with a reason."""
    viewer, agreement = seen_agreement(request, pk)
    page = agreement_page(viewer, agreement)
    sentence = _("Peran Anda hanya membaca kesepakatan. Minta staf atau kepala seksi mengubahnya.")
    demand(is_allowed=page.may_write, sentence=sentence)
    choices = choices_at(agreement.office, agreement.meeting_id)
    stored = _said(agreement)
    data, both = rebased(request.POST, stored) if request.method == "POST" else (None, [])
    form = ChangeForm(data, choices=choices, initial=stored)
    context: dict[str, Any] = {"page": page, "form": form, "seal": sealed(stored)}
    if both:
        context["clashes"] = clashes(form, stored, both)
        return render(request, "coordination/agreement_edit.html", context, status=409)
    problems: tuple[Problem, ...] = ()
    if data is not None and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.change(agreement, form.terms(), reason=reason, by=viewer.actor)
        except Blocked as refused:
            problems = refused.problems
        else:
            messages.success(request, _("Tersimpan. Isi semula tetap ada di riwayat."))
            return redirect("coordination:agreement_detail", pk=pk)
    context["problems"] = problems
    status = 422 if request.method == "POST" else 200
    return render(request, "coordination/agreement_edit.html", context, status=status)


def _said(agreement: "Agreement") -> dict[str, Any]:
    said = {
        "kind": agreement.kind,
        "text": agreement.text,
        "owner": agreement.owner_id,
        "due_on": agreement.due_on,
        "activity": agreement.activity_id,
        "occupation": agreement.occupation_id,
        "places": agreement.places,
        "meeting": agreement.meeting_id,
        "item": agreement.item_id,
    }
    # What stands there now, in one word: who read something else has another one.
    return said | {"revision": mark_of(repr(said))}


@login_required
@require_safe
def quota_table_list(request: HttpRequest) -> HttpResponse:
    """Which activity's quotas are to be agreed."""
    _viewer, office = _writer(request)
    asked = urlencode({"kantor": office.code, "rapat": request.GET.get("rapat", "")})
    activities = activities_with_slug(office)
    seats = seats_now(activities)
    rows = [(activity, seats[activity.pk]) for activity in activities]
    context = {"activities": rows, "asked": asked}
    return render(request, "coordination/quota_table_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def quota_table(request: HttpRequest, slug: str) -> HttpResponse:
    """The quotas of every kabupaten and kota in one table, agreed in one action."""
    viewer, office = _writer(request)
    activity = activity_named(office, slug)
    if activity is None:
        raise Http404
    now = quotas_now(activity)
    start = asked_meeting(office, request.GET.get("rapat", ""), "")
    form = QuotaTableForm(
        request.POST or None,
        now=now,
        meetings=meetings_at(office, start.get("meeting")),
        initial=start,
    )
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        meeting = meeting_numbered(office, form.cleaned_data["meeting"])
        try:
            agreed = agree_quotas(
                activity,
                form.wanted(),
                text=form.cleaned_data["text"],
                meeting=meeting,
                shown=form.shown(),
                by=viewer.actor,
            )
        except Blocked as refused:
            problems = refused.problems
        else:
            messages.success(request, _told(len(agreed)))
            return redirect("coordination:agreement_list")
    status = 422 if request.method == "POST" else 200
    context = {
        "activity": activity,
        "form": form,
        "problems": problems,
        "shared": shared_after({}, now),
        "seats": seats_now([activity])[activity.pk],
    }
    return render(request, "coordination/quota_table.html", context, status=status)


def _told(many: int) -> str:
    if not many:
        return _("Tidak ada yang berubah: semua kuota sudah seperti yang ditulis.")
    sentence = ngettext(
        "Tersimpan. Kuota %(many)d kabupaten/kota disepakati dan berlaku.",
        "Tersimpan. Kuota %(many)d kabupaten/kota disepakati dan berlaku.",
        many,
    )
    return sentence % {"many": many}
