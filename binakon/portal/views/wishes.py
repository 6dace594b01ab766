"""Wishing several classes: chosen as a step of the form, and put in another order from the status page."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from binakon.core.problems import Blocked, StaleState
from binakon.enrolment.actions import wishes
from binakon.enrolment.queries.own_wishes import chosen_of, offer_of_wishes, own_wishes
from binakon.enrolment.states import RegistrationState
from binakon.portal.forms import WishForm
from binakon.portal.queries import registration as pages
from binakon.portal.views.personal import applicant, draw_frame, personal
from binakon.portal.views.steps import BACK_TO_CHECK, reads_and_writes

if TYPE_CHECKING:
    from binakon.enrolment.models import Registration


def _status(request: HttpRequest, registration: "Registration") -> HttpResponse:
    return redirect(pages.own_path(pages.token_for(request, registration)))


@reads_and_writes
@personal
def registration_wishes(request: HttpRequest, registration: "Registration") -> HttpResponse:
    """The step that asks for other classes, where others compete together with this one; skipped where none does."""
    if registration.state != RegistrationState.DRAFT:
        return _status(request, registration)
    training = registration.training
    page = pages.step_page(request, training, pages.WISHES, registration)
    if not page.has_wishes:
        return redirect(pages.next_path(request, registration, training, pages.WISHES))
    offered = offer_of_wishes(registration)
    chosen = [str(each.training.pk) for each in chosen_of(registration)]
    form = WishForm(
        request.POST if request.method == "POST" else None,
        offered=[(str(each.training.pk), each.label) for each in offered],
        initial={f"wish_{number}": pk for number, pk in enumerate(chosen, start=1)},
    )
    if form.is_valid():
        kept = _choose(request, registration, form)
        if kept is not None:
            return kept
    draw_frame(request, training.activity.programme.office.code)
    context = {"page": page, "form": form, "offered": offered}
    status = 422 if form.errors else 200
    return render(request, "portal/registration_wishes.html", context, status=status)


def _choose(
    request: HttpRequest, registration: "Registration", form: WishForm
) -> HttpResponse | None:
    """Keep the choice and go on; None when it was refused, with the reasons in the form."""
    training = registration.training
    try:
        wishes.choose_wishes(
            registration, form.order, step=pages.WISHES, by=applicant(registration)
        )
    except StaleState:
        return _status(request, registration)
    except Blocked as refused:
        for problem in refused.problems:
            form.add_error(None, problem.sentence)
        return None
    if BACK_TO_CHECK in request.META["QUERY_STRING"] and not registration.papers_asked:
        return redirect(pages.own_path(pages.token_for(request, registration), pages.CHECK))
    # Another class may ask for more papers.
    return redirect(pages.next_path(request, registration, training, pages.WISHES))


@reads_and_writes
@personal
def registration_order(request: HttpRequest, registration: "Registration") -> HttpResponse:
    """Another order of the classes that were sent together, while all of them take registrations."""
    own = own_wishes(registration)
    if own is None or own.until is None:
        return _status(request, registration)
    counting = [wish for wish in own.wishes if wish.order]
    form = WishForm(
        request.POST if request.method == "POST" else None,
        offered=[
            (str(wish.training.pk), f"{wish.training.activity.title}, {wish.when}")
            for wish in counting
        ],
        needs_all=True,
        initial={f"wish_{n}": str(wish.training.pk) for n, wish in enumerate(counting, start=1)},
    )
    if form.is_valid():
        try:
            wishes.order_wishes(registration, form.order, by=applicant(registration))
        except StaleState:
            return _status(request, registration)
        except Blocked as refused:
            for problem in refused.problems:
                form.add_error(None, problem.sentence)
        else:
            return redirect(f"{pages.own_path(pages.token_for(request, registration))}#pilihan")
    draw_frame(request, registration.training.activity.programme.office.code)
    context = {
        "registration": registration,
        "own": own,
        "form": form,
        "token": pages.token_for(request, registration),
    }
    status = 422 if form.errors else 200
    return render(request, "portal/registration_order.html", context, status=status)
