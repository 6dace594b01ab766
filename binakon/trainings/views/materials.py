"""Materials of a class at the desk: the list, a new one, one removed, one opened."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core import files, words
from binakon.enrolment.views.paper_guard import heard
from binakon.enrolment.views.training_guard import enrolled_by, seen_training
from binakon.trainings.actions import materials
from binakon.trainings.actions.materials import MaterialText
from binakon.trainings.forms.materials import MaterialForm
from binakon.trainings.queries.materials import material_for, materials_page
from binakon.trainings.queries.rundown import session_for, sessions_of
from binakon.trainings.states import SessionKind

if TYPE_CHECKING:
    from binakon.enrolment.models import Training


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


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def material_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a material: a file, rebuilt, or an address."""
    viewer, training = enrolled_by(request, slug)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = MaterialForm(*sent, sessions=_choices(training))
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        text = MaterialText(
            title=found["title"],
            link=found["link"],
            session=session_for(training, int(found["session"])) if found["session"] else None,
            shown_from=found["shown_from"],
        )
        if heard(
            form,
            lambda: materials.add_material(training, text, made=found["file"], by=viewer.actor),
            {},
        ):
            messages.success(request, _("Materi tersimpan."))
            return redirect("trainings:material_list", slug=slug)
    context = {"training": training, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "trainings/material_new.html", context, status=status)


@login_required
@require_POST
def material_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a material away from the participants."""
    viewer, training = enrolled_by(request, slug)
    found = material_for(training, pk)
    if found is None:
        raise Http404
    materials.remove_material(found, by=viewer.actor)
    messages.success(request, _("Materi dihapus."))
    return redirect("trainings:material_list", slug=slug)


@login_required
@require_safe
def material_file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The file of a material, rebuilt."""
    _viewer, training = seen_training(request, slug)
    found = material_for(training, pk)
    if found is None or found.file is None:
        raise Http404
    return files.file_response(found.file, f"materi-{pk}")
