"""Objections to results: the list, the answer, and a seat by hand where the answer asks for one."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from binakon.core.problems import Blocked
from binakon.enrolment.actions import objection_answers
from binakon.enrolment.forms.selection import AnswerForm, HandForm
from binakon.enrolment.queries.selection_pages import (
    OBJECTION_TONES,
    objection_of,
    objections_of,
    place_of,
)
from binakon.enrolment.rules.buckets import POOL, QUOTA, buckets_for, groups_of
from binakon.enrolment.rules.regions import region_words
from binakon.enrolment.rules.result_words import result_sentence, seat_words
from binakon.enrolment.rules.seating_facts import BucketKind
from binakon.enrolment.states import ObjectionState
from binakon.enrolment.views.selection_guard import deciding, seen
from binakon.people.rules import Viewer, can_enrol

if TYPE_CHECKING:
    from binakon.enrolment.models import Objection, Place, Training

ADDED = "added"


@login_required
@require_safe
def objection_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Every objection to a result of this class, open ones first."""
    viewer, training = seen(request, slug)
    rows = [(objection, _tone(objection)) for objection in objections_of(training)]
    rows.sort(key=lambda pair: pair[0].state != ObjectionState.OPEN)
    context = {
        "training": training,
        "rows": rows,
        "open": sum(each.state == ObjectionState.OPEN for each, _tone_of in rows),
        "may_enrol": can_enrol(viewer, training.office_code),
    }
    return render(request, "enrolment/objection_list.html", context)


def _tone(objection: "Objection") -> str:
    return OBJECTION_TONES.get(ObjectionState(objection.state), "")


def _found(training: "Training", pk: int) -> "Objection":
    objection = objection_of(training, pk)
    if objection is None:
        raise Http404
    return objection


def _context(training: "Training", objection: "Objection") -> dict[str, Any]:
    result = objection.result
    place = place_of(result.registration)
    needs_seat = objection.state == ObjectionState.UPHELD and place is not None and not place.bucket
    return {
        "training": training,
        "objection": objection,
        "tone": _tone(objection),
        "form": AnswerForm(),
        "sentence": result_sentence(result.outcome, result.reason, result.facts),
        "place": place,
        "hand": HandForm(buckets=_buckets(place)) if needs_seat and place else None,
    }


def _buckets(place: "Place") -> list[tuple[str, str]]:
    """The seats that this person may have, in words, and one that is added."""
    registration = place.registration
    office = region_words(place.office.name) if place.office else ""
    found = []
    for bucket in buckets_for(place.office_id, groups_of(registration.sex, registration.groups)):
        kinds = {QUOTA: BucketKind.OFFICE, POOL: BucketKind.POOL}
        kind = kinds.get(bucket, BucketKind.GROUP)
        found.append((bucket, seat_words(kind, bucket, office)))
    return [*found, (ADDED, _("tambah satu kursi umum"))]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def objection_answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Read an objection beside the result, answer it once, and give the seat that the answer asks for."""
    viewer, training = seen(request, slug)
    objection = _found(training, pk)
    context = _context(training, objection)
    if request.method == "POST":
        deciding(request, slug)
        tried = _give if "bucket" in request.POST else _answer
        failed = tried(request, viewer, objection)
        if not failed:
            return redirect("enrolment:objection_answer", slug=slug, pk=pk)
        context |= failed
    may_enrol = can_enrol(viewer, training.office_code)
    context["may_enrol"] = may_enrol
    context["may_answer"] = may_enrol and objection.state == ObjectionState.OPEN
    status = 422 if request.method == "POST" else 200
    return render(request, "enrolment/objection_answer.html", context, status=status)


def _answer(request: HttpRequest, viewer: Viewer, objection: "Objection") -> dict[str, Any]:
    """Store the answer; the form again where something is missing, else nothing."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return {"form": form}
    objection_answers.answer_objection(
        objection,
        is_upheld=form.cleaned_data["verdict"] == "uphold",
        answer=form.cleaned_data["answer"],
        by=viewer.actor,
    )
    messages.success(request, _("Jawaban tersimpan dan pesan untuk pendaftar disiapkan."))
    return {}


def _give(request: HttpRequest, viewer: Viewer, objection: "Objection") -> dict[str, Any]:
    """Give a free seat, or one that is added; the form again where that is refused, else nothing."""
    place = place_of(objection.result.registration)
    if place is None or objection.state != ObjectionState.UPHELD:
        raise Http404
    form = HandForm(request.POST, buckets=_buckets(place))
    if not form.is_valid():
        return {"hand": form}
    bucket = form.cleaned_data["bucket"]
    try:
        objection_answers.seat_by_hand(
            place,
            bucket=POOL if bucket == ADDED else bucket,
            adds_seat=bucket == ADDED,
            reason=form.cleaned_data["reason"],
            by=viewer.actor,
        )
    except Blocked as refused:
        return {"hand": form, "hand_problems": refused.problems}
    messages.success(request, _("Kursi diberikan dan dicatat dengan alasannya."))
    return {}
