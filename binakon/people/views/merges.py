"""What was decided: merges and what undoing one restores, and who was said to be two people."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core.problems import NotAllowed
from binakon.people.actions import merges as actions
from binakon.people.forms.duplicates import UndoForm, UnsayForm
from binakon.people.queries.duplicate_review import parting_of
from binakon.people.queries.duplicates import merge_for, merges_for, statements_for
from binakon.people.rules.registry import can_keep_people
from binakon.people.views.registry_guard import keeper, reader

A_PAGE = 50


@login_required
@never_cache
@require_safe
def merge_list(request: HttpRequest) -> HttpResponse:
    """Every merge whose people the viewer may read, the newest first."""
    rows = merges_for(reader(request))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "people/merge_list.html", {"page": page})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def merge_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One merge, what undoing it restores, and undoing it with a reason."""
    viewer = reader(request)
    merge = merge_for(viewer, pk)
    if merge is None:
        raise Http404
    parting = parting_of(viewer, merge)
    form = UndoForm(request.POST if request.method == "POST" else None)
    if form.is_bound and not parting.may_undo:
        raise NotAllowed(_("Data orang ditulis staf, verifikator, atau kepala seksi."))
    if form.is_bound and form.is_valid():
        undo = actions.undo_as_two if form.cleaned_data["is_two"] else actions.undo_merge
        undo(merge, reason=form.cleaned_data["reason"], by=viewer.actor)
        words = _("Dipisahkan. %(merged)s dan %(kept)s kembali dua orang, beserta riwayatnya.")
        messages.success(request, words % {"merged": merge.merged, "kept": merge.kept})
        return redirect("merge_detail", pk=pk)
    context = {"page": parting, "form": form, "problems": []}
    status = 422 if form.is_bound else 200
    return render(request, "people/merge_detail.html", context, status=status)


@login_required
@never_cache
@require_safe
def two_people_list(request: HttpRequest) -> HttpResponse:
    """Who was said to be two people."""
    viewer = reader(request)
    page = Paginator(statements_for(viewer), A_PAGE).get_page(request.GET.get("halaman"))
    context = {"page": page, "may_keep": can_keep_people(viewer)}
    return render(request, "people/two_people_list.html", context)


@login_required
@require_POST
def two_people_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back that two rows are two people, with a reason."""
    viewer = keeper(request)
    told = statements_for(viewer).filter(pk=pk).first()
    if told is None:
        raise Http404
    form = UnsayForm(request.POST)
    form.is_valid()
    actions.unsay_two_people(told, reason=form.cleaned_data.get("reason", ""), by=viewer.actor)
    messages.success(request, _("Dicabut. Pencarian berikutnya boleh menawarkannya lagi."))
    return redirect("duplicate_compare", one=told.first.key, other=told.second.key)
