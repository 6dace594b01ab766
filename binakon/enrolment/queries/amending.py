"""Who may leave the list of a signed decree, and who may take the seat that becomes free."""

from collections.abc import Collection
from dataclasses import dataclass

from binakon.enrolment.models import Place, Training
from binakon.enrolment.rules.buckets import QUOTA, buckets_for, groups_of
from binakon.enrolment.states import PlaceState, RegistrationState


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody on the list in force, with those who may take their very seat (registration number, name)."""

    registration_id: int
    name: str
    employer: str
    region: str
    heirs: tuple[tuple[int, str], ...] = ()


def leavers_of(training: Training, chosen: Collection[int] | None = None) -> list[Leaver]:
    """Everybody who is determined, by region and name; of `chosen` only those, each with who may inherit."""
    rows = (
        training.places.filter(state=PlaceState.DETERMINED)
        .select_related("registration__office")
        .order_by("office__code", "registration__name", "id")
    )
    if chosen is None:
        return [_leaver(place, ()) for place in rows]
    waiting = list(
        training.places.filter(
            state__in=(PlaceState.WAITING, PlaceState.NOT_SELECTED),
            registration__state=RegistrationState.VERIFIED,
        )
        .select_related("registration__office")
        .order_by("queue")
    )
    return [
        _leaver(place, [heir for heir in waiting if may_inherit(place, heir)])
        for place in rows.filter(registration__in=chosen)
    ]


def may_inherit(place: Place, heir: Place) -> bool:
    """Whether who waits could have this very seat: the pool's, their own regency's or their own group's."""
    own = buckets_for(heir.office_id, groups_of(heir.registration.sex, heir.registration.groups))
    return place.bucket in own and (place.bucket != QUOTA or place.office_id == heir.office_id)


def _leaver(place: Place, heirs: Collection[Place]) -> Leaver:
    registration = place.registration
    return Leaver(
        registration_id=registration.pk,
        name=str(registration),
        employer=registration.employer,
        region=registration.office.name if registration.office else "",
        heirs=tuple((heir.registration_id, _named(heir)) for heir in heirs),
    )


def _named(place: Place) -> str:
    office = place.registration.office
    return f"{place.registration}, {office.name}" if office else str(place.registration)
