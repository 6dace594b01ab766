"""The signing keys of an office at the desk: which sign now, which were retired, and replacing one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from binakon.core.problems import NotAllowed, StaleState
from binakon.people.queries import viewer_of
from binakon.people.rules import can_keep_office
from binakon.trainings.actions.keys import rotate_key
from binakon.trainings.forms.credentials import RotateForm
from binakon.trainings.queries.keys import key_for, keys_page


@login_required
@require_safe
def key_list(request: HttpRequest) -> HttpResponse:
    """The keys of an office, the retired ones with their reason."""
    page = keys_page(viewer_of(request.user), request.GET.get("kantor", ""))
    if page is None:
        raise Http404
    request.office_code = page.office.code  # type: ignore[attr-defined]
    return render(request, "trainings/key_list.html", {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def key_rotate(request: HttpRequest, pk: int) -> HttpResponse:
    """Replace a key, after a reason."""
    viewer = viewer_of(request.user)
    key = key_for(viewer, pk)
    if key is None:
        raise Http404
    if not can_keep_office(viewer, key.office.code):
        raise NotAllowed(_("Kunci diganti kepala seksi atau administrator kantor ini."))
    if key.retired_at is not None:
        raise StaleState(_("Kunci ini sudah diganti. Muat ulang halaman, lalu lihat lagi."))
    request.office_code = key.office.code  # type: ignore[attr-defined]
    form = RotateForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        rotate_key(key, because=form.cleaned_data["because"], by=viewer.actor)
        messages.success(
            request, _("Kunci diganti. Sertifikat lama tetap bisa diperiksa dengan kunci lama.")
        )
        return redirect("trainings:key_list")
    context = {"key": key, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "trainings/key_rotate.html", context, status=status)
