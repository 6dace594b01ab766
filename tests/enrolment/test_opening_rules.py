"""Whether a training may open: every reason at once, what a reason overrides, what may change afterwards."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from binakon.enrolment.rules.opening import (
    OVERRIDABLE,
    OpeningFacts,
    may_override,
    not_overridden,
    opening_problems,
)
from binakon.enrolment.rules.training_terms import hurting_changes, term_problems, usual_documents
from binakon.enrolment.rules.training_words import Tally, headline_of, state_tone, state_words

GOOD = OpeningFacts(
    kind="bimtek",
    activity_state="planned",
    version="murni",
    is_ratified=True,
    needs_perubahan=False,
    seats=35,
    plan_seats=35,
    target_left=35,
    shared=26,
    moment=datetime(2026, 4, 1, tzinfo=UTC),
    closes_at=datetime(2026, 4, 17, 8, tzinfo=UTC),
    closes_on=date(2026, 4, 17),
    nominations_due_at=datetime(2026, 4, 10, 8, tzinfo=UTC),
    starts_on=date(2026, 4, 20),
    has_days=True,
    contact_name="Ahmad Zulkifli",
    contact_phone="6281234567890",
    documents=("id_card",),
    takes_individuals=True,
    takes_nominations=True,
    policy="ranked",
    has_weights=True,
    has_seed=False,
)
FAULTS = {
    "activity_state": {"activity_state": "cancelled"},
    "after_perubahan": {"needs_perubahan": True},
    "not_ratified": {"is_ratified": False, "version": "perubahan"},
    "no_seats": {"seats": 0, "shared": 0},
    "over_plan": {"seats": 36, "target_left": None},
    "over_target": {"target_left": 34},
    "over_shared": {"shared": 36},
    "closes_at": {"closes_at": datetime(2026, 3, 31, tzinfo=UTC), "closes_on": date(2026, 3, 31)},
    "nominations_due_at": {"nominations_due_at": datetime(2026, 3, 31, tzinfo=UTC)},
    "days": {"has_days": False},
    "contact_name": {"contact_phone": ""},
    "no_documents": {"documents": ()},
    "takes_individuals": {"takes_individuals": False, "takes_nominations": False},
    "weights": {"has_weights": False},
    "seed": {"policy": "draw"},
}


def codes(facts: OpeningFacts) -> list[str]:
    return [problem.code for problem in opening_problems(facts)]


def test_a_training_with_everything_in_place_has_no_problem() -> None:
    assert codes(GOOD) == []


@pytest.mark.parametrize("code", FAULTS)
def test_each_fault_alone_is_told_alone(code: str) -> None:
    assert codes(replace(GOOD, **FAULTS[code])) == [code]  # type: ignore[arg-type]


def test_all_faults_are_told_at_once() -> None:
    worst = replace(
        GOOD,
        is_ratified=False,
        needs_perubahan=True,
        contact_name="",
        documents=(),
        has_days=False,
        has_weights=False,
    )
    assert codes(worst) == [
        "after_perubahan",
        "not_ratified",
        "days",
        "contact_name",
        "no_documents",
        "weights",
    ]


@pytest.mark.parametrize("code", FAULTS)
def test_a_reason_overrides_money_and_version_and_never_the_impossible(code: str) -> None:
    problems = opening_problems(replace(GOOD, **FAULTS[code]))  # type: ignore[arg-type]
    left = [problem.code for problem in not_overridden(problems, "perintah gubernur")]
    assert left == ([] if code in OVERRIDABLE else [code])
    assert may_override(problems) == (code in OVERRIDABLE)
    assert [problem.code for problem in not_overridden(problems, "  ")] == [code]


@pytest.mark.parametrize("state", ["cancelled", "held", "closed", "postponed"])
def test_an_activity_that_is_not_ahead_cannot_open(state: str) -> None:
    assert codes(replace(GOOD, activity_state=state)) == ["activity_state"]


def test_registration_may_end_on_the_first_day_and_not_after_it() -> None:
    last = replace(GOOD, closes_on=GOOD.starts_on)
    assert codes(last) == []
    assert codes(replace(last, closes_on=date(2026, 4, 21))) == ["closes_at"]


def test_a_bimtek_asks_four_papers_and_a_rakor_none() -> None:
    assert usual_documents("bimtek") == ["id_card", "diploma", "photo", "assignment"]
    assert usual_documents("rakor") == []


BEFORE = {
    "policy": "ranked",
    "documents": ["id_card", "diploma"],
    "closes_at": "2026-04-17T16:00",
    "takes_nominations": False,
    "offer_days": 2,
    "venue": "Aula",
    "contact_phone": "6281",
    "nominations_due_at": None,
}


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("documents", ["id_card"], ["id_card", "photo"]),
        ("closes_at", "2026-04-18T16:00", "2026-04-16T16:00"),
        ("offer_days", 3, 1),
        ("nominations_due_at", "2026-04-10T16:00", None),
    ],
)
def test_after_opening_only_what_hurts_nobody_may_change(
    name: str, good: object, bad: object
) -> None:
    before = {**BEFORE, "nominations_due_at": "2026-04-09T16:00"}
    assert hurting_changes("open", before, {name: good}) == []
    assert [found.code for found in hurting_changes("open", before, {name: bad})] == [name]
    assert hurting_changes("prepared", before, {name: bad}) == []


def test_the_rule_of_sharing_seats_is_fixed_and_places_and_contacts_are_not() -> None:
    assert [found.code for found in hurting_changes("open", BEFORE, {"policy": "draw"})] == [
        "policy"
    ]
    assert hurting_changes("closed", BEFORE, {"venue": "Hotel", "contact_phone": "6282"}) == []
    assert hurting_changes("open", BEFORE, {"takes_nominations": True}) == []
    assert [found.code for found in hurting_changes("determined", BEFORE, {"venue": "x"})] == [
        "state"
    ]


def test_terms_that_contradict_each_other_are_told_at_their_fields() -> None:
    terms = {
        "seats": 40,
        "reserved": {"women": 41},
        "opens_at": "2026-04-17T16:00",
        "closes_at": "2026-04-17T16:00",
        "takes_individuals": False,
        "takes_nominations": False,
        "nominations_due_at": "2026-04-22T16:00",
        "days": [["2026-04-21", "08:00", "16:00"]],
        "policy": "ranked",
        "weights": {"need": 0, "months": 6},
    }
    assert [problem.code for problem in term_problems(terms, 35)] == [
        "seats",
        "reserved",
        "closes_at",
        "takes_individuals",
        "nominations_due_at",
        "weights",
    ]


TALLY = Tally(
    state="open",
    policy="first_come",
    seats=35,
    taken=24,
    waiting=6,
    asking=30,
    opens_at=datetime(2026, 4, 1, tzinfo=UTC),
    closes_at=datetime(2026, 4, 17, 8, tzinfo=UTC),
    moment=datetime(2026, 4, 2, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "24 dari 35 kursi terisi, 6 menunggu; pendaftaran ditutup 17 April 2026, 16.00 WITA."),
        (
            {"policy": "draw", "waiting": 0, "taken": 0},
            "30 orang mendaftar untuk 35 kursi; pendaftaran ditutup 17 April 2026, 16.00 WITA.",
        ),
        (
            {"moment": datetime(2026, 3, 2, tzinfo=UTC), "taken": 0, "waiting": 0},
            "0 dari 35 kursi terisi; pendaftaran dibuka mulai 1 April 2026, 08.00 WITA.",
        ),
        ({"state": "cancelled", "waiting": 0}, "24 dari 35 kursi terisi; dibatalkan."),
        (
            {"state": "prepared"},
            "Belum dibuka: 35 kursi disiapkan, pendaftaran mulai 1 April 2026, 08.00 WITA.",
        ),
    ],
)
def test_the_page_answers_in_one_sentence(changes: dict[str, object], sentence: str) -> None:
    assert headline_of(replace(TALLY, **changes)) == sentence  # type: ignore[arg-type]


def test_a_class_opened_before_its_hour_says_from_when_it_takes_registrations() -> None:
    opens = datetime(2026, 4, 1, tzinfo=UTC)
    before, after = datetime(2026, 3, 31, 23, 59, tzinfo=UTC), opens
    assert state_words("open", opens, before) == (
        "pendaftaran dibuka mulai 1 April 2026, 08.00 WITA"
    )
    assert state_words("open", opens, after) == "pendaftaran dibuka"
    assert state_words("prepared", opens, before) == "disiapkan"
    tones = [state_tone(state, opens, before) for state in ("open", "closed", "prepared")]
    assert (tones, state_tone("open", opens, after)) == (["wait", "wait", ""], "go")
