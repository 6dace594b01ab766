"""The instructors of a class at the desk: proposed, invited, answering for themselves or through the office, replaced."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.enrolment.views.paper_guard import heard
from binakon.enrolment.views.training_guard import enrolled_by, seen_training
from binakon.people.rules import Viewer
from binakon.trainings.actions import engagements
from binakon.trainings.forms.engagements import AnswerForm, ProposeForm
from binakon.trainings.queries.engagements import (
    engagement_for,
    engagements_page,
    free_instructors,
    instructor_for,
)
from binakon.trainings.states import EngagementState

if TYPE_CHECKING:
    from binakon.enrolment.models import Training
    from binakon.trainings.models import Engagement, Instructor


def _engagement(training: "Training", pk: int) -> "Engagement":
    found = engagement_for(training, pk)
    if found is None:
        raise Http404
    return found


def _chosen(viewer: Viewer, form: ProposeForm) -> "Instructor":
    found = instructor_for(viewer, int(form.cleaned_data["instructor"]))
    if found is None:
        raise Http404
    return found


def _context(
    viewer: Viewer, training: "Training", form: ProposeForm | None = None
) -> dict[str, Any]:
    page = engagements_page(viewer, training)
    return {"page": page, "form": form or ProposeForm(free=page.free)}


@login_required
@require_safe
def engagement_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The instructors of a class, their answers and their papers."""
    viewer, training = seen_training(request, slug)
    return render(request, "trainings/engagement_list.html", _context(viewer, training))


@login_required
@require_POST
def engagement_propose(request: HttpRequest, slug: str) -> HttpResponse:
    """Put an instructor down for the class."""
    viewer, training = enrolled_by(request, slug)
    form = ProposeForm(request.POST, free=free_instructors(training))
    if form.is_valid():
        chosen = _chosen(viewer, form)
        if heard(form, lambda: engagements.propose(training, chosen, by=viewer.actor), {}):
            messages.success(request, _("Narasumber diusulkan. Berikutnya: undang."))
            return redirect("trainings:engagement_list", slug=slug)
    context = _context(viewer, training, form)
    return render(request, "trainings/engagement_propose.html", context, status=422)


@login_required
@require_POST
def engagement_invite(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Send the link by which they answer; once more to who was invited already."""
    viewer, training = enrolled_by(request, slug)
    engagement = _engagement(training, pk)
    is_again = engagement.state == EngagementState.INVITED
    deed = engagements.invite_again if is_again else engagements.invite
    deed(engagement, by=viewer.actor)
    if engagement.instructor.email:
        messages.success(request, _("Undangan masuk ke pesan keluar."))
    else:
        messages.success(
            request, _("Narasumber ini tanpa surel: teruskan undangannya lewat WhatsApp.")
        )
    return redirect("trainings:engagement_list", slug=slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def engagement_answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write down what an instructor told the office, with a note."""
    viewer, training = enrolled_by(request, slug)
    engagement = _engagement(training, pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        deed = engagements.confirm if found["answer"] == "confirm" else engagements.decline
        if heard(form, lambda: deed(engagement, note=found["note"], by=viewer.actor), {}):
            messages.success(request, _("Jawaban dicatat."))
            return redirect("trainings:engagement_list", slug=slug)
    context = {"training": training, "engagement": engagement, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "trainings/engagement_answer.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def engagement_replace(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let somebody else take over an instructor's sessions."""
    viewer, training = enrolled_by(request, slug)
    engagement = _engagement(training, pk)
    form = ProposeForm(
        request.POST if request.method == "POST" else None, free=free_instructors(training)
    )
    if request.method == "POST" and form.is_valid():
        chosen = _chosen(viewer, form)
        if heard(form, lambda: engagements.replace(engagement, chosen, by=viewer.actor), {}):
            messages.success(request, _("Sesinya diambil alih penggantinya. Berikutnya: undang."))
            return redirect("trainings:engagement_list", slug=slug)
    context = {"training": training, "engagement": engagement, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "trainings/engagement_replace.html", context, status=status)
