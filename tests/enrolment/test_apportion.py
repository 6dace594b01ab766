"""Sharing seats among regions: exact, within floors and caps, every step kept, and equal to a slow way of doing it."""

import json
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from binakon.core.problems import Blocked
from binakon.enrolment.rules.apportion import (
    Apportionment,
    Basis,
    Share,
    Step,
    apportion,
    share_problems,
)
from binakon.enrolment.rules.apportion_facts import Decided, StepKind
from binakon.enrolment.rules.apportion_words import apportion_words, basis_words, exact_words
from binakon.enrolment.rules.canonical import canonical_json, fingerprint

PEOPLE = {
    "63.01": 369818,
    "63.02": 332787,
    "63.03": 590393,
    "63.04": 329799,
    "63.05": 202061,
    "63.06": 239471,
    "63.07": 271505,
    "63.08": 238250,
    "63.09": 267787,
    "63.10": 357221,
    "63.11": 138950,
    "63.71": 681693,
    "63.72": 285546,
}
NAMES = {
    "63.01": "Kabupaten Tanah Laut",
    "63.02": "Kabupaten Kotabaru",
    "63.03": "Kabupaten Banjar",
}


def equal(codes: Any = PEOPLE) -> list[Share]:
    return [Share(code, 1) for code in codes]


def steps_of(found: Apportionment, kind: StepKind) -> list[Step]:
    return [step for step in found.steps if step.kind == kind]


def refused(shares: list[Share], total: int) -> list[tuple[str, str]]:
    with pytest.raises(Blocked) as caught:
        apportion(shares, total, names=NAMES)
    return [(problem.code, problem.sentence) for problem in caught.value.problems]


def test_4500_over_13_equal_regions_gives_two_with_347_and_eleven_with_346() -> None:
    found = apportion(equal(), 4500)
    assert found.by_office == {code: 347 if code in {"63.01", "63.02"} else 346 for code in PEOPLE}
    assert found.pool == 0
    extra = steps_of(found, StepKind.EXTRA)
    assert [(step.office, step.decided, step.remainder) for step in extra] == [
        ("63.01", Decided.CODE, Fraction(2, 13)),
        ("63.02", Decided.CODE, Fraction(2, 13)),
    ]


def test_the_order_in_which_offices_are_given_changes_nothing() -> None:
    assert apportion(reversed(equal()), 4500) == apportion(equal(), 4500)


def test_by_population_the_largest_remainders_get_the_seats_left_over() -> None:
    shares = [Share(code, people) for code, people in PEOPLE.items()]
    found = apportion(shares, 200, basis=Basis.POPULATION)
    # By hand: 200 × people ÷ 4,305,281; the whole parts sum to 195, the five largest fractions get one more.
    assert found.by_office == {
        "63.01": 17,
        "63.02": 16,
        "63.03": 27,
        "63.04": 15,
        "63.05": 9,
        "63.06": 11,
        "63.07": 13,
        "63.08": 11,
        "63.09": 12,
        "63.10": 17,
        "63.11": 7,
        "63.71": 32,
        "63.72": 13,
    }


def test_every_line_can_be_read_aloud() -> None:
    shares = [Share("63.01", 3, floor=2), Share("63.02", 2, cap=1), Share("63.03", 2, cap=9)]
    found = apportion(shares, 12, basis=Basis.NEED)
    assert [apportion_words(step, NAMES) for step in found.steps] == [
        "12 kursi: 2 untuk jatah minimum, 10 dibagi dengan dasar kebutuhan terdaftar.",
        "Kabupaten Tanah Laut: jatah minimum 2 kursi.",
        "Pembagian ke-1: 10 kursi dibagi; jumlah dasar pembagian 7.",
        "Kabupaten Kotabaru: bagiannya 2 6/7 kursi melewati batas atas; mendapat 1, selebihnya dibagi lagi kepada"
        " wilayah lain.",
        "Pembagian ke-2: 9 kursi dibagi; jumlah dasar pembagian 5.",
        "Kabupaten Tanah Laut: dasar 3 dari 5, bagiannya 5 2/5 kursi; bulat 5, pecahan 2/5.",
        "Kabupaten Banjar: dasar 2 dari 5, bagiannya 3 3/5 kursi; bulat 3, pecahan 3/5.",
        "Tersisa 1 kursi. Urutan pecahan terbesar: Kabupaten Banjar dan Kabupaten Tanah Laut.",
        "Kabupaten Banjar mendapat kursi sisa ke-1, karena pecahannya 3/5 lebih besar.",
        "Kabupaten Tanah Laut: 7 kursi.",
        "Kabupaten Kotabaru: 1 kursi.",
        "Kabupaten Banjar: 4 kursi.",
        "Semua kursi terbagi; tidak ada yang masuk kursi umum.",
    ]
    assert basis_words("panjang jalan") == "panjang jalan"
    assert [exact_words(Fraction(*pair)) for pair in ((0, 1), (2, 13), (4500, 13))] == [
        "0",
        "2/13",
        "346 2/13",
    ]


