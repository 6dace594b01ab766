"""What an invited office sees and answers behind its signed link: no log-in, no script."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from binakon.coordination.actions import questionnaires, replies
from binakon.coordination.actions.questionnaires import Stated
from binakon.coordination.documents.calendar import meeting_calendar
from binakon.coordination.documents.letter import letter_pdf
from binakon.coordination.documents.records import record_pdf
from binakon.coordination.forms.replies import NeedsForm, ReplyForm
from binakon.coordination.queries import invitations as seen
from binakon.coordination.rules.arrivals import guest_code, typed_code
from binakon.coordination.rules.links import BadLink, ExpiredLink
from binakon.coordination.states import MeetingPaperKind
from binakon.coordination.views.meeting_guard import heard, paper_response
from binakon.core import files, qr
from binakon.core.actor import Actor, ActorKind
from binakon.core.problems import StaleState
from binakon.portal.queries import turn_to
from binakon.portal.views.personal import link_unknown, private, wait_for, wait_words, with_retry

if TYPE_CHECKING:
    from django import forms

    from binakon.coordination.models import Invitation, MeetingPaper

_FORM = ("candidates", "certified", "travel", "contact_name", "contact_phone", "contact_email")


def invitation_link_ended(request: HttpRequest) -> HttpResponse:
    """410: too old, or replaced by a newer link."""
    return private(render(request, "portal/invitation_link_ended.html", status=410))


def invited(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view have the invitation behind the link in its address."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, **words: object) -> HttpResponse:
        try:
            row = seen.invitation_behind(token)
        except BadLink:
            return private(link_unknown(request))
        except ExpiredLink:
            return invitation_link_ended(request)
        turn_to(request, row.meeting.office.code)
        return private(view(request, row, **words))

    return guarded


def _office(row: "Invitation") -> Actor:
    return Actor(ActorKind.LINK, f"undangan {row.office.name}")


def _kept(form: "forms.Form", deed: Callable[[], object]) -> bool:
    """Do it; where a colleague at the same office was faster, what was typed stays on the page to be compared."""
    try:
        return heard(form, deed, {})
    except StaleState as stale:
        form.add_error(None, ValidationError(str(stale), code="stale"))
        return False


def _status(form: "forms.Form", *, is_early: bool) -> int:
    if not form.is_bound:
        return 200
    if is_early:
        return 429
    return 409 if form.has_error(NON_FIELD_ERRORS, "stale") else 422


@require_http_methods(["GET", "HEAD", "POST"])
@invited
def invitation_answer(request: HttpRequest, row: "Invitation") -> HttpResponse:
    """The invitation of one office: when, where, what about; and who comes."""
    own = seen.own_invitation(row)
    chosen = {"comes": "yes", "declines": "no"}.get(row.reply, "")
    form = ReplyForm(
        request.POST if request.method == "POST" else None,
        guests=own.guests,
        initial={"comes": chosen, "note": row.reply_note},
    )
    wait = None
    if request.method == "POST" and form.is_valid():
        wait = wait_for(request, "invitation", settings.MOST_STARTS * 4)
        if wait is not None:
            form.add_error(None, wait_words(wait))
        elif _kept(
            form,
            lambda: replies.answer_invitation(
                row,
                comes=form.is_coming,
                guests=form.comers(),
                note=form.cleaned_data["note"],
                by=_office(row),
            ),
        ):
            return redirect("portal:invitation_answer", token=own.token)
    context = {"own": own, "form": form}
    status = _status(form, is_early=wait is not None)
    page = render(request, "portal/invitation_answer.html", context, status=status)
    return with_retry(page, wait)


@require_http_methods(["GET", "HEAD", "POST"])
@invited
def invitation_form(request: HttpRequest, row: "Invitation") -> HttpResponse:
    """What the office tells before the meeting: saved as it goes, or sent."""
    own = seen.own_invitation(row)
    kept = own.questionnaire
    initial = {name: getattr(kept, name, None) for name in (*_FORM, "note", "revision")}
    form = NeedsForm(
        request.POST if request.method == "POST" else None,
        needs=seen.needs_of(kept),
        initial=initial if kept else {},
    )
    wait = None
    if request.method == "POST" and form.is_valid():
        wait = wait_for(request, "invitation", settings.MOST_STARTS * 4)
        if wait is not None:
            form.add_error(None, wait_words(wait))
        elif _kept(form, lambda: _keep(request, row, form)):
            name = "answer" if "send" in request.POST else "form"
            return redirect(f"portal:invitation_{name}", token=own.token)
    context = {"own": own, "form": form, "occupations": seen.occupation_names()}
    status = _status(form, is_early=wait is not None)
    page = render(request, "portal/invitation_form.html", context, status=status)
    return with_retry(page, wait)


def _keep(request: HttpRequest, row: "Invitation", form: NeedsForm) -> None:
    found = form.cleaned_data
    stated = Stated(
        needs=form.stated(),
        note=found["note"],
        **{name: found[name] for name in _FORM if name != "travel"},
        travel=found["travel"] or "unknown",
    )
    questionnaires.save_questionnaire(
        row,
        stated,
        revision=found["revision"] or 0,
        is_sent="send" in request.POST,
        by=_office(row),
    )


@require_safe
@invited
def invitation_calendar(request: HttpRequest, row: "Invitation") -> HttpResponse:
    """The meeting for one's calendar."""
    body = meeting_calendar(row.meeting)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="rapat.ics"'
    return response


@require_safe
@invited
def invitation_paper(request: HttpRequest, row: "Invitation", pk: int) -> HttpResponse:
    """A letter or record that was sent to this office, as PDF; a record as it was signed, once it is."""
    found = next((paper for paper in seen.own_invitation(row).papers if paper.pk == pk), None)
    if found is None:
        raise Http404
    if found.kind == MeetingPaperKind.RECORD:
        return _record(found)
    is_named = row.office.code in found.content.get("offices", [])
    return paper_response(letter_pdf(found, only=None if is_named else row.office), f"surat-{pk}")


def _record(paper: "MeetingPaper") -> HttpResponse:
    name = f"berita-acara-{paper.meeting.code}"
    if paper.scan is None:
        return paper_response(record_pdf(paper), name)
    try:
        return files.file_response(paper.scan, name)
    except files.Gone:
        return paper_response(record_pdf(paper), name)


@require_safe
@invited
def invitation_file(request: HttpRequest, row: "Invitation", pk: int) -> HttpResponse:
    """One paper of the agenda."""
    found = next((kept for kept in seen.own_invitation(row).files if kept.pk == pk), None)
    if found is None:
        raise Http404
    try:
        return files.file_response(found.file, found.title)
    except files.Gone:
        raise Http404 from None


@require_safe
@invited
def invitation_guest(request: HttpRequest, row: "Invitation", key: UUID) -> HttpResponse:
    """The QR of one guest, to be shown at the door."""
    own = seen.own_invitation(row)
    found = next((guest for guest in own.guests if guest.key == key), None)
    if found is None:
        raise Http404
    drawing = qr.drawing(guest_code(found.key), f"QR {found.name}")
    context = {"own": own, "guest": found, "drawing": drawing, "typed": typed_code(found.key)}
    return render(request, "portal/invitation_guest.html", context)
