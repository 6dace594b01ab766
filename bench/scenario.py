"""A scenario of 200 candidate activities, 13 regencies and 12 months, beside the floor: the same rows as one plain linear program."""

import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from bench.report import Row

CANDIDATES = 200
PARTNERS = [f"P{number:02}" for number in range(1, 13)]
REGIONS = tuple(f"63.{number:02}" for number in range(1, 14))
OPTIMUM_SECONDS = 5
CURVE_SECONDS = 60
CURVE_POINTS = 30


def measure() -> list[Row]:
    """CPU and wall seconds of an optimum, of a curve, and of the smallest set; the floor rounds nothing."""
    from binakon.planning.rules.scenarios.curve import curve_of
    from binakon.planning.rules.scenarios.engine import best
    from binakon.planning.rules.scenarios.program import Stage
    from binakon.planning.rules.scenarios.rows import build, hold_ceilings
    from binakon.planning.rules.scenarios.solve import least_money, most_people, what_must_give_way

    question = province()

    def floor() -> None:
        built = build(question)
        if built is None:
            raise RuntimeError("the example cannot be held")
        hold_ceilings(built)
        program = built.program
        program.variables = [replace(each, is_whole=False) for each in program.variables]
        best(program, [Stage(tuple(built.people()), is_most=True)])

    floor()
    floor_cpu, floor_wall, _nothing = timed(floor)
    rows = []
    for label, budget, work in (
        ("most people for a ceiling, 200 candidates", OPTIMUM_SECONDS, most_people),
        ("least money for a goal", OPTIMUM_SECONDS, least_money),
        ("the smallest set that must give way", OPTIMUM_SECONDS, what_must_give_way),
        (f"the curve of {CURVE_POINTS} points", CURVE_SECONDS, curve_of),
    ):
        cpu, wall, found = timed(lambda: work(question))  # noqa: B023 - called at once
        rows.append(Row(label, cpu, "CPU s", floor_cpu, budget=budget))
        rows.append(Row(label, wall, "s", floor_wall, budget=budget))
        if label.startswith("the curve") and len(found.points) < CURVE_POINTS:
            raise RuntimeError(f"the curve has {len(found.points)} points")
    return rows


def province(seed: int = 1) -> Any:
    """A seeded year: half the candidates with prices of their own, floors for every regency, partners with little room."""
    from binakon.core.stretches import Stretch
    from binakon.planning.rules.scenarios.facts import (
        Candidate,
        Ceiling,
        Goal,
        Indicator,
        PartnerLimit,
        Question,
        RegionFloor,
    )

    chance = random.Random(seed)  # noqa: S311 - an example, not a secret
    candidates = []
    for number in range(1, CANDIDATES + 1):
        is_trained = chance.random() < 0.6
        start, least = chance.randint(1, 9), chance.randint(10, 20)
        candidates.append(
            Candidate(
                code=f"K{number:03}",
                title=f"Kegiatan {number} (contoh)",
                indicator=Indicator.TRAINED if is_trained else Indicator.FACILITATED,
                kind="bimtek" if is_trained else "certification",
                sub_activity="0011" if is_trained else "0014",
                fixed_cost=chance.randint(150, 600) * 100_000,
                cost_per_person=chance.randint(15, 90) * 100_000,
                travel_per_person=chance.randint(0, 20) * 50_000,
                least=least,
                most=least + chance.randint(5, 20),
                most_times=chance.randint(1, 3),
                earliest=date(2026, start, chance.randint(1, 28)),
                latest=date(2026, chance.randint(start + 1, 12), 28),
                lead_days=chance.choice([5, 10, 20]),
                partner=chance.choice(PARTNERS),
                waits_for_change=chance.random() < 0.2,
                chain=()
                if is_trained
                else (Stretch("skk", 50), Stretch("pay", 5, is_working=True)),
                regions=() if chance.random() < 0.7 else tuple(sorted(chance.sample(REGIONS, 5))),
            )
        )
    return Question(
        year=2026,
        asked_on=date(2026, 1, 5),
        finish_by=date(2026, 12, 15),
        candidates=tuple(candidates),
        change_on=date(2026, 9, 15),
        regions=REGIONS,
        limits=tuple(PartnerLimit(partner, 2, 15) for partner in PARTNERS),
        floors=tuple(RegionFloor(region, chance.randint(10, 40)) for region in REGIONS),
        ceilings=(Ceiling("", 6_000_000_000), Ceiling("0014", 2_500_000_000)),
        goals=(Goal(1500),),
        curve_points=CURVE_POINTS,
    )


def timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """CPU seconds, wall seconds and what came of it."""
    cpu, wall = time.process_time(), time.monotonic()
    found = work()
    return time.process_time() - cpu, time.monotonic() - wall, found
