"""The pages of a draft's activities: add, edit, remove."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from binakon.people.rules import Viewer, can_plan, kind_of_office
from binakon.planning import actions
from binakon.planning.forms import ActivityForm
from binakon.planning.forms.activity import opened, sealed
from binakon.planning.queries.contents import (
    columns_of,
    content_rows,
    entry_of_columns,
    entry_of_row,
)
from binakon.planning.queries.version_pages import (
    VersionPage,
    entry_facts,
    last_editor,
    occupation_fields,
    sub_activity_names,
    version_page,
)
from binakon.planning.rules.activity_words import field_label, field_words
from binakon.planning.rules.draft import draft_problems, field_problems, with_activity
from binakon.planning.rules.edits import EditConflict
from binakon.planning.rules.plan_file import ActivityEntry
from binakon.planning.views.guard import demand, seen_version
from binakon.planning.views.windows import read_time

PROVINCE_LEVELS, REGENCY_LEVELS = (7, 8, 9), (1, 2, 3, 4, 5, 6)


def _editable(request: HttpRequest, pk: int) -> tuple[Viewer, VersionPage]:
    viewer, version = seen_version(request, pk)
    demand(
        is_allowed=can_plan(viewer, version.programme.office.code),
        sentence=_(
            "Peran Anda tidak mencakup mengubah rencana. Minta kepala seksi atau staf mengubahnya."
        ),
    )
    page = version_page(viewer, pk)
    assert page is not None
    return viewer, page


def _form(page: VersionPage, entry: ActivityEntry | None, data: Any = None) -> ActivityForm:
    is_province = kind_of_office(page.version.programme.office.code) == "province"
    return ActivityForm(
        data,
        entry=entry,
        levels=PROVINCE_LEVELS if is_province else REGENCY_LEVELS,
        regions=page.regions,
        names=sub_activity_names(),
        indicators=dict.fromkeys(target.indicator for target in page.entry.targets),
        read_time=lambda text: read_time(text, page.version.programme.year),
    )


def _judge(form: ActivityForm, page: VersionPage, replaced: str = "") -> ActivityEntry | None:
    """The activity as typed, or None with every problem on the form."""
    if not form.is_valid():
        return None
    entry = form.read_entry()
    facts, _stored, known = entry_facts(page.version)
    problems = draft_problems(facts, with_activity(page.entry, entry, replaced), known)
    by_field, _others = field_problems(
        [problem for problem in problems if problem.line is not None], entry.lines
    )
    for name, sentences in by_field.items():
        for sentence in sentences:
            form.add_error(name, sentence)
    return None if form.errors else entry


def _context(page: VersionPage, form: ActivityForm, **more: Any) -> dict[str, Any]:
    return {"page": page, "form": form, "occupations": occupation_fields(), **more}


def _after(request: HttpRequest, page: VersionPage, code: str) -> HttpResponse:
    messages.success(request, _("Tersimpan."))
    codes = [entry.code for entry in page.entry.activities]
    if "next" in request.POST and code in codes[:-1]:
        following = codes[codes.index(code) + 1]
        return redirect("planning:activity_edit", pk=page.version.pk, code=following)
    return redirect(f"/meja/rencana/versi/{page.version.pk}/#kegiatan-{code}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def activity_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an activity to a draft."""
    viewer, page = _editable(request, pk)
    if request.method != "POST":
        context = _context(page, _form(page, None))
        return render(request, "planning/activity_new.html", context)
    form = _form(page, None, request.POST)
    entry = _judge(form, page)
    if entry is None:
        return render(request, "planning/activity_new.html", _context(page, form), status=422)
    actions.add_activity(page.version, entry, by=viewer.actor)
    return _after(request, page, entry.code)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def activity_edit(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Edit an activity of a draft beside other people's edits."""
    viewer, page = _editable(request, pk)
    row = next((row for row in content_rows(pk) if row.code == code), None)
    if row is None:
        raise Http404
    stored = entry_of_row(row)
    form = _form(page, stored, request.POST if request.method == "POST" else None)
    seal = sealed(_plain(columns_of(stored)))
    if request.method != "POST":
        context = _context(page, form, row=row, seal=seal)
        return render(request, "planning/activity_edit.html", context)
    base = opened(request.POST.get("base", ""))
    entry = _judge(form, page, replaced=code)
    if entry is None or base is None:
        context = _context(page, form, row=row, seal=request.POST.get("base", ""))
        return render(request, "planning/activity_edit.html", context, status=422)
    read = entry_of_columns(base)
    mine = _chosen(entry, read, request)
    try:
        actions.edit_activity(row, base=read, mine=mine, by=viewer.actor)
    except EditConflict as conflict:
        clashes = [_clash(form, clash.field, read, stored, page) for clash in conflict.clashes]
        context = _context(page, form, row=row, seal=seal, clashes=clashes, conflict=conflict)
        context["editor"] = last_editor(page.version)
        return render(request, "planning/activity_edit.html", context, status=409)
    return _after(request, page, code)


def _clash(
    form: ActivityForm, column: str, base: ActivityEntry, theirs: ActivityEntry, page: VersionPage
) -> dict[str, Any]:
    """A field that two people changed: how it is called, what was read and what is stored now."""
    name = {"window_form": "window", "region_codes": "regions"}.get(column, column)
    return {
        "name": name,
        "label": field_label(name),
        "base": field_words(base, name, page.regions),
        "theirs": field_words(theirs, name, page.regions),
        "mine": field_words(form.read_entry(), name, page.regions),
    }


def _chosen(entry: ActivityEntry, base: ActivityEntry, request: HttpRequest) -> ActivityEntry:
    """The activity as typed, but as stored where the writer chose the other's value."""
    mine, read = columns_of(entry), columns_of(base)
    for column in mine:
        name = {
            "window_form": "window",
            "precision": "window",
            "starts_on": "window",
            "ends_on": "window",
            "region_codes": "regions",
            "is_all_regions": "regions",
        }.get(column, column)
        if request.POST.get(f"take:{name}") == "theirs":
            mine[column] = read[column]
    return entry_of_columns(mine)


def _plain(columns: dict[str, Any]) -> dict[str, Any]:
    """Columns as JSON knows them."""
    return {
        name: value.isoformat() if name in {"starts_on", "ends_on"} and value else value
        for name, value in columns.items()
    }


@login_required
@require_POST
def activity_remove(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Take an activity out of a draft."""
    viewer, _page_seen = _editable(request, pk)
    row = next((row for row in content_rows(pk) if row.code == code), None)
    if row is None:
        raise Http404
    actions.remove_activity(row, by=viewer.actor)
    messages.success(request, _("“%(title)s” dihapus dari konsep ini.") % {"title": row.title})
    return redirect("planning:version_detail", pk=pk)
