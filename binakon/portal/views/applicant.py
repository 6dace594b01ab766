"""What an applicant sees and does afterwards: status, offer, withdrawal, objection, calendar, own papers."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST, require_safe

from binakon.core import files
from binakon.core.problems import Blocked, IllegalMove, StaleState
from binakon.enrolment.actions import contact, documents, drafts, objections, places, withdrawals
from binakon.enrolment.queries.applicant import (
    Action,
    ApplicantPage,
    applicant_page,
)
from binakon.enrolment.queries.behind_links import (
    BadLink,
    ExpiredLink,
    registration_confirmed_by,
)
from binakon.enrolment.queries.letters import has_call
from binakon.enrolment.queries.own_papers import paper_in_force
from binakon.enrolment.queries.own_wishes import own_wishes
from binakon.enrolment.states import DocumentKind, PlaceState, RegistrationState
from binakon.portal.documents import own_calendar
from binakon.portal.forms import ObjectionForm, PaperForm, WithdrawForm
from binakon.portal.queries import registration as pages
from binakon.portal.queries.exams import own_tests
from binakon.portal.queries.participant import participant_page
from binakon.portal.views.personal import (
    applicant,
    draw_frame,
    link_expired,
    link_unknown,
    personal,
    private,
    uploads_wait,
    wait_words,
    with_retry,
)
from binakon.portal.views.steps import reads_and_writes
from binakon.trainings.queries.rundown import sessions_told

if TYPE_CHECKING:
    from binakon.enrolment.models import Registration


def _home(request: HttpRequest, registration: "Registration") -> HttpResponse:
    return redirect(pages.own_path(pages.token_for(request, registration)))


def _frame(request: HttpRequest, registration: "Registration") -> None:
    draw_frame(request, registration.training.activity.programme.office.code)


@require_safe
@personal
def registration_status(request: HttpRequest, registration: "Registration") -> HttpResponse:
    """Where the registration stands, why, and what comes next."""
    _frame(request, registration)
    own = applicant_page(registration)
    is_determined = own.facts.place == PlaceState.DETERMINED
    context = {
        "own": own,
        "wishes": own_wishes(registration),
        "participant": participant_page(registration, own_tests(registration))
        if is_determined
        else None,
        "has_call": is_determined and has_call(registration),
        "token": pages.token_for(request, registration),
        "link": pages.kept_link(request, registration),
        "contact": pages.contact_link(registration),
        "goes_on": pages.current_path(request, registration),
    }
    return render(request, "portal/registration_status.html", context)


@require_GET
def contact_confirm(request: HttpRequest, contact_token: str) -> HttpResponse:
    """The link in the e-mail: it has arrived, so the address is right."""
    try:
        registration = registration_confirmed_by(contact_token)
    except BadLink:
        return private(link_unknown(request))
    except ExpiredLink:
        return private(link_expired(request))
    contact.confirm_contact(registration, by=applicant(registration))
    return private(_home(request, registration))


def _offered(own: ApplicantPage) -> bool:
    return own.facts.place == PlaceState.OFFERED


@require_POST
@personal
def registration_accept(request: HttpRequest, registration: "Registration") -> HttpResponse:
    """Take the seat that is offered; pressing again, or too late, leads to the status that says so."""
    if _offered(applicant_page(registration)):
        try:
            places.accept_offer(registration.place, by=applicant(registration))
        except (StaleState, IllegalMove):
            return _home(request, registration)
    return _home(request, registration)


@reads_and_writes
@personal
def registration_decline(request: HttpRequest, registration: "Registration") -> HttpResponse:
    """Give the offered seat to the next one, after a question."""
    own = applicant_page(registration)
    if not _offered(own):
        return _home(request, registration)
    if request.method == "POST":
        try:
            places.decline_offer(registration.place, by=applicant(registration))
        except (StaleState, IllegalMove):
            return _home(request, registration)
        return _home(request, registration)
    _frame(request, registration)
    context = {"own": own, "token": pages.token_for(request, registration)}
    return render(request, "portal/registration_decline.html", context)


@reads_and_writes
@personal
def registration_withdraw(request: HttpRequest, registration: "Registration") -> HttpResponse:
    """Take the registration back, or throw a draft away, after a question."""
    own = applicant_page(registration)
    if not (own.may(Action.WITHDRAW) or own.may(Action.DISCARD)):
        return _home(request, registration)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by = applicant(registration)
        try:
            if own.is_draft:
                slug = registration.training.activity.slug
                drafts.discard_draft(registration, by=by)
                return redirect("portal:activity_detail", slug=slug)
            withdrawals.withdraw(registration, reason=form.cleaned_data["reason"], by=by)
        except (StaleState, IllegalMove):
            return _home(request, registration)
        return _home(request, registration)
    _frame(request, registration)
    context = {
        "own": own,
        "form": form,
        "token": pages.token_for(request, registration),
        "wishes": own_wishes(registration),
    }
    status = 422 if form.errors else 200
    return render(request, "portal/registration_withdraw.html", context, status=status)


@reads_and_writes
@personal
def registration_object(request: HttpRequest, registration: "Registration") -> HttpResponse:
    """Object to the result of the selection, within its window."""
    own = applicant_page(registration)
    if own.result is None or not own.may(Action.OBJECT):
        return _home(request, registration)
    form = ObjectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            objections.object_to(
                own.result, text=form.cleaned_data["text"], by=applicant(registration)
            )
        except Blocked as refused:
            for problem in refused.problems:
                form.add_error(problem.code if problem.code == "text" else None, problem.sentence)
        else:
            return _home(request, registration)
    _frame(request, registration)
    context = {"own": own, "form": form, "token": pages.token_for(request, registration)}
    status = 422 if form.errors else 200
    return render(request, "portal/registration_object.html", context, status=status)


@require_safe
@personal
def registration_calendar(request: HttpRequest, registration: "Registration") -> HttpResponse:
    """The days of the class for one's own calendar, and a participant's sessions with their rooms and links."""
    own = applicant_page(registration)
    if own.is_draft:
        raise Http404
    has_left = own.is_over or own.facts.place == PlaceState.REPLACED
    body = own_calendar(
        registration,
        own.days,
        list(sessions_told(registration)),
        is_certain=own.facts.place == PlaceState.DETERMINED,
        is_off=has_left or own.facts.training_state == "cancelled",
    )
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="jadwal.ics"'
    return response


@require_safe
@personal
def registration_file(
    request: HttpRequest, registration: "Registration", kind: str
) -> HttpResponse:
    """One of the person's own papers, as it was rebuilt."""
    found = paper_in_force(registration, kind)
    if found is None:
        raise Http404
    try:
        return files.file_response(found.file, kind)
    except files.Gone:
        raise Http404 from None


