"""The covering letter and the minutes of a batch at the desk: written, numbered, printed, signed, withdrawn."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.certification.actions import batch_papers as actions
from binakon.certification.documents.batch_papers import paper_pdf
from binakon.certification.forms.batches import CoverForm, MinutesForm, ReasonForm, SignedForm
from binakon.certification.queries.batch_papers import paper_page
from binakon.certification.states import CasePaperKind
from binakon.certification.views.batch_guard import led_batch, paper_in, seen_batch
from binakon.core import files
from binakon.core.calendar import today
from binakon.enrolment.views.paper_guard import heard, paper_response
from binakon.people.actions.paper_numbers import Numbering
from binakon.people.forms.numbering import NumberForm
from binakon.people.queries import signatory_choices, signatory_named
from binakon.people.rules import Viewer

if TYPE_CHECKING:
    from binakon.certification.models import Batch, CasePaper

_FIELDS = {"number_taken": "number", "not_serving": "signatory"}
_FORMS: dict[str, type[CoverForm] | type[MinutesForm]] = {
    CasePaperKind.LETTER: CoverForm,
    CasePaperKind.MINUTES: MinutesForm,
}


def _led(request: HttpRequest, pk: int, paper: int) -> "tuple[Viewer, Batch, CasePaper]":
    viewer, batch = led_batch(request, pk)
    return viewer, batch, paper_in(batch, paper)


@login_required
@require_POST
def batch_paper_new(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Draw a paper up."""
    viewer, batch = led_batch(request, pk)
    if kind not in _FORMS:
        raise Http404
    paper = actions.draw_up(batch, CasePaperKind(kind), by=viewer.actor)
    return redirect("certification:batch_paper", pk=pk, paper=paper.pk)


@login_required
@require_safe
def batch_paper(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """One paper: its words, its list, and the next step."""
    viewer, batch = seen_batch(request, pk)
    context = _context(viewer, paper_in(batch, paper))
    return render(request, "certification/batch_paper.html", context)


def _context(viewer: Viewer, paper: "CasePaper", **tried: Any) -> dict[str, Any]:
    page = paper_page(viewer, paper)
    return {
        "page": page,
        "batch": paper.batch,
        "number": tried.get("number") or _number_form(paper, page.next_number),
        "scan": tried.get("scan") or SignedForm(),
        "withdraw": tried.get("withdraw") or ReasonForm(auto_id="withdraw_%s"),
        "tried": next(iter(tried), ""),
    }


def _number_form(paper: "CasePaper", suggested: str, data: Any = None) -> NumberForm:
    office = paper.activity.programme.office
    initial = {"dated": today(), "place": office.seat, "numbering": "register"}
    return NumberForm(
        data, officials=signatory_choices(office.code), suggested=suggested, initial=initial
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def batch_paper_edit(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """Change the words of a draft."""
    viewer, batch, found = _led(request, pk, paper)
    form = _FORMS[found.kind](request.POST or None, initial=found.body)
    if request.method == "POST" and form.is_valid():
        actions.edit_paper(found, form.cleaned_data, by=viewer.actor)
        messages.success(request, _("Tersimpan. Lihat cetakannya, lalu beri nomor."))
        return redirect("certification:batch_paper", pk=pk, paper=paper)
    status = 422 if form.is_bound else 200
    context = {"form": form, "batch": batch, "paper": found}
    return render(request, "certification/batch_paper_edit.html", context, status=status)


@login_required
@require_POST
def batch_paper_number(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """Give a paper its number; its list is frozen with it."""
    viewer, _batch, found = _led(request, pk, paper)
    page = paper_page(viewer, found)
    form = _number_form(found, page.next_number, request.POST)
    if form.is_valid() and heard(form, lambda: _issue(viewer, found, form), _FIELDS):
        messages.success(request, _("Bernomor %(number)s.") % {"number": found.number})
        return redirect("certification:batch_paper", pk=pk, paper=paper)
    context = _context(viewer, found, number=form)
    return render(request, "certification/batch_paper_number.html", context, status=422)


def _issue(viewer: Viewer, paper: "CasePaper", form: NumberForm) -> None:
    told, office = form.cleaned_data, paper.activity.programme.office
    stated = Numbering(
        told["number"],
        told["dated"],
        told["place"],
        signatory_named(office.code, told["signatory"]),
        office.letter_numbers if form.is_register else None,
    )
    actions.issue_paper(paper, stated, by=viewer.actor)


@login_required
@require_POST
def batch_paper_sign(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """Keep the signed scan."""
    viewer, _batch, found = _led(request, pk, paper)
    form = SignedForm(request.POST, request.FILES)
    if form.is_valid():
        actions.sign_paper(found, form.cleaned_data["scan"], by=viewer.actor)
        messages.success(request, _("Pindaian tersimpan."))
        return redirect("certification:batch_detail", pk=pk)
    context = _context(viewer, found, scan=form)
    return render(request, "certification/batch_paper_sign.html", context, status=422)


@login_required
@require_POST
def batch_paper_withdraw(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """Set a paper aside that was not signed."""
    viewer, _batch, found = _led(request, pk, paper)
    form = ReasonForm(request.POST, auto_id="withdraw_%s")
    if not form.is_valid():
        context = _context(viewer, found, withdraw=form)
        return render(request, "certification/batch_paper_withdraw.html", context, status=422)
    actions.withdraw_paper(found, reason=form.cleaned_data["reason"], by=viewer.actor)
    messages.success(request, _("Surat ditarik. Daftarnya bisa diubah lagi."))
    return redirect("certification:batch_detail", pk=pk)


@login_required
@require_safe
def batch_paper_print(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """The paper as PDF."""
    _viewer, batch = seen_batch(request, pk)
    found = paper_in(batch, paper)
    return paper_response(paper_pdf(found), f"rombongan-{pk}-{found.kind}")


@login_required
@require_safe
def batch_paper_scan(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """The signed scan, rebuilt."""
    _viewer, batch = seen_batch(request, pk)
    found = paper_in(batch, paper)
    if found.scan is None:
        raise Http404
    return files.file_response(found.scan, f"rombongan-{pk}-{found.kind}-bertanda-tangan")
