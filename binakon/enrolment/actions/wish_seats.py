"""A seat for one wish ends the others: nobody holds or waits for seats in two classes that they wished together."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem
from binakon.enrolment.actions.seats import hold, leave_seat
from binakon.enrolment.models import Place
from binakon.enrolment.queries.wishes import sent_together
from binakon.enrolment.states import PlaceState, Policy

_SEATED = frozenset({PlaceState.ACCEPTED, PlaceState.DETERMINED})
_HOPING = (PlaceState.WAITING, PlaceState.OFFERED)


def hold_wishes(place: Place, *, by: Actor) -> list[Place]:
    """Hold the class of a place and those of its person's other wishes, in the order of their numbers.

    Returns the places of the other wishes. Raises `Blocked` when one of them has a seat already. Where the first to
    come is served nothing is wished together and nothing is held.
    """
    if place.training.policy == Policy.FIRST_COME:
        return []
    together = sent_together(place.registration).exclude(pk=place.registration_id).order_by()
    others = Place.objects.filter(registration__in=together).select_related(
        "registration", "training__activity__programme__office"
    )
    places = list(others)
    for each in sorted([place, *places], key=lambda each: each.training_id):
        hold(each.training, by=by)
    for each in places:
        each.refresh_from_db(fields=["state", "bucket", "offered_until"])
    seated = [each for each in places if each.state in _SEATED]
    if seated:
        sentence = _(
            "%(name)s sudah mendapat kursi di %(title)s, yang dipilih bersama kelas ini. Lepas dulu kursi itu."
        )
        facts = {"name": place.registration, "title": seated[0].training}
        raise Blocked([Problem("seated_elsewhere", sentence % facts)])
    return places


def end_wishes(
    others: Sequence[Place], seated: Place, *, by: Actor, at: datetime | None = None
) -> None:
    """End the waiting and the offers of a person's other wishes, because of the seat that they have now."""
    reason = _("mendapat kursi di %(title)s, yang dipilih bersama kelas ini") % {
        "title": seated.training
    }
    for place in others:
        if place.state not in _HOPING:
            continue
        if place.state == PlaceState.OFFERED:
            leave_seat(place, "decline", reason=reason, by=by, at=at)
            continue
        ledger.move(
            place,
            "pass_over",
            by=by,
            at=at,
            sentence=f"{place.registration.code} di {place.training}: {reason}",
            office_code=place.training.office_code,
            reason=reason,
        )
