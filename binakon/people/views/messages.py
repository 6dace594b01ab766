"""The outbox desk: the list, one message, and what can be done with it."""

from typing import TYPE_CHECKING

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace, csp_update
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core.problems import Blocked, NotAllowed, Problem, StaleState
from binakon.people.actions import messages as actions
from binakon.people.forms.outbox import CancelForm, MessageForm
from binakon.people.queries import desk_offices_for, viewer_for
from binakon.people.queries.messages import (
    message_for,
    message_page,
    outbox_of,
    shown_html,
)
from binakon.people.rules import Viewer
from binakon.people.rules.messages import can_write_messages

if TYPE_CHECKING:
    from binakon.core.models import Message


@login_required
@never_cache
@require_safe
def message_list(request: HttpRequest) -> HttpResponse:
    """Every message of the viewer's offices: where it stands, to whom, by which way."""
    viewer = viewer_for(request)
    if not desk_offices_for(viewer).exists():
        raise NotAllowed(
            _("Akun Anda belum punya peran di meja kerja. Minta administrator menambahkannya.")
        )
    outbox = outbox_of(viewer, request.GET)
    return render(request, "people/message_list.html", {"outbox": outbox, "page": outbox.page})


def _seen(request: HttpRequest, pk: int) -> "tuple[Viewer, Message]":
    """The viewer and the message they ask for; 404 for a message of an office whose desk they may not open."""
    viewer = viewer_for(request)
    message = message_for(viewer, pk)
    if message is None:
        raise Http404
    return viewer, message


def _own(request: HttpRequest, pk: int) -> "tuple[Viewer, Message]":
    """The same for somebody who changes it; 403 for who may only read."""
    viewer, message = _seen(request, pk)
    if not can_write_messages(viewer, message.office_code):
        raise NotAllowed(
            _("Peran Anda hanya membaca pesan. Minta staf atau kepala seksi mengubahnya.")
        )
    return viewer, message


@login_required
@never_cache
@require_safe
def message_detail(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One message exactly as it is sent, to whom, about what, and its way."""
    viewer, message = _seen(request, pk)
    context = {"page": message_page(viewer, message), "cancel": CancelForm()}
    answer = render(request, "people/message_detail.html", context)
    return _with_frame(request, answer)


@login_required
@never_cache
@require_safe
@xframe_options_sameorigin
def message_html(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The HTML part alone, for a frame in which nothing runs and nothing is fetched."""
    viewer, message = _seen(request, pk)
    return _as_letter(request, HttpResponse(shown_html(viewer, message)))


# The decorators of django-csp know no view that takes more than a request, so they are given one.
def _with_frame(request: HttpRequest, answer: HttpResponse) -> HttpResponseBase:
    return csp_update({"frame-src": [SELF]})(lambda _request: answer)(request)


def _as_letter(request: HttpRequest, answer: HttpResponse) -> HttpResponseBase:
    policy = {
        **{name: [NONE] for name in ("script-src", "font-src", "connect-src", "form-action")},
        "style-src": [UNSAFE_INLINE],
        "img-src": ["data:"],
        "frame-ancestors": [SELF],
        "sandbox": "",
    }
    return csp_replace(policy)(lambda _request: answer)(request)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def message_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what an unsent message says; whoever comes too late keeps what they typed beside what stands."""
    viewer, message = _own(request, pk)
    initial = {
        "subject": message.subject,
        "text": message.body_text,
        "seen": message.edited_at.isoformat() if message.edited_at else "",
    }
    form = MessageForm(request.POST if request.method == "POST" else None, initial=initial)
    status, sentence, problems = 200, "", list[Problem]()
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.edit_message(message, **form.cleaned_data, by=viewer.actor)
                messages.success(request, _("Tersimpan. Pesan dikirim dengan isi yang baru."))
                return redirect("message_detail", pk=pk)
            except StaleState as stale:
                status, sentence = 409, str(stale)
            except Blocked as blocked:
                problems = list(blocked.problems)
    context = {
        "page": message_page(viewer, message),
        "form": form,
        "sentence": sentence,
        "problems": problems,
        "seen": initial["seen"],
    }
    return render(request, "people/message_edit.html", context, status=status)


@login_required
@require_POST
def message_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a message off with a reason, or take that back."""
    viewer, message = _own(request, pk)
    if request.POST.get("urungkan"):
        actions.restore_message(message, by=viewer.actor)
        messages.success(request, _("Pembatalan diurungkan. Pesan menunggu lagi."))
        return redirect("message_detail", pk=pk)
    form = CancelForm(request.POST)
    form.is_valid()
    actions.cancel_message(message, reason=form.cleaned_data.get("reason", ""), by=viewer.actor)
    messages.success(request, _("Dibatalkan. Pesan ini tidak akan dikirim."))
    return redirect("message_detail", pk=pk)


@login_required
@require_POST
def message_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send once more: a failed message is tried again, a finished one becomes a new one."""
    viewer, message = _own(request, pk)
    again = actions.send_again(message, by=viewer.actor)
    if again.pk == pk:
        messages.success(request, _("Dicoba lagi sekarang. Muat ulang sebentar lagi."))
    else:
        messages.success(request, _("Dikirim ulang sebagai pesan baru. Ini pesannya."))
    return redirect("message_detail", pk=again.pk)


@login_required
@require_POST
def message_passed_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark that somebody passed the message on by WhatsApp, or take that back."""
    viewer, message = _own(request, pk)
    if request.POST.get("urungkan"):
        actions.unmark_passed_on(message, by=viewer.actor)
        messages.success(request, _("Tanda diteruskan diurungkan."))
    else:
        actions.mark_passed_on(message, by=viewer.actor)
        messages.success(request, _("Tercatat: pesan sudah diteruskan lewat WhatsApp."))
    return redirect("message_detail", pk=pk)
