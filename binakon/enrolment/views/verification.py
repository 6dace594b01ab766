"""The verification desk: who waits, one person with their papers beside their data, verdicts and conclusions."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from binakon.core import files
from binakon.core.problems import Blocked, NotAllowed, Problem
from binakon.enrolment.actions import presence, reviews, verdicts
from binakon.enrolment.forms.verdicts import CloseForm, ReasonForm, VerdictForm
from binakon.enrolment.queries.review_page import Look, next_open_paper, review_page
from binakon.enrolment.queries.verification import (
    Lens,
    first_waiting,
    lens_of,
    standing_of,
    verification_desk,
)
from binakon.enrolment.queries.visible import documents_for, offices_with
from binakon.enrolment.views.review_guard import look_of, seen_review, seen_training
from binakon.people.actions.workers import reveal
from binakon.people.queries import viewer_for
from binakon.people.rules import VERIFIERS, Viewer

if TYPE_CHECKING:
    from binakon.enrolment.models import Document, Registration


@login_required
@require_safe
def verification_queue(request: HttpRequest) -> HttpResponse:
    """The trainings with people whose papers wait."""
    viewer = viewer_for(request)
    if offices_with(viewer, VERIFIERS) == []:
        raise NotAllowed(_("Peran Anda tidak mencakup memeriksa berkas."))
    return render(request, "enrolment/verification_queue.html", {"rows": verification_desk(viewer)})


@login_required
@require_safe
def verification_next(request: HttpRequest, slug: str) -> HttpResponse:
    """The first of the queue, in the order of arrival; a page that says so when nobody waits."""
    viewer, training = seen_training(request, slug)
    lens = lens_of(request.GET.get("antrean", ""))
    pk = first_waiting(training, viewer, lens)
    if pk is not None:
        return redirect(_address(slug, pk, Look(lens=str(lens))))
    context = {"training": training, "lens": str(lens)}
    return render(request, "enrolment/verification_next.html", context)


@login_required
@require_safe
@never_cache
def verification_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One person: the open paper on the left, what they stated on the right; without a paper the conclusion."""
    viewer, registration = seen_review(request, slug, pk)
    look = look_of(request)
    if "berkas" not in request.GET:
        first = next_open_paper(registration, viewer)
        if first is not None:
            return redirect(_address(slug, pk, Look(lens=look.lens, paper=first)))
    return render(
        request, "enrolment/verification_detail.html", _context(registration, viewer, look)
    )


@login_required
@require_POST
def verdict_new(request: HttpRequest, slug: str, pk: int, paper: int) -> HttpResponse:
    """One verdict on one paper, then the next paper that waits for this verifier."""
    viewer, registration = seen_review(request, slug, pk)
    document = _paper_of(registration, viewer, paper)
    look = look_of(request)
    form = VerdictForm(request.POST)
    problems: tuple[Problem, ...] = ()
    if form.is_valid():
        try:
            said = form.cleaned_data
            verdicts.judge(
                document,
                word=said["word"],
                reason=said["reason"],
                note=said["note"],
                seen=said["state"],
                by=viewer.actor,
            )
        except Blocked as blocked:
            problems = blocked.problems
        else:
            following = next_open_paper(registration, viewer, after=paper) or 0
            return redirect(_address(slug, pk, Look(lens=look.lens, paper=following)))
    context = _context(registration, viewer, Look(lens=look.lens, paper=paper))
    context |= {"form": form, "problems": problems}
    return render(request, "enrolment/verdict_new.html", context, status=422)


@login_required
@require_POST
def verdict_again(request: HttpRequest, slug: str, pk: int, paper: int) -> HttpResponse:
    """Set the verdicts on a paper aside, with a reason, and judge it anew."""
    viewer, registration = seen_review(request, slug, pk)
    document = _paper_of(registration, viewer, paper)
    verdicts.judge_again(document, reason=_reason(request), by=viewer.actor)
    messages.success(request, _("Putusan lama dikesampingkan dan tetap terbaca. Periksa lagi."))
    look = Look(lens=look_of(request).lens, paper=paper)
    return redirect(_address(slug, pk, look))


@login_required
@require_POST
def review_close(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Draw the announced conclusion, then go on to the next person of the same queue."""
    viewer, registration = seen_review(request, slug, pk)
    form = CloseForm(request.POST)
    if not form.is_valid():
        raise Blocked([Problem("form", _("Formulirnya tidak lengkap. Muat ulang halaman."))])
    lens = Lens(look_of(request).lens)
    standing = standing_of(registration, viewer, lens)
    outcome = reviews.close_review(
        registration, expected=form.cleaned_data["expected"], by=viewer.actor
    )
    messages.success(request, _said(str(outcome), str(registration)))
    look = Look(lens=str(lens))
    if standing.following is not None and standing.following != pk:
        return redirect(_address(slug, standing.following, look))
    return redirect(reverse("enrolment:verification_next", args=[slug]) + look.lens_query)


@login_required
@require_POST
@never_cache
def nik_reveal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The NIK in clear on the same page, for whoever says why; the look is kept."""
    viewer, registration = seen_review(request, slug, pk)
    reason = _reason(request)
    assert registration.worker is not None, "whoever was received is a worker"
    nik = reveal(
        registration.worker,
        subject=registration,
        reason=reason,
        by=viewer.actor,
        office_code=registration.training.office_code,
    )
    context = _context(registration, viewer, look_of(request))
    return render(request, "enrolment/nik_reveal.html", {**context, "nik": nik})


@login_required
@require_safe
def document_page(request: HttpRequest, pk: int, page: int) -> HttpResponse:
    """One page of a paper as a picture, for whoever verifies or enrols for its office; never kept by the browser."""
    document = documents_for(viewer_for(request)).filter(pk=pk).first()
    if document is None:
        raise Http404
    try:
        return files.page_response(document.file, page)
    except (files.Gone, IndexError):
        raise Http404 from None


def _context(registration: "Registration", viewer: Viewer, look: Look) -> dict[str, Any]:
    others = presence.note_look(registration.pk, by=viewer.actor)
    page = review_page(registration, viewer, look)
    return {
        "page": page,
        "others": others,
        "form": VerdictForm(initial={"state": page.paper.state if page.paper else ""}),
        "words": (
            ("accept", _("Terima"), "", "1"),
            ("correct", _("Minta diperbaiki"), _("Tempat pendaftar dalam urutan tetap"), "2"),
            (
                "refuse",
                _("Tolak"),
                _("Pendaftaran berhenti; pendaftar bisa mengajukan keberatan"),
                "3",
            ),
        ),
    }


def _paper_of(registration: "Registration", viewer: Viewer, paper: int) -> "Document":
    document = documents_for(viewer).filter(pk=paper, registration=registration.pk).first()
    if document is None:
        raise Http404
    return document


def _reason(request: HttpRequest) -> str:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Blocked([Problem("reason", _("Tulis alasannya; riwayat menyimpannya."))])
    reason: str = form.cleaned_data["reason"]
    return reason


def _said(outcome: str, name: str) -> str:
    sentences = {
        "verify": _("%(name)s: berkas lengkap. Pendaftar diberi tahu."),
        "ask_correction": _("%(name)s: permintaan perbaikan dikirim; tempatnya tetap."),
        "reject": _("%(name)s: tidak memenuhi syarat. Pendaftar diberi tahu alasannya."),
    }
    return sentences[outcome] % {"name": name}


def _address(slug: str, pk: int, look: Look) -> str:
    return reverse("enrolment:verification_detail", args=[slug, pk]) + look.same.removesuffix("?")
