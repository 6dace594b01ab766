"""Putting the NIK of a person right at the desk."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from binakon.core.problems import Blocked
from binakon.people.actions.identity import correct_nik
from binakon.people.forms.registry import NikForm
from binakon.people.queries.registry import person_with_nik
from binakon.people.views.registry_guard import code_of, hint, kept_person, show


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def person_nik_edit(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Put a mistyped NIK right, for a reason; somebody who has the typed one is shown instead."""
    viewer, person = kept_person(request, key)
    if not person.nik_mask:
        raise Http404
    form = NikForm(request.POST or None, initial={"revision": person.revision})
    context: dict[str, Any] = {"form": form, "person": person}
    if request.method == "POST" and form.is_valid():
        nik = form.cleaned_data["nik"]
        try:
            correct_nik(person, **form.cleaned_data, by=viewer.actor, office_code=code_of(viewer))
        except Blocked as refused:
            show(form, refused.problems)
            known = person_with_nik(viewer, nik)
            context["known"] = known if known and known.pk != person.pk else None
        else:
            messages.success(request, _("NIK dibetulkan."))
            hint(request, nik, born_on=person.born_on, sex=person.sex)
            return redirect("person_detail", key=person.key)
    status = 422 if form.is_bound else 200
    return render(request, "people/person_nik_edit.html", context, status=status)
