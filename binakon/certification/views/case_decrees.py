"""The decree of who is facilitated at the desk: its list drawn up, numbered, signed, withdrawn."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.certification.actions import case_decrees
from binakon.certification.documents.case_decree import case_decree_pdf
from binakon.certification.queries.case_decree_pages import (
    case_decree_page,
    case_decrees_page,
    chosen_of,
)
from binakon.certification.views.case_guard import (
    demand_worker,
    people_of_activity,
    seen_case_decree,
)
from binakon.core import files
from binakon.core.calendar import today
from binakon.core.problems import Blocked
from binakon.core.typed import whole_numbers
from binakon.enrolment.forms.decrees import DecreeTextForm, ReasonForm, ScanForm
from binakon.enrolment.views.paper_guard import heard, paper_response
from binakon.people.forms.numbering import NumberForm
from binakon.people.queries import signatory_choices, signatory_named
from binakon.people.rules import Viewer

if TYPE_CHECKING:
    from django import forms

    from binakon.certification.models import CasePaper

PROBLEM_FIELDS = {"number_taken": "number", "not_serving": "signatory"}


@login_required
@require_safe
@never_cache
def case_decree_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Who can be determined, what stands in the way, and the decrees so far."""
    viewer, activity = people_of_activity(request, slug)
    context = {"page": case_decrees_page(viewer, activity), "problems": (), "chosen": []}
    return render(request, "certification/case_decree_list.html", context)


@login_required
@require_POST
def case_decree_draw(request: HttpRequest, slug: str) -> HttpResponse:
    """Draw up the list of the chosen cases."""
    viewer, activity = people_of_activity(request, slug)
    demand_worker(viewer, activity)
    chosen = whole_numbers(request.POST.getlist("pilih"))
    try:
        decree = case_decrees.draw_up_case_decree(
            activity, chosen_of(activity, chosen), by=viewer.actor
        )
    except Blocked as refused:
        page = case_decrees_page(viewer, activity)
        context = {"page": page, "problems": refused.problems, "chosen": chosen}
        return render(request, "certification/case_decree_draw.html", context, status=422)
    messages.success(request, _("Daftar disusun. Periksa daftar dan naskahnya."))
    return redirect("certification:case_decree_detail", slug, decree.pk)


@login_required
@require_safe
@never_cache
def case_decree_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One decree: its list, its text, and the next step."""
    viewer, decree = seen_case_decree(request, slug, pk)
    return render(request, "certification/case_decree_detail.html", _context(viewer, decree))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def case_decree_text(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change what a draft considers and recalls."""
    viewer, decree = seen_case_decree(request, slug, pk)
    demand_worker(viewer, decree.activity)
    form = DecreeTextForm(request.POST or None, initial=decree.body)
    if request.method == "POST" and form.is_valid():
        case_decrees.edit_case_decree(decree, by=viewer.actor, **form.cleaned_data)
        messages.success(request, _("Naskah tersimpan."))
        return redirect("certification:case_decree_detail", slug, pk)
    context = {"page": case_decree_page(viewer, decree), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "certification/case_decree_text.html", context, status=status)


@login_required
@require_POST
def case_decree_issue(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give the decree its number, date, place and signatory."""
    viewer, decree = seen_case_decree(request, slug, pk)
    demand_worker(viewer, decree.activity)
    form = _number_form(decree, case_decree_page(viewer, decree).next_number, request.POST)
    if form.is_valid() and heard(form, lambda: _issue(decree, form, viewer), PROBLEM_FIELDS):
        sentence = _("Bernomor %(number)s. Cetak, mintakan tanda tangan, lalu unggah pindaiannya.")
        messages.success(request, sentence % {"number": decree.number})
        return redirect("certification:case_decree_detail", slug, pk)
    context = _context(viewer, decree, number=form)
    return render(request, "certification/case_decree_issue.html", context, status=422)


@login_required
@require_POST
def case_decree_sign(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take the signed scan: the people on the list are determined."""
    viewer, decree = seen_case_decree(request, slug, pk)
    demand_worker(viewer, decree.activity)
    form = ScanForm(request.POST, request.FILES)
    if form.is_valid():
        made = form.cleaned_data["scan"]
        if heard(form, lambda: case_decrees.upload_case_decree(decree, made, by=viewer.actor), {}):
            many = len(decree.content["people"])
            sentence = ngettext(
                "Tersimpan. %(many)d orang ditetapkan dan diberi tahu.",
                "Tersimpan. %(many)d orang ditetapkan dan diberi tahu.",
                many,
            )
            messages.success(request, sentence % {"many": many})
            return redirect("certification:case_decree_detail", slug, pk)
    context = _context(viewer, decree, scan=form)
    return render(request, "certification/case_decree_sign.html", context, status=422)


@login_required
@require_POST
def case_decree_withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Set a decree aside that was not signed, with a reason."""
    viewer, decree = seen_case_decree(request, slug, pk)
    demand_worker(viewer, decree.activity)
    form = ReasonForm(request.POST, auto_id="withdraw_%s")
    if not form.is_valid():
        context = _context(viewer, decree, withdraw=form)
        return render(request, "certification/case_decree_withdraw.html", context, status=422)
    case_decrees.withdraw_case_decree(decree, reason=form.cleaned_data["reason"], by=viewer.actor)
    messages.success(request, _("SK ditarik. Nomornya tidak dipakai lagi; alasannya tersimpan."))
    return redirect("certification:case_decree_list", slug)


@login_required
@require_safe
def case_decree_paper(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The decree with its list, as PDF to be signed."""
    _viewer, decree = seen_case_decree(request, slug, pk)
    return paper_response(case_decree_pdf(decree), f"sk-{slug}-{pk}")


@login_required
@require_safe
def case_decree_scan(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The signed scan, rebuilt."""
    _viewer, decree = seen_case_decree(request, slug, pk)
    if decree.scan is None:
        raise Http404
    return files.file_response(decree.scan, f"sk-bertanda-tangan-{pk}")


def _issue(decree: "CasePaper", form: NumberForm, viewer: Viewer) -> None:
    found = form.cleaned_data
    code = decree.activity.programme.office.code
    case_decrees.issue_case_decree(
        decree,
        number=found["number"],
        dated=found["dated"],
        place=found["place"],
        signatory=signatory_named(code, found["signatory"]),
        from_register=form.is_register,
        by=viewer.actor,
    )


def _context(viewer: Viewer, decree: "CasePaper", **tried: "forms.Form") -> dict[str, Any]:
    page = case_decree_page(viewer, decree)
    return {
        "page": page,
        "number": tried.get("number") or _number_form(decree, page.next_number),
        "scan": tried.get("scan") or ScanForm(),
        "withdraw": tried.get("withdraw") or ReasonForm(auto_id="withdraw_%s"),
        "tried": next(iter(tried), ""),
    }


def _number_form(decree: "CasePaper", suggested: str, data: Any = None) -> NumberForm:
    office = decree.activity.programme.office
    initial = {"dated": today(), "place": office.seat, "numbering": "register"}
    return NumberForm(
        data, officials=signatory_choices(office.code), suggested=suggested, initial=initial
    )
