"""The board of cases, their list, and one case with its next step."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.certification.actions import case_deeds, case_steps
from binakon.certification.actions.case_exports import note_export
from binakon.certification.actions.case_steps import Told
from binakon.certification.forms.case_step import CaseStepForm
from binakon.certification.queries.board import board
from binakon.certification.queries.case_list import case_listing, case_rows
from binakon.certification.queries.case_page import case_page, moves_of, step_of
from binakon.certification.states import CASE
from binakon.certification.views.case_guard import (
    seen_activity,
    seen_case,
    seen_cases,
    working_case,
)
from binakon.core import clock, exports, files, lists
from binakon.core.calendar import today
from binakon.enrolment.queries.visible import offices_with
from binakon.enrolment.views.paper_guard import heard
from binakon.people.rules import ENROLLERS, Viewer

if TYPE_CHECKING:
    from binakon.certification.models import Case

PATH = "/meja/sertifikasi/"
LIST_PATH = f"{PATH}daftar/"


@login_required
@require_safe
@never_cache
def case_board(request: HttpRequest) -> HttpResponse:
    """Where all cases stand that the viewer may see."""
    viewer = seen_cases(request)
    page = board(viewer, request.GET, path=PATH, list_path=LIST_PATH)
    return render(request, "certification/case_board.html", {"page": page})


@login_required
@require_safe
@never_cache
def activity_board(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the cases of one activity stand."""
    viewer, activity = seen_activity(request, slug)
    here = f"{PATH}kegiatan/{slug}/"
    page = board(viewer, request.GET, path=here, list_path=LIST_PATH, activity=activity)
    return render(request, "certification/activity_board.html", {"page": page})


@login_required
@require_safe
@never_cache
def case_list(request: HttpRequest) -> HttpResponse:
    """All cases that the viewer may see, as a table."""
    viewer = seen_cases(request)
    may_work = _may_work(viewer)
    listing = case_listing(viewer)
    # Only steps that start where the listed cases stand; of all at once there would be more buttons than rows.
    state = lists.ask(listing, request.GET).chosen.get("keadaan", "")
    deeds = _deeds_from(state) if may_work else []
    page = lists.page(
        listing,
        case_rows(viewer),
        request.GET,
        path=LIST_PATH,
        caption=_("Kasus sertifikasi"),
        picking=lists.Picking(f"{LIST_PATH}massal/", deeds) if deeds else None,
        downloads=lists.Downloads(f"{LIST_PATH}unduh/", may_personal=may_work),
    )
    return render(request, "certification/case_list.html", {"page": page, "may_work": may_work})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def case_export(request: HttpRequest) -> HttpResponseBase:
    """The list as a file: by GET without names, by POST with them, for a reason that is kept."""
    viewer = seen_cases(request)
    is_personal = request.method == "POST"
    told = request.POST if is_personal else request.GET
    wanted = exports.wanted(told, is_personal=is_personal, may_personal=_may_work(viewer))
    listing, rows = case_listing(viewer), case_rows(viewer)
    asked = lists.ask(listing, told)
    if is_personal:
        note_export(
            rows=lists.found(listing, rows, asked).count(),
            reason=wanted.reason,
            by=viewer.actor,
            office_code=viewer.office_codes[0],
        )
    export = exports.Export(
        listing,
        rows,
        asked,
        title=_("Kasus sertifikasi"),
        stem="kasus-sertifikasi",
        by=viewer.actor.label,
        at=clock.now(),
        with_personal=is_personal,
    )
    return exports.answer(export, wanted.form)


@login_required
@require_safe
@never_cache
def case_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One case."""
    viewer, case = seen_case(request, code)
    return render(request, "certification/case_detail.html", _context(viewer, case))


@login_required
@require_POST
def case_step(request: HttpRequest, code: str, move: str) -> HttpResponse:
    """Take the next step of a case."""
    viewer, case = working_case(request, code)
    if move not in case_deeds.MOVES:
        raise Http404
    form = CaseStepForm(move, request.POST, request.FILES)
    if form.is_valid() and heard(
        form,
        lambda: case_steps.take(case, move, told(form), by=viewer.actor),
        case_deeds.PROBLEM_FIELDS,
    ):
        sentence = _("Tercatat: %(state)s.") % {"state": case.get_state_display()}
        messages.success(request, sentence)
        return redirect("certification:case_detail", code)
    context = _context(viewer, case, tried=(move, form))
    return render(request, "certification/case_step.html", context, status=422)


@login_required
@require_safe
@never_cache
def case_evidence(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The paper that proves a step."""
    _viewer, case = seen_case(request, code)
    step = step_of(case, pk)
    if step is None or step.evidence is None:
        raise Http404
    return files.file_response(step.evidence, f"bukti-{code}-{pk}")


def _context(
    viewer: Viewer, case: "Case", tried: tuple[str, CaseStepForm] | None = None
) -> dict[str, Any]:
    page = case_page(viewer, case)
    legal = moves_of(case) if page.may_step else []
    forms = [
        (move, label, tried[1] if tried and tried[0] == move else _empty(move))
        for move, label in page.moves
    ]
    context = {"page": page, "forms": forms, "tried": tried[0] if tried else ""}
    if tried and tried[0] not in legal:
        # The case went on meanwhile: what was typed is of no use any more, why it is stands above.
        context["stale"] = tried[1]
    return context


def _deeds_from(state: str) -> list[tuple[str, Any]]:
    return [(deed.key, deed.label) for deed in case_deeds.ALL if state in CASE.moves[deed.key][0]]


def _empty(move: str) -> CaseStepForm:
    return CaseStepForm(move, initial={} if move == "schedule" else {"on": today()})


def told(form: CaseStepForm) -> Told:
    """What a form heard of a step."""
    found = form.cleaned_data
    return Told(
        on=found["on"],
        reference=found.get("reference", ""),
        note=found.get("note", ""),
        evidence=found.get("evidence"),
        number=found.get("number", ""),
        payer=found.get("payer", ""),
        rupiah=found.get("rupiah"),
        until=found.get("until"),
        numbers=form.numbers,
    )


def _may_work(viewer: Viewer) -> bool:
    return offices_with(viewer, ENROLLERS) != []
