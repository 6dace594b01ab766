"""Registering step by step: each step is saved before the next one is shown."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from binakon.core.calendar import today
from binakon.core.problems import Blocked, Problem, StaleState
from binakon.enrolment.actions import drafts, registrations
from binakon.enrolment.queries.applicant import applicant_page
from binakon.enrolment.queries.drafts import groups_asked, missing_of, unusual_nik
from binakon.enrolment.queries.offered import open_training
from binakon.enrolment.queries.own_wishes import chosen_of
from binakon.enrolment.states import RegistrationState
from binakon.portal.forms import OUTSIDE, ReachForm, SendForm, WhoForm, new_form_key
from binakon.portal.queries import registration as pages
from binakon.portal.views.personal import (
    applicant,
    draw_frame,
    newcomer,
    personal,
    plan_of,
    private,
    starts_wait,
    wait_words,
    with_retry,
)

if TYPE_CHECKING:
    from binakon.enrolment.models import Registration, Training

DRAFT = RegistrationState.DRAFT
# Where somebody goes who came to change one thing.
BACK_TO_CHECK = "dari=kirim"
reads_and_writes = require_http_methods(["GET", "HEAD", "POST"])
# Marks the page after a step whose NIK looks unusual; said once, never asked again.
NOTICE = "periksa=nik"


def _office(training: "Training") -> str:
    return training.activity.programme.office.code


def _sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None lets it be drawn with what is known."""
    return request.POST if request.method == "POST" else None


def _status(request: HttpRequest, registration: "Registration") -> HttpResponse:
    return redirect(pages.own_path(pages.token_for(request, registration)))


@reads_and_writes
def registration_start(request: HttpRequest, slug: str) -> HttpResponse:
    """The first step of a new registration; pressing twice is one draft."""
    training = open_training(slug, plan_of(request))
    if training is None:
        raise Http404
    wait: timedelta | None = None
    if request.method == "POST":
        form = WhoForm(request.POST, today=today())
        if form.is_valid():
            wait = starts_wait(request)
            begun = None if wait else _begin(request, training, form)
            if begun is not None:
                return private(begun)
            if wait:
                form.add_error(None, wait_words(wait))
    else:
        form = WhoForm(initial={"form_key": new_form_key()}, today=today())
    draw_frame(request, _office(training))
    page = pages.step_page(request, training, pages.WHO)
    status = 429 if wait else 422 if form.errors else 200
    response = render(
        request, "portal/registration_start.html", {"page": page, "form": form}, status=status
    )
    return private(with_retry(response, wait))


def _begin(request: HttpRequest, training: "Training", form: WhoForm) -> HttpResponse | None:
    heard = form.cleaned_data
    try:
        found = drafts.begin_registration(
            training,
            idempotency_key=heard["form_key"],
            step=pages.WHO,
            stated=form.stated,
            nik=heard["nik"],
            by=newcomer(),
        )
    except Blocked as refused:
        for problem in refused.problems:
            form.add_error(None, problem.sentence)
        return None
    return _after(request, found, training, pages.WHO)


@reads_and_writes
@personal
def registration_who(request: HttpRequest, registration: "Registration") -> HttpResponse:
    """The first step again: who the person is; the NIK is shown masked and is kept when left empty."""
    if registration.state != DRAFT:
        return _status(request, registration)
    names = ("name", "born_on", "sex")
    form = WhoForm(
        _sent(request),
        initial={name: getattr(registration, name) for name in names},
        today=today(),
        mask=registration.nik_mask,
    )
    if form.is_valid():
        nik = form.cleaned_data["nik"]
        return _save(request, registration, pages.WHO, form, nik=nik)
    draw_frame(request, _office(registration.training))
    page = pages.step_page(request, registration.training, pages.WHO, registration)
    status = 422 if form.errors else 200
    context = {"page": page, "form": form}
    return render(request, "portal/registration_who.html", context, status=status)


