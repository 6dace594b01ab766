"""A participant's test on a phone: rules and start, all questions on one page, saved as they go, sent once."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from binakon.core import clock
from binakon.core.problems import Blocked, StaleState
from binakon.core.typed import whole_number
from binakon.portal.queries import registration as pages
from binakon.portal.queries.exams import Stage, own_exam, own_exam_row, own_sitting
from binakon.portal.views.personal import applicant, draw_frame, personal
from binakon.portal.views.steps import reads_and_writes
from binakon.trainings.actions import sittings

if TYPE_CHECKING:
    from binakon.enrolment.models import Registration
    from binakon.trainings.models import Exam

_FIELD = "q-"


def _exam(registration: "Registration", kind: str) -> "Exam":
    exam = own_exam_row(registration, kind)
    if exam is None:
        raise Http404
    return exam


def _chosen(sent: QueryDict) -> dict[int, list[str]]:
    """The keys that a form sends for each question; a question that it does not name stays as it is."""
    numbers = {name: whole_number(name[2:]) for name in sent if name.startswith(_FIELD)}
    return {number: sent.getlist(name) for name, number in numbers.items() if number is not None}


@reads_and_writes
@personal
def registration_exam(
    request: HttpRequest, registration: "Registration", kind: str
) -> HttpResponse:
    """The test: what stands before it, its questions while the go runs, its result."""
    exam = _exam(registration, kind)
    if request.method == "POST":
        return _heard(request, registration, exam)
    draw_frame(request, exam.training.office_code)
    page = own_exam(exam, registration, clock.now())
    context = {
        "page": page,
        "registration": registration,
        "token": pages.token_for(request, registration),
        "was_saved": "tersimpan" in request.GET,
        "asks_again": "periksa" in request.GET and page.stage == Stage.RUNNING and bool(page.empty),
    }
    return render(request, "portal/registration_exam.html", context)


def _heard(request: HttpRequest, registration: "Registration", exam: "Exam") -> HttpResponse:
    """Start, save or send; whatever comes of it stands on the page itself."""
    by, deed, here = applicant(registration), request.POST.get("deed", ""), request.path
    if deed == "start":
        # A refusal is not raised to a page of its own: the page says why nobody can start.
        _ignoring(lambda: sittings.start_sitting(exam, registration, by=by))
        return redirect(here)
    sitting = own_sitting(exam, registration)
    if sitting is None:
        return redirect(here)
    chosen = _chosen(request.POST)
    if deed == "submit" and _has_empty(exam, registration, chosen):
        _ignoring(lambda: sittings.save_answers(sitting, chosen, by=by))
        return redirect(f"{here}?periksa=1")
    if deed in {"submit", "submit_anyway"}:
        _ignoring(lambda: sittings.submit_sitting(sitting, chosen, by=by))
        return redirect(here)
    is_saved = _ignoring(lambda: sittings.save_answers(sitting, chosen, by=by))
    return redirect(f"{here}?tersimpan=1" if is_saved else here)


def _has_empty(exam: "Exam", registration: "Registration", chosen: dict[int, list[str]]) -> bool:
    page = own_exam(exam, registration, clock.now())
    return any(
        not (any(chosen[each.pk]) if each.pk in chosen else each.is_answered)
        for each in page.questions
    )


def _ignoring(deed: Callable[[], object]) -> bool:
    """Whether a deed was done; when not, the page that follows says how it stands now."""
    try:
        deed()
    except (Blocked, StaleState):
        return False
    return True


@require_POST
@personal
def registration_exam_save(
    request: HttpRequest, registration: "Registration", kind: str
) -> HttpResponse:
    """Keep answers as they are given; asked by the script of the page, answered in a few words for it."""
    exam = _exam(registration, kind)
    sitting = own_sitting(exam, registration)
    if sitting is None:
        return JsonResponse({"saved": False}, status=409)
    try:
        sittings.save_answers(sitting, _chosen(request.POST), by=applicant(registration))
    except Blocked as refused:
        return JsonResponse({"saved": False, "why": refused.problems[0].sentence}, status=422)
    return JsonResponse({"saved": True})
