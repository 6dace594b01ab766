"""The facts of a selection: which registrations compete, which do not yet and why, and the seats that nobody holds."""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from binakon.enrolment.models import Place, RegencyNeed, Registration, SelectionRun, Training
from binakon.enrolment.rules.buckets import POOL, QUOTA, groups_of
from binakon.enrolment.rules.competition import inputs_of
from binakon.enrolment.rules.competition_facts import ClassFacts, Entry, Inputs
from binakon.enrolment.rules.ranking_facts import Certificate
from binakon.enrolment.rules.regions import region_words
from binakon.enrolment.rules.seating_facts import Bucket
from binakon.enrolment.states import (
    SEATED_PLACES,
    PlaceState,
    RegistrationState,
    SelectionState,
)
from binakon.people.models import Office
from binakon.people.queries.persons import person_of
from binakon.planning.models import RegionalQuota


@dataclass(frozen=True, slots=True)
class Standing:
    """How many registrations compete, and how many do not, by what stands in the way."""

    competing: int
    unchecked: int
    in_correction: int
    rejected: int
    withdrawn: int


def competing_in(trainings: Sequence[Training]) -> QuerySet[Registration]:
    """Registrations that compete: papers accepted, and no place yet."""
    return Registration.objects.filter(
        training__in=trainings, state=RegistrationState.VERIFIED, place=None
    ).order_by("pk")


def standing_of_entries(trainings: Sequence[Training]) -> Standing:
    """Who competes and who does not."""
    states = Counter(
        Registration.objects.filter(training__in=trainings).values_list("state", flat=True)
    )
    return Standing(
        competing=competing_in(trainings).count(),
        unchecked=states[RegistrationState.SUBMITTED],
        in_correction=states[RegistrationState.CORRECTION],
        rejected=states[RegistrationState.REJECTED],
        withdrawn=states[RegistrationState.WITHDRAWN],
    )


def inputs_now(trainings: Sequence[Training]) -> Inputs:
    """What a selection of these classes would start from at this moment.

    Raises `Blocked` with everything that stands in the way. SKK are judged on the day on which registration closes.
    """
    known = sorted(trainings, key=lambda training: training.pk)
    return inputs_of(
        [_class_facts(training) for training in known],
        _entries(known),
        [bucket for training in known for bucket in free_buckets(training)],
        day=judging_day(known),
        needs=needs_of(known),
        names=office_names(known),
    )


def trainings_of(run: SelectionRun) -> list[Training]:
    """The classes of a run, in the order of their numbers."""
    rows = run.trainings.select_related("activity__programme__office")
    return list(rows.order_by("pk"))


def other_proposals(run: SelectionRun, trainings: Sequence[Training]) -> list[SelectionRun]:
    """Proposals over any of these classes that an announcement makes useless."""
    rows = SelectionRun.objects.filter(trainings__in=trainings, state=SelectionState.PROPOSED)
    return list(rows.exclude(pk=run.pk).distinct().order_by("pk"))


def judging_day(trainings: Sequence[Training]) -> date:
    """The day on which SKK are judged: the last on which registration of these classes closes."""
    return max(timezone.localdate(training.closes_at) for training in trainings)


def office_names(trainings: Sequence[Training]) -> dict[str, str]:
    """What the regencies of the trainings' provinces are called, by code."""
    provinces = {training.activity.programme.office.code for training in trainings}
    rows = Office.objects.filter(parent__code__in=provinces)
    return {office.code: region_words(office.name) for office in rows}


def needs_of(trainings: Sequence[Training]) -> dict[str, int | None]:
    """People that each regency says it needs in these classes; None where it said nothing."""
    needs: dict[str, int | None] = dict.fromkeys(sorted(office_names(trainings)))
    rows = RegencyNeed.objects.filter(training__in=trainings)
    for code, people in rows.order_by("pk").values_list("office__code", "people"):
        needs[code] = (needs.get(code) or 0) + people
    return needs


def free_buckets(training: Training) -> list[Bucket]:
    """The seats that nobody holds, by whose they are."""
    pk = training.pk
    quotas = RegionalQuota.objects.filter(activity=training.activity_id).values_list(
        "office__code", "places", "taken"
    )
    buckets = [
        Bucket(f"{pk}:{QUOTA}:{code}", pk, places - taken, office=code)
        for code, places, taken in quotas
    ]
    reserved = training.reserved.values_list("group", "places", "taken")
    buckets += [
        Bucket(f"{pk}:{group}", pk, places - taken, group=group)
        for group, places, taken in reserved
    ]
    counters = Training.objects.filter(pk=pk).values_list("pool", "pool_taken")
    buckets += [Bucket(f"{pk}:{POOL}", pk, pool - taken) for pool, taken in counters]
    return buckets


def _class_facts(training: Training) -> ClassFacts:
    return ClassFacts(
        training=training.pk,
        slug=training.activity.slug,
        title=str(training),
        free=training.seats - training.taken,
        has_waiting_list=training.has_waiting_list,
        policy=training.policy,
        weights=training.weights,
        seed=training.seed,
        seed_hash=training.seed_hash,
    )


def _entries(trainings: Sequence[Training]) -> list[Entry]:
    rows = list(competing_in(trainings).select_related("office", "worker"))
    persons = [row.worker.person_id for row in rows if row.worker is not None]
    places = Place.objects.annotate(person=person_of("worker")).filter(person__in=persons)
    trained = set(
        places.filter(state=PlaceState.DETERMINED)
        .exclude(training__in=trainings)
        .values_list("person", flat=True)
    )
    holding = places.filter(state__in=[*SEATED_PLACES, PlaceState.WAITING])
    here = set(holding.filter(training__in=trainings).values_list("person", "training_id"))
    return [_entry(row, trained, here) for row in rows]


def _entry(row: Registration, trained: Set[int], here: Set[tuple[int, int]]) -> Entry:
    assert row.worker is not None, "whoever is received is a worker"
    assert row.arrival is not None, "whoever is received has a number"
    assert row.submitted_at is not None, "whoever is received was sent"
    certificate = {None: Certificate.UNKNOWN, True: Certificate.HELD, False: Certificate.NONE}
    return Entry(
        person=row.worker.person_id,
        code=row.code,
        training=row.training_id,
        wish=row.wish,
        arrival=row.arrival,
        submitted_at=row.submitted_at,
        office=row.office.code if row.office else "",
        groups=groups_of(row.sex, row.groups),
        was_trained=row.worker.person_id in trained,
        has_place=(row.worker.person_id, row.training_id) in here,
        certificate=certificate[row.has_skk],
        certificate_until=row.skk_expires_on if row.has_skk else None,
    )
