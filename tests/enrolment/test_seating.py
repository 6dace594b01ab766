"""Seats: the three rules hold against trying everything, against another solver, and against tampering."""

import json
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from binakon.core.problems import Blocked
from binakon.enrolment.rules import seating as seating_module
from binakon.enrolment.rules.canonical import canonical_json
from binakon.enrolment.rules.seating import (
    Bucket,
    Candidate,
    SeatGiven,
    Seating,
    UnsoundSeating,
    seat,
)
from binakon.enrolment.rules.seating_check import seating_problems
from binakon.enrolment.rules.seating_facts import (
    BucketKind,
    ReasonCode,
    SeatingStepKind,
    seating_fingerprint,
)
from binakon.enrolment.rules.seating_words import Names, reason_words, rule_words, seating_words
from tests.enrolment.seats import (
    NOBODY,
    WOMEN,
    by_or_tools,
    by_trying_all,
    crowd,
    halls,
    one_by_one,
    open_buckets,
    placing,
)
from tests.house import checks
from tests.house.tree import SOURCES

NAMES = Names(
    {1: "BIMTEK Geoteknik", 2: "BIMTEK Teknik Jalan"},
    {"A": "Kabupaten Tapin", "B": "Kota Banjarbaru"},
    {"perempuan": "perempuan"},
)
HALL = [
    Bucket("tapin", 1, 1, "A"),
    Bucket("perempuan", 1, 1, "", "perempuan"),
    Bucket("umum", 1, 1),
]


def person(key: str, order: int, office: str = "A", *wishes: int, woman: bool = False) -> Candidate:
    return Candidate(key, order, office, WOMEN if woman else NOBODY, wishes or (1,))


def greedily(candidates: list[Candidate], buckets: list[Bucket]) -> set[str]:
    """Who sits if each takes the first free seat and nobody ever moves."""
    free = {bucket.key: bucket.places for bucket in buckets}
    seated = set()
    for each in sorted(candidates, key=lambda candidate: candidate.order):
        for bucket in open_buckets(each, buckets):
            if free[bucket.key]:
                free[bucket.key] -= 1
                seated.add(each.key)
                break
    return seated


def test_own_region_first_then_the_own_group_then_the_pool() -> None:
    found = seat([person("a", 1), person("b", 2, woman=True), person("c", 3, "B")], HALL)
    assert placing(found) == {"a": (1, "tapin"), "b": (1, "perempuan"), "c": (1, "umum")}


def test_a_woman_makes_room_for_a_neighbour_who_has_no_other_seat() -> None:
    people = [person("x", 1, "B"), person("y", 2, woman=True), person("z", 3)]
    assert placing(seat(people, HALL)) == {
        "x": (1, "umum"),
        "y": (1, "perempuan"),
        "z": (1, "tapin"),
    }
    # Without anybody moving, a seat would stay empty while z waits.
    assert greedily(people, HALL) == {"x", "y"}


def test_nobody_with_a_better_order_gives_a_seat_up_for_a_worse_one() -> None:
    people = [person("a", 5), person("b", 6), person("c", 7)]
    found = seat(people, [Bucket("tapin", 1, 2, "A")])
    assert sorted(found.places) == ["a", "b"]
    assert found.waiting == {1: ("c",)}


def test_somebody_moves_to_a_later_wish_so_that_one_more_sits() -> None:
    people = [person("a", 1, "A", 1, 2), person("b", 2, "A", 1)]
    found = seat(people, [Bucket("k1", 1, 1), Bucket("k2", 2, 1)])
    assert found.places == {"a": SeatGiven(2, "k2", 2), "b": SeatGiven(1, "k1", 1)}
    assert reason_words(found.reasons["a"], NAMES) == (
        "Anda mendapat kursi di pilihan ke-2. BIMTEK Geoteknik: kursi umum (1) penuh. Memberikannya kepada Anda akan"
        " membuat orang lain kehilangan kursi, atau kehilangan pilihannya padahal urutannya lebih baik."
    )


def test_between_two_who_could_change_places_the_better_order_chooses() -> None:
    people = [person("a", 2, "A", 2, 1), person("b", 1, "A", 2, 1)]
    found = seat(people, [Bucket("k1", 1, 1), Bucket("k2", 2, 1)])
    assert found.places == {"b": SeatGiven(2, "k2", 1), "a": SeatGiven(1, "k1", 2)}


