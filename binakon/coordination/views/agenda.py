"""The agenda of a meeting at the desk: its points and its papers."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.coordination.actions import agenda
from binakon.coordination.forms.meetings import AgendaForm, PaperForm
from binakon.coordination.queries.agenda import file_for, item_for
from binakon.coordination.queries.meetings import meeting_page
from binakon.coordination.views.meeting_guard import heard, seen_meeting, written_meeting
from binakon.core import files

if TYPE_CHECKING:
    from binakon.coordination.models import AgendaItem, Meeting

EDITS = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@EDITS
def agenda_edit(request: HttpRequest, code: str) -> HttpResponse:
    """The agenda: add a point or a paper, put points in order."""
    viewer, meeting = written_meeting(request, code)
    is_paper = request.method == "POST" and "paper" in request.POST
    is_item = request.method == "POST" and not is_paper
    item = AgendaForm(request.POST if is_item else None, auto_id="acara_%s")
    paper = PaperForm(*((request.POST, request.FILES) if is_paper else ()), auto_id="bahan_%s")
    if is_item and item.is_valid():
        told = item.cleaned_data
        if heard(item, lambda: agenda.add_item(meeting, by=viewer.actor, **told), {}):
            return redirect("coordination:agenda_edit", code=code)
    if is_paper and paper.is_valid():
        title, made = paper.cleaned_data["title"], paper.cleaned_data["file"]
        if heard(
            paper,
            lambda: agenda.add_file(meeting, title=title, made=made, by=viewer.actor),
            {},
        ):
            messages.success(request, _("Bahan tersimpan."))
            return redirect("coordination:agenda_edit", code=code)
    page = meeting_page(viewer, meeting)
    context: dict[str, Any] = {"page": page, "item": item, "paper": paper}
    status = 422 if request.method == "POST" else 200
    return render(request, "coordination/agenda_edit.html", context, status=status)


def _item(meeting: "Meeting", pk: int) -> "AgendaItem":
    found = item_for(meeting, pk)
    if found is None:
        raise Http404
    return found


@login_required
@EDITS
def agenda_item(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Change one point of the agenda."""
    viewer, meeting = written_meeting(request, code)
    row = _item(meeting, pk)
    initial = {"title": row.title, "speaker": row.speaker, "length": row.length}
    form = AgendaForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if heard(form, lambda: agenda.change_item(row, by=viewer.actor, **told), {}):
            messages.success(request, _("Tersimpan."))
            return redirect("coordination:agenda_edit", code=code)
    context = {"meeting": meeting, "row": row, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "coordination/agenda_item.html", context, status=status)


@login_required
@require_POST
def agenda_raise(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Let a point change places with the one before it."""
    viewer, meeting = written_meeting(request, code)
    agenda.raise_item(_item(meeting, pk), by=viewer.actor)
    return redirect("coordination:agenda_edit", code=code)


@login_required
@require_POST
def agenda_remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a point off the agenda."""
    viewer, meeting = written_meeting(request, code)
    agenda.remove_item(_item(meeting, pk), by=viewer.actor)
    messages.success(request, _("Dihapus dari acara."))
    return redirect("coordination:agenda_edit", code=code)


@login_required
@require_POST
def meeting_file_remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a paper back."""
    viewer, meeting = written_meeting(request, code)
    kept = file_for(meeting, pk)
    if kept is None:
        raise Http404
    agenda.remove_file(kept, by=viewer.actor)
    messages.success(request, _("Bahan dihapus."))
    return redirect("coordination:agenda_edit", code=code)


@login_required
@require_safe
def meeting_file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One paper of the agenda."""
    _viewer, meeting = seen_meeting(request, code)
    kept = file_for(meeting, pk)
    if kept is None:
        raise Http404
    try:
        return files.file_response(kept.file, kept.title)
    except files.Gone:
        raise Http404 from None
