"""PKB of a class at the desk: what was told and when, the two deadlines, and estimated credits."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from binakon.enrolment.views.paper_guard import heard
from binakon.trainings.actions.cpd import Filed, file_cpd
from binakon.trainings.forms.cpd import CpdFilingForm, cpd_initial
from binakon.trainings.queries.cpd import cpd_page
from binakon.trainings.rules.cpd import reckoning
from binakon.trainings.views.completion_guard import deciding, reading


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cpd_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """What was told to the PKB system, until when it must be, and what participants may expect."""
    guard = deciding if request.method == "POST" else reading
    viewer, training = guard(request, slug)
    page = cpd_page(viewer, training)
    sent = request.POST if request.method == "POST" else None
    form = CpdFilingForm(sent, initial=cpd_initial(page.filing))
    if sent is not None and form.is_valid():
        told = dict(form.cleaned_data)
        revision = told.pop("revision")
        if heard(
            form,
            lambda: file_cpd(training, Filed(**told), revision=revision, by=viewer.actor),
            {},
        ):
            messages.success(request, _("Catatan PKB tersimpan."))
            return redirect("trainings:cpd_detail", slug=slug)
    context = {"page": page, "training": training, "form": form, "reckoning": reckoning()}
    status = 422 if form.errors else 200
    return render(request, "trainings/cpd_detail.html", context, status=status)
