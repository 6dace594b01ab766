"""What the person of a certification case sees and hands in behind their own link."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.certification.actions.appeals import open_appeal
from binakon.certification.actions.case_documents import add_paper
from binakon.certification.queries.case_papers import file_of
from binakon.certification.queries.own_case import appealable, case_behind, own_case, own_paper
from binakon.certification.rules.links import BadLink, ExpiredLink
from binakon.certification.states import CaseDocumentKind
from binakon.core import files
from binakon.core.actor import Actor, ActorKind
from binakon.core.calendar import today
from binakon.core.problems import Blocked, IllegalMove, StaleState
from binakon.portal.forms import CaseAppealForm, PaperForm
from binakon.portal.views.personal import (
    draw_frame,
    link_expired,
    link_unknown,
    private,
    uploads_wait,
    wait_words,
    with_retry,
)

if TYPE_CHECKING:
    from binakon.certification.models import Case

View = Callable[..., HttpResponse]


def of_case(view: View) -> View:
    """Let a view have the case behind the link in its address; a link that leads nowhere is a page that says so."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, **words: str) -> HttpResponse:
        try:
            case = case_behind(token)
        except BadLink:
            return private(link_unknown(request))
        except ExpiredLink:
            return private(link_expired(request))
        return private(view(request, case, token, **words))

    return guarded


@require_safe
@of_case
def case_status(request: HttpRequest, case: "Case", token: str) -> HttpResponse:
    """Where the case stands, what is missing and only that, who is waited for, its dates and its numbers."""
    draw_frame(request, case.activity.programme.office.code)
    context = {"own": own_case(case), "token": token, "office": case.activity.programme.office}
    return render(request, "portal/case_status.html", context)


@require_safe
@of_case
def case_file(request: HttpRequest, case: "Case", token: str, kind: str) -> HttpResponse:
    """One of the person's own papers, as it was rebuilt."""
    found = own_paper(case, kind)
    if found is None:
        raise Http404
    try:
        return files.file_response(file_of(found), kind)
    except files.Gone:
        raise Http404 from None


@require_http_methods(["GET", "HEAD", "POST"])
@of_case
def case_appeal(request: HttpRequest, case: "Case", token: str) -> HttpResponse:
    """Ask the LSP, by way of the office, to look at the newest result again; once for each result."""
    home = reverse("portal:case_status", args=[token])
    result = appealable(case)
    if result is None or not own_case(case).may_appeal:
        return redirect(home)
    form = CaseAppealForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by = Actor(ActorKind.LINK, case.code)
        try:
            open_appeal(result, reason=form.cleaned_data["reason"], made_on=today(), by=by)
        except Blocked as refused:
            for problem in refused.problems:
                name = problem.code if problem.code in form.fields else None
                form.add_error(name, problem.sentence)
        else:
            return redirect(home)
    draw_frame(request, case.activity.programme.office.code)
    context = {"case": case, "form": form, "token": token}
    status = 422 if form.errors else 200
    return render(request, "portal/case_appeal.html", context, status=status)


@require_POST
@of_case
def case_upload(request: HttpRequest, case: "Case", token: str, kind: str) -> HttpResponse:
    """Take one paper in that is asked for; what is refused leaves everything else as it was."""
    own = own_case(case)
    paper = next((line for line in own.papers if line.kind == kind and line.is_asked), None)
    if paper is None:
        raise Http404
    home = reverse("portal:case_status", args=[token])
    if not paper.may_replace:
        return redirect(home)
    form = PaperForm(request.POST, request.FILES)
    wait = uploads_wait(request) if form.is_valid() else None
    if wait:
        form.add_error("paper", wait_words(wait))
    elif form.is_valid():
        accept = files.PICTURES if kind == CaseDocumentKind.PHOTO else files.PAPERS
        try:
            made = files.rebuild(form.cleaned_data["paper"], accept=accept)
            add_paper(case, kind=kind, made=made, by=Actor(ActorKind.LINK, case.code))
        except Blocked as refused:
            for problem in refused.problems:
                form.add_error("paper", problem.sentence)
        except (StaleState, IllegalMove):
            return redirect(home)
        else:
            return redirect(f"{home}#berkas-{kind}")
    draw_frame(request, case.activity.programme.office.code)
    context = {"own": own, "token": token, "paper": paper, "form": form}
    status = 429 if wait else 422
    return with_retry(render(request, "portal/case_upload.html", context, status=status), wait)
