"""The results of a class's tests at the desk, as a page and as a workbook."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from binakon.core import clock, exports
from binakon.enrolment.actions.downloads import record_download
from binakon.people.rules import can_enrol
from binakon.trainings.queries.exam_results import results_of
from binakon.trainings.sheets.exam_results import results_book
from binakon.trainings.views.exam_guard import results_seen_by


@login_required
@require_safe
def exam_results(request: HttpRequest, slug: str) -> HttpResponse:
    """Scores and gain per person, shares per question, means of the class."""
    viewer, training = results_seen_by(request, slug)
    may_names = can_enrol(viewer, training.office_code)
    context = {"results": results_of(training), "may_names": may_names}
    return render(request, "trainings/exam_results.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def exam_results_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as a workbook: people only by POST, for a reason that is kept."""
    viewer, training = results_seen_by(request, slug)
    results, with_people = results_of(training), request.method == "POST"
    if with_people:
        may_names = can_enrol(viewer, training.office_code)
        wanted = exports.wanted(request.POST, is_personal=True, may_personal=may_names)
        many = len(results.people)
        record_download(
            training, what=_("Hasil tes"), rows=many, reason=wanted.reason, by=viewer.actor
        )
    content = results_book(results, by=viewer.actor.label, at=clock.now(), with_people=with_people)
    answer = HttpResponse(content, content_type=exports.XLSX_TYPE)
    kind = "-data-pribadi" if with_people else ""
    answer.headers["Content-Disposition"] = f'attachment; filename="hasil-tes-{slug}{kind}.xlsx"'
    answer.headers["Cache-Control"] = "no-store, private"
    return answer
