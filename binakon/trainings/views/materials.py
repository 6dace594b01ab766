"""Materials of a class at the desk: the list, a new one, one changed, moved, removed, opened."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core import files, words
from binakon.enrolment.views.paper_guard import heard
from binakon.enrolment.views.training_guard import enrolled_by, seen_training
from binakon.trainings.actions import materials
from binakon.trainings.actions.materials import MaterialText
from binakon.trainings.forms.materials import (
    EditedMaterialForm,
    MaterialForm,
    RemovedMaterialForm,
)
from binakon.trainings.queries.materials import material_for, materials_page
from binakon.trainings.queries.rundown import session_for, sessions_of
from binakon.trainings.states import SessionKind

if TYPE_CHECKING:
    from binakon.enrolment.models import Training
    from binakon.trainings.models import Material

EDITS = require_http_methods(["GET", "HEAD", "POST"])


def _choices(training: "Training") -> list[tuple[int, str]]:
    rows = sessions_of(training).exclude(kind=SessionKind.BREAK)
    return [
        (row.pk, f"{words.day(row.on)}, {row.starts_at:%H.%M}: {row.topic}"[:120]) for row in rows
    ]


@login_required
@require_safe
def material_list(request: HttpRequest, slug: str) -> HttpResponse:
    """What the participants of a class get to read."""
    viewer, training = seen_training(request, slug)
    page = materials_page(viewer, training)
    return render(request, "trainings/material_list.html", {"page": page})


def _text(training: "Training", found: dict[str, Any]) -> MaterialText:
    return MaterialText(
        title=found["title"],
        link=found["link"],
        session=session_for(training, int(found["session"])) if found["session"] else None,
        shown_from=found["shown_from"],
    )


def _material(training: "Training", pk: int) -> "Material":
    found = material_for(training, pk)
    if found is None:
        raise Http404
    return found


@login_required
@EDITS
def material_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a material: a file, rebuilt, or an address."""
    viewer, training = enrolled_by(request, slug)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = MaterialForm(*sent, sessions=_choices(training))
    if request.method == "POST" and form.is_valid():
        text, made = _text(training, form.cleaned_data), form.cleaned_data["file"]
        if heard(
            form, lambda: materials.add_material(training, text, made=made, by=viewer.actor), {}
        ):
            messages.success(request, _("Materi tersimpan."))
            return redirect("trainings:material_list", slug=slug)
    context = {"training": training, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "trainings/material_new.html", context, status=status)


@login_required
@EDITS
def material_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a material: its words, its session, when it is shown; another file or address in its place."""
    viewer, training = enrolled_by(request, slug)
    found = _material(training, pk)
    initial = {
        "title": found.title,
        "link": found.link,
        "session": str(found.session_id or ""),
        "shown_from": found.shown_from,
        "revision": found.revision,
    }
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = EditedMaterialForm(
        *sent, sessions=_choices(training), has_file=found.file is not None, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        text, made = _text(training, told), told["file"]
        revision = -1 if told["revision"] is None else told["revision"]
        if heard(
            form,
            lambda: materials.edit_material(
                found, text, revision=revision, made=made, by=viewer.actor
            ),
            {},
        ):
            messages.success(request, _("Materi diubah."))
            return redirect("trainings:material_list", slug=slug)
    context = {"training": training, "form": form, "material": found}
    status = 422 if form.is_bound else 200
    return render(request, "trainings/material_edit.html", context, status=status)


@login_required
@require_POST
def material_move(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let a material change places with the one before or after it."""
    viewer, training = enrolled_by(request, slug)
    up = request.POST.get("arah") == "naik"
    materials.move_material(_material(training, pk), up=up, by=viewer.actor)
    address = reverse("trainings:material_list", args=[slug])
    return redirect(f"{address}#materi-{pk}")


@login_required
@EDITS
def material_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a material away from the participants, after the reason."""
    viewer, training = enrolled_by(request, slug)
    found = _material(training, pk)
    form = RemovedMaterialForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        materials.remove_material(found, reason=reason, by=viewer.actor)
        messages.success(request, _("Materi dihapus."))
        return redirect("trainings:material_list", slug=slug)
    context = {"training": training, "form": form, "material": found}
    status = 422 if form.is_bound else 200
    return render(request, "trainings/material_remove.html", context, status=status)


@login_required
@require_safe
def material_file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The file of a material, rebuilt."""
    _viewer, training = seen_training(request, slug)
    found = _material(training, pk)
    if found.file is None:
        raise Http404
    return files.file_response(found.file, f"materi-{pk}")
