"""How many registrations and places of a year stood where at the end of a day, by training and by person."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from binakon.core import clock
from binakon.core.calendar import today
from binakon.core.models import AuditEvent
from binakon.enrolment.models import Place, Registration, Training
from binakon.enrolment.states import RECEIVED_REGISTRATIONS, PlaceState, RegistrationState
from binakon.people.queries.persons import person_of


@dataclass(slots=True)
class Tally:
    """Deeds by training, and the persons behind them."""

    by_training: Counter[int] = field(default_factory=Counter)
    people: set[int] = field(default_factory=set)

    def add(self, training: int, person: int | None) -> None:
        """Count one deed for one person."""
        self.by_training[training] += 1
        if person is not None:
            self.people.add(person)


def trainings_in(office_code: str, year: int) -> list[Training]:
    """The trainings of a programme year, in the order of their dates."""
    rows = Training.objects.filter(
        activity__programme__office__code=office_code, activity__programme__year=year
    )
    return list(rows.select_related("activity"))


def of_region(region: str, path: str = "") -> Q:
    """Whose people count: those of one kabupaten or kota (its code), everybody's for ""; `path` leads to the office."""
    return Q(**{f"{path}office__code": region}) if region else Q()


def registered_on(trainings: list[Training], day: date, region: str = "") -> Tally:
    """Registrations that had been received by the end of the day."""
    rows = Registration.objects.filter(training__in=trainings, state__in=RECEIVED_REGISTRATIONS)
    rows = rows.filter(of_region(region))
    received = rows.filter(submitted_at__lte=clock.end_of(day))
    return _tally(received.values_list("training", person_of("worker")))


def verified_on(trainings: list[Training], day: date, region: str = "") -> Tally:
    """Registrations whose papers stood accepted at the end of the day."""
    rows = Registration.objects.filter(of_region(region), training__in=trainings)
    if day < today():
        stood = _stood(Registration._meta.label_lower, RegistrationState.VERIFIED, day)
        return _tally(rows.filter(pk__in=stood).values_list("training", person_of("worker")))
    return _tally(
        rows.filter(state=RegistrationState.VERIFIED).values_list("training", person_of("worker"))
    )


def determined_on(trainings: list[Training], day: date, region: str = "") -> Tally:
    """Places that a signed decree named at the end of the day."""
    rows = Place.objects.filter(of_region(region), training__in=trainings)
    if day < today():
        stood = _stood(Place._meta.label_lower, PlaceState.DETERMINED, day)
        return _tally(rows.filter(pk__in=stood).values_list("training", person_of("worker")))
    return _tally(
        rows.filter(state=PlaceState.DETERMINED).values_list("training", person_of("worker"))
    )


def _tally(rows: Iterable[tuple[int, int | None]]) -> Tally:
    tally = Tally()
    for training, person in rows:
        tally.add(training, person)
    return tally


def _stood(subject_type: str, state: str, day: date) -> list[int]:
    """The rows that were in a state at the end of a day, by the dates of their moves."""
    moves = AuditEvent.objects.filter(subject_type=subject_type, at__lte=clock.end_of(day)).exclude(
        new_state=""
    )
    last = dict(moves.order_by("at", "id").values_list("subject_id", "new_state"))
    return [pk for pk, found in last.items() if found == state and pk is not None]
