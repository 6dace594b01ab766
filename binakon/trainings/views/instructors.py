"""The registry of instructors at the desk: the list, a new one, one changed, one retired."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core.problems import NotAllowed
from binakon.core.typed import whole_number
from binakon.enrolment.views.paper_guard import heard
from binakon.people.queries import desk_offices_for, office, viewer_of
from binakon.people.rules import Viewer, can_enrol
from binakon.planning.views.guard import demand, turn_to_office
from binakon.trainings.actions import instructors
from binakon.trainings.actions.instructors import InstructorText
from binakon.trainings.forms.engagements import InstructorForm
from binakon.trainings.queries.engagements import instructor_for, registry_page

if TYPE_CHECKING:
    from binakon.people.models import Office
    from binakon.trainings.models import Instructor


def _office_asked(request: HttpRequest) -> tuple[Viewer, str]:
    viewer = viewer_of(request.user)
    codes = list(desk_offices_for(viewer).values_list("code", flat=True))
    if not codes:
        raise NotAllowed(
            _("Akun Anda belum punya peran di meja kerja. Minta administrator menambahkannya.")
        )
    code = request.GET.get("kantor") or codes[0]
    if code not in codes:
        raise Http404
    turn_to_office(request, code)
    return viewer, code


def _demand(viewer: Viewer, code: str) -> None:
    sentence = _("Daftar narasumber diisi kepala seksi atau staf. Peran Anda bisa membacanya.")
    demand(is_allowed=can_enrol(viewer, code), sentence=sentence)


def _own(request: HttpRequest, pk: int) -> "tuple[Viewer, Instructor]":
    viewer = viewer_of(request.user)
    found = instructor_for(viewer, pk)
    if found is None:
        raise Http404
    turn_to_office(request, found.office.code)
    _demand(viewer, found.office.code)
    return viewer, found


@login_required
@require_safe
def instructor_list(request: HttpRequest) -> HttpResponse:
    """Who teaches for an office."""
    viewer, code = _office_asked(request)
    page = registry_page(viewer, code)
    return render(request, "trainings/instructor_list.html", {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def instructor_new(request: HttpRequest) -> HttpResponse:
    """Put somebody on the registry."""
    viewer, code = _office_asked(request)
    _demand(viewer, code)
    form = InstructorForm(request.POST if request.method == "POST" else None)
    found: Office | None = office(code)
    if request.method == "POST" and form.is_valid() and found is not None:
        text = InstructorText(**form.cleaned_data)
        if heard(form, lambda: instructors.add_instructor(found, text, by=viewer.actor), {}):
            messages.success(request, _("Narasumber ditambahkan."))
            return _back(code)
    context = {"form": form, "office": found}
    status = 422 if form.is_bound else 200
    return render(request, "trainings/instructor_new.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def instructor_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an instructor."""
    viewer, instructor = _own(request, pk)
    initial: dict[str, Any] = {
        name: getattr(instructor, name) for name in InstructorForm.base_fields
    }
    form = InstructorForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        text = InstructorText(**form.cleaned_data)
        told = request.POST.get("revision", "")
        number = whole_number(told)
        revision = -1 if number is None else number
        if heard(
            form,
            lambda: instructors.edit_instructor(
                instructor, text, revision=revision, by=viewer.actor
            ),
            {},
        ):
            messages.success(request, _("Tersimpan."))
            return _back(instructor.office.code)
    context = {"form": form, "instructor": instructor}
    status = 422 if form.is_bound else 200
    return render(request, "trainings/instructor_edit.html", context, status=status)


@login_required
@require_POST
def instructor_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody off the choice for new classes, or put them back."""
    viewer, instructor = _own(request, pk)
    is_back = request.POST.get("kembali") == "ya"
    instructors.retire_instructor(instructor, is_back=is_back, by=viewer.actor)
    messages.success(
        request, _("Narasumber dipakai lagi.") if is_back else _("Narasumber tidak dipakai lagi.")
    )
    return _back(instructor.office.code)


def _back(code: str) -> HttpResponse:
    response = redirect("trainings:instructor_list")
    response.headers["Location"] += f"?kantor={code}"
    return response
