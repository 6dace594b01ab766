"""Seating 50,000 applicants on 2,000 seats, beside the floor: the same data in one greedy pass, nobody moving.

Who sits is compared with the optimum that OR-Tools finds for the same network; a difference is an error.
"""

import os
import random
import statistics
import time
from collections.abc import Callable
from typing import Any

from bench.report import Row
from bench.room import empty_room

APPLICANTS = 50_000
# Barely more people than seats: here somebody must move so that everybody sits who can.
FEW = 2_500
SEATS = 2_000
CLASSES = 60
REGIONS = [f"63.{number:02}" for number in range(1, 14)]
ROUNDS = 3
BUDGET_SECONDS = 60
WOMEN = frozenset({"perempuan"})


def measure() -> list[Row]:
    """CPU and wall seconds of the whole rule with its check, of the worst wishes, and of the other solver."""
    with empty_room() as empty:
        os.environ.update(empty.environment)
        import django

        django.setup()
        return _measured()


def _measured() -> list[Row]:
    from binakon.enrolment.rules.seating import seat
    from binakon.enrolment.rules.seating_check import MOST_WISHES

    rows = []
    for people, least, most in (
        (APPLICANTS, 1, 3),
        (APPLICANTS, MOST_WISHES, MOST_WISHES),
        (FEW, 1, 3),
    ):
        label = f"{people:,} applicants, {least}-{most} wishes"
        candidates, buckets = province(people, least, most)
        cpu, wall, seating = _timed(lambda: seat(candidates, buckets))  # noqa: B023 - called at once
        floor_cpu, floor_wall, floor = _timed(lambda: greedily(candidates, buckets))  # noqa: B023
        rows += [
            Row(label, cpu, "CPU s", floor_cpu, budget=BUDGET_SECONDS),
            Row(label, wall, "s", floor_wall, budget=BUDGET_SECONDS),
            Row(
                "seated, of which the greedy pass seats", len(seating.places), "people", len(floor)
            ),
        ]
        other_cpu, _wall, other = _timed(lambda: by_or_tools(candidates, buckets))  # noqa: B023
        if set(seating.places) != other:
            raise RuntimeError("the seating is not the optimum that OR-Tools finds")
        rows.append(
            Row("the same people by OR-Tools, without wishes", other_cpu, "CPU s", floor_cpu)
        )
    return rows


def province(people: int, least: int, most: int) -> tuple[list[Any], list[Any]]:
    """A seeded province: two thirds of the seats for the regions, a tenth for women, the rest for everybody."""
    from binakon.enrolment.rules.seating import Bucket, Candidate

    chance = random.Random(1)  # noqa: S311 - an example, not a secret
    places: dict[tuple[int, str, str], int] = {}
    for number in range(SEATS):
        kind = chance.random()
        office = chance.choice(REGIONS) if kind < 0.67 else ""
        group = "perempuan" if 0.67 <= kind < 0.77 else ""
        key = (number % CLASSES + 1, office, group)
        places[key] = places.get(key, 0) + 1
    buckets = [Bucket("/".join(map(str, key)), key[0], n, *key[1:]) for key, n in places.items()]
    classes = range(1, CLASSES + 1)
    orders = chance.sample(range(people), people)
    return [
        Candidate(
            f"BK-26-{number:05}",
            order,
            chance.choice(REGIONS),
            WOMEN if chance.random() < 0.3 else frozenset(),
            tuple(chance.sample(classes, chance.randint(least, most))),
        )
        for number, order in enumerate(orders)
    ], buckets


def greedily(candidates: list[Any], buckets: list[Any]) -> set[str]:
    """Each in order takes the first free seat; the least work that any rule over these rows can do."""
    free = {(bucket.training, bucket.office, bucket.group): bucket.places for bucket in buckets}
    seated = set()
    for person in sorted(candidates, key=lambda candidate: candidate.order):
        for training in person.wishes:
            own = [(training, person.office, ""), *((training, "", g) for g in person.groups)]
            found = next((key for key in (*own, (training, "", "")) if free.get(key)), None)
            if found:
                free[found] -= 1
                seated.add(person.key)
                break
    return seated


def by_or_tools(candidates: list[Any], buckets: list[Any]) -> set[str]:
    """Who sits, by a minimum-cost maximum flow in which each person costs the place in the order."""
    import numpy as np
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    people = sorted(candidates, key=lambda candidate: candidate.order)
    first = 2 + len(people)
    numbers = {(b.training, b.office, b.group): first + n for n, b in enumerate(buckets)}
    arcs = [(0, 2 + n, 1, n + 1) for n in range(len(people))]
    for n, person in enumerate(people):
        for training in person.wishes:
            own = [(training, person.office, ""), *((training, "", g) for g in person.groups)]
            arcs += [(2 + n, numbers[k], 1, 0) for k in (*own, (training, "", "")) if k in numbers]
    arcs += [(first + n, 1, bucket.places, 0) for n, bucket in enumerate(buckets)]
    flow = SimpleMinCostFlow()
    added = flow.add_arcs_with_capacity_and_unit_cost(*np.array(arcs).T)
    flow.set_node_supply(0, len(people))
    flow.set_node_supply(1, -len(people))
    if flow.solve_max_flow_with_min_cost() != flow.OPTIMAL:
        raise RuntimeError("OR-Tools finds no optimum")
    taken = flow.flows(added)[: len(people)]
    return {person.key for person, is_taken in zip(people, taken, strict=True) if is_taken}


def _timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    costs = []
    for _round in range(ROUNDS):
        cpu, wall = time.process_time(), time.monotonic()
        found = work()
        costs.append((time.process_time() - cpu, time.monotonic() - wall))
    cpus, walls = zip(*costs, strict=True)
    return statistics.median(cpus), statistics.median(walls), found
