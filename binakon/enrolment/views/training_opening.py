"""The page between the wish to open a training and its opening: what will be public when, and what to look at once more."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from binakon.core import clock
from binakon.core.problems import Blocked
from binakon.enrolment.actions.opening import open_training
from binakon.enrolment.forms.training import OpenForm
from binakon.enrolment.queries.opening_preview import preview_facts
from binakon.enrolment.queries.trainings import opening_facts
from binakon.enrolment.rules.opening import may_override, opening_problems
from binakon.enrolment.rules.opening_preview import opening_warnings, promises
from binakon.enrolment.states import TrainingState
from binakon.enrolment.views.training_guard import enrolled_by


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def training_opening(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what opening sets in motion; the press opens, a refusal keeps the reason that was typed."""
    viewer, training = enrolled_by(request, slug)
    is_pressed = request.method == "POST"
    if training.state != TrainingState.PREPARED and not is_pressed:
        return redirect("enrolment:training_detail", slug=slug)
    form = OpenForm(request.POST if is_pressed else None, prefix="open")
    if is_pressed and form.is_valid():
        try:
            open_training(training, by=viewer.actor, **form.cleaned_data)
        except Blocked:
            # The page lists every reason itself.
            training.refresh_from_db()
        else:
            messages.success(request, _("Pendaftaran dibuka."))
            return redirect("enrolment:training_detail", slug=slug)
    moment = clock.now()
    facts = preview_facts(training, moment)
    problems = opening_problems(opening_facts(training, moment))
    context = {
        "training": training,
        "form": form,
        "problems": problems,
        "may_override": may_override(problems),
        "promises": promises(facts),
        "warnings": opening_warnings(facts),
    }
    status = 422 if is_pressed else 200
    return render(request, "enrolment/training_opening.html", context, status=status)
