"""Slow and foreign roads to a seating, and invented cases for both."""

import random
from collections.abc import Iterator

import numpy as np
from hypothesis import strategies as st
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from binakon.enrolment.rules.seating import Bucket, Candidate, Seating
from binakon.enrolment.rules.seating_facts import BucketKind

KINDS = list(BucketKind)
NOBODY = frozenset[str]()
WOMEN = frozenset({"perempuan"})

Placing = dict[str, tuple[int, str]]


def placing(seating: Seating) -> Placing:
    return {key: (given.training, given.bucket) for key, given in seating.places.items()}


@st.composite
def halls(draw: st.DrawFn, people: int = 5) -> tuple[list[Candidate], list[Bucket]]:
    """A few people, regions, groups and classes, with few seats, so that they are in each other's way."""
    trainings = draw(st.integers(1, 3))
    buckets = []
    for training in range(1, trainings + 1):
        for office in ("", "A", "B"):
            for group in ("", "perempuan"):
                places = draw(st.sampled_from((0, 0, 0, 1, 1, 2)))
                if places or draw(st.booleans()):
                    key = f"{training}{office or '*'}{group[:1] or '-'}"
                    buckets.append(Bucket(key, training, places, office, group))
    orders = draw(st.permutations(range(1, 20)))
    candidates = [
        Candidate(
            f"p{number}",
            orders[number],
            draw(st.sampled_from(("A", "B"))),
            draw(st.sampled_from((NOBODY, WOMEN))),
            tuple(draw(st.permutations(range(1, trainings + 1))))[
                : draw(st.integers(1, trainings))
            ],
        )
        for number in range(draw(st.integers(0, people)))
    ]
    return candidates, buckets


def open_buckets(person: Candidate, buckets: list[Bucket]) -> list[Bucket]:
    """What the person may take: by wish, then the group of the region, the region, the group, the pool."""
    found = [
        bucket
        for bucket in buckets
        if bucket.training in person.wishes
        and (not bucket.office or bucket.office == person.office)
        and (not bucket.group or bucket.group in person.groups)
    ]
    return sorted(
        found, key=lambda b: (person.wishes.index(b.training), KINDS.index(b.kind), b.key)
    )


def every_seating(people: list[Candidate], buckets: list[Bucket]) -> Iterator[list[Bucket | None]]:
    """Every way of giving each person one open seat or none."""
    free = {bucket.key: bucket.places for bucket in buckets}

    def further(number: int) -> Iterator[list[Bucket | None]]:
        if number == len(people):
            yield []
            return
        for bucket in (None, *open_buckets(people[number], buckets)):
            if bucket and not free[bucket.key]:
                continue
            if bucket:
                free[bucket.key] -= 1
            for rest in further(number + 1):
                yield [bucket, *rest]
            if bucket:
                free[bucket.key] += 1

    yield from further(0)


def by_trying_all(candidates: list[Candidate], buckets: list[Bucket]) -> Placing:
    """The best of all seatings by the three stated rules, compared as they are stated."""
    people = sorted(candidates, key=lambda candidate: candidate.order)

    def worth(seating: list[Bucket | None]) -> tuple[object, ...]:
        seated = [(p, b) for p, b in zip(people, seating, strict=True) if b]
        return (
            -len(seated),
            [person.order for person, _bucket in seated],
            [person.wishes.index(bucket.training) for person, bucket in seated],
            [KINDS.index(bucket.kind) for _person, bucket in seated],
        )

    best = min(every_seating(people, buckets), key=worth)
    return {p.key: (b.training, b.key) for p, b in zip(people, best, strict=True) if b}


def by_or_tools(candidates: list[Candidate], buckets: list[Bucket]) -> set[str]:
    """Who sits, by a minimum-cost maximum flow: each person costs the place in the order.

    Distinct costs leave one optimum, because sets of people who can sit together are a matroid.
    """
    people = sorted(candidates, key=lambda candidate: candidate.order)
    numbers = {bucket.key: number for number, bucket in enumerate(buckets)}
    source, sink = 0, 1
    arcs = [(source, 2 + n, 1, n + 1) for n in range(len(people))]
    first = 2 + len(people)
    for n, person in enumerate(people):
        arcs += [(2 + n, first + numbers[b.key], 1, 0) for b in open_buckets(person, buckets)]
    arcs += [(first + n, sink, bucket.places, 0) for n, bucket in enumerate(buckets)]
    flow = SimpleMinCostFlow()
    tails, heads, capacities, costs = (np.array(column) for column in zip(*arcs, strict=True))
    numbered = flow.add_arcs_with_capacity_and_unit_cost(tails, heads, capacities, costs)
    flow.set_node_supply(source, len(people))
    flow.set_node_supply(sink, -len(people))
    assert flow.solve_max_flow_with_min_cost() == flow.OPTIMAL
    taken = flow.flows(numbered)[: len(people)]
    return {person.key for person, is_taken in zip(people, taken, strict=True) if is_taken}


def one_by_one(candidates: list[Candidate], buckets: list[Bucket]) -> Placing:
    """The three rules read aloud: each in order is tried, and each try asks anew whether all can sit."""
    people = sorted(candidates, key=lambda candidate: candidate.order)
    may: dict[str, list[Bucket]] = {}
    for person in people:
        wider = may | {person.key: open_buckets(person, buckets)}
        if all_can_sit(wider):
            may = wider
    for person in (each for each in people if each.key in may):
        for training in person.wishes:
            only = [bucket for bucket in may[person.key] if bucket.training == training]
            if all_can_sit(may | {person.key: only}):
                may[person.key] = only
                break
    for key in list(may):
        may[key] = next([b] for b in may[key] if all_can_sit(may | {key: [b]}))
    return {key: (bucket.training, bucket.key) for key, (bucket,) in may.items()}


def all_can_sit(may: dict[str, list[Bucket]]) -> bool:
    """Whether everybody can have a seat, by Kuhn's matching of people and single seats."""
    holder: dict[tuple[str, int], str] = {}

    def find(key: str, tried: set[tuple[str, int]]) -> bool:
        for bucket in may[key]:
            for seat in ((bucket.key, number) for number in range(bucket.places)):
                if seat not in tried:
                    tried.add(seat)
                    if seat not in holder or find(holder[seat], tried):
                        holder[seat] = key
                        return True
        return False

    return all(find(key, set()) for key in may)


def crowd(
    people: int, seats: int, trainings: int, seed: int
) -> tuple[list[Candidate], list[Bucket]]:
    """A seeded province: 13 regions with quotas, seats for women, a pool, and more people than seats."""
    chance = random.Random(seed)
    offices = [f"63.{number:02}" for number in range(1, 14)]
    buckets = []
    for training in range(1, trainings + 1):
        for number in range(seats // trainings):
            kind = chance.random()
            office = chance.choice(offices) if kind < 0.6 else ""
            group = "perempuan" if 0.6 <= kind < 0.75 else ""
            buckets.append((training, office, group, number))
    places: dict[tuple[int, str, str], int] = {}
    for training, office, group, _number in buckets:
        places[training, office, group] = places.get((training, office, group), 0) + 1
    stock = [Bucket(f"{t}/{o}/{g}", t, n, o, g) for (t, o, g), n in places.items()]
    orders = chance.sample(range(1, people * 3), people)
    return [
        Candidate(
            f"REG-{number:05}",
            orders[number],
            chance.choice(offices),
            WOMEN if chance.random() < 0.3 else NOBODY,
            tuple(chance.sample(range(1, trainings + 1), min(trainings, chance.randint(1, 3)))),
        )
        for number in range(people)
    ], stock
