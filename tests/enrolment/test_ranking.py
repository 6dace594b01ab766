"""Points: whole, explained criterion by criterion, and the same whatever the order of the rows."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from binakon.core.problems import Blocked
from binakon.enrolment.rules.canonical import canonical_json
from binakon.enrolment.rules.ranking import (
    Applicant,
    Certificate,
    Ranking,
    Weights,
    months_after,
    rank,
    ranking_fingerprint,
)
from binakon.enrolment.rules.ranking_facts import Criterion
from binakon.enrolment.rules.ranking_words import points_words, rank_words, weight_words

DAY = date(2026, 4, 17)
NEEDS = {"63.05": 30, "63.72": 90}
NAMES = {"63.05": "Kabupaten Tapin", "63.72": "Kota Banjarbaru"}
USUAL = Weights()


def somebody(key: str, sequence: int, office: str = "63.05", **more: Any) -> Applicant:
    known: dict[str, Any] = {"was_trained": False, "certificate": Certificate.NONE}
    return Applicant(key, sequence, office, **(known | more))


def ranked(*people: Applicant, weights: Weights = USUAL) -> Ranking:
    return rank(people, weights, day=DAY, needs=NEEDS, names=NAMES)


def said(*people: Applicant, key: str) -> list[str]:
    (found,) = [person for person in ranked(*people).people if person.key == key]
    return [rank_words(found), *(points_words(points) for points in found.points)]


def refused(
    *people: Applicant, weights: Weights = USUAL, needs: Any = NEEDS
) -> list[tuple[str, str]]:
    with pytest.raises(Blocked) as caught:
        rank(people, weights, day=DAY, needs=needs, names=NAMES)
    return [(problem.code, problem.sentence) for problem in caught.value.problems]


def test_every_criterion_is_said_in_one_sentence() -> None:
    people = (
        somebody("a", 10, "63.72"),
        somebody(
            "b",
            20,
            was_trained=True,
            certificate=Certificate.HELD,
            certificate_until=date(2026, 10, 17),
        ),
        somebody(
            "c",
            30,
            was_trained=None,
            certificate=Certificate.HELD,
            certificate_until=date(2026, 10, 18),
        ),
        somebody("d", 40, "", certificate=Certificate.UNKNOWN),
    )
    assert said(*people, key="a") == [
        "Peringkat 1 dengan 100 poin.",
        "Belum pernah ikut pelatihan kami: 40 dari 40 poin.",
        "Belum punya SKK: 30 dari 30 poin.",
        "Kebutuhan wilayah 90 orang, terbesar 90: 20 dari 20 poin.",
        "Pendaftar ke-1 dari 4: 10 dari 10 poin.",
    ]
    assert said(*people, key="b") == [
        "Peringkat 2 dengan 42 poin.",
        "Sudah pernah ikut pelatihan kami: 0 dari 40 poin.",
        "SKK berlaku sampai 17 Oktober 2026: 30 dari 30 poin.",
        "Kebutuhan wilayah 30 orang, terbesar 90: 6 dari 20 poin.",
        "Pendaftar ke-2 dari 4: 6 dari 10 poin.",
    ]
    assert said(*people, key="c") == [
        "Peringkat 4 dengan 9 poin.",
        "Riwayat pelatihan belum diketahui: 0 dari 40 poin.",
        "SKK masih lama berlaku, sampai 18 Oktober 2026: 0 dari 30 poin.",
        "Kebutuhan wilayah 30 orang, terbesar 90: 6 dari 20 poin.",
        "Pendaftar ke-3 dari 4: 3 dari 10 poin.",
    ]
    assert said(*people, key="d") == [
        "Peringkat 3 dengan 40 poin.",
        "Belum pernah ikut pelatihan kami: 40 dari 40 poin.",
        "Keadaan SKK belum diketahui: 0 dari 30 poin.",
        "Kebutuhan wilayah 0 orang, terbesar 90: 0 dari 20 poin.",
        "Pendaftar ke-4 dari 4: 0 dari 10 poin.",
    ]


def test_an_skk_that_ended_or_has_no_known_end() -> None:
    ended = somebody("a", 1, certificate=Certificate.HELD, certificate_until=date(2020, 1, 1))
    endless = somebody("b", 2, certificate=Certificate.HELD)
    found = {person.key: person.points[1].points for person in ranked(ended, endless).people}
    assert found == {"a": 30, "b": 0}


def test_equal_points_are_ordered_by_arrival_and_say_so() -> None:
    level = replace(USUAL, arrival=0)
    found = ranked(
        somebody("z", 3), somebody("a", 7), somebody("m", 5, was_trained=True), weights=level
    )
    assert [(person.key, person.rank, person.is_tied) for person in found.people] == [
        ("z", 1, True),
        ("a", 2, True),
        ("m", 3, False),
    ]
    assert rank_words(found.people[0]) == (
        "Peringkat 1 dengan 76 poin; yang poinnya sama diurutkan menurut waktu mendaftar."
    )


def test_weights_are_shown_before_anybody_applies() -> None:
    assert weight_words(replace(USUAL, need=0)) == [
        "Belum pernah ikut pelatihan kami: 40 poin.",
        "Belum punya SKK, atau SKK berakhir dalam 6 bulan: 30 poin.",
        "Urutan mendaftar: 10 poin untuk yang pertama, berkurang merata sampai 0 untuk yang terakhir.",
        "Bila jumlah poinnya sama, yang lebih dulu mendaftar didahulukan.",
    ]
    assert len(weight_words(USUAL)) == 5


def test_an_unknown_need_is_refused_by_name_unless_it_counts_for_nothing() -> None:
    people = somebody("a", 1, "63.72"), somebody("b", 2, "63.05"), somebody("c", 3, "")
    assert refused(*people, needs={"63.72": None}) == [
        (
            "unknown_need",
            "Kebutuhan belum diisi untuk Kabupaten Tapin dan Kota Banjarbaru. Isi angkanya; tulis 0 bila memang nol.",
        )
    ]
    found = rank(people, replace(USUAL, need=0), day=DAY, needs={})
    assert [person.key for person in found.people] == ["a", "b", "c"]


def test_no_need_anywhere_gives_nobody_points_for_it() -> None:
    found = rank([somebody("a", 1)], USUAL, day=DAY, needs={"63.05": 0})
    assert (found.people[0].points[2].points, found.people[0].points[3].points) == (0, 10)


def test_what_cannot_be_ranked_is_refused_all_at_once() -> None:
    wrong = Weights(never_trained=-1, certificate=1001, months=61)
    found = refused(somebody("a", 1), somebody("a", 1), weights=wrong, needs={"63.05": -1})
    assert [code for code, _sentence in found] == [
        "weight_out_of_range",
        "months_out_of_range",
        "applicant_twice",
        "negative_need",
    ]
    assert [code for code, _sentence in refused(weights=Weights(0, 0, 0, 0))] == ["no_weight"]


def test_months_end_where_a_month_is_shorter() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 12, 31), 0) == date(2026, 12, 31)
    assert months_after(date(2026, 12, 5), 1) == date(2027, 1, 5)


PEOPLE = st.lists(
    st.builds(
        Applicant,
        key=st.text("abcdef", min_size=1, max_size=6),
        sequence=st.integers(1, 10_000),
        office=st.sampled_from(("63.05", "63.72", "")),
        was_trained=st.sampled_from((True, False, None)),
        certificate=st.sampled_from(Certificate),
        certificate_until=st.one_of(st.none(), st.dates(date(2025, 1, 1), date(2029, 1, 1))),
    ),
    max_size=15,
    unique_by=(lambda person: person.key, lambda person: person.sequence),
)
SOME_WEIGHTS = st.builds(Weights, *[st.integers(0, 50)] * 3, st.integers(1, 50), st.integers(0, 60))


@settings(deadline=None)
@given(PEOPLE, SOME_WEIGHTS, st.randoms(use_true_random=False))
def test_ranks_follow_points_then_arrival_whatever_the_order_of_rows(
    people: list[Applicant], weights: Weights, chance: Any
) -> None:
    found = rank(people, weights, day=DAY, needs=NEEDS)
    mixed = chance.sample(people, len(people))
    assert rank(mixed, weights, day=DAY, needs=NEEDS) == found
    assert ranking_fingerprint(mixed, weights, DAY, NEEDS) == ranking_fingerprint(
        people, weights, DAY, NEEDS
    )
    order = [(-person.total, person.sequence) for person in found.people]
    assert order == sorted(order)
    assert [person.rank for person in found.people] == list(range(1, len(people) + 1))
    for person in found.people:
        assert person.total == sum(points.points for points in person.points)
        assert [points.criterion for points in person.points] == list(Criterion)
        assert all(0 <= p.points <= p.most == weights.of(p.criterion) for p in person.points)


@settings(deadline=None)
@given(PEOPLE, SOME_WEIGHTS)
def test_a_stored_ranking_reads_back_equal(people: list[Applicant], weights: Weights) -> None:
    found = rank(people, weights, day=DAY, needs=NEEDS)
    assert Ranking.from_json(json.loads(canonical_json(found))) == found
    assert json.loads(canonical_json(found)) == found.as_json()


def test_the_fingerprint_tells_what_it_was_made_from() -> None:
    people = [somebody("a", 1)]
    same = ranking_fingerprint(people, USUAL, DAY, NEEDS)
    others = {
        ranking_fingerprint([somebody("a", 2)], USUAL, DAY, NEEDS),
        ranking_fingerprint(people, Weights(need=21), DAY, NEEDS),
        ranking_fingerprint(people, USUAL, date(2026, 4, 18), NEEDS),
        ranking_fingerprint(people, USUAL, DAY, {"63.05": 31}),
    }
    assert len(others | {same}) == 5