def test_why_somebody_has_no_seat_is_said_with_the_numbers() -> None:
    people = [person("a", 3), person("b", 8, "B"), person("c", 9, "B"), person("d", 12, "A", 1, 2)]
    found = seat(people, [*HALL, Bucket("banjarbaru", 2, 4, "B")])
    assert sorted(found.places) == ["a", "b"]
    assert {key: reason.code for key, reason in found.reasons.items()} == {
        "c": ReasonCode.POOL_FULL,
        "d": ReasonCode.ALL_FULL,
    }
    assert reason_words(found.reasons["d"], NAMES) == (
        "Anda belum mendapat kursi. BIMTEK Geoteknik: kuota Kabupaten Tapin (1) dan kursi umum (1) penuh; urutan"
        " terakhir yang diterima 8, urutan Anda 12. Di daftar tunggu Anda ke-2, ke-1 untuk Kabupaten Tapin."
        " BIMTEK Teknik Jalan tidak membuka kursi bagi wilayah atau kelompok Anda."
    )
    assert found.waiting == {1: ("c", "d"), 2: ("d",)}


@pytest.mark.parametrize(
    ("stock", "code", "seats"),
    [
        ([Bucket("k", 1, 0)], ReasonCode.NO_SEATS, "tidak membuka kursi"),
        ([Bucket("k", 1, 1, "A")], ReasonCode.OFFICE_FULL, "kuota Kabupaten Tapin (1) penuh"),
        (
            [Bucket("k", 1, 1, "", "perempuan")],
            ReasonCode.GROUP_FULL,
            "kursi khusus perempuan (1) penuh",
        ),
        (
            [Bucket("k", 1, 1, "A", "perempuan")],
            ReasonCode.GROUP_FULL,
            "kursi perempuan Kabupaten Tapin (1) penuh",
        ),
        ([Bucket("k", 1, 1)], ReasonCode.POOL_FULL, "kursi umum (1) penuh"),
    ],
)
def test_each_kind_of_full_is_named(stock: list[Bucket], code: ReasonCode, seats: str) -> None:
    found = seat([person("a", 1, woman=True), person("b", 2, woman=True)], stock)
    assert found.reasons["b"].code == code
    assert seats in reason_words(found.reasons["b"], NAMES)


def test_somebody_of_no_office_is_told_one_place_in_the_queue() -> None:
    found = seat([person("a", 1, ""), person("b", 2, "")], [Bucket("umum", 1, 1)])
    assert reason_words(found.reasons["b"], NAMES).endswith("Di daftar tunggu Anda ke-1.")


def test_the_record_of_a_run_can_be_stored_and_read_aloud() -> None:
    found = seat([person("a", 3), person("b", 8, "B"), person("c", 9, "B")], HALL)
    assert json.loads(canonical_json(found.steps)) == found.steps_as_json()
    assert [seating_words(step, NAMES) for step in found.steps] == [
        "3 kursi tersedia; 2 orang mendapat kursi, 1 belum.",
        "Urutan 3, a: BIMTEK Geoteknik, kursi tapin, pilihan ke-1.",
        "Urutan 8, b: BIMTEK Geoteknik, kursi umum, pilihan ke-1.",
        "BIMTEK Geoteknik, tapin: 1 dari 1 kursi terisi, urutan terakhir 3.",
        "BIMTEK Geoteknik, perempuan: 1 kursi, belum terisi.",
        "BIMTEK Geoteknik, umum: 1 dari 1 kursi terisi, urutan terakhir 8.",
        "BIMTEK Geoteknik: 2 dari 3 kursi terisi, 1 menunggu.",
    ]
    assert len(rule_words()) == 3


