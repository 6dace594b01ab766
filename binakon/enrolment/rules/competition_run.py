"""Running a selection on its inputs: an order by points or by lot, a seating, and one result for each registration."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from binakon.enrolment.rules.buckets import POOL, QUOTA
from binakon.enrolment.rules.canonical import plain
from binakon.enrolment.rules.competition_facts import Competitor, Given, Inputs, Outcome
from binakon.enrolment.rules.draw import draw
from binakon.enrolment.rules.ranking import rank
from binakon.enrolment.rules.ranking_facts import Applicant, Ranked
from binakon.enrolment.rules.seating import seat
from binakon.enrolment.rules.seating_facts import (
    Bucket,
    BucketKind,
    Candidate,
    ChoiceSeen,
    ReasonCode,
    Seating,
)
from binakon.enrolment.states import Policy

ACCEPTED = "accepted"
SEATED_ELSEWHERE = "seated_elsewhere"


@dataclass(frozen=True, slots=True)
class Order:
    """Everybody's place in the order (from 1) by key, points where there are any, and the record of how."""

    places: Mapping[str, int]
    ranked: Mapping[str, Ranked]
    steps: object


def run(inputs: Inputs, *, seed: str = "", names: Mapping[str, str] | None = None) -> Outcome:
    """The results of a run; equal inputs and seed give equal results.

    `names` of offices are for the sentences of a refusal. Raises `Blocked` with what the rules refuse.
    """
    order = _order(inputs, seed, names)
    candidates = [
        Candidate(person.key, order.places[person.key], person.office, person.groups, person.wishes)
        for person in inputs.competitors
    ]
    seating = seat(candidates, inputs.buckets)
    return Outcome(
        results=tuple(_results(inputs, order, seating)),
        steps={"order": order.steps, "seating": seating.steps_as_json()},
    )


def bucket_name(bucket: Bucket) -> str:
    """The word by which a place remembers whose seat it holds."""
    if bucket.kind == BucketKind.OFFICE:
        return QUOTA
    return POOL if bucket.kind == BucketKind.POOL else bucket.group


def _order(inputs: Inputs, seed: str, names: Mapping[str, str] | None) -> Order:
    if inputs.policy == Policy.DRAW:
        keys = [person.key for person in inputs.competitors]
        drawn = draw(keys, seed, published=inputs.seed_hash)
        places = {lot.code: lot.place for lot in drawn.lots}
        # The seed has its own column; here stands what everybody may read.
        return Order(places, {}, {"lots": plain(drawn.lots), "seed_hash": drawn.commitment})
    applicants = [
        Applicant(
            key=person.key,
            sequence=person.sequence,
            office=person.office,
            was_trained=person.was_trained,
            certificate=person.certificate,
            certificate_until=person.certificate_until,
        )
        for person in inputs.competitors
    ]
    ranking = rank(applicants, inputs.weights, day=inputs.day, needs=_needs(inputs), names=names)
    people = {one.key: one for one in ranking.people}
    return Order({key: one.rank for key, one in people.items()}, people, ranking.as_json())


def _needs(inputs: Inputs) -> dict[str, int | None]:
    """Needs by office; whoever counts for no region of ours has none."""
    return {**inputs.needs, "": 0}


def _results(inputs: Inputs, order: Order, seating: Seating) -> list[Given]:
    people = sorted(inputs.competitors, key=lambda person: order.places[person.key])
    return [result for person in people for result in _of_person(inputs, order, seating, person)]


def _of_person(inputs: Inputs, order: Order, seating: Seating, person: Competitor) -> list[Given]:
    own, reason = seating.places.get(person.key), seating.reasons.get(person.key)
    seen = {choice.training: choice for choice in reason.choices} if reason else {}
    lists = {training: has_list for training, _slug, has_list in inputs.classes}
    buckets = {bucket.key: bucket for bucket in inputs.buckets}
    shared = _shared(inputs, order, person)
    results = []
    for choice, (training, code) in enumerate(
        zip(person.wishes, person.codes, strict=True), start=1
    ):
        facts = {**shared, "choice": choice}
        given: dict[str, Any]
        if own is not None and own.training == training:
            bucket = buckets[own.bucket]
            facts["seat"] = {
                "kind": bucket.kind.value,
                "group": bucket.group,
                "places": bucket.places,
            }
            given = {"outcome": "seated", "reason": ACCEPTED, "bucket": bucket_name(bucket)}
        elif own is not None:
            facts |= _wish_facts(seen.get(training))
            facts |= {"elsewhere": own.training, "elsewhere_choice": own.choice}
            code_of_reason = ReasonCode.OTHER_CHOICE if training in seen else SEATED_ELSEWHERE
            given = {"outcome": "not_selected", "reason": str(code_of_reason)}
        else:
            assert reason is not None, "whoever has no seat is told why"
            facts |= _wish_facts(seen[training])
            given = {"outcome": "not_selected", "reason": reason.code.value}
            if lists[training]:
                given |= {"outcome": "waiting", "waiting_number": seen[training].waiting}
        results.append(
            Given(
                code=code,
                training=training,
                rank=order.places[person.key],
                points=shared.get("points_total"),
                facts=facts,
                **given,
            )
        )
    return results


def _shared(inputs: Inputs, order: Order, person: Competitor) -> dict[str, Any]:
    """What is the same in all classes a person asked for."""
    facts: dict[str, Any] = {
        "policy": inputs.policy.value,
        "order": order.places[person.key],
        "all": len(inputs.competitors),
        "office": person.office,
        "wishes": len(person.wishes),
    }
    ranked = order.ranked.get(person.key)
    if ranked is not None:
        facts |= {
            "points_total": ranked.total,
            "is_tied": ranked.is_tied,
            "points": plain(ranked.points),
        }
    return facts


def _wish_facts(choice: ChoiceSeen | None) -> dict[str, Any]:
    """Why a wish was not met, and the places in the waiting list."""
    if choice is None:
        return {}
    return {
        "buckets": [
            {"kind": seen.kind.value, "group": seen.group, "places": seen.places}
            for seen in choice.buckets
        ],
        "last": choice.last_order,
        "waiting": choice.waiting,
        "waiting_office": choice.waiting_office,
    }
