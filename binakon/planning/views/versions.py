"""The pages of versions: one version as a tree, its editing, two versions side by side."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from binakon.core.calendar import today
from binakon.people.queries import viewer_for
from binakon.people.rules import Viewer, can_plan
from binakon.planning import actions
from binakon.planning.forms import NewVersionForm, RatifyForm, VersionForm
from binakon.planning.queries import programme as programme_of
from binakon.planning.queries import (
    version_in_force,
    version_with_parts,
    versions_of,
    whole_entry,
)
from binakon.planning.queries.scenario_origin import proposal_origin
from binakon.planning.queries.version_pages import (
    VersionPage,
    compare_page,
    indicator_labels,
    last_editor,
    sub_activity_names,
    version_page,
)
from binakon.planning.rules.edits import EditConflict
from binakon.planning.states import Stage
from binakon.planning.views.guard import demand, seen_version, turn_to_office

PLANNERS_ONLY = gettext_lazy(
    "Peran Anda tidak mencakup mengubah rencana. Minta kepala seksi atau staf mengubahnya."
)


@login_required
@require_safe
def version_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One version as a tree: sub-activity, targets, activities, money, and what it changes."""
    viewer, version = seen_version(request, pk)
    page = version_page(viewer, pk)
    initial = {"revision": version.revision, "dated": today()}
    seal = page.effects.seal if page else ""
    form = RatifyForm(initial=initial, is_budget=version.is_budget, seal=seal)
    origin = proposal_origin(viewer, version)
    context = {"page": page, "ratify": form, "origin": origin}
    return render(request, "planning/version_detail.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def version_new(request: HttpRequest, year: int) -> HttpResponse:
    """Open a new draft from another version."""
    viewer = viewer_for(request)
    office = request.GET.get("kantor") or next(iter(viewer.office_codes), "")
    programme = programme_of(office, year)
    if programme is None or not viewer.roles_at(office):
        raise Http404
    turn_to_office(request, office)
    demand(is_allowed=can_plan(viewer, office), sentence=str(PLANNERS_ONLY))
    held = versions_of(programme.pk)
    choices = [(row.pk, f"{row} ({row.get_state_display()})") for row in reversed(held)]
    in_force = version_in_force(programme.pk)
    initial = {"base": in_force.pk if in_force else None, "dated": today()}
    form = NewVersionForm(request.POST or None, versions=choices, initial=initial)
    if not form.is_valid():
        context = {"form": form, "programme": programme}
        status = 422 if request.method == "POST" else 200
        return render(request, "planning/version_new.html", context, status=status)
    found = form.cleaned_data
    version = actions.draft_version(
        programme,
        stage=Stage(found["stage"]),
        dated=found["dated"],
        base=next((row for row in held if row.pk == found["base"]), None),
        note=found["note"],
        by=viewer.actor,
    )
    return redirect("planning:version_detail", pk=version.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def version_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit what a draft promises and may spend, beside other people's edits."""
    viewer, version = seen_version(request, pk)
    demand(is_allowed=can_plan(viewer, version.programme.office.code), sentence=str(PLANNERS_ONLY))
    form = _version_form(request, pk)
    if request.method != "POST":
        return render(request, "planning/version_edit.html", _edit_context(viewer, pk, form))
    if not form.is_valid():
        context = _edit_context(viewer, pk, form)
        return render(request, "planning/version_edit.html", context, status=422)
    base, mine = form.cleaned_data["base"], form.mine()
    for name in mine:
        if request.POST.get(f"take:{name}") == "theirs":
            mine[name] = base.get(name)
    try:
        actions.edit_version(version, base=base, mine=mine, by=viewer.actor)
    except EditConflict as conflict:
        context = _edit_context(viewer, pk, _version_form(request, pk, is_fresh=True), conflict)
        return render(request, "planning/version_edit.html", context, status=409)
    messages.success(request, _("Tersimpan."))
    return redirect("planning:version_detail", pk=pk)


def _version_form(request: HttpRequest, pk: int, *, is_fresh: bool = False) -> VersionForm:
    version = version_with_parts(pk)
    data = request.POST if request.method == "POST" else None
    form = VersionForm(
        data,
        entry=whole_entry(version),
        names=sub_activity_names(),
        indicators=indicator_labels(),
        is_fresh=is_fresh,
    )
    form.is_valid()
    return form


def _edit_context(
    viewer: Viewer, pk: int, form: VersionForm, conflict: EditConflict | None = None
) -> dict[str, Any]:
    page: VersionPage | None = version_page(viewer, pk)
    assert page is not None
    context: dict[str, Any] = {"page": page, "form": form, "conflict": conflict}
    if conflict is not None:
        context["clashes"] = [(form[clash.field], clash) for clash in conflict.clashes]
        context["editor"] = last_editor(page.version)
    return context


@login_required
@require_safe
def version_compare(request: HttpRequest, before: int, after: int) -> HttpResponse:
    """Two versions side by side, in words and figures."""
    viewer, _version = seen_version(request, after)
    page = compare_page(viewer, before, after)
    if page is None:
        raise Http404
    return render(request, "planning/version_compare.html", {"page": page})
