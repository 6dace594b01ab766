"""Batches at the desk: the list, one batch, whom it holds, its file, sent, its test day, its end."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.certification.actions import batch_sheets, batches
from binakon.certification.forms.batches import BatchForm, PlanForm, ReasonForm
from binakon.certification.queries.batch_choices import (
    bodies_choices,
    selectable,
    selection_listing,
)
from binakon.certification.queries.batch_pages import batch_listing, batch_page, counted
from binakon.certification.queries.batch_sheet import batch_export
from binakon.certification.queries.batches import (
    activities_for,
    batches_for,
    joining_day,
    office_of,
)
from binakon.certification.queries.bodies import body_of, may_edit_bodies
from binakon.certification.views.batch_guard import led_batch, seen_batch
from binakon.certification.views.bodies import seeing
from binakon.core import clock, exports, lists
from binakon.core.calendar import today
from binakon.core.problems import NotAllowed
from binakon.core.typed import whole_numbers
from binakon.enrolment.views.paper_guard import heard
from binakon.people.rules import ENROLLERS, can_enrol

if TYPE_CHECKING:
    from binakon.certification.models import Batch

PATH = "/meja/sertifikasi/rombongan/"


@login_required
@require_safe
def batch_list(request: HttpRequest) -> HttpResponse:
    """Every batch of the viewer's offices."""
    viewer = seeing(request)
    rows = batches_for(viewer)
    page = lists.page(
        batch_listing(rows),
        counted(rows),
        request.GET,
        path=PATH,
        caption=_("Rombongan uji"),
    )
    context = {"page": page, "may_edit": may_edit_bodies(viewer)}
    return render(request, "certification/batch_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def batch_new(request: HttpRequest) -> HttpResponse:
    """Open a batch of an activity for one LSP."""
    viewer = seeing(request)
    activities = list(activities_for(viewer, ENROLLERS))
    if not may_edit_bodies(viewer):
        raise NotAllowed(
            _("Rombongan uji disusun kepala seksi atau staf. Peran Anda bisa membacanya.")
        )
    form = BatchForm(
        request.POST or None,
        activities=[(str(each.pk), f"{each} ({each.programme.year})") for each in activities],
        bodies=bodies_choices(),
    )
    made: list[Batch] = []
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        activity = next(each for each in activities if str(each.pk) == told["activity"])
        body = body_of(int(told["organisation"]))
        assert body is not None, "one of the choices"
        if heard(
            form,
            lambda: made.append(
                batches.open_batch(
                    activity,
                    body,
                    planned_on=told["planned_on"],
                    note=told["note"],
                    by=viewer.actor,
                )
            ),
            {},
        ):
            messages.success(request, _("Rombongan dibuka. Pilih pesertanya."))
            return redirect("certification:batch_select", pk=made[0].pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "has_bodies": bool(bodies_choices()), "has_activities": activities}
    return render(request, "certification/batch_new.html", context, status=status)


@login_required
@require_safe
@never_cache
def batch_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One batch: its people, its papers, what comes next."""
    _viewer, batch = seen_batch(request, pk)
    return render(request, "certification/batch_detail.html", _context(request, batch))


def _context(request: HttpRequest, batch: "Batch", **tried: Any) -> dict[str, Any]:
    return {
        "page": batch_page(seeing(request), batch),
        "cancel": tried.get("cancel") or ReasonForm(auto_id="cancel_%s"),
        "tried": next(iter(tried), ""),
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def batch_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the planned day and the note."""
    viewer, batch = led_batch(request, pk)
    initial = {"planned_on": batch.planned_on, "note": batch.note}
    form = PlanForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        batches.plan_batch(batch, **form.cleaned_data, by=viewer.actor)
        messages.success(request, _("Tersimpan."))
        return redirect("certification:batch_detail", pk=pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "batch": batch}
    return render(request, "certification/batch_edit.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def batch_select(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose who joins, among those who may; the rest of the list is not shown."""
    viewer, batch = led_batch(request, pk)
    day = joining_day(batch, today())
    listing, rows = selection_listing(office_of(batch)), selectable(batch, day)
    path = reverse("certification:batch_select", args=[pk])
    if request.method == "POST":
        chosen = whole_numbers(request.POST.getlist("pilih"))
        if request.POST.get("semua"):
            asked = lists.ask(listing, request.POST)
            chosen = list(lists.found(listing, rows, asked).values_list("pk", flat=True))
        many = batches.select_cases(batch, chosen, by=viewer.actor)
        sentence = ngettext("%(many)d orang masuk.", "%(many)d orang masuk.", many)
        messages.success(request, sentence % {"many": many})
        return redirect("certification:batch_detail", pk=pk)
    page = lists.page(
        listing,
        rows,
        request.GET,
        path=path,
        caption=_("Yang bisa masuk rombongan"),
        picking=lists.Picking(path, [("masuk", _("Masukkan ke rombongan"))]),
    )
    context = {"page": page, "batch": batch, "day": day}
    return render(request, "certification/batch_select.html", context)


@login_required
@require_POST
def batch_release(request: HttpRequest, pk: int) -> HttpResponse:
    """Take people out of a batch that was not sent."""
    viewer, batch = led_batch(request, pk)
    chosen = whole_numbers(request.POST.getlist("pilih"))
    many = batches.release_cases(batch, chosen, by=viewer.actor)
    sentence = ngettext("%(many)d orang dikeluarkan.", "%(many)d orang dikeluarkan.", many)
    messages.success(request, sentence % {"many": many})
    return redirect("certification:batch_detail", pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def batch_sheet(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The list for the LSP: by GET with masked NIK, by POST with NIK in clear, for a reason that is kept."""
    viewer, batch = seen_batch(request, pk)
    is_personal = request.method == "POST"
    wanted = exports.wanted(
        request.POST if is_personal else request.GET,
        is_personal=is_personal,
        may_personal=can_enrol(viewer, office_of(batch)),
    )
    opened = (
        batch_sheets.open_numbers(batch, reason=wanted.reason, by=viewer.actor)
        if is_personal
        else None
    )
    export = batch_export(batch, by=viewer.actor.label, at=clock.now(), opened=opened)
    return exports.answer(export, wanted.form)


@login_required
@require_POST
def batch_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the list with the signed letter; pressing twice sends once."""
    viewer, batch = led_batch(request, pk)
    if batches.send_batch(batch, by=viewer.actor):
        messages.success(request, _("Dikirim ke LSP, dengan surat pengantarnya."))
    else:
        messages.success(request, _("Daftar ini sudah dikirim; tidak dikirim dua kali."))
    return redirect("certification:batch_detail", pk=pk)


@login_required
@require_POST
def batch_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a batch up; its people are free for another one."""
    viewer, batch = led_batch(request, pk)
    form = ReasonForm(request.POST, auto_id="cancel_%s")
    if not form.is_valid():
        context = _context(request, batch, cancel=form)
        return render(request, "certification/batch_cancel.html", context, status=422)
    many = batches.cancel_batch(batch, reason=form.cleaned_data["reason"], by=viewer.actor)
    sentence = ngettext(
        "Dibatalkan. %(many)d orang bisa masuk rombongan lain.",
        "Dibatalkan. %(many)d orang bisa masuk rombongan lain.",
        many,
    )
    messages.success(request, sentence % {"many": many})
    return redirect("certification:batch_detail", pk=pk)


@login_required
@require_POST
def batch_close(request: HttpRequest, pk: int) -> HttpResponse:
    """End a batch whose results are in."""
    viewer, batch = led_batch(request, pk)
    batches.close_batch(batch, by=viewer.actor)
    messages.success(request, _("Rombongan ini selesai."))
    return redirect("certification:batch_detail", pk=pk)
