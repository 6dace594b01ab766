"""Results of a batch at the desk: a file of the LSP previewed by cell and taken whole, or one person's typed in."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.certification.actions import results
from binakon.certification.forms.results import ResultFileForm, ResultForm
from binakon.certification.queries.batch_pages import batch_page
from binakon.certification.queries.batches import cases_of
from binakon.certification.queries.results import (
    Preview,
    content_of,
    people_of,
    person_of,
    preview_of,
)
from binakon.certification.rules.results import Told, judge
from binakon.certification.sheets.result_read import read_results
from binakon.certification.views.batch_guard import file_in, led_batch, seen_batch
from binakon.core import files
from binakon.core.calendar import today
from binakon.core.problems import Blocked
from binakon.enrolment.views.paper_guard import heard
from binakon.people.rules import Viewer

if TYPE_CHECKING:
    from binakon.certification.models import Batch, Case, ResultFile


@login_required
@require_safe
@never_cache
def result_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The files that came, and everybody's result."""
    viewer, batch = seen_batch(request, pk)
    context = {"page": batch_page(viewer, batch), "upload": ResultFileForm()}
    return render(request, "certification/result_list.html", context)


@login_required
@require_POST
def result_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a file of the LSP for its preview."""
    viewer, batch = led_batch(request, pk)
    form = ResultFileForm(request.POST, request.FILES)
    if not form.is_valid():
        context = {"page": batch_page(viewer, batch), "upload": form}
        return render(request, "certification/result_upload.html", context, status=422)
    file = kept(batch, form, viewer)
    return redirect("certification:result_file", pk=pk, file=file.pk)


def kept(batch: "Batch", form: ResultFileForm, viewer: Viewer) -> "ResultFile":
    """The uploaded file, kept as it came."""
    told = form.cleaned_data
    return results.keep_file(
        batch,
        file_name=told["workbook"].name,
        content=told["workbook"].read(),
        days={"decided_on": told["decided_on"], "recorded_on": told["recorded_on"]},
        by=viewer.actor,
    )


def previewed(file: "ResultFile") -> Preview:
    """What a file would do; 404 once its bytes are gone."""
    try:
        book = read_results(content_of(file), people_of(file.batch))
    except files.Gone:
        raise Http404
    read = [(row.person, row.told, dict(row.cells)) for row in book.rows]
    return preview_of(file, read, book.problems, book.notes, today())


def accepted(file: "ResultFile", viewer: Viewer) -> str:
    """Take a file whole and say so; raises `Blocked` with every problem, `StaleState` the second time."""
    preview = previewed(file)
    if not preview.may_accept and preview.problems:
        raise Blocked(preview.problems)
    outlooks = [(row.person.pk, row.outlook) for row in preview.rows]
    many = results.take_file(file, outlooks, by=viewer.actor)
    return ngettext("Hasil %(many)d orang masuk.", "Hasil %(many)d orang masuk.", many) % {
        "many": many
    }


@login_required
@require_safe
@never_cache
def result_file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """What a file would move, and every problem by cell."""
    _viewer, batch = led_batch(request, pk)
    found = file_in(batch, file)
    context = {"preview": previewed(found), "batch": batch}
    return render(request, "certification/result_file.html", context)


@login_required
@require_POST
def result_file_accept(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Take a file whole; pressing twice takes it once."""
    viewer, batch = led_batch(request, pk)
    messages.success(request, accepted(file_in(batch, file), viewer))
    return redirect("certification:batch_detail", pk=pk)


@login_required
@require_POST
def result_file_discard(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Throw a waiting file away."""
    viewer, batch = led_batch(request, pk)
    results.discard_file(file_in(batch, file), by=viewer.actor)
    messages.success(request, _("Berkas dibuang. Tidak ada kasus yang bergerak."))
    return redirect("certification:result_list", pk=pk)


def case_in(batch: "Batch", code: str) -> "Case":
    """Somebody of the batch; 404 for anybody else."""
    case = cases_of(batch).filter(code=code).first()
    if case is None:
        raise Http404
    return case


def typed(batch: "Batch", case: "Case", form: ResultForm, viewer: Viewer) -> bool:
    """Take one person's result from a form; what stands in the way is told at its field."""
    told = form.cleaned_data
    outlook = judge(
        person_of(case).known,
        Told(
            outcome=told["outcome"],
            tested_on=told["tested_on"],
            decided_on=told["decided_on"],
            recorded_on=told["recorded_on"],
            numbers=form.numbers,
            advice=told["advice"],
        ),
        today=today(),
    )
    return heard(form, lambda: results.take_result(batch, case, outlook, by=viewer.actor), {})


def result_form(case: "Case", data: Any) -> ResultForm:
    """The form of one person, with what is known."""
    initial = {
        "tested_on": case.test_on,
        "recorded_on": case.recorded_on,
        **{
            name: getattr(case, name)
            for name in ("blank_number", "certificate_number", "bnsp_number", "lpjk_number")
        },
    }
    return ResultForm(data, initial=initial)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def result_new(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Type one person's result in."""
    viewer, batch = led_batch(request, pk)
    case = case_in(batch, code)
    form = result_form(case, request.POST or None)
    if request.method == "POST" and form.is_valid() and typed(batch, case, form, viewer):
        messages.success(request, _("Hasilnya tersimpan."))
        return redirect("certification:result_list", pk=pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "batch": batch, "case": case}
    return render(request, "certification/result_new.html", context, status=status)
