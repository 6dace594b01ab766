"""The papers of a case at the desk: seen page by page, uploaded, judged, and asked for by the person's link."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from binakon.certification.actions import case_documents as deeds
from binakon.certification.forms.case_documents import JudgeForm, PaperForm
from binakon.certification.queries.case_papers import (
    case_documents_for,
    file_of,
    paper_lines,
    reach_of,
    wanted_of,
)
from binakon.certification.rules.links import case_path
from binakon.certification.rules.paper_words import takes_papers
from binakon.certification.states import CaseDocumentKind
from binakon.certification.views.eligibility_guard import demand_worker, seen_case
from binakon.core import files
from binakon.core.problems import Blocked
from binakon.people.queries import viewer_for
from binakon.people.rules import Viewer, can_enrol, can_verify
from binakon.planning.views.guard import demand

if TYPE_CHECKING:
    from binakon.certification.models import Case


@login_required
@require_safe
@never_cache
def case_document_list(request: HttpRequest, code: str) -> HttpResponse:
    """Every paper of a case: what is asked for, what is there, what was replaced."""
    viewer, case = seen_case(request, code)
    context = _context(request, viewer, case)
    return render(request, "certification/case_document_list.html", context)


@login_required
@require_POST
def case_document_upload(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Take one paper in for the person; what is refused leaves everything else as it was."""
    viewer, case = _judging(request, code)
    if kind not in CaseDocumentKind.values:
        raise Http404
    form = PaperForm(request.POST, request.FILES)
    if form.is_valid():
        accept = files.PICTURES if kind == CaseDocumentKind.PHOTO else files.PAPERS
        try:
            made = files.rebuild(form.cleaned_data["paper"], accept=accept)
            deeds.add_paper(case, kind=kind, made=made, by=viewer.actor)
        except Blocked as refused:
            for problem in refused.problems:
                form.add_error("paper", problem.sentence)
        else:
            messages.success(request, _("Berkas tersimpan."))
            return redirect(f"{_address(code)}#berkas-{kind}")
    context = _context(request, viewer, case, failed_kind=kind, failed=form)
    return render(request, "certification/case_document_upload.html", context, status=422)


@login_required
@require_POST
def case_document_judge(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One word on one paper."""
    viewer, case = _judging(request, code)
    document = case_documents_for(viewer).filter(pk=pk, case=case).first()
    if document is None:
        raise Http404
    form = JudgeForm(request.POST, prefix=f"putusan-{pk}")
    if form.is_valid():
        said = form.cleaned_data
        try:
            deeds.judge_paper(
                document,
                is_in_order=said["word"] == "ok",
                reason=said["reason"],
                note=said["note"],
                by=viewer.actor,
            )
        except Blocked as refused:
            for problem in refused.problems:
                form.add_error(
                    problem.code if problem.code in form.fields else None, problem.sentence
                )
        else:
            return redirect(f"{_address(code)}#berkas-{document.kind}")
    context = _context(request, viewer, case, failed_kind=document.kind, judging=form)
    return render(request, "certification/case_document_judge.html", context, status=422)


@login_required
@require_POST
def case_link_send(request: HttpRequest, code: str) -> HttpResponse:
    """Send the person their link; with `baru` every earlier one ends."""
    viewer, case = seen_case(request, code)
    demand_worker(viewer, case.activity)
    act = deeds.renew_link if request.POST.get("baru") else deeds.send_link
    message = act(case, by=viewer.actor)
    said = (
        _("Tautannya dikirim lewat surel.")
        if message.to
        else _("Orang ini tanpa surel: teruskan tautannya lewat WhatsApp dari halaman surat.")
    )
    messages.success(request, said)
    return redirect(_address(code))


@login_required
@require_safe
def case_document_page(request: HttpRequest, code: str, pk: int, page: int) -> HttpResponse:
    """One page of a paper as a picture, for whoever verifies or enrols for its office; never kept by the browser."""
    document = case_documents_for(viewer_for(request)).filter(pk=pk, case__code=code).first()
    if document is None:
        raise Http404
    try:
        return files.page_response(file_of(document), page)
    except (files.Gone, IndexError):
        raise Http404 from None


def _context(
    request: HttpRequest,
    viewer: Viewer,
    case: "Case",
    *,
    failed_kind: str = "",
    failed: PaperForm | None = None,
    judging: JudgeForm | None = None,
) -> dict[str, Any]:
    office = case.activity.programme.office.code
    may_judge = can_verify(viewer, office) or can_enrol(viewer, office)
    lines = paper_lines(case)
    rows: list[dict[str, Any]] = []
    for line in lines:
        is_failed = line.kind == failed_kind
        own = JudgeForm(prefix=f"putusan-{line.document.pk}") if line.document else None
        rows.append(
            {
                "line": line,
                "errors": failed.errors.get("paper") if failed and is_failed else None,
                "judge": judging if judging and is_failed else own,
                "is_judging": bool(judging and is_failed),
                "pages": range(1, line.file.pages + 1) if line.file else (),
            }
        )
    return {
        "case": case,
        "rows": rows,
        "wanted": wanted_of(lines),
        "may_judge": may_judge,
        "is_open": takes_papers(case.state),
        "may_send": can_enrol(viewer, office),
        "link": request.build_absolute_uri(case_path(case.key.hex, case.link_version)),
        "reach": reach_of(case),
    }


def _judging(request: HttpRequest, code: str) -> "tuple[Viewer, Case]":
    viewer, case = seen_case(request, code)
    office = case.activity.programme.office.code
    sentence = _("Peran Anda tidak mencakup memeriksa berkas. Minta verifikator memeriksanya.")
    demand(is_allowed=can_verify(viewer, office) or can_enrol(viewer, office), sentence=sentence)
    return viewer, case


def _address(code: str) -> str:
    return f"/meja/sertifikasi/kasus/{code}/berkas/"