@reads_and_writes
@personal
def registration_reach(request: HttpRequest, registration: "Registration") -> HttpResponse:
    """The second step: where from, how to reach, what learnt."""
    if registration.state != DRAFT:
        return _status(request, registration)
    training = registration.training
    draw_frame(request, _office(training))
    form = ReachForm(
        _sent(request),
        initial=_reach_of(registration),
        regencies=pages.regency_choices(_office(training), getattr(request, "history", None)),
        groups=groups_asked(training),
    )
    if form.is_valid():
        return _save(request, registration, pages.REACH, form)
    page = pages.step_page(request, training, pages.REACH, registration)
    context = {"page": page, "form": form, "hints": _hints(request, registration)}
    status = 422 if form.errors else 200
    return render(request, "portal/registration_reach.html", context, status=status)


def _hints(request: HttpRequest, registration: "Registration") -> list[Problem]:
    return unusual_nik(registration) if NOTICE in request.META["QUERY_STRING"] else []


def _reach_of(registration: "Registration") -> dict[str, object]:
    names = (
        "phone", "email", "employer", "position", "education", "field_of_study", "skk_expires_on", "groups"
    )  # fmt: skip
    stated: dict[str, object] = {name: getattr(registration, name) for name in names}
    if registration.has_skk is not None:
        stated["has_skk"] = "yes" if registration.has_skk else "no"
    if registration.phone:
        stated["office"] = str(registration.office_id or OUTSIDE)
    return stated


@reads_and_writes
@personal
def registration_papers(request: HttpRequest, registration: "Registration") -> HttpResponse:
    """The third step, where the class asks for papers: each is uploaded by itself and saved at once."""
    if registration.state != DRAFT or not registration.papers_asked:
        return _status(request, registration)
    if request.method == "POST":
        return redirect(pages.next_path(request, registration, registration.training, pages.PAPERS))
    draw_frame(request, _office(registration.training))
    page = pages.step_page(request, registration.training, pages.PAPERS, registration)
    context = {"page": page, "own": applicant_page(registration)}
    return render(request, "portal/registration_papers.html", context)


@reads_and_writes
@personal
def registration_check(request: HttpRequest, registration: "Registration") -> HttpResponse:
    """The last step: everything that was stated, the privacy notice, and the button that sends it."""
    if registration.state != DRAFT:
        return _status(request, registration)
    form = SendForm(_sent(request))
    problems = []
    if form.is_valid():
        try:
            drafts.send_registration(registration, by=applicant(registration))
        except StaleState:
            # Somebody pressed twice; the other press has sent it.
            return _status(request, registration)
        except Blocked as refused:
            problems = list(refused.problems)
        else:
            return _status(request, registration)
    draw_frame(request, _office(registration.training))
    page = pages.step_page(request, registration.training, pages.CHECK, registration)
    missing = [] if problems else missing_of(registration)
    context = {
        "page": page,
        "own": applicant_page(registration),
        "wishes": chosen_of(registration) if page.has_wishes else [],
        "form": form,
        "problems": problems,
        "missing": missing,
        "hints": _hints(request, registration),
    }
    status = 422 if form.errors or problems else 200
    return render(request, "portal/registration_check.html", context, status=status)


def _save(
    request: HttpRequest,
    registration: "Registration",
    step: str,
    form: WhoForm | ReachForm,
    *,
    nik: str = "",
) -> HttpResponse:
    """Keep a step and go on; when it was sent in meanwhile, its status page tells."""
    training, by = registration.training, applicant(registration)
    try:
        registrations.save_step(registration, step=step, stated=form.stated, nik=nik, by=by)
    except StaleState:
        return _status(request, registration)
    goes_back = BACK_TO_CHECK in request.META["QUERY_STRING"]
    return _after(request, registration, training, step, goes_back=goes_back)


def _after(
    request: HttpRequest,
    registration: "Registration",
    training: "Training",
    step: str,
    *,
    goes_back: bool = False,
) -> HttpResponse:
    if registration.state != DRAFT:
        return _status(request, registration)
    path = pages.next_path(request, registration, training, step)
    if goes_back:
        path = pages.own_path(pages.token_for(request, registration), pages.CHECK)
    unusual = step == pages.WHO and unusual_nik(registration)
    return redirect(f"{path}?{NOTICE}" if unusual else path)
