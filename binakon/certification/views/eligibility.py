"""The pages of eligibility: one case before the rules with everything that may be said of it, and the list."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from binakon.certification.actions import eligibility as deeds
from binakon.certification.actions import eligibility_deeds, overrides
from binakon.certification.forms.eligibility import AnswerForm, DecisionForm, ReasonForm
from binakon.certification.queries.eligibility_list import listing_for
from binakon.certification.queries.eligibility_pages import (
    EligibilityPage,
    eligibility_page,
    waiting_cases,
)
from binakon.certification.views.eligibility_guard import answering_case, seen_case, working_case
from binakon.core import lists
from binakon.core.problems import NotAllowed
from binakon.core.typed import whole_number
from binakon.enrolment.queries.visible import offices_with
from binakon.people.queries import viewer_for
from binakon.people.rules import ENROLLERS, SEERS, Viewer, can_approve, can_enrol

if TYPE_CHECKING:
    from binakon.certification.models import Case, CaseOverride

PATH = "/meja/sertifikasi/syarat/"
Heard = dict[str, Any]


@login_required
@require_safe
@never_cache
def eligibility_list(request: HttpRequest) -> HttpResponse:
    """Every case before its determination, with how it stands before the rules of today."""
    viewer = viewer_for(request)
    if offices_with(viewer, SEERS) == []:
        raise NotAllowed(
            _("Peran Anda tidak mencakup kasus sertifikasi. Minta kepala seksi atau staf.")
        )
    picking = lists.Picking(
        f"{PATH}massal/", [(eligibility_deeds.CHECK.key, eligibility_deeds.CHECK.label)]
    )
    page = lists.page(
        listing_for(viewer),
        waiting_cases(viewer),
        request.GET,
        path=PATH,
        caption=_("Kasus sebelum penetapan"),
        picking=picking if offices_with(viewer, ENROLLERS) != [] else None,
    )
    return render(request, "certification/eligibility_list.html", {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def eligibility_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One case before the rules: what is met, missing and undecided, and what may be done about each."""
    viewer, case = seen_case(request, code)
    failed: Heard = {}
    if request.method == "POST":
        deed = _DEEDS.get(request.POST.get("deed", ""))
        if deed is None:
            raise Http404
        failed = deed(request, code)
        if not failed:
            return redirect("certification:eligibility_detail", code=code)
    page = eligibility_page(case, timezone.localdate())
    context = {"page": page, "case": case, **_offers(viewer, page, failed)}
    status = 422 if request.method == "POST" else 200
    return render(request, "certification/eligibility_detail.html", context, status=status)


def _offers(viewer: Viewer, page: EligibilityPage, failed: Heard) -> Heard:
    """The forms that this viewer may send now."""
    office = page.standing.case.activity.programme.office.code
    works = can_enrol(viewer, office) and page.is_judged
    offers: Heard = {
        "works": works,
        "user": viewer.actor.user_id,
        "may_answer": can_approve(viewer, office),
        "doubting": ReasonForm(prefix="doubt"),
        "asking": ReasonForm(prefix="ask"),
        "asking_money": ReasonForm(prefix="money"),
        **{key: form for key, form in failed.items() if key not in ("decision", "answer")},
    }
    answers = failed.get("answer", {})
    offers["waiting"] = [
        (row, answers.get(row.pk) or AnswerForm(prefix=f"answer-{row.pk}")) for row in page.waiting
    ]
    forms = {
        line.kept.rule: DecisionForm(prefix=line.kept.rule) for line in page.standing.undecided
    }
    forms |= failed.get("decision", {})
    offers["undecided"] = [(line, forms[line.kept.rule]) for line in page.standing.undecided]
    return offers


def _check(request: HttpRequest, code: str) -> Heard:
    viewer, case = working_case(request, code)
    deeds.check(case, by=viewer.actor)
    messages.success(request, _("Hasil pemeriksaan hari ini tersimpan."))
    return {}


def _find(request: HttpRequest, code: str) -> Heard:
    viewer, case = working_case(request, code)
    deeds.find_eligible(case, by=viewer.actor)
    messages.success(request, _("Kasus ini memenuhi syarat dan siap ditetapkan."))
    return {}


def _decide(request: HttpRequest, code: str) -> Heard:
    viewer, case = working_case(request, code)
    rule = request.POST.get("rule", "")
    form = DecisionForm(request.POST, prefix=rule)
    if not form.is_valid():
        return {"decision": {rule: form}}
    said = form.cleaned_data
    is_met = said["verdict"] == "met"
    deeds.decide(case, rule, is_met=is_met, reason=said["reason"], by=viewer.actor)
    messages.success(request, _("Putusan tersimpan beserta alasannya."))
    return {}


def _doubt(request: HttpRequest, code: str) -> Heard:
    viewer, case = working_case(request, code)
    form = ReasonForm(request.POST, prefix="doubt")
    if not form.is_valid():
        return {"doubting": form}
    deeds.doubt(case, reason=form.cleaned_data["reason"], by=viewer.actor)
    messages.success(request, _("Kasus ini kembali menjadi usulan."))
    return {}


def _ask(request: HttpRequest, code: str) -> Heard:
    viewer, case = working_case(request, code)
    form = ReasonForm(request.POST, prefix="ask")
    if not form.is_valid():
        return {"asking": form}
    deeds.ask_exception(case, reason=form.cleaned_data["reason"], by=viewer.actor)
    messages.success(request, _("Pengecualian diminta. Orang kedua yang menjawabnya."))
    return {}


def _ask_money(request: HttpRequest, code: str) -> Heard:
    viewer, case = working_case(request, code)
    form = ReasonForm(request.POST, prefix="money")
    if not form.is_valid():
        return {"asking_money": form}
    overrides.ask_money(case, reason=form.cleaned_data["reason"], by=viewer.actor)
    messages.success(request, _("Pengecualian diminta. Orang kedua yang menjawabnya."))
    return {}


def _answer(request: HttpRequest, code: str) -> Heard:
    viewer, case = answering_case(request, code)
    override = _override(case, request.POST.get("override", ""))
    form = AnswerForm(request.POST, prefix=f"answer-{override.pk}")
    if not form.is_valid():
        return {"answer": {override.pk: form}}
    said = form.cleaned_data
    is_granted = said["verdict"] == "grant"
    overrides.answer_override(override, is_granted=is_granted, note=said["note"], by=viewer.actor)
    messages.success(request, _("Jawaban atas pengecualian tersimpan."))
    return {}


def _override(case: "Case", number: str) -> "CaseOverride":
    pk = whole_number(number)
    found = case.overrides.filter(pk=pk).first() if pk is not None else None
    if found is None:
        raise Http404
    return found


_DEEDS: dict[str, Callable[[HttpRequest, str], Heard]] = {
    "check": _check,
    "find": _find,
    "decide": _decide,
    "doubt": _doubt,
    "ask": _ask,
    "ask_money": _ask_money,
    "answer": _answer,
}
