"""Rows that may be one person: the list, two of them side by side, and what somebody decides."""

import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from binakon.core import lists
from binakon.core.problems import Blocked, NotAllowed, Problem
from binakon.people.actions import merges as actions
from binakon.people.actions.searches import MOST_ATTEMPTS, ask_search
from binakon.people.forms.duplicates import MergeForm, TwoPeopleForm
from binakon.people.queries.duplicate_review import Review, review_of
from binakon.people.queries.duplicates import (
    listing_for,
    next_pair,
    pair_for,
    pairs_for,
    search_facts,
)
from binakon.people.queries.registry import person_for
from binakon.people.rules import Viewer
from binakon.people.rules.registry import can_keep_people
from binakon.people.views.registry_guard import keeper, reader

if TYPE_CHECKING:
    from binakon.people.models import Worker


@login_required
@never_cache
@require_safe
def duplicate_list(request: HttpRequest) -> HttpResponse:
    """Every undecided pair whom the viewer may read, and when everybody was last compared."""
    viewer = reader(request)
    page = lists.page(
        listing_for(viewer),
        pairs_for(viewer),
        request.GET,
        path=reverse("duplicate_list"),
        caption=_("Dugaan data ganda"),
    )
    context = {
        "page": page,
        "search": search_facts(most_attempts=MOST_ATTEMPTS),
        "may_keep": can_keep_people(viewer),
    }
    return render(request, "people/duplicate_list.html", context)


@login_required
@require_POST
def duplicate_search(request: HttpRequest) -> HttpResponse:
    """Ask for a search over everybody; a worker carries it."""
    viewer = keeper(request)
    ask_search(by=viewer.actor)
    messages.success(request, _("Pencarian diminta. Hasilnya muncul di sini dalam beberapa menit."))
    return redirect("duplicate_list")


@login_required
@never_cache
@require_safe
def duplicate_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A pair that was found, side by side; 404 once somebody has decided."""
    viewer = reader(request)
    pair = pair_for(viewer, pk)
    if pair is None:
        raise Http404
    return _page(request, review_of(viewer, pair.first, pair.second))


@login_required
@never_cache
@require_safe
def duplicate_compare(request: HttpRequest, one: uuid.UUID, other: uuid.UUID) -> HttpResponse:
    """Any two people side by side, also those whom no search has found."""
    viewer, first, second = _both(request, one, other)
    if first.pk == second.pk:
        messages.info(request, _("Kedua catatan ini sudah satu orang."))
        return redirect("merge_list")
    return _page(request, review_of(viewer, first, second))


@login_required
@require_POST
def duplicate_merge(request: HttpRequest, one: uuid.UUID, other: uuid.UUID) -> HttpResponse:
    """Both are one person: one row goes on, with a reason."""
    viewer, first, second = _both_kept(request, one, other)
    form = MergeForm(request.POST, sides=_sides(first, second))
    problems = list[Problem]()
    if form.is_valid():
        is_first = form.cleaned_data["kept"] == first.pk
        kept, merged = (first, second) if is_first else (second, first)
        review = review_of(viewer, kept, merged)
        try:
            actions.merge(
                kept,
                merged,
                reason=form.cleaned_data["reason"],
                grounds=[*review.speaks_for, *review.speaks_against],
                by=viewer.actor,
            )
        except Blocked as blocked:
            problems = [problem for problem in blocked.problems if problem.blocks]
        else:
            words = _("%(merged)s digabung ke %(kept)s. Bisa dipisahkan lagi di daftar gabungan.")
            messages.success(request, words % {"merged": merged, "kept": kept})
            return _onward(viewer)
    review = review_of(viewer, first, second)
    return _page(request, review, merge=form, problems=problems)


@login_required
@require_POST
def duplicate_two(request: HttpRequest, one: uuid.UUID, other: uuid.UUID) -> HttpResponse:
    """Both are two people: remembered with a reason, and not offered again."""
    viewer, first, second = _both_kept(request, one, other)
    form = TwoPeopleForm(request.POST)
    if not form.is_valid():
        return _page(request, review_of(viewer, first, second), two=form)
    actions.say_two_people(first, second, reason=form.cleaned_data["reason"], by=viewer.actor)
    words = _("Dicatat: %(one)s dan %(other)s dua orang. Pasangan ini tidak ditawarkan lagi.")
    messages.success(request, words % {"one": first, "other": second})
    return _onward(viewer)


def _onward(viewer: Viewer) -> HttpResponse:
    """The next pair to decide on, or the list when there is none."""
    pair = next_pair(viewer)
    return redirect("duplicate_detail", pk=pair.pk) if pair else redirect("duplicate_list")


def _both(
    request: HttpRequest, one: uuid.UUID, other: uuid.UUID
) -> "tuple[Viewer, Worker, Worker]":
    viewer = reader(request)
    first, second = person_for(viewer, one), person_for(viewer, other)
    if first is None or second is None:
        raise Http404
    return viewer, first, second


def _both_kept(
    request: HttpRequest, one: uuid.UUID, other: uuid.UUID
) -> "tuple[Viewer, Worker, Worker]":
    viewer, first, second = _both(request, one, other)
    if not review_of(viewer, first, second).may_decide:
        raise NotAllowed(_("Data orang ditulis staf, verifikator, atau kepala seksi."))
    return viewer, first, second


def _sides(one: "Worker", other: "Worker") -> list[tuple[int, str]]:
    return [
        (person.pk, " · ".join(part for part in (label, str(person), person.nik_mask) if part))
        for label, person in ((_("A"), one), (_("B"), other))
    ]


def _page(
    request: HttpRequest,
    review: Review,
    *,
    merge: MergeForm | None = None,
    two: TwoPeopleForm | None = None,
    problems: list[Problem] | None = None,
) -> HttpResponse:
    sides = _sides(review.one.person, review.other.person)
    heard = merge or two
    context = {
        "page": review,
        "merge": merge or MergeForm(sides=sides, initial={"kept": review.proposed}),
        "two": two or TwoPeopleForm(auto_id="id_two_%s"),
        "form": heard,
        "problems": problems or [],
    }
    status = 422 if heard else 200
    return render(request, "people/duplicate_detail.html", context, status=status)
