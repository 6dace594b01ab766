"""Who may open a page of the register, whose record it is, and how its forms show what was refused."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from binakon.core.problems import NotAllowed, Problem
from binakon.people.actions.registry import NIK_KNOWN
from binakon.people.forms.clash import clashes
from binakon.people.queries import viewer_for
from binakon.people.queries.registry import kept_people, person_for, province_codes
from binakon.people.rules import Viewer
from binakon.people.rules.nik import nik_hints
from binakon.people.rules.registry import can_keep_people, can_read_people

if TYPE_CHECKING:
    from binakon.people.models import Worker


def reader(request: HttpRequest) -> Viewer:
    """The viewer of any page of the register; 403 for a role that reads none of it."""
    viewer = viewer_for(request)
    if not can_read_people(viewer):
        raise NotAllowed(_("Peran Anda tidak mencakup data orang. Minta kepala seksi bila perlu."))
    return viewer


def keeper(request: HttpRequest) -> Viewer:
    """The same for whoever writes in it."""
    viewer = reader(request)
    if not can_keep_people(viewer):
        raise NotAllowed(_("Data orang ditulis staf, verifikator, atau kepala seksi."))
    return viewer


def read_person(request: HttpRequest, key: uuid.UUID) -> "tuple[Viewer, Worker]":
    """A person whom the viewer may read; 404 for others."""
    viewer = reader(request)
    person = person_for(viewer, key)
    if person is None:
        raise Http404
    return viewer, person


def kept_person(request: HttpRequest, key: uuid.UUID) -> "tuple[Viewer, Worker]":
    """The same for whoever may change them; 403 for others."""
    viewer, person = read_person(request, key)
    if not kept_people(viewer).filter(pk=person.pk).exists():
        raise NotAllowed(_("Data orang ditulis staf, verifikator, atau kepala seksi."))
    return viewer, person


def code_of(viewer: Viewer) -> str:
    """Whose history tells of what this viewer does."""
    return viewer.office_codes[0] if viewer.office_codes else ""


def clash_of(form: Any, stored: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """What a page shows when somebody else changed the same fields."""
    return {
        "conflict": _(
            "Orang lain mengubah isian yang sama sejak Anda membukanya. Belum ada yang disimpan; pilih, lalu simpan lagi."
        ),
        "clashes": clashes(form, stored, names),
    }


def hint(request: HttpRequest, nik: str, *, born_on: date | None, sex: str) -> None:
    """Say what looks unusual in the NIK that was just stored, "" for none; it may be right all the same."""
    if not nik:
        return
    is_female = None if not sex else sex == "female"
    for each in nik_hints(nik, born_on=born_on, is_female=is_female, provinces=province_codes()):
        messages.warning(request, _("%(hint)s Cocokkan dengan KTP-nya.") % {"hint": each.sentence})


def show(form: Any, problems: "tuple[Problem, ...]") -> None:
    """Every refusal beside its field."""
    for problem in problems:
        name = "nik" if problem.code == NIK_KNOWN else problem.code
        form.add_error(name if name in form.fields else None, problem.sentence)
