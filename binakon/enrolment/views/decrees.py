"""The decree of a training at the desk: its list drawn up, numbered, signed, withdrawn."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core.calendar import today
from binakon.enrolment.actions import decrees
from binakon.enrolment.forms.decrees import DecreeTextForm, ReasonForm, ScanForm
from binakon.enrolment.queries.decree_pages import decree_page, decrees_page
from binakon.enrolment.views.paper_guard import demand_enroller, heard, seen_decree, seen_training
from binakon.people.forms.numbering import NumberForm
from binakon.people.queries import signatory_choices, signatory_named
from binakon.people.rules import Viewer

if TYPE_CHECKING:
    from django import forms

    from binakon.enrolment.models import Decree

PROBLEM_FIELDS = {"number_taken": "number", "not_serving": "signatory"}


@login_required
@require_safe
def decree_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is ready, who is not and why, and the decrees so far."""
    viewer, training = seen_training(request, slug)
    return render(request, "enrolment/decree_list.html", {"page": decrees_page(viewer, training)})


@login_required
@require_POST
def decree_draw(request: HttpRequest, slug: str) -> HttpResponse:
    """Draw up the list, or draw it up anew."""
    viewer, training = seen_training(request, slug)
    demand_enroller(viewer, training.office_code)
    decree = decrees.draw_up_decree(training, by=viewer.actor)
    many = decree.entries.count()
    messages.success(
        request,
        ngettext("Daftar disusun: %(many)d orang.", "Daftar disusun: %(many)d orang.", many)
        % {"many": many},
    )
    return redirect("enrolment:decree_detail", slug=slug, pk=decree.pk)


@login_required
@require_safe
def decree_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One decree: its list, its text, and the next step."""
    viewer, decree = seen_decree(request, slug, pk)
    return render(request, "enrolment/decree_detail.html", _context(viewer, decree))


def _context(viewer: Viewer, decree: "Decree", **tried: "forms.Form") -> dict[str, Any]:
    page = decree_page(viewer, decree)
    return {
        "page": page,
        "number": tried.get("number") or _number_form(decree, page.next_number),
        "scan": tried.get("scan") or ScanForm(),
        "withdraw": tried.get("withdraw") or ReasonForm(auto_id="withdraw_%s"),
        "tried": next(iter(tried), ""),
    }


def _number_form(decree: "Decree", suggested: str, data: Any = None) -> NumberForm:
    office = decree.training.activity.programme.office
    initial = {
        "dated": today(),
        "place": office.seat,
        "numbering": "register",
    }
    return NumberForm(
        data, officials=signatory_choices(office.code), suggested=suggested, initial=initial
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decree_text(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change what a draft considers and recalls."""
    viewer, decree = seen_decree(request, slug, pk)
    demand_enroller(viewer, decree.training.office_code)
    initial = {"considering": decree.considering, "recalling": decree.recalling}
    form = DecreeTextForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        decrees.edit_decree(decree, by=viewer.actor, **form.cleaned_data)
        messages.success(request, _("Naskah tersimpan."))
        return _back(decree)
    context = {"page": decree_page(viewer, decree), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "enrolment/decree_text.html", context, status=status)


@login_required
@require_POST
def decree_issue(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give the decree its number, date, place and signatory."""
    viewer, decree = seen_decree(request, slug, pk)
    demand_enroller(viewer, decree.training.office_code)
    form = _number_form(decree, decree_page(viewer, decree).next_number, request.POST)
    if form.is_valid():
        found = form.cleaned_data
        is_done = heard(
            form,
            lambda: decrees.issue_decree(
                decree,
                number=found["number"],
                dated=found["dated"],
                place=found["place"],
                signatory=signatory_named(decree.training.office_code, found["signatory"]),
                from_register=form.is_register,
                by=viewer.actor,
            ),
            PROBLEM_FIELDS,
        )
        if is_done:
            messages.success(
                request,
                _("Bernomor %(number)s. Cetak, mintakan tanda tangan, lalu unggah pindaiannya.")
                % {"number": decree.number},
            )
            return _back(decree)
    context = _context(viewer, decree, number=form)
    return render(request, "enrolment/decree_issue.html", context, status=422)


@login_required
@require_POST
def decree_sign(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take the signed scan: the people on the list are determined."""
    viewer, decree = seen_decree(request, slug, pk)
    demand_enroller(viewer, decree.training.office_code)
    form = ScanForm(request.POST, request.FILES)
    if form.is_valid():
        made = form.cleaned_data["scan"]
        if heard(form, lambda: decrees.upload_scan(decree, made, by=viewer.actor), {}):
            many = decree.entries.count()
            sentence = ngettext(
                "Tersimpan. %(many)d orang ditetapkan dan diberi tahu.",
                "Tersimpan. %(many)d orang ditetapkan dan diberi tahu.",
                many,
            )
            messages.success(request, sentence % {"many": many})
            return _back(decree)
    context = _context(viewer, decree, scan=form)
    return render(request, "enrolment/decree_sign.html", context, status=422)


@login_required
@require_POST
def decree_withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Set a decree aside that was not signed, with a reason."""
    viewer, decree = seen_decree(request, slug, pk)
    demand_enroller(viewer, decree.training.office_code)
    form = ReasonForm(request.POST, auto_id="withdraw_%s")
    if not form.is_valid():
        context = _context(viewer, decree, withdraw=form)
        return render(request, "enrolment/decree_withdraw.html", context, status=422)
    decrees.withdraw_decree(decree, reason=form.cleaned_data["reason"], by=viewer.actor)
    messages.success(request, _("SK ditarik. Nomornya tidak dipakai lagi; alasannya tersimpan."))
    return redirect("enrolment:decree_list", slug=slug)


def _back(decree: "Decree") -> HttpResponse:
    slug = decree.training.activity.slug
    return redirect("enrolment:decree_detail", slug=slug, pk=decree.pk)