def test_equal_remainders_go_to_the_larger_weight_before_the_lower_code() -> None:
    found = apportion([Share("63.01", 1), Share("63.02", 3)], 2)
    assert found.by_office == {"63.01": 0, "63.02": 2}
    (extra,) = steps_of(found, StepKind.EXTRA)
    assert (extra.decided, apportion_words(extra, NAMES)) == (
        Decided.WEIGHT,
        "Kabupaten Kotabaru mendapat kursi sisa ke-1, karena pecahannya sama dan dasar pembagiannya lebih besar.",
    )


def test_where_every_cap_binds_the_rest_stays_in_the_pool() -> None:
    found = apportion([Share("63.01", 5, cap=3), Share("63.02", 1, floor=1, cap=4)], 20)
    assert (found.by_office, found.pool) == ({"63.01": 3, "63.02": 4}, 13)
    assert apportion_words(found.steps[-1]) == (
        "13 kursi masuk kursi umum, karena semua wilayah yang punya dasar pembagian sudah mencapai batas atas."
    )


def test_a_weight_of_nought_gets_the_floor_only_and_all_noughts_leave_the_rest_to_the_pool() -> (
    None
):
    found = apportion([Share("63.01", 0, floor=2), Share("63.02", 4)], 10)
    assert found.by_office == {"63.01": 2, "63.02": 8}
    found = apportion([Share("63.01", 0, floor=2), Share("63.02", 0)], 10)
    assert (found.by_office, found.pool) == ({"63.01": 2, "63.02": 0}, 8)
    assert apportion_words(found.steps[-1]) == (
        "8 kursi masuk kursi umum, karena dasar pembagian semua wilayah nol."
    )


def test_fewer_seats_than_floors_are_refused_with_both_numbers() -> None:
    assert refused([Share("63.01", 1, floor=900), Share("63.02", 1, floor=600)], 1200) == [
        (
            "floors_above_total",
            "Kursi yang dibagi 1.200, padahal jatah minimum semua wilayah berjumlah 1.500. Tambah kursi atau turunkan"
            " jatah minimum.",
        )
    ]


def test_an_unknown_weight_is_refused_by_name_and_never_read_as_nought() -> None:
    shares = [Share("63.01", None), Share("63.02", 0), Share("63.03", None)]
    assert refused(shares, 10) == [
        (
            "unknown_weight",
            "Dasar pembagian belum diisi untuk Kabupaten Tanah Laut dan Kabupaten Banjar. Isi angkanya; tulis 0 bila"
            " memang nol.",
        )
    ]


def test_all_problems_are_told_at_once() -> None:
    shares = [Share("a", -1), Share("a", 1, floor=3, cap=2), Share("b", None, floor=-1)]
    assert [code for code, _sentence in refused(shares, -5)] == [
        "office_twice",
        "unknown_weight",
        "negative_weight",
        "negative_floor",
        "floor_above_cap",
        "negative_total",
    ]
    assert [code for code, _sentence in refused([], 5)] == ["no_office"]
    assert share_problems(equal(), 0) == []


def test_a_stored_calculation_says_what_it_said() -> None:
    found = apportion([Share("63.01", Fraction(3, 7), floor=2), Share("63.02", 2, cap=1)], 12)
    stored = json.loads(canonical_json(found))
    assert Apportionment.from_json(stored) == found
    assert stored == found.as_json()
    assert fingerprint(Apportionment.from_json(stored)) == fingerprint(found)
    assert fingerprint(found) != fingerprint(apportion([Share("63.01", 1)], 12))


WEIGHTS = st.one_of(st.integers(0, 12), st.fractions(0, 5, max_denominator=6))


@st.composite
def cases(draw: st.DrawFn, most: int = 5, seats: int = 12) -> tuple[list[Share], int]:
    """Offices with floors and caps, and a total that covers the floors."""
    shares = []
    for number in range(draw(st.integers(1, most))):
        floor = draw(st.integers(0, 3))
        cap = draw(st.one_of(st.none(), st.integers(floor, floor + 4)))
        shares.append(Share(f"63.{number:02}", draw(WEIGHTS), floor, cap))
    return shares, sum(share.floor for share in shares) + draw(st.integers(0, seats))


