"""The pages of completion: everybody's figures and decision, typed marks, deciding, exceptions."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from binakon.core.problems import Blocked, Problem
from binakon.people.rules import Viewer, can_approve, can_enrol
from binakon.trainings.actions import completion as deeds
from binakon.trainings.actions import exceptions
from binakon.trainings.forms.completion import (
    AnswerForm,
    DecideForm,
    MarksForm,
    ReasonForm,
)
from binakon.trainings.queries.completion import Participant, completion_page
from binakon.trainings.queries.completion_rule import rule_change
from binakon.trainings.queries.marks import marks_of
from binakon.trainings.rules.completion import Result
from binakon.trainings.rules.completion_words import result_label
from binakon.trainings.states import CompletionState
from binakon.trainings.views.completion_guard import answering, deciding, reading

if TYPE_CHECKING:
    from binakon.enrolment.models import Training
    from binakon.trainings.models import Completion

reads_and_writes = require_http_methods(["GET", "HEAD", "POST"])


def _home(training: "Training") -> HttpResponse:
    return redirect("trainings:completion_detail", slug=training.activity.slug)


@login_required
@require_safe
def completion_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody with attendance, tests, final score, the decision or what the rule proposes, and why."""
    viewer, training = reading(request, slug)
    page = completion_page(training)
    states = CompletionState
    context = {
        "page": page,
        "completed": page.count(states.COMPLETED),
        "incomplete": page.count(states.INCOMPLETE),
        "open": page.count(states.PENDING, states.EXCEPTION),
        "exceptions": page.count(states.EXCEPTION),
        "may_decide": can_enrol(viewer, training.office_code),
        "change": rule_change(viewer, page.rule),
        "may_answer": can_approve(viewer, training.office_code),
    }
    return render(request, "trainings/completion_detail.html", context)


@login_required
@reads_and_writes
def completion_marks(request: HttpRequest, slug: str) -> HttpResponse:
    """The grid of marks that somebody types."""
    viewer, training = deciding(request, slug)
    page = completion_page(training)
    form = MarksForm(
        request.POST if request.method == "POST" else None,
        people=[(p.registration.pk, str(p.registration)) for p in page.people],
        components=page.typed,
        marks=marks_of(training),
    )
    if request.method == "POST" and form.is_valid():
        changed = deeds.type_marks(training, form.typed(), by=viewer.actor)
        words = ngettext("%(many)d nilai tersimpan.", "%(many)d nilai tersimpan.", changed)
        messages.success(request, words % {"many": changed})
        return _home(training)
    status = 422 if form.errors else 200
    context = {"page": page, "form": form}
    return render(request, "trainings/completion_marks.html", context, status=status)


@login_required
@reads_and_writes
def completion_decide(request: HttpRequest, slug: str) -> HttpResponse:
    """Look at what the rule says of everybody undecided, then decide with one press."""
    viewer, training = deciding(request, slug)
    problems: tuple[Problem, ...] = ()
    form = DecideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            done = deeds.decide_completions(training, by=viewer.actor, **form.cleaned_data)
        except Blocked as refused:
            problems = refused.problems
        else:
            words = _(
                "Diputuskan: %(completed)d selesai, %(incomplete)d perlu pembinaan lanjutan. %(left)d menunggu data."
            )
            counts = {"completed": done.completed, "incomplete": done.incomplete, "left": done.left}
            messages.success(request, words % counts)
            return _home(training)
    page = completion_page(training)
    context = {
        "page": page,
        "form": DecideForm(initial={"shown": page.shown}),
        "problems": problems,
        "groups": [
            (result_label(result), result.value, page.proposed(result)) for result in Result
        ],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "trainings/completion_decide.html", context, status=status)


@login_required
@reads_and_writes
def completion_person(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One participant: the figures, the decision, and what may be done about it."""
    viewer, training = reading(request, slug)
    person = completion_page(training).of(pk)
    if person is None:
        raise Http404
    failed: dict[str, Any] = {}
    if request.method == "POST":
        completion = person.completion
        if completion is None:
            raise Http404
        failed = _DEEDS.get(request.POST.get("deed", ""), _unknown)(request, slug, completion)
        if not failed:
            return redirect("trainings:completion_person", slug=slug, pk=pk)
    offers = _offers(viewer, training, person)
    context = {"training": training, "person": person, **offers, **failed}
    status = 422 if request.method == "POST" else 200
    return render(request, "trainings/completion_person.html", context, status=status)


def _offers(viewer: Viewer, training: "Training", person: Participant) -> dict[str, Any]:
    """The forms that this viewer may send now, and why the second person is not this one."""
    office, state = training.office_code, person.state
    asked_by = person.completion.asked_by_id if person.completion else None
    is_own = state == CompletionState.EXCEPTION and asked_by == viewer.actor.user_id
    may_decide = can_enrol(viewer, office)
    is_decided = state in {CompletionState.COMPLETED, CompletionState.INCOMPLETE}
    answers = state == CompletionState.EXCEPTION and can_approve(viewer, office) and not is_own
    return {
        "is_own": is_own,
        "ask": ReasonForm(prefix="ask")
        if may_decide and state == CompletionState.INCOMPLETE
        else None,
        "answer": AnswerForm() if answers else None,
        "again": ReasonForm(prefix="again")
        if may_decide and is_decided and not person.has_certificate
        else None,
    }


def _ask(request: HttpRequest, slug: str, completion: "Completion") -> dict[str, Any]:
    viewer, _training = deciding(request, slug)
    form = ReasonForm(request.POST, prefix="ask")
    if not form.is_valid():
        return {"ask": form}
    exceptions.ask_exception(completion, reason=form.cleaned_data["reason"], by=viewer.actor)
    messages.success(request, _("Pengecualian diminta. Orang kedua yang menjawabnya."))
    return {}


def _answer(request: HttpRequest, slug: str, completion: "Completion") -> dict[str, Any]:
    viewer, _training = answering(request, slug)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return {"answer": form}
    try:
        exceptions.answer_exception(
            completion,
            is_granted=form.cleaned_data["verdict"] == "grant",
            note=form.cleaned_data["note"],
            by=viewer.actor,
        )
    except Blocked as refused:
        for problem in refused.problems:
            form.add_error(problem.code, problem.sentence)
        return {"answer": form}
    messages.success(request, _("Jawaban atas pengecualian tersimpan."))
    return {}


def _again(request: HttpRequest, slug: str, completion: "Completion") -> dict[str, Any]:
    viewer, _training = deciding(request, slug)
    form = ReasonForm(request.POST, prefix="again")
    if not form.is_valid():
        return {"again": form}
    deeds.decide_again(completion, reason=form.cleaned_data["reason"], by=viewer.actor)
    messages.success(request, _("Keputusannya dibuka lagi. Putuskan bersama peserta lain."))
    return {}


def _unknown(request: HttpRequest, slug: str, completion: "Completion") -> dict[str, Any]:
    raise Http404


_DEEDS = {"ask": _ask, "answer": _answer, "again": _again}