def test_what_cannot_be_seated_is_refused_all_at_once() -> None:
    twice = [
        person("a", 1),
        person("a", 1),
        Candidate("b", 2, "A", NOBODY, ()),
        person("c", 3, "A", 1, 1),
    ]
    with pytest.raises(Blocked) as caught:
        seat(twice, [Bucket("k", 1, -1), Bucket("k", 1, 2)])
    assert [problem.sentence for problem in caught.value.problems] == [
        "Pendaftar ini tercantum lebih dari sekali: a. Hapus yang berlebih.",
        "Urutan ini dipakai lebih dari satu pendaftar: 1. Jalankan ulang pemeringkatannya.",
        "Pendaftar ini belum memilih kelas: b. Isi pilihannya dulu.",
        "Pendaftar ini memilih kelas yang sama dua kali: c. Hapus salah satunya.",
        "Kelompok kursi ini tercantum lebih dari sekali: k. Hapus yang berlebih.",
        "Jumlah kursi di bawah nol: k. Isi 0 atau lebih.",
    ]
    with pytest.raises(Blocked, match=r"memilih lebih dari 10 kelas: a\. Kurangi pilihannya"):
        seat([person("a", 1, "A", *range(11))], [])
    assert seat([person("a", 1, "A", *range(10))], []).places == {}
    with pytest.raises(Blocked, match=r"p0, p1, p2, p3, p4, dan 3 lainnya"):
        seat([Candidate(f"p{n}", n, "A", NOBODY, ()) for n in range(8)], [])


def test_nobody_and_nothing_make_an_empty_seating() -> None:
    assert seat([], []).places == {}
    found = seat([person("a", 1)], [])
    assert (found.places, found.waiting) == ({}, {1: ("a",)})
    assert found.reasons["a"].code == ReasonCode.NO_SEATS


@settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(halls())
def test_trying_every_seating_finds_none_better_by_the_three_rules(
    hall: tuple[list[Candidate], list[Bucket]],
) -> None:
    assert placing(seat(*hall)) == by_trying_all(*hall)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(halls(people=14))
def test_another_solver_seats_the_same_people(hall: tuple[list[Candidate], list[Bucket]]) -> None:
    candidates, buckets = hall
    if candidates and buckets:
        assert set(seat(candidates, buckets).places) == by_or_tools(candidates, buckets)


@pytest.mark.parametrize("seed", range(4))
def test_in_a_crowd_another_solver_seats_the_same_people(seed: int) -> None:
    candidates, buckets = crowd(1500, 240, 12, seed)
    found = seat(candidates, buckets)
    assert set(found.places) == by_or_tools(candidates, buckets)
    assert len(found.places) >= len(greedily(candidates, buckets))


@pytest.mark.parametrize("seed", range(8))
def test_reading_the_three_rules_aloud_gives_the_same_seating(seed: int) -> None:
    candidates, buckets = crowd((100, 90)[seed % 2], 80, 6, seed)
    found = seat(candidates, buckets)
    assert placing(found) == one_by_one(candidates, buckets)
    assert len({given.choice for given in found.places.values()}) > 1


@pytest.mark.parametrize("seed", range(4))
def test_rows_in_another_order_give_the_same_seating(seed: int) -> None:
    candidates, buckets = crowd(400, 120, 6, seed)
    chance = random.Random(seed)
    found = seat(candidates, buckets)
    other = seat(chance.sample(candidates, len(candidates)), chance.sample(buckets, len(buckets)))
    assert canonical_json(found) == canonical_json(other)
    assert seating_fingerprint(candidates, buckets) == seating_fingerprint(
        chance.sample(candidates, len(candidates)), chance.sample(buckets, len(buckets))
    )
    more = [*candidates, person("lain", 0, "63.01")]
    assert seating_fingerprint(more, buckets) != seating_fingerprint(candidates, buckets)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("AB"), st.integers(1, 99)), max_size=12, unique_by=lambda p: p[1]
    ),
    st.tuples(*[st.integers(0, 3)] * 3),
)
def test_one_class_of_regions_and_a_pool_needs_no_moving(
    people: list[tuple[str, int]], places: tuple[int, int, int]
) -> None:
    candidates = [person(f"p{order}", order, office) for office, order in people]
    buckets = [Bucket(o or "umum", 1, n, o) for o, n in zip(("A", "B", ""), places, strict=True)]
    assert set(seat(candidates, buckets).places) == greedily(candidates, buckets)


def test_one_seat_more_never_unseats_anybody_and_seats_at_most_one_more() -> None:
    candidates, buckets = crowd(300, 60, 6, seed=9)
    before = set(seat(candidates, buckets).places)
    for number in range(0, len(buckets), 7):
        more = [replace(b, places=b.places + (n == number)) for n, b in enumerate(buckets)]
        after = set(seat(candidates, more).places)
        assert before <= after
        assert len(after - before) <= 1


def found_in(seating: Seating, people: list[Candidate], buckets: list[Bucket]) -> set[str]:
    return {problem.code for problem in seating_problems(people, buckets, seating)}


