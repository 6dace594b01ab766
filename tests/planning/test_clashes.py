"""Clashes: what is told, what is not, and that the order of the activities changes nothing."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binakon.core.calendar import Precision, Window, parse_window
from binakon.core.holidays import Holiday, holidays_of
from binakon.planning.rules.clashes import (
    USUAL,
    ActivityFact,
    Clash,
    ClashKind,
    Limits,
    clashes_in,
)
from binakon.planning.states import ActivityState

OFF: Mapping[date, Holiday] = {h.day: h for h in holidays_of(2026)}
NONE: Mapping[date, Holiday] = {}
ROOMY = Limits(most_in_a_month=1000)


def fact(code: str, window: str, **more: Any) -> ActivityFact:
    words = {"after-perubahan": Precision.AFTER_EVENT}
    return ActivityFact(code, f"Kelas {code}", parse_window(window, words), **more)


def hpji(code: str, window: str, **more: Any) -> ActivityFact:
    return fact(code, window, partners=("HPJI",), **more)


def found(*facts: ActivityFact, limits: Limits = USUAL) -> list[tuple[str, str, bool]]:
    """(kind, codes, whether it is sure) of each clash."""
    return [(c.kind.value, "+".join(c.codes), c.is_sure) for c in clashes_in(facts, OFF, limits)]


def sentence(*facts: ActivityFact) -> str:
    clashes = clashes_in(facts, OFF)
    assert len(clashes) == 1
    return clashes[0].sentence


def test_a_partner_cannot_be_at_two_dated_activities_at_once() -> None:
    one, other = hpji("a", "2026-06-08/2026-06-10"), hpji("b", "2026-06-10/2026-06-11")
    assert found(one, other) == [("partner", "a+b", True)]
    assert sentence(one, other) == (
        "HPJI terlibat dalam dua kegiatan pada waktu yang sama: “Kelas a” (8–10 Juni 2026) dan"
        " “Kelas b” (10–11 Juni 2026). Geser salah satunya."
    )


def test_different_partners_and_a_day_apart_do_not_clash() -> None:
    one = hpji("a", "2026-06-08/2026-06-10")
    assert found(one, fact("b", "2026-06-10", partners=("IAI",))) == []
    assert found(one, hpji("b", "2026-06-11")) == []


def test_two_approximate_windows_of_a_month_do_not_clash() -> None:
    assert found(hpji("a", "2026-04"), hpji("b", "2026-04")) == []


def test_an_approximate_window_clashes_only_where_no_working_day_is_left() -> None:
    whole, guess = hpji("a", "2026-07-01/2026-07-31"), hpji("b", "2026-07")
    assert found(whole, guess) == [("partner", "a+b", False)]
    assert found(hpji("a", "2026-07-01/2026-07-30"), guess) == []
    assert sentence(whole, guess) == (
        "HPJI terlibat dalam dua kegiatan pada waktu yang sama: “Kelas a” (1–31 Juli 2026) dan"
        " “Kelas b” (perkiraan Juli 2026). Tetapkan tanggal yang masih perkiraan di luar hari itu."
    )


def test_two_guesses_of_the_same_single_day_may_clash() -> None:
    guess = {"is_approximate": True}
    assert found(hpji("a", "2026-06-09", **guess), hpji("b", "2026-06-09", **guess)) == [
        ("partner", "a+b", False)
    ]
    assert found(hpji("a", "2026-06-09", **guess), hpji("b", "2026-06-10", **guess)) == []


@pytest.mark.parametrize(
    ("one", "other", "clashes"),
    [
        ({"is_all_regions": True}, {"is_all_regions": True}, 1),
        ({"is_all_regions": True}, {"region_codes": ("63.01",)}, 1),
        ({"region_codes": ("63.01",)}, {"is_all_regions": True}, 1),
        ({"region_codes": ("63.01", "63.02")}, {"region_codes": ("63.02",)}, 1),
        ({"region_codes": ("63.01",)}, {"region_codes": ("63.02",)}, 0),
        ({"is_all_regions": True}, {}, 0),
        ({}, {}, 0),
    ],
)
def test_the_officers_of_a_region_cannot_be_at_two_places(
    one: dict[str, Any], other: dict[str, Any], clashes: int
) -> None:
    day = "2026-06-09"
    assert (
        found(fact("a", day, **one), fact("b", day, **other))
        == [("regions", "a+b", True)] * clashes
    )


def test_a_date_on_a_holiday_is_told_with_the_next_working_day() -> None:
    assert sentence(fact("a", "2026-04-03")) == (
        "“Kelas a” (3 April 2026) jatuh pada hari libur: 3 April (Wafat Yesus Kristus)."
        " Pindahkan ke hari kerja, misalnya mulai Senin, 6 April 2026."
    )


@pytest.mark.parametrize(
    ("window", "clashes"),
    [
        ("2026-06-13", [("day_off", "a", True)]),
        ("2026-12-24", [("day_off", "a", True), ("year_end", "a", True)]),
        ("2026-06-12/2026-06-15", []),
        ("2026-06-15/2026-06-17", [("day_off", "a", True)]),
        ("2026-06-09", []),
        ("2026-03", []),
    ],
)
def test_a_longer_activity_pauses_over_a_weekend_but_not_over_a_holiday(
    window: str, clashes: list[tuple[str, str, bool]]
) -> None:
    assert found(fact("a", window)) == clashes


def test_a_guess_without_a_working_day_may_clash_with_the_holidays() -> None:
    guess = fact("a", "2026-03-18/2026-03-24", is_approximate=True)
    assert found(guess) == [("day_off", "a", False)]
    assert "tidak punya satu pun hari kerja" in sentence(guess)


def test_a_holiday_whose_date_may_move_makes_the_clash_a_possible_one() -> None:
    eid = Holiday(date(2026, 6, 9), "Idul Fitri", "Eid", is_estimated=True)
    clashes = clashes_in([fact("a", "2026-06-09")], {eid.day: eid})
    assert [(c.kind, c.is_sure) for c in clashes] == [(ClashKind.DAY_OFF, False)]


@pytest.mark.parametrize(
    ("window", "clashes"),
    [
        ("2026-12-15", []),
        ("2026-12-14/2026-12-16", [("year_end", "a", True)]),
        ("2026-12", [("year_end", "a", False)]),
        ("2026-Q4", [("year_end", "a", False)]),
        ("2026-11", []),
        ("2026", []),
        ("after-perubahan", []),
    ],
)
def test_an_end_after_the_last_safe_day_is_told_and_any_time_is_not(
    window: str, clashes: list[tuple[str, str, bool]]
) -> None:
    assert found(fact("a", window)) == clashes


def test_the_last_safe_day_is_the_offices_own() -> None:
    limits = Limits(last_safe_day=(12, 10))
    assert found(fact("a", "2026-12-11"), limits=limits) == [("year_end", "a", True)]


def test_a_month_is_crowded_above_the_limit_and_surely_so_with_dates_alone() -> None:
    guesses = [fact(code, "2026-06") for code in "abcde"]
    assert found(*guesses[:4]) == []
    assert found(*guesses) == [("crowded", "a+b+c+d+e", False)]
    dated = [fact(code, f"2026-06-0{number}") for number, code in enumerate("fg", start=8)]
    assert found(*guesses[:2], *dated, limits=Limits(most_in_a_month=1)) == [
        ("crowded", "a+b+f+g", True)
    ]


def test_a_window_of_several_months_crowds_none_of_them() -> None:
    months = [fact(code, "2026-06") for code in "abcd"]
    assert found(*months, fact("e", "2026-06/2026-07")) == []
    assert found(*months, fact("e", "2026")) == []


@pytest.mark.parametrize(
    "state", [ActivityState.CANCELLED, ActivityState.HELD, ActivityState.CLOSED]
)
def test_nothing_is_told_of_what_is_over_or_cancelled(state: ActivityState) -> None:
    assert found(hpji("a", "2026-04-03", state=state), hpji("b", "2026-06-09")) == []
    assert found(hpji("a", "2026-06-09", state=state), hpji("b", "2026-06-09")) == []


def test_a_clash_warns_and_never_blocks() -> None:
    (clash,) = clashes_in([fact("a", "2026-06-13")], OFF)
    assert (clash.problem.code, clash.problem.blocks) == ("clash_day_off", False)
    assert clash.problem.sentence == clash.sentence


# --------------------------------------------------------------------------------------- any activities

FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 364).map(lambda number: FIRST + timedelta(days=number))


@st.composite
def windows(draw: st.DrawFn) -> Window:
    if draw(st.booleans()):
        month = draw(st.integers(1, 12))
        return parse_window(f"2026-{month:02}")
    start = draw(DAYS)
    end = min(start + timedelta(days=draw(st.integers(0, 40))), date(2026, 12, 31))
    return parse_window(f"{start}/{end}")


@st.composite
def activities(draw: st.DrawFn, code: str) -> ActivityFact:
    return ActivityFact(
        code=code,
        title=f"Kelas {code}",
        window=draw(windows()),
        is_approximate=draw(st.booleans()),
        partners=draw(st.sampled_from([(), ("HPJI",), ("HPJI", "IAI")])),
        is_all_regions=draw(st.booleans()),
    )


def pairs(clashes: list[Clash]) -> list[Clash]:
    return [clash for clash in clashes if clash.kind in (ClashKind.PARTNER, ClashKind.REGIONS)]


@given(activities("a"), activities("b"), activities("c"))
def test_the_order_of_the_activities_changes_nothing(
    one: ActivityFact, two: ActivityFact, three: ActivityFact
) -> None:
    limits = Limits(most_in_a_month=1)
    assert clashes_in([one, two, three], OFF, limits) == clashes_in([three, two, one], OFF, limits)


@given(activities("a"), activities("b"))
def test_disjoint_windows_never_clash_with_each_other(one: ActivityFact, two: ActivityFact) -> None:
    clashes = pairs(clashes_in([one, two], OFF, ROOMY))
    if not one.window.overlaps(two.window):
        assert clashes == []


@given(activities("a"), activities("b"))
def test_a_sure_clash_of_two_needs_two_fixed_dates_that_overlap(
    one: ActivityFact, two: ActivityFact
) -> None:
    for clash in pairs(clashes_in([one, two], NONE, ROOMY)):
        assert clash.is_sure == (one.is_dated and two.is_dated)
        assert one.window.overlaps(two.window)
