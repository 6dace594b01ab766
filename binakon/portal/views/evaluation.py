"""A participant's evaluation of the event and its instructors, answered once."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from binakon.portal.forms.evaluation import EvaluationForm
from binakon.portal.queries import registration as pages
from binakon.portal.views.personal import applicant, draw_frame, personal
from binakon.portal.views.steps import reads_and_writes
from binakon.trainings.actions.evaluation import Said, answer_evaluation
from binakon.trainings.queries.evaluation import own_evaluation
from binakon.trainings.rules.evaluation import scale_words

if TYPE_CHECKING:
    from binakon.enrolment.models import Registration


@reads_and_writes
@personal
def registration_evaluation(request: HttpRequest, registration: "Registration") -> HttpResponse:
    """Answer, or read that one has answered, that it is not open yet, or that it has closed."""
    token = pages.token_for(request, registration)
    own = own_evaluation(registration)
    if own is None:
        return redirect(pages.own_path(token))
    form = EvaluationForm(
        request.POST if request.method == "POST" else None,
        event=own.form.event_items,
        instructor=own.form.instructor_items,
        instructors=own.instructors,
        scale=scale_words(),
    )
    may_answer = own.is_open and not own.has_answered
    if request.method == "POST" and may_answer and form.is_valid():
        said = [Said(*one) for one in form.said()]
        answer_evaluation(registration, said, by=applicant(registration))
    if request.method == "POST" and not (may_answer and form.errors):
        return redirect("portal:registration_evaluation", token=token)
    draw_frame(request, registration.training.activity.programme.office.code)
    context = {
        "registration": registration,
        "own": own,
        "form": form,
        "may_answer": may_answer,
        "token": token,
    }
    status = 422 if form.errors else 200
    return render(request, "portal/registration_evaluation.html", context, status=status)
