"""What the offices answer, at the desk: beside each other, typed from the telephone, and an officer's own invitations."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.coordination.actions import letter_sending, replies
from binakon.coordination.forms.replies import ReplyForm
from binakon.coordination.queries.beside import ANSWERS, answers_of, answers_page
from binakon.coordination.queries.invitations import (
    link_of,
    own_invitation_for,
    own_invitations,
    sent_invitation,
)
from binakon.coordination.queries.meetings import meetings_for
from binakon.coordination.views.meeting_guard import heard, seen_meeting, written_meeting
from binakon.core import clock, exports, lists
from binakon.people.queries import viewer_for
from binakon.people.rules import can_nominate

if TYPE_CHECKING:
    from binakon.coordination.models import Invitation, Meeting


def _invitation(meeting: "Meeting", pk: int) -> "Invitation":
    found = sent_invitation(meeting, pk)
    if found is None:
        raise Http404
    return found


@login_required
@require_safe
def answer_list(request: HttpRequest, code: str) -> HttpResponse:
    """The answers of the offices beside each other; it prints, and is opened in the meeting."""
    _viewer, meeting = seen_meeting(request, code)
    return render(request, "coordination/answer_list.html", {"page": answers_page(meeting)})


@login_required
@require_safe
def answer_export(request: HttpRequest, code: str) -> HttpResponseBase:
    """The same as a file."""
    viewer, meeting = seen_meeting(request, code)
    wanted = exports.wanted(request.GET, is_personal=False)
    export = exports.Export(
        ANSWERS,
        answers_of(meeting),
        lists.ask(ANSWERS, request.GET),
        title=str(meeting),
        stem="jawaban-rapat",
        by=str(viewer.actor.label),
        at=clock.now(),
    )
    return exports.answer(export, wanted.form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer_typed(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Type an answer that came by telephone."""
    viewer, meeting = written_meeting(request, code)
    row = _invitation(meeting, pk)
    chosen = {"comes": "yes", "declines": "no"}.get(row.reply, "")
    form = ReplyForm(
        request.POST if request.method == "POST" else None,
        guests=list(row.guests.all()),
        office=row.office.name,
        initial={"comes": chosen, "note": row.reply_note},
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and heard(
            form,
            lambda: replies.answer_invitation(
                row,
                comes=form.is_coming,
                guests=form.comers(),
                note=form.cleaned_data["note"],
                by=viewer.actor,
            ),
            {},
        )
    ):
        messages.success(request, _("Jawaban tercatat."))
        return redirect("coordination:meeting_detail", code=code)
    context = {"meeting": meeting, "row": row, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "coordination/answer_typed.html", context, status=status)


@login_required
@require_POST
def invitation_link(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """End every link of an office and send it a new one."""
    viewer, meeting = written_meeting(request, code)
    letter_sending.renew_link(_invitation(meeting, pk), by=viewer.actor)
    messages.success(request, _("Tautan lama berakhir; yang baru dikirim ke kantor itu."))
    return redirect("coordination:meeting_detail", code=code)


@login_required
@require_safe
def invitation_inbox(request: HttpRequest) -> HttpResponse:
    """The invitations of one's own kabupaten or kota, for its officers."""
    viewer = viewer_for(request)
    if not any(can_nominate(viewer, code) for code in viewer.office_codes):
        raise Http404
    context = {"rows": own_invitations(viewer)}
    return render(request, "coordination/invitation_inbox.html", context)


@login_required
@require_safe
def invitation_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead an officer to the page of the own invitation, the desk to its meeting; 404 for another office's."""
    viewer = viewer_for(request)
    row = own_invitation_for(viewer, pk)
    if row is not None:
        return redirect("portal:invitation_answer", token=link_of(row))
    meeting = meetings_for(viewer).filter(invitations=pk).first()
    if meeting is None:
        raise Http404
    return redirect("coordination:meeting_detail", code=meeting.code)
