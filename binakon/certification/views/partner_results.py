"""Results as an LSP brings them itself: a file previewed by cell and taken whole, or one person's typed in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.certification.actions import results
from binakon.certification.forms.results import ResultFileForm
from binakon.certification.queries.partner import partner_page
from binakon.certification.views.batch_guard import file_in
from binakon.certification.views.partner import own_batch, own_case
from binakon.certification.views.results import accepted, kept, previewed, result_form, typed


@login_required
@require_POST
def partner_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a file of results for its preview."""
    viewer, batch = own_batch(request, pk)
    form = ResultFileForm(request.POST, request.FILES)
    if not form.is_valid():
        context = {"page": partner_page(batch), "upload": form}
        return render(request, "certification/partner_upload.html", context, status=422)
    file = kept(batch, form, viewer)
    return redirect("certification:partner_file", pk=pk, file=file.pk)


@login_required
@require_safe
@never_cache
def partner_file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """What a file would move, and every problem by cell."""
    _viewer, batch = own_batch(request, pk)
    context = {"preview": previewed(file_in(batch, file)), "batch": batch}
    return render(request, "certification/partner_file.html", context)


@login_required
@require_POST
def partner_file_accept(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Take a file whole; pressing twice takes it once."""
    viewer, batch = own_batch(request, pk)
    messages.success(request, accepted(file_in(batch, file), viewer))
    return redirect("certification:partner_batch_detail", pk=pk)


@login_required
@require_POST
def partner_file_discard(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Throw a waiting file away."""
    viewer, batch = own_batch(request, pk)
    results.discard_file(file_in(batch, file), by=viewer.actor)
    messages.success(request, _("Berkas dibuang. Tidak ada kasus yang bergerak."))
    return redirect("certification:partner_batch_detail", pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def partner_result(request: HttpRequest, code: str) -> HttpResponse:
    """Type one person's result in."""
    viewer, case = own_case(request, code)
    assert case.batch is not None, "a case of a batch"
    form = result_form(case, request.POST or None)
    if request.method == "POST" and form.is_valid() and typed(case.batch, case, form, viewer):
        messages.success(request, _("Hasilnya tersimpan."))
        return redirect("certification:partner_batch_detail", pk=case.batch_id)
    status = 422 if form.is_bound else 200
    context = {"form": form, "case": case, "batch": case.batch}
    return render(request, "certification/partner_result.html", context, status=status)
