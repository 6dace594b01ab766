"""The report of an event at the desk: read, written beside other people's edits, its photos, approved, printed."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core import files
from binakon.core.calendar import today
from binakon.core.problems import NotAllowed
from binakon.enrolment.views.paper_guard import heard, paper_response
from binakon.people.actions.paper_numbers import Numbering
from binakon.people.queries import signatory_choices, signatory_named
from binakon.people.rules import can_approve
from binakon.planning.rules.edits import EditConflict
from binakon.trainings.actions import report as actions
from binakon.trainings.documents.report import report_pdf
from binakon.trainings.forms.report import (
    ApprovalForm,
    PhotoForm,
    ReportWordsForm,
    opened_words,
    sealed_words,
)
from binakon.trainings.queries.report import photo_for, report_of, report_page, words_of
from binakon.trainings.rules.report import LABELS
from binakon.trainings.views.completion_guard import deciding, reading

if TYPE_CHECKING:
    from binakon.enrolment.models import Training
    from binakon.people.rules import Viewer
    from binakon.trainings.queries.report import ReportPage

_FIELDS = {"number_taken": "number", "not_serving": "signatory"}


def _approval(page: "ReportPage", data: Any = None) -> ApprovalForm:
    training = page.training
    office = training.activity.programme.office
    return ApprovalForm(
        data,
        officials=signatory_choices(office.code),
        suggested=page.next_number,
        initial={
            "dated": today(),
            "place": office.seat,
            "numbering": "register",
            "revision": page.revision,
        },
    )


def _context(page: "ReportPage", **tried: Any) -> dict[str, Any]:
    return {
        "page": page,
        "training": page.training,
        "written": [(LABELS[name], text) for name, text in page.content["words"].items()],
        "photo": tried.get("photo") or PhotoForm(),
        "approval": tried.get("approval") or _approval(page),
        "tried": next(iter(tried), ""),
    }


@login_required
@require_safe
def report_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The report of a class: its figures as they stand now, its words, its photos; frozen once approved."""
    viewer, training = reading(request, slug)
    context = _context(report_page(viewer, training))
    return render(request, "trainings/report_detail.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Write the words of the report; a part that somebody else changed meanwhile is shown beside one's own."""
    viewer, training = deciding(request, slug)
    stored = words_of(report_of(training))
    sent = request.POST if request.method == "POST" else None
    form = ReportWordsForm(sent, words=stored)
    context: dict[str, Any] = {"training": training, "form": form, "seal": sealed_words(stored)}
    if sent is None:
        return render(request, "trainings/report_edit.html", context)
    base = opened_words(sent.get("base", ""))
    if base is None:
        form.add_error(
            None, _("Halaman ini sudah terlalu lama terbuka. Muat ulang, lalu isi lagi.")
        )
    if base is None or not form.is_valid():
        context["seal"] = sent.get("base", "")
        return render(request, "trainings/report_edit.html", context, status=422)
    taken = {name for name in stored if sent.get(f"take:{name}") == "theirs"}
    mine = {
        name: stored[name] if name in taken else text for name, text in form.cleaned_data.items()
    }
    try:
        actions.edit_report(training, base=base, mine=mine, by=viewer.actor)
    except EditConflict as conflict:
        clashes = [{"label": LABELS[each.field], "clash": each} for each in conflict.clashes]
        context |= {"conflict": conflict, "clashes": clashes}
        return render(request, "trainings/report_edit.html", context, status=409)
    messages.success(request, _("Tersimpan."))
    return redirect("trainings:report_detail", slug=slug)


@login_required
@require_POST
def report_photo_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a photo, rebuilt."""
    viewer, training = deciding(request, slug)
    form = PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        told = form.cleaned_data
        if heard(
            form,
            lambda: actions.add_photo(
                training, told["photo"], caption=told["caption"], by=viewer.actor
            ),
            {},
        ):
            messages.success(request, _("Foto tersimpan."))
            return redirect("trainings:report_detail", slug=slug)
    context = _context(report_page(viewer, training), photo=form)
    return render(request, "trainings/report_photo_new.html", context, status=422)


@login_required
@require_safe
def report_photo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One photo of the event, rebuilt; it shows people, so it is for those who see participants."""
    _viewer, training = reading(request, slug)
    found = photo_for(training, pk)
    if found is None:
        raise Http404
    return files.file_response(found.file, f"foto-{pk}")


@login_required
@require_POST
def report_photo_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a photo out of the draft; its file is erased."""
    viewer, training = deciding(request, slug)
    found = photo_for(training, pk)
    if found is None:
        raise Http404
    actions.remove_photo(found, by=viewer.actor)
    messages.success(request, _("Foto dihapus."))
    return redirect("trainings:report_detail", slug=slug)


@login_required
@require_POST
def report_approve(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the report its number and freeze it."""
    viewer, training = _approving(request, slug)
    page = report_page(viewer, training)
    form = _approval(page, request.POST)
    if form.is_valid() and heard(form, lambda: _approve(viewer, training, form), _FIELDS):
        messages.success(request, _("Laporan disahkan. Isinya tidak berubah lagi."))
        return redirect("trainings:report_detail", slug=slug)
    context = _context(page, approval=form)
    return render(request, "trainings/report_approve.html", context, status=422)


def _approve(viewer: "Viewer", training: "Training", form: ApprovalForm) -> None:
    told = form.cleaned_data
    office = training.activity.programme.office
    stated = Numbering(
        told["number"],
        told["dated"],
        told["place"],
        signatory_named(office.code, told["signatory"]),
        office.letter_numbers if form.is_register else None,
    )
    actions.approve_report(training, stated, revision=told["revision"], by=viewer.actor)


def _approving(request: HttpRequest, slug: str) -> "tuple[Viewer, Training]":
    viewer, training = reading(request, slug)
    if not can_approve(viewer, training.office_code):
        raise NotAllowed(_("Laporan disahkan kepala bidang atau kepala dinas."))
    return viewer, training


@login_required
@require_safe
def report_paper(request: HttpRequest, slug: str) -> HttpResponse:
    """The report as PDF: a draft says so, an approved one is the same for ever."""
    _viewer, training = reading(request, slug)
    return paper_response(report_pdf(training, report_of(training)), f"laporan-{slug}")
