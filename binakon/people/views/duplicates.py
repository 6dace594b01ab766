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
from django.views.decorators.http import require_http_methods, require_POST, require_safe

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

# The button that says so.
TWO = "dua"


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
@require_safe
def duplicate_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A pair that was found leads to its two people; 404 once somebody has decided."""
    pair = pair_for(reader(request), pk)
    if pair is None:
        raise Http404
    return redirect("duplicate_compare", one=pair.first.key, other=pair.second.key)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def duplicate_compare(request: HttpRequest, one: uuid.UUID, other: uuid.UUID) -> HttpResponse:
    """Any two people side by side, also those whom no search has found: one person, or two, with a reason."""
    viewer = reader(request)
    first, second = person_for(viewer, one), person_for(viewer, other)
    if first is None or second is None:
        raise Http404
    if first.pk == second.pk:
        messages.info(request, _("Kedua catatan ini sudah satu orang."))
        return redirect("merge_list")
    review = review_of(viewer, first, second)
    forms = _Forms(request, review)
    problems = list[Problem]()
    if request.method == "POST":
        if not review.may_decide:
            raise NotAllowed(_("Data orang ditulis staf, verifikator, atau kepala seksi."))
        try:
            if words := _decided(viewer, review, forms):
                messages.success(request, words)
                return _onward(viewer)
        except Blocked as blocked:
            problems = [problem for problem in blocked.problems if problem.blocks]
    context = {
        "page": review,
        "merge": forms.merge,
        "two": forms.two,
        "form": forms.heard,
        "problems": problems,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "people/duplicate_compare.html", context, status=status)


class _Forms:
    """The two forms of the page; the one whose button was pressed is heard."""

    def __init__(self, request: HttpRequest, review: Review) -> None:
        people = (review.one.person, review.other.person)
        told = request.POST if request.method == "POST" else None
        self.is_two = told is not None and told.get("putusan") == TWO
        self.merge = MergeForm(
            None if self.is_two else told,
            sides=_sides(*people),
            initial={"kept": review.proposed},
        )
        self.two = TwoPeopleForm(told if self.is_two else None, auto_id="id_two_%s")
        self.heard = self.two if self.is_two else self.merge if told is not None else None


def _decided(viewer: Viewer, review: Review, forms: _Forms) -> str:
    """What was decided, in a sentence; "" when a form lacks something. Raises `Blocked`."""
    first, second = review.one.person, review.other.person
    if forms.heard is None or not forms.heard.is_valid():
        return ""
    reason = forms.heard.cleaned_data["reason"]
    if forms.is_two:
        actions.say_two_people(first, second, reason=reason, by=viewer.actor)
        words = _("Dicatat: %(one)s dan %(other)s dua orang. Pasangan ini tidak ditawarkan lagi.")
        return words % {"one": first, "other": second}
    is_first = forms.heard.cleaned_data["kept"] == first.pk
    kept, merged = (first, second) if is_first else (second, first)
    grounds = [*review.speaks_for, *review.speaks_against]
    actions.merge(kept, merged, reason=reason, grounds=grounds, by=viewer.actor)
    words = _("%(merged)s digabung ke %(kept)s. Bisa dipisahkan lagi di daftar gabungan.")
    return words % {"merged": merged, "kept": kept}


def _onward(viewer: Viewer) -> HttpResponse:
    """The next pair to decide on, or the list when there is none."""
    pair = next_pair(viewer)
    return redirect("duplicate_detail", pk=pair.pk) if pair else redirect("duplicate_list")


def _sides(one: "Worker", other: "Worker") -> list[tuple[int, str]]:
    return [
        (person.pk, " · ".join(part for part in (label, str(person), person.nik_mask) if part))
        for label, person in ((_("A"), one), (_("B"), other))
    ]