@require_POST
@personal
def registration_upload(
    request: HttpRequest, registration: "Registration", kind: str
) -> HttpResponse:
    """Take one paper in; it is rebuilt first, and what is refused leaves everything else as it was."""
    own = applicant_page(registration)
    paper = next((each for each in own.papers if each.kind == kind), None)
    if paper is None:
        raise Http404
    if not paper.may_replace:
        return _home(request, registration)
    form = PaperForm(request.POST, request.FILES)
    wait = uploads_wait(request) if form.is_valid() else None
    if wait:
        form.add_error("paper", wait_words(wait))
    elif form.is_valid():
        accept = files.PICTURES if kind == DocumentKind.PHOTO else files.PAPERS
        try:
            made = files.rebuild(form.cleaned_data["paper"], accept=accept)
            documents.add_document(registration, kind=kind, made=made, by=applicant(registration))
        except Blocked as refused:
            for problem in refused.problems:
                form.add_error("paper", problem.sentence)
        except (StaleState, IllegalMove):
            return _home(request, registration)
        else:
            is_draft = registration.state == RegistrationState.DRAFT
            step = pages.PAPERS if is_draft else ""
            return redirect(
                f"{pages.own_path(pages.token_for(request, registration), step)}#berkas-{kind}"
            )
    _frame(request, registration)
    context = {
        "own": own,
        "token": pages.token_for(request, registration),
        "paper": paper,
        "form": form,
        "back": pages.own_path(
            pages.token_for(request, registration), pages.PAPERS if own.is_draft else ""
        ),
    }
    status = 429 if wait else 422
    response = render(request, "portal/registration_upload.html", context, status=status)
    return with_retry(response, wait)
