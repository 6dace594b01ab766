"""The one sentence of a result, for every outcome a selection can have, in plain words with the numbers behind it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from binakon.enrolment.rules.competition import competitors_of, inputs_of, weights_of
from binakon.enrolment.rules.competition_changes import change_words
from binakon.enrolment.rules.competition_facts import ClassFacts, Entry, Given, Inputs
from binakon.enrolment.rules.competition_run import run
from binakon.enrolment.rules.draw import commitment
from binakon.enrolment.rules.ranking_facts import Certificate
from binakon.enrolment.rules.result_words import result_sentence, still_tells
from binakon.enrolment.rules.seating_facts import Bucket
from binakon.enrolment.states import PlaceState

NAMES = {"63.05": "Tapin", "63.06": "Hulu Sungai Selatan"}
TITLES = {1: "BIMTEK Jalan", 2: "BIMTEK Jembatan"}
SEED = "benih contoh yang cukup panjang"


def a_class(training: int = 1, **fields: Any) -> ClassFacts:
    values: dict[str, Any] = {
        "slug": f"kelas-{training}",
        "title": TITLES[training],
        "free": 10,
        "has_waiting_list": True,
        "policy": "ranked",
        "weights": {"arrival": 10},
    }
    return ClassFacts(training, **(values | fields))


def an_entry(number: int, *, training: int = 1, office: str = "", **fields: Any) -> Entry:
    values: dict[str, Any] = {
        "person": number,
        "code": f"K{number}-{training}",
        "training": training,
        "wish": 1,
        "arrival": number,
        "submitted_at": datetime(2026, 4, 1, 8, number, tzinfo=UTC),
        "office": office,
        "groups": frozenset(),
        "was_trained": False,
        "certificate": Certificate.NONE,
    }
    return Entry(**(values | fields))


def inputs(classes: list[ClassFacts], entries: list[Entry], *buckets: Bucket) -> Inputs:
    return inputs_of(classes, entries, buckets, day=date(2026, 4, 17), needs={})


def said(inputs_: Inputs, seed: str = "") -> dict[str, str]:
    """The sentence of every registration, as it is kept with its result."""
    return {given.code: sentence(given) for given in run(inputs_, seed=seed).results}


def sentence(given: Given) -> str:
    facts = dict(given.facts)
    facts["office_name"] = NAMES.get(facts["office"], "")
    facts["elsewhere_title"] = TITLES.get(facts.get("elsewhere", 0), "")
    return result_sentence(given.outcome, given.reason, facts)


def test_a_seat_says_whose_it_is_and_the_rank_behind_it() -> None:
    entries = [an_entry(1, office="63.05"), an_entry(2), an_entry(3, groups=frozenset({"women"}))]
    buckets = [
        Bucket("a", 1, 1, office="63.05"),
        Bucket("b", 1, 1, group="women"),
        Bucket("c", 1, 1),
    ]
    assert said(inputs([a_class()], entries, *buckets)) == {
        "K1-1": "Anda mendapat kursi dari kuota Tapin, dengan peringkat 1 dari 3 dengan 10 poin.",
        "K2-1": "Anda mendapat kursi dari kursi umum, dengan peringkat 2 dari 3 dengan 5 poin.",
        "K3-1": "Anda mendapat kursi dari kursi khusus perempuan, dengan peringkat 3 dari 3 dengan 0 poin.",
    }


def test_who_waits_reads_both_numbers_and_how_far_the_seats_went() -> None:
    entries = [an_entry(1, office="63.05"), an_entry(2), an_entry(3), an_entry(4, office="63.05")]
    found = said(inputs([a_class()], entries, Bucket("a", 1, 1, office="63.05"), Bucket("b", 1, 1)))
    assert found["K4-1"] == (
        "Anda cadangan nomor 2, ke-1 untuk Tapin, karena kuota Tapin (1) dan kursi umum (1) terisi sampai"
        " peringkat 2, sedangkan Anda peringkat 4 dari 4 dengan 0 poin."
    )
    assert found["K3-1"].startswith("Anda cadangan nomor 1, karena kursi umum (1) terisi")


def test_without_a_list_the_same_reason_says_that_there_is_no_seat() -> None:
    entries = [an_entry(1), an_entry(2)]
    found = said(inputs([a_class(has_waiting_list=False)], entries, Bucket("b", 1, 1)))
    assert found["K2-1"] == (
        "Anda tidak mendapat kursi, karena kursi umum (1) terisi sampai peringkat 1, sedangkan Anda peringkat 2"
        " dari 2 dengan 0 poin."
    )


def test_who_could_never_have_a_seat_is_told_so() -> None:
    found = said(inputs([a_class()], [an_entry(1)], Bucket("a", 1, 3, office="63.05")))
    assert found == {
        "K1-1": "Anda cadangan nomor 1, karena kelas ini tidak membuka kursi bagi wilayah atau kelompok Anda."
    }


def test_a_draw_speaks_of_lots_and_never_of_points() -> None:
    drawn = a_class(policy="draw", weights={}, seed=SEED, seed_hash=commitment(SEED))
    found = said(inputs([drawn], [an_entry(1), an_entry(2)], Bucket("b", 1, 1)), SEED)
    assert sorted(found.values()) == [
        "Anda cadangan nomor 1, karena kursi umum (1) terisi sampai urutan undian 1, sedangkan Anda urutan undian 2"
        " dari 2.",
        "Anda mendapat kursi dari kursi umum, dengan urutan undian 1 dari 2.",
    ]


def test_a_seat_of_a_later_wish_names_it_in_both_classes() -> None:
    entries = [an_entry(1), an_entry(2), an_entry(2, training=2, wish=2)]
    buckets = [Bucket("a", 1, 1), Bucket("b", 2, 1)]
    found = said(inputs([a_class(), a_class(2)], entries, *buckets))
    assert found["K2-1"] == (
        "Anda tidak mendapat kursi di kelas ini, karena kursi umum (1) terisi sampai peringkat 1, sedangkan Anda"
        " peringkat 2 dari 2 dengan 0 poin; Anda mendapat kursi di pilihan lain: BIMTEK Jembatan."
    )
    assert found["K2-2"] == (
        "Anda mendapat kursi di pilihan ke-2 Anda, dari kursi umum, dengan peringkat 2 dari 2 dengan 0 poin."
    )


def test_a_later_wish_that_was_not_needed_says_where_the_seat_is() -> None:
    entries = [an_entry(1), an_entry(1, training=2, wish=2)]
    buckets = [Bucket("a", 1, 1), Bucket("b", 2, 1)]
    found = said(inputs([a_class(), a_class(2)], entries, *buckets))
    assert found["K1-2"] == (
        "Anda diterima di kelas pilihan pertama Anda, BIMTEK Jalan; pendaftaran untuk kelas ini selesai karena itu."
    )


@pytest.mark.parametrize(
    ("outcome", "places"),
    [
        ("seated", ["accepted", "determined"]),
        ("waiting", ["waiting"]),
        ("not_selected", ["not_selected"]),
    ],
)
def test_a_sentence_stands_only_as_long_as_it_is_true(outcome: str, places: list[str]) -> None:
    found = [place.value for place in PlaceState if still_tells(outcome, place)]
    assert sorted(found) == places


def test_one_class_orders_by_the_number_of_arrival_and_several_by_the_moment() -> None:
    late = datetime(2026, 4, 2, tzinfo=UTC)
    single = [an_entry(1, arrival=9), an_entry(2, arrival=3, submitted_at=late)]
    assert [one.key for one in competitors_of(single)] == ["K2-1", "K1-1"]
    several = [*single, an_entry(3, training=2, arrival=1, submitted_at=late)]
    assert [one.key for one in competitors_of(several)] == ["K1-1", "K2-1", "K3-2"]


def test_weights_that_a_class_does_not_name_give_no_points() -> None:
    weights = weights_of({"arrival": 7})
    assert (weights.arrival, weights.never_trained, weights.certificate, weights.need) == (
        7,
        0,
        0,
        0,
    )


BASE = [an_entry(1), an_entry(2)]


@pytest.mark.parametrize(
    ("entries", "places", "words"),
    [
        (BASE, 1, []),
        (BASE[:1], 1, ["1 pendaftaran tidak lagi ikut: K2-1."]),
        ([*BASE, an_entry(3)], 1, ["1 pendaftaran kini ikut: K3-1."]),
        (
            [BASE[0], an_entry(2, was_trained=True)],
            1,
            ["Keterangan 1 pendaftar berubah: K2-1."],
        ),
        (BASE, 2, ["Kursi yang dibagi berubah dari 1 menjadi 2, atau bagiannya lain."]),
    ],
)
def test_each_difference_of_facts_is_one_sentence(
    entries: list[Entry], places: int, words: list[str]
) -> None:
    before = inputs([a_class()], BASE, Bucket("a", 1, 1))
    after = inputs([a_class()], entries, Bucket("a", 1, places))
    assert change_words(before, after) == words
    assert (before.hash == after.hash) == (words == [])


def test_a_changed_rule_is_a_difference_too() -> None:
    before = inputs([a_class()], BASE, Bucket("a", 1, 1))
    after = inputs([a_class(weights={"arrival": 9})], BASE, Bucket("a", 1, 1))
    (said_,) = change_words(before, after)
    assert said_.startswith("Aturan seleksinya berubah")


def test_a_result_of_before_wishes_were_numbered_still_reads() -> None:
    facts = {"elsewhere_title": "BIMTEK Jalan"}
    assert result_sentence("not_selected", "seated_elsewhere", facts) == (
        "Anda tidak mendapat kursi di kelas ini, karena Anda sudah mendapat kursi di pilihan yang lebih awal:"
        " BIMTEK Jalan."
    )
