"""Attendance at the desk: by day and session, one session with everybody in it, the list on paper and as a file."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from binakon.core import exports, files, words
from binakon.core.problems import Blocked, Problem
from binakon.enrolment.actions.downloads import record_download
from binakon.enrolment.views.paper_guard import paper_response
from binakon.people.queries import signatory_choices, signatory_named
from binakon.people.rules import Viewer, can_enrol
from binakon.trainings.actions import attendance_deeds as deeds
from binakon.trainings.documents.attendance import attendance_pdf
from binakon.trainings.documents.cards import cards_pdf
from binakon.trainings.forms.attendance import (
    ClaimsForm,
    HandForm,
    ReopenForm,
    SettleForm,
    SheetForm,
    SignatoryForm,
)
from binakon.trainings.queries.attendance_list import attendance_export
from binakon.trainings.queries.attendance_pages import (
    attendance_overview,
    attendance_page,
    claims_in,
    conflict_of,
    person_choices,
    person_of,
    presence_of,
    sheet_of,
)
from binakon.trainings.views.attendance_guard import seen_class, session_in, taken_by

if TYPE_CHECKING:
    from binakon.trainings.models import Scan, Session

Deed = Callable[["Session", Any, Viewer], str]


@login_required
@require_safe
def attendance_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The class by day and session, and the JP of everybody."""
    viewer, training = seen_class(request, slug)
    context = {
        "page": attendance_overview(viewer, training),
        "form": SignatoryForm(officials=signatory_choices(training.office_code)),
    }
    return render(request, "trainings/attendance_detail.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def attendance_session(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One session: who is there and by what proof, what contradicts, and what is recorded by hand."""
    if request.method != "POST":
        viewer, training = seen_class(request, slug)
        context = _context(viewer, session_in(training, pk), {})
        return render(request, "trainings/attendance_session.html", context)
    viewer, training = taken_by(request, slug)
    session = session_in(training, pk)
    verb = request.POST.get("verb", "")
    if verb not in _DEEDS:
        raise Http404
    form = _forms(session, request)[verb]
    if form.is_valid():
        try:
            messages.success(request, _DEEDS[verb](session, form.cleaned_data, viewer))
        except Blocked as refused:
            for problem in refused.problems:
                form.add_error(
                    problem.code if problem.code in form.fields else None, problem.sentence
                )
        else:
            return redirect("trainings:attendance_session", slug=slug, pk=pk)
    context = _context(viewer, session, {verb: form})
    return render(request, "trainings/attendance_session.html", context, status=422)


def _forms(session: "Session", request: HttpRequest) -> dict[str, Form]:
    people = person_choices(session.training)
    data = request.POST
    return {
        "paper": SheetForm(data, request.FILES, people=people),
        "hand": HandForm(data, people=people),
        "settle": SettleForm(data),
        "claims": ClaimsForm(data, scans=_claim_choices(claims_in(session))),
        "reopen": ReopenForm(data),
        "close": Form(data),
    }


def _context(viewer: Viewer, session: "Session", tried: Mapping[str, Form]) -> dict[str, object]:
    page = attendance_page(viewer, session.training, session)
    people = person_choices(session.training)
    present = [str(row.person.pk) for row in page.rows if row.is_present]
    blank: dict[str, Form] = {
        "paper": SheetForm(people=people, initial={"people": present}, auto_id="paper_%s"),
        "hand": HandForm(people=people, auto_id="hand_%s"),
        "reopen": ReopenForm(auto_id="reopen_%s"),
        "claims": ClaimsForm(scans=_claim_choices(page.claims), auto_id="claims_%s"),
    }
    settling: list[tuple[Scan, Form]] = [
        (scan, SettleForm(initial={"scan": scan.pk}, auto_id=f"s{scan.pk}_%s"))
        for scan in page.conflicts
    ]
    if "settle" in tried:
        # What was typed stays with its conflict.
        chosen = tried["settle"].data.get("scan")
        settling = [
            (scan, tried["settle"] if str(scan.pk) == chosen else form) for scan, form in settling
        ]
    return {"page": page, "forms": {**blank, **tried}, "settling": settling, "tried": tried}


def _paper(session: "Session", said: Mapping[str, Any], viewer: Viewer) -> str:
    upload = said["sheet"]
    made = files.rebuild(upload, accept=files.PAPERS) if upload else None
    people = [int(pk) for pk in said["people"]]
    taken = deeds.take_paper(session, people, made=made, by=viewer.actor)
    new = sum(each.outcome == "present" for each in taken)
    sentence = ngettext(
        "Tersimpan. %(count)d orang dicatat hadir dari daftar.",
        "Tersimpan. %(count)d orang dicatat hadir dari daftar.",
        new,
    )
    return sentence % {"count": new}


def _hand(session: "Session", said: Mapping[str, Any], viewer: Viewer) -> str:
    pk, reason = int(said["person"]), said["reason"]
    if said["deed"] == "state":
        person = person_of(session.training, pk)
        if person is None:
            raise Http404
        taken = deeds.state_presence(session, person, reason=reason, by=viewer.actor)
        return f"{taken.name}: {taken.outcome_words}"
    presence = presence_of(session, pk)
    if presence is None:
        sentence = _("Orang ini belum pernah dicatat di sesi ini.")
        raise Blocked([Problem("person", sentence)])
    act = deeds.strike if said["deed"] == "strike" else deeds.restore
    act(presence, reason=reason, by=viewer.actor)
    return _("Tersimpan dengan alasannya.")


def _settle(session: "Session", said: Mapping[str, Any], viewer: Viewer) -> str:
    conflict = conflict_of(session, said["scan"])
    if conflict is None:
        raise Http404
    is_present = said["is_present"] == "yes"
    deeds.settle(conflict, is_present=is_present, note=said["reason"], by=viewer.actor)
    return _("Diselesaikan. Pindaiannya tetap tersimpan dengan catatan Anda.")


def _claim_choices(claims: "Sequence[Scan]") -> list[tuple[str, str]]:
    """Who says so, and when by their phone."""
    return [
        (str(scan.pk), f"{scan.registration}, {words.moment(scan.scanned_at)}") for scan in claims
    ]


def _claims(session: "Session", said: Mapping[str, Any], viewer: Viewer) -> str:
    chosen = [scan for scan in claims_in(session) if str(scan.pk) in said["scans"]]
    is_present = said["is_present"] == "yes"
    deeds.settle_all(chosen, is_present=is_present, note=said["reason"], by=viewer.actor)
    sentence = ngettext(
        "Diselesaikan untuk %(count)d orang. Pindaiannya tetap tersimpan dengan catatan Anda.",
        "Diselesaikan untuk %(count)d orang. Pindaiannya tetap tersimpan dengan catatan Anda.",
        len(chosen),
    )
    return sentence % {"count": len(chosen)}


def _close(session: "Session", _said: Mapping[str, Any], viewer: Viewer) -> str:
    deeds.close_session(session, by=viewer.actor)
    return _("Presensi sesi ini ditutup.")


def _reopen(session: "Session", said: Mapping[str, Any], viewer: Viewer) -> str:
    deeds.reopen_session(session, reason=said["reason"], by=viewer.actor)
    return _("Presensi sesi ini dibuka lagi.")


_DEEDS: Mapping[str, Deed] = {
    "paper": _paper,
    "hand": _hand,
    "settle": _settle,
    "claims": _claims,
    "close": _close,
    "reopen": _reopen,
}


@login_required
@require_safe
def attendance_sheet(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A photographed list."""
    _viewer, training = seen_class(request, slug)
    found = sheet_of(training, pk)
    if found is None:
        raise Http404
    try:
        return files.file_response(found.file, f"daftar-hadir-{pk}")
    except files.Gone:
        raise Http404 from None


@login_required
@require_safe
def attendance_paper(request: HttpRequest, slug: str) -> HttpResponse:
    """The list of all sessions, as PDF to be signed or filed; `pejabat` is who signs under it."""
    _viewer, training = seen_class(request, slug)
    signatory = signatory_named(training.office_code, request.GET.get("pejabat", ""))
    return paper_response(attendance_pdf(training, signatory), f"daftar-hadir-{slug}")


@login_required
@require_safe
def attendance_cards(request: HttpRequest, slug: str) -> HttpResponse:
    """The name cards of everybody with their code, for whoever takes attendance."""
    _viewer, training = taken_by(request, slug)
    return paper_response(cards_pdf(training), f"kartu-nama-{slug}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def attendance_file(request: HttpRequest, slug: str) -> HttpResponseBase:
    """JP attended by everybody, as xlsx or CSV: names only by POST, for a reason that is kept."""
    viewer, training = seen_class(request, slug)
    is_personal = request.method == "POST"
    found = exports.wanted(
        request.POST if is_personal else request.GET,
        is_personal=is_personal,
        may_personal=can_enrol(viewer, training.office_code),
    )
    export = attendance_export(viewer, training, with_names=is_personal)
    if is_personal:
        many = export.queryset.count()
        record_download(
            training, what=_("Kehadiran"), rows=many, reason=found.reason, by=viewer.actor
        )
    return exports.answer(export, found.form)
