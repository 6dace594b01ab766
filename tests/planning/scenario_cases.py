"""Small random questions with fixed seeds, and the 2026 case, for the tests of scenarios."""

import random
from dataclasses import replace
from datetime import date

from binakon.core.stretches import Stretch
from binakon.planning.rules.scenarios.facts import (
    Assumption,
    Candidate,
    Ceiling,
    Goal,
    Indicator,
    PartnerLimit,
    Question,
    RegionFloor,
)

TRAINED, FACILITATED = Indicator.TRAINED, Indicator.FACILITATED
REGIONS = ("63.01", "63.02", "63.71")
# Test, decision, record and payment: invented lengths.
CHAIN = (Stretch("test", 21), Stretch("record", 5, is_working=True))


def candidate(code: str = "A", **changed: object) -> Candidate:
    """A class of 2 to 3 people at any time of the year, 10 rupiah and 4 for each."""
    facts: dict[str, object] = {
        "code": code,
        "title": f"Kegiatan {code} (contoh)",
        "indicator": TRAINED,
        "kind": "bimtek",
        "sub_activity": "0011",
        "fixed_cost": 10,
        "cost_per_person": 4,
        "travel_per_person": 0,
        "least": 2,
        "most": 3,
        "most_times": 1,
        "earliest": date(2026, 1, 1),
        "latest": date(2026, 12, 31),
    }
    return Candidate(**(facts | changed))  # type: ignore[arg-type]  # names are checked by the class


def question(*candidates: Candidate, **changed: object) -> Question:
    """A question of 2026, asked on 5 January, to be over by 15 December."""
    facts: dict[str, object] = {
        "year": 2026,
        "asked_on": date(2026, 1, 5),
        "finish_by": date(2026, 12, 15),
        "candidates": candidates,
        "regions": REGIONS,
    }
    return Question(**(facts | changed))  # type: ignore[arg-type]  # names are checked by the class


def small(seed: int) -> Question:
    """Two or three candidates with few people, tight days, partners, floors, a goal and ceilings."""
    chance = random.Random(seed)
    candidates = [_candidate(chance, code) for code in "ABC"[: chance.randint(2, 3)]]
    limits = [
        PartnerLimit("P", chance.choice([1, 2])),
        PartnerLimit("L", None, chance.choice([1, 2, 3])),
    ]
    floors = [
        RegionFloor(region, chance.randint(1, 2))
        for region in chance.sample(REGIONS, chance.choice([0, 0, 0, 1, 2]))
    ]
    ceilings = [Ceiling("", chance.randint(30, 120))]
    if chance.random() < 0.4:
        ceilings.append(Ceiling("0014", chance.randint(10, 60)))
    goals = [Goal(chance.randint(1, 12), chance.choice([None, None, TRAINED]))]
    if chance.random() < 0.3 and goals[0].indicator:
        goals.append(Goal(chance.randint(1, 5), FACILITATED))
    return question(
        *candidates,
        change_on=chance.choice([None, date(2026, 9, 15), date(2026, 10, 20), date(2026, 11, 20)]),
        pays_travel=chance.random() < 0.5,
        limits=tuple(limits),
        floors=tuple(floors),
        ceilings=tuple(ceilings),
        goals=tuple(goals),
    )


def small_in_rupiah(seed: int) -> Question:
    """A small question whose prices and ceilings have seven or eight digits, none of them round."""
    chance, question_of_few = random.Random(seed), small(seed)
    unit = chance.choice([1, 10]) * chance.randint(1_000_000, 2_000_000)

    def in_rupiah(price: int | None) -> int:
        return (price or 0) * unit + chance.randint(0, 999)

    return replace(
        question_of_few,
        candidates=tuple(
            replace(
                each,
                fixed_cost=in_rupiah(each.fixed_cost),
                cost_per_person=in_rupiah(each.cost_per_person),
                travel_per_person=in_rupiah(each.travel_per_person),
            )
            for each in question_of_few.candidates
        ),
        ceilings=tuple(
            replace(each, rupiah=in_rupiah(each.rupiah)) for each in question_of_few.ceilings
        ),
    )


def _candidate(chance: random.Random, code: str) -> Candidate:
    indicator = chance.choice([TRAINED, TRAINED, FACILITATED])
    least, times = chance.randint(1, 2), chance.randint(1, 2)
    start = chance.choice([1, 1, 4, 8, 10])
    return candidate(
        code,
        indicator=indicator,
        sub_activity="0011" if indicator is TRAINED else "0014",
        fixed_cost=chance.randint(0, 12),
        cost_per_person=chance.randint(1, 9),
        travel_per_person=chance.randint(0, 3),
        least=least,
        most=least + chance.randint(0, 2),
        most_times=times,
        least_times=int(chance.random() < 0.1),
        earliest=date(2026, start, chance.randint(1, 28)),
        latest=date(2026, chance.choice([start, 12]), 28),
        lead_days=chance.choice([0, 10]),
        partner=chance.choice(["", "P"] if indicator is TRAINED else ["L", "L", ""]),
        waits_for_change=chance.random() < 0.3,
        chain=chance.choice([(), CHAIN]),
        regions=chance.choice([(), (), REGIONS[:1], REGIONS[1:]]),
    )


def year_2026() -> Question:
    """The 2026 case: 7 classes for 200 and 60 to be facilitated, and the ideal of 375; every rupiah is an assumption."""
    regions = tuple(f"63.{number:02}" for number in range(1, 14))
    bimtek = candidate(
        "BIMTEK",
        title="BIMTEK jabatan kerja ahli",
        fixed_cost=None,
        cost_per_person=None,
        travel_per_person=None,
        least=20,
        most=35,
        most_times=11,
        least_times=7,
        earliest=date(2026, 2, 2),
        latest=date(2026, 11, 30),
        lead_days=15,
        partner="HPJI",
    )
    skk = candidate(
        "SKK",
        title="Fasilitasi sertifikasi ahli",
        indicator=FACILITATED,
        kind="certification",
        sub_activity="0014",
        fixed_cost=0,
        cost_per_person=None,
        travel_per_person=None,
        least=20,
        most=20,
        most_times=6,
        least_times=3,
        earliest=date(2026, 7, 1),
        latest=date(2026, 11, 30),
        lead_days=10,
        partner="LSP",
        waits_for_change=True,
        chain=(Stretch("skk", 50), Stretch("payment", 5, is_working=True)),
    )
    return question(
        bimtek,
        skk,
        change_on=date(2026, 9, 15),
        regions=regions,
        limits=(PartnerLimit("HPJI", 2), PartnerLimit("LSP", None, 15)),
        ceilings=(Ceiling("", 2_020_000_000, "DPA 2026 (contoh)"),),
        goals=(Goal(375),),
        assumptions=(
            Assumption("fixed_cost:BIMTEK", "Biaya tetap satu kelas BIMTEK", 40_000_000, "Rp"),
            Assumption("cost_per_person:BIMTEK", "Biaya per orang BIMTEK", 5_000_000, "Rp"),
            Assumption("cost_per_person:SKK", "Biaya per orang fasilitasi SKK", 8_000_000, "Rp"),
            Assumption("travel_per_person", "Perjalanan per orang", 1_000_000, "Rp"),
        ),
        cuts=(10,),
        change_days=(date(2026, 9, 15), date(2026, 10, 1), date(2026, 10, 8)),
        curve_points=50,
    )