PEOPLE = [person("x", 1, "B"), person("y", 2, woman=True), person("z", 3), person("w", 4)]
SOUND = seat(PEOPLE, HALL)
TAMPERED: list[tuple[str, dict[str, Any], set[str]]] = [
    ("a stranger", {"places": dict(SOUND.places) | {"q": SeatGiven(1, "umum", 1)}}, {"stranger", "overfull"}),
    ("a seat of another", {"places": dict(SOUND.places) | {"x": SeatGiven(1, "tapin", 1)}}, {"not_eligible", "overfull"}),
    ("a wish not made", {"places": dict(SOUND.places) | {"x": SeatGiven(1, "umum", 2)}}, {"not_eligible"}),
    ("no wish at all", {"places": dict(SOUND.places) | {"x": SeatGiven(1, "umum", 0)}}, {"not_eligible"}),
    ("another class", {"places": dict(SOUND.places) | {"x": SeatGiven(2, "umum", 1)}}, {"not_eligible"}),
    ("a queue turned", {"waiting": {1: ("w", "x")}}, {"wrong_queue"}),
    ("no queue", {"waiting": {}}, {"wrong_queue"}),
    ("no reason", {"reasons": {}}, {"no_reason"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "codes"), [t[1:] for t in TAMPERED], ids=[t[0] for t in TAMPERED]
)
def test_the_check_catches_what_was_changed(change: dict[str, Any], codes: set[str]) -> None:
    assert found_in(SOUND, PEOPLE, HALL) == set()
    assert found_in(replace(SOUND, **change), PEOPLE, HALL) == codes


@pytest.mark.parametrize(
    ("places", "waiting"),
    [
        pytest.param({"x": "umum", "y": "tapin"}, ("z", "w"), id="one too few, two moves away"),
        pytest.param({"x": "umum", "y": "perempuan"}, ("z", "w"), id="a free seat is left"),
        pytest.param(
            {"x": "umum", "y": "perempuan", "w": "tapin"}, ("z",), id="a worse order sits"
        ),
    ],
)
def test_the_check_catches_an_unjust_seating(
    places: dict[str, str], waiting: tuple[str, ...]
) -> None:
    reason = next(iter(SOUND.reasons.values()))
    wrong = Seating(
        {key: SeatGiven(1, bucket, 1) for key, bucket in places.items()},
        {1: waiting},
        dict.fromkeys(waiting, reason),
        (),
    )
    assert found_in(wrong, PEOPLE, HALL) == {"unjust"}


def test_the_check_catches_a_better_wish_overlooked() -> None:
    people, stock = [person("a", 1, "A", 1, 2)], [Bucket("k1", 1, 1), Bucket("k2", 2, 1)]
    wrong = Seating({"a": SeatGiven(2, "k2", 2)}, {1: (), 2: ()}, {}, ())
    assert found_in(wrong, people, stock) == {"overlooked"}


def test_a_fault_of_the_solver_never_leaves_the_house(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse_all(*_anything: object) -> bool:
        return False

    monkeypatch.setattr(seating_module.Network, "seat", refuse_all)
    with pytest.raises(UnsoundSeating, match="x tidak mendapat kursi, padahal umum masih bisa"):
        seat(PEOPLE, HALL)


def test_seats_are_found_without_another_solver() -> None:
    # 31 MiB in each process that loads one; it is a witness in tests and bench, and scenarios have a process of their own.
    imported = {
        module.split(".")[0]
        for path in SOURCES
        if "scenarios" not in path.parts
        for node in checks.nodes(path.read_text(encoding="utf-8"))
        for module, _names in checks.imports(node)
    }
    assert "binakon" in imported
    assert imported & {"ortools", "numpy", "pandas"} == set()


def test_the_steps_count_what_the_places_say() -> None:
    candidates, buckets = crowd(300, 60, 6, seed=2)
    found = seat(candidates, buckets)
    start, *steps = found.steps
    assert (start.seated, start.waiting) == (len(found.places), 300 - len(found.places))
    for kind in (SeatingStepKind.BUCKET, SeatingStepKind.TRAINING):
        assert sum(step.seated for step in steps if step.kind == kind) == len(found.places)
    assert [s.key for s in steps if s.kind == SeatingStepKind.GIVEN] == list(found.places)
    assert {bucket.kind for bucket in buckets} == set(BucketKind) - {BucketKind.OFFICE_GROUP}
