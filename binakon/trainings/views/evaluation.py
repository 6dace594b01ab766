"""The evaluation at the desk: its summary, which leads to nobody, and what it asks."""

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from binakon.core.problems import Blocked
from binakon.people.rules import can_enrol
from binakon.trainings.actions.evaluation import set_evaluation
from binakon.trainings.forms.evaluation import EvaluationTermsForm, terms_initial
from binakon.trainings.queries.evaluation import evaluation_of, summary_of, terms_of
from binakon.trainings.rules.evaluation import (
    Terms,
    default_event_items,
    default_instructor_items,
    scale_words,
)
from binakon.trainings.views.completion_guard import deciding, reading

if TYPE_CHECKING:
    from binakon.enrolment.models import Training

_LEAST = 5
_OPEN_FOR = timedelta(days=7)


@login_required
@require_safe
def evaluation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """How many have answered; what they said once enough have and no more can come."""
    viewer, training = reading(request, slug)
    context = {
        "training": training,
        "summary": summary_of(training),
        "scale": scale_words(),
        "may_set": can_enrol(viewer, training.office_code),
    }
    return render(request, "trainings/evaluation_detail.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """What is asked of the event and of instructors, and from when to when."""
    viewer, training = deciding(request, slug)
    form_row = evaluation_of(training)
    terms = terms_of(form_row) if form_row else _proposed(training)
    form = EvaluationTermsForm(
        request.POST if request.method == "POST" else None,
        year=training.ends_on.year,
        initial=terms_initial(terms, form_row.revision if form_row else 0),
    )
    if request.method == "POST" and form.is_valid():
        revision = form.cleaned_data["revision"]
        try:
            set_evaluation(training, form.terms(), revision=revision, by=viewer.actor)
        except Blocked as refused:
            for problem in refused.problems:
                name = problem.code if problem.code in form.fields else None
                form.add_error(name, problem.sentence)
        else:
            messages.success(request, _("Evaluasi tersimpan."))
            return redirect("trainings:evaluation_detail", slug=slug)
    status = 422 if form.errors else 200
    context = {"training": training, "form": form, "is_new": form_row is None}
    return render(request, "trainings/evaluation_edit.html", context, status=status)


def _proposed(training: "Training") -> Terms:
    """From noon of the last day, for a week."""
    opens_at = timezone.make_aware(datetime.combine(training.ends_on, time(12)))
    return Terms(
        tuple(default_event_items()),
        tuple(default_instructor_items()),
        _LEAST,
        opens_at,
        opens_at + _OPEN_FOR,
    )
