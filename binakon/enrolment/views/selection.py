"""The selection of a class at the desk: before, proposed, compared, announced, exported, printed."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core import clock, exports, lists
from binakon.enrolment.actions import announcing, downloads, selection
from binakon.enrolment.documents.selection import print_minutes
from binakon.enrolment.forms.selection import DiscardForm, ProposeForm
from binakon.enrolment.queries.selection_compare import compared
from binakon.enrolment.queries.selection_pages import (
    bucket_words,
    empty_seats,
    results_of,
    rules_of,
    run_fact,
    run_of,
    run_titles,
    selection_page,
    waiting_for_check,
)
from binakon.enrolment.views.selection_guard import deciding, seen
from binakon.enrolment.views.selection_list import RESULTS, step_lines
from binakon.people.rules import Viewer, can_enrol

if TYPE_CHECKING:
    from binakon.enrolment.models import SelectionRun, Training

_MOST_NAMED = 50


def _partners(page: Any) -> list[tuple[str, str]]:
    return [(str(training.pk), str(training)) for training in page.partners]


def _run(training: "Training", pk: int) -> "SelectionRun":
    run = run_of(training, pk)
    if run is None:
        raise Http404
    return run


@login_required
@require_safe
def selection_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Who competes, by which rule, what stands in the way, and the runs so far."""
    viewer, training = seen(request, slug)
    page = selection_page(training)
    unchecked = waiting_for_check(training)
    context = {
        "page": page,
        "form": ProposeForm(
            partners=_partners(page),
            initial={"together": [str(each.pk) for each in page.together]},
        ),
        "unchecked": unchecked[:_MOST_NAMED],
        "may_enrol": can_enrol(viewer, training.office_code),
    }
    return render(request, "enrolment/selection_detail.html", context)


@login_required
@require_POST
def selection_propose(request: HttpRequest, slug: str) -> HttpResponse:
    """Run the selection and keep it as a proposal."""
    viewer, training = deciding(request, slug)
    page = selection_page(training)
    form = ProposeForm(request.POST, partners=_partners(page))
    chosen = form.cleaned_data["together"] if form.is_valid() else []
    together = [each for each in page.partners if str(each.pk) in chosen]
    run = selection.propose([training, *together], by=viewer.actor)
    messages.success(request, _("Usulan hasil disusun. Belum ada yang mendapat kursi."))
    return redirect("enrolment:selection_run", slug=slug, pk=run.pk)


@login_required
@require_safe
def selection_run(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One run: the result of everybody, the steps, the fingerprint of the facts."""
    viewer, training = seen(request, slug)
    run = _run(training, pk)
    titles = run_titles(run)
    path = f"/meja/pelatihan/{slug}/seleksi/{pk}/hasil/"
    page = selection_page(training)
    context = {
        "training": training,
        "fact": run_fact(run),
        "titles": list(titles.values()),
        "rules": rules_of(training),
        "empty": empty_seats(run),
        "steps": step_lines(run.steps["seating"], titles, bucket_words(run)),
        "others": [fact for fact in page.runs if fact.run.pk != pk],
        "discard": DiscardForm(),
        "may_enrol": can_enrol(viewer, training.office_code),
        "list": lists.page(
            RESULTS,
            results_of(run),
            request.GET,
            path=request.path,
            caption=_("Hasil menurut urutan"),
            downloads=lists.Downloads(path, may_personal=can_enrol(viewer, training.office_code)),
        ),
    }
    return render(request, "enrolment/selection_run.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def selection_announce(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask once, naming the deed; then make the proposal binding."""
    viewer, training = deciding(request, slug)
    run = _run(training, pk)
    fact = run_fact(run)
    if request.method == "POST":
        announcing.announce(run, by=viewer.actor)
        messages.success(
            request,
            _("Hasil diumumkan: %(seated)d mendapat kursi, %(waiting)d cadangan.")
            % {"seated": fact.seated, "waiting": fact.waiting},
        )
        return redirect("enrolment:selection_run", slug=slug, pk=pk)
    context = {
        "training": training,
        "fact": fact,
        "titles": list(run_titles(run).values()),
        "unchecked": waiting_for_check(training).count(),
    }
    return render(request, "enrolment/selection_announce.html", context)


@login_required
@require_POST
def selection_discard(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Set a proposal aside."""
    viewer, training = deciding(request, slug)
    selection.discard(_run(training, pk), reason=request.POST.get("reason", ""), by=viewer.actor)
    messages.success(request, _("Usulan ini tidak dipakai; isinya tetap bisa dibaca."))
    return redirect("enrolment:selection_detail", slug=slug)


@login_required
@require_safe
def selection_compare(request: HttpRequest, slug: str, before: int, after: int) -> HttpResponse:
    """Two runs beside each other: what their facts and their results differ in."""
    _viewer, training = seen(request, slug)
    first, second = _run(training, before), _run(training, after)
    context = {
        "training": training,
        "before": run_fact(first),
        "after": run_fact(second),
        "difference": compared(first, second),
    }
    return render(request, "enrolment/selection_compare.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def selection_export(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """The results as a file; with names only for a reason that is written down."""
    viewer, training = seen(request, slug)
    run = _run(training, pk)
    is_personal = request.method == "POST"
    wanted = exports.wanted(
        request.POST if is_personal else request.GET,
        is_personal=is_personal,
        may_personal=can_enrol(viewer, training.office_code),
    )
    export = _export(viewer, training, run, lists.ask(RESULTS, request.GET), wanted)
    if wanted.with_personal:
        downloads.record_download(
            training,
            what=export.title,
            rows=results_of(run).count(),
            reason=wanted.reason,
            by=viewer.actor,
        )
    return exports.answer(export, wanted.form)


def _export(
    viewer: Viewer, training: "Training", run: "SelectionRun", asked: Any, wanted: exports.Wanted
) -> exports.Export:
    return exports.Export(
        RESULTS,
        results_of(run),
        asked,
        title=_("Hasil seleksi %(training)s") % {"training": training},
        stem="hasil-seleksi",
        by=viewer.actor.label,
        at=clock.now(),
        with_personal=wanted.with_personal,
    )


@login_required
@require_safe
def selection_paper(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The minutes of a run as PDF."""
    _viewer, training = seen(request, slug)
    fact = run_fact(_run(training, pk))
    content = print_minutes(training, fact, rules_of(training), is_sample=settings.MODE == "demo")
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="berita-acara-seleksi-{pk}.pdf"'
    return response