@settings(deadline=None)
@given(cases(most=13, seats=3000))
def test_nobody_is_under_the_floor_or_over_the_cap_and_no_seat_is_lost(
    case: tuple[list[Share], int],
) -> None:
    shares, total = case
    found = apportion(shares, total)
    assert sum(found.by_office.values()) + found.pool == total
    assert list(found.by_office) == sorted(share.office for share in shares)
    for share in shares:
        seats = found.by_office[share.office]
        assert share.floor <= seats
        assert share.cap is None or seats <= share.cap
    with_room = [
        share for share in shares if share.weight and found.by_office[share.office] != share.cap
    ]
    assert found.pool == 0 or with_room == []


@settings(deadline=None)
@given(cases(most=13, seats=3000))
def test_a_stored_calculation_reads_back_equal(case: tuple[list[Share], int]) -> None:
    found = apportion(*case)
    assert Apportionment.from_json(json.loads(canonical_json(found))) == found
    assert all(apportion_words(step) for step in found.steps)


@settings(deadline=None)
@given(st.lists(WEIGHTS, min_size=1, max_size=13), st.integers(0, 5000))
def test_without_floors_and_caps_everyone_gets_the_whole_part_or_one_more(
    weights: list[Fraction], total: int
) -> None:
    found = apportion([Share(f"{n:02}", weight) for n, weight in enumerate(weights)], total)
    whole = sum(map(Fraction, weights))
    for seats, weight in zip(found.by_office.values(), weights, strict=True):
        exact = total * Fraction(weight) / whole if whole else Fraction(0)
        assert seats - int(exact) in ({0} if exact.denominator == 1 else {0, 1})


@settings(deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_other_codes_change_who_wins_a_tie_and_nothing_else(
    case: tuple[list[Share], int], chance: Any
) -> None:
    shares, total = case
    codes = [share.office for share in shares]
    renamed = dict(zip(codes, chance.sample(codes, len(codes)), strict=True))
    other = apportion([replaced(share, renamed[share.office]) for share in shares], total)
    found = apportion(shares, total)

    def above(result: Apportionment, code: dict[str, str]) -> list[tuple[Fraction, int]]:
        return sorted(
            (Fraction(share.weight or 0), result.by_office[code[share.office]] - share.floor)
            for share in shares
        )

    same = {code: code for code in codes}
    assert (above(found, same), found.pool) == (above(other, renamed), other.pool)
    if not any(step.decided == Decided.CODE for step in found.steps):
        assert [found.by_office[code] for code in codes] == [
            other.by_office[renamed[code]] for code in codes
        ]


def replaced(share: Share, office: str) -> Share:
    return Share(office, share.weight, share.floor, share.cap)


def slowly(shares: list[Share], total: int) -> dict[str, int]:
    """Another road: the level at which the water stands, then every whole-numbered answer, the nearest wins."""
    rest = total - sum(share.floor for share in shares)
    rooms = {s.office: None if s.cap is None else s.cap - s.floor for s in shares if s.weight}
    weights = {s.office: Fraction(s.weight or 0) for s in shares if s.weight}

    def at(level: Fraction) -> dict[str, Fraction]:
        exact = {office: level * weight for office, weight in weights.items()}
        return {
            office: quota if (room := rooms[office]) is None else min(quota, Fraction(room))
            for office, quota in exact.items()
        }

    exact = {office: Fraction(room or 0) for office, room in rooms.items()}
    endless = any(room is None for room in rooms.values())
    if weights and (endless or sum(exact.values()) > rest):
        bends = sorted(
            {Fraction(room) / weights[o] for o, room in rooms.items() if room is not None}
        )
        below = max([bend for bend in [Fraction(0), *bends] if sum(at(bend).values()) <= rest])
        slope = sum(
            w
            for o, w in weights.items()
            if at(below)[o] == below * w and (rooms[o] is None or below * w < (rooms[o] or 0))
        )
        exact = at(below + (rest - sum(at(below).values())) / slope if slope else below)
    order = sorted(exact, key=lambda office: (-weights[office], office))
    seats = min(rest, int(sum(exact.values())))
    choices = product(
        *(
            {int(exact[o]), int(exact[o]) + 1} if exact[o].denominator > 1 else {int(exact[o])}
            for o in order
        )
    )
    best = min(
        (choice for choice in choices if sum(choice) == seats),
        key=lambda choice: (
            sum((n - exact[o]) ** 2 for n, o in zip(choice, order, strict=True)),
            [-n for n in choice],
        ),
    )
    above = dict(zip(order, best, strict=True))
    return {share.office: share.floor + above.get(share.office, 0) for share in shares}


@settings(deadline=None, max_examples=300)
@given(cases())
def test_a_slow_way_of_sharing_gives_the_same_seats(case: tuple[list[Share], int]) -> None:
    assert apportion(*case).by_office == slowly(*case)
