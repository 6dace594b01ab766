"""The life of an opened training at the desk: close, open again, call off, give unused quotas back."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from binakon.core.problems import Blocked
from binakon.enrolment.actions.opening import (
    cancel_training,
    close_training,
    reopen_training,
    return_unused,
)
from binakon.enrolment.forms.training import CloseForm, ReasonForm, ReopenForm
from binakon.enrolment.rules.training_terms import moment_of
from binakon.enrolment.views.training_guard import enrolled_by
from binakon.enrolment.views.trainings import training_context
from binakon.people.rules import Viewer

if TYPE_CHECKING:
    from binakon.enrolment.models import Training

Deed = Callable[..., Any]


def _close(training: "Training", viewer: Viewer, reason: str) -> str:
    close_training(training, reason=reason, by=viewer.actor)
    return _("Pendaftaran ditutup.")


def _reopen(training: "Training", viewer: Viewer, **heard: Any) -> str:
    closes_at = moment_of(heard.pop("closes_at"))
    assert closes_at is not None, "the form asks for the moment"
    reopen_training(training, closes_at=closes_at, by=viewer.actor, **heard)
    return _("Pendaftaran dibuka lagi.")


def _cancel(training: "Training", viewer: Viewer, reason: str) -> str:
    told = cancel_training(training, reason=reason, by=viewer.actor)
    return ngettext(
        "Kelas dibatalkan. Pesan untuk %(told)d pendaftar disiapkan.",
        "Kelas dibatalkan. Pesan untuk %(told)d pendaftar disiapkan.",
        told,
    ) % {"told": told}


def _return(training: "Training", viewer: Viewer, reason: str) -> str:
    seats = return_unused(training, reason=reason, by=viewer.actor)
    return ngettext(
        "%(seats)d kursi kuota kembali ke kursi bersama.",
        "%(seats)d kursi kuota kembali ke kursi bersama.",
        seats,
    ) % {"seats": seats}


# The word of the address to the name of its form on the page, its form and its deed.
MOVES: dict[str, tuple[str, type[forms.Form], Deed]] = {
    "tutup": ("close", CloseForm, _close),
    "buka-lagi": ("reopen", ReopenForm, _reopen),
    "batal": ("cancel", ReasonForm, _cancel),
    "kembalikan-kuota": ("return", ReasonForm, _return),
}


@login_required
@require_POST
def training_move(request: HttpRequest, slug: str, move: str) -> HttpResponse:
    """Take one step of a training's life; a refusal keeps what was typed."""
    viewer, training = enrolled_by(request, slug)
    name, form_of, deed = MOVES[move]
    form = form_of(request.POST, prefix=name)
    if form.is_valid():
        try:
            sentence = deed(training, viewer, **form.cleaned_data)
        except Blocked as refused:
            for problem in refused.problems:
                at = problem.code if problem.code in form.fields else None
                form.add_error(at, problem.sentence)
        else:
            messages.success(request, sentence)
            return redirect("enrolment:training_detail", slug=slug)
    training.refresh_from_db()
    context = {**training_context(viewer, training, {name: form}), "tried": name}
    return render(request, "enrolment/training_move.html", context, status=422)
