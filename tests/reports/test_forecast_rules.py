"""The arithmetic of the forecast: by hand, and what must hold for whatever happened before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binakon.reports.rules.forecast import (
    Group,
    Past,
    Range,
    of_group,
    of_published,
    of_unit,
    past_of_classes,
    past_of_stages,
    share,
    total,
)

PASTS = st.integers(1, 400).flatmap(lambda of: st.integers(0, of).map(lambda got: Past(got, of, 3)))
GROUPS = st.builds(
    Group,
    people=st.integers(0, 200),
    past=PASTS,
    is_possible=st.booleans(),
    is_doubtful=st.booleans(),
)


def test_the_share_by_hand() -> None:
    # 90 of 100 were trained, 100 are on the way: the weight is 100·100/200 = 50, z²/50 = 0.032850.
    # Middle (0.9 + 0.016425)/1.032850 = 0.887278; half 1.2816·√(0.09/50 + 0.0001642)/1.032850 = 0.054993.
    least, most = share(Past(90, 100, 4), 100)
    assert (round(least, 3), round(most, 3)) == (0.832, 0.942)
    assert of_group(Group(100, Past(90, 100, 4))) == Range(83, 90, 95)


def test_who_is_not_sure_is_in_no_low_and_who_cannot_be_counted_in_nothing() -> None:
    past = Past(90, 100, 4)
    assert of_group(Group(100, past, is_doubtful=True)) == Range(0, 90, 95)
    assert of_group(Group(100, past, is_possible=False)) == Range(0, 0, 0)
    assert of_group(Group(0, past)) == Range(0, 0, 0)


def test_a_unit_adds_what_is_done_and_stops_at_its_seats() -> None:
    group = Group(100, Past(90, 100, 4))
    assert of_unit(7, [group], None) == Range(90, 97, 102)
    assert of_unit(7, [group], 100) == Range(90, 97, 100)
    assert of_unit(7, [], 5) == Range(7, 7, 7)
    assert total([Range(1, 2, 3), Range(10, 20, 30)]) == Range(11, 22, 33)


@given(GROUPS)
def test_the_range_holds_the_middle_and_never_more_than_the_people(group: Group) -> None:
    found = of_group(group)
    assert 0 <= found.low <= found.middle <= found.high <= group.people


@given(PASTS, st.integers(1, 200), st.integers(2, 6))
def test_more_of_the_same_data_narrows(past: Past, people: int, times: int) -> None:
    more = Past(past.got * times, past.of * times, past.units * times)
    wide, narrow = of_group(Group(people, past)), of_group(Group(people, more))
    assert wide.low <= narrow.low <= narrow.middle <= narrow.high <= wide.high
    assert (share(more, people)[1] - share(more, people)[0]) < (
        share(past, people)[1] - share(past, people)[0]
    )


@given(st.integers(0, 60), st.lists(GROUPS, max_size=4), st.integers(60, 500))
def test_what_is_realised_is_never_above_the_low_and_nothing_is_above_the_seats(
    done: int, groups: list[Group], seats: int
) -> None:
    found = of_unit(done, groups, seats)
    assert done <= found.low <= found.middle <= found.high <= seats


def test_too_few_classes_ask_published_years_and_too_few_of_those_nothing() -> None:
    years = [Past(100, 120, 1, is_published=True), Past(250, 300, 1, is_published=True)]
    classes = [(28, 30), (30, 35), (20, 25)]
    assert past_of_classes(classes, years) == Past(78, 90, 3)
    assert past_of_classes(classes[:2], years) == Past(350, 420, 2, is_published=True)
    assert past_of_classes([(9, 9), (9, 9), (9, 9)], years[:1]) is None
    assert past_of_classes([], []) is None


@pytest.mark.parametrize(
    ("target", "realised", "found"),
    [
        (120, 151, Past(120, 120, 1, is_published=True)),
        (375, 300, Past(300, 375, 1, is_published=True)),
        (375, None, None),
        (None, 151, None),
        (0, 0, None),
    ],
)
def test_a_published_year_is_a_share_of_its_promise(
    target: int | None, realised: int | None, found: Past | None
) -> None:
    assert of_published(target, realised) == found


def test_a_stage_with_too_few_takes_the_share_of_the_stage_before() -> None:
    stages = ("proposed", "determined", "tested")
    ended = {"proposed": (20, 40), "determined": (19, 19), "tested": (18, 20)}
    assert past_of_stages(ended, stages, []) == {
        "proposed": Past(20, 40, 40),
        "determined": Past(20, 40, 40),
        "tested": Past(18, 20, 20),
    }
    assert past_of_stages({"tested": (18, 20)}, stages, []) == {
        "proposed": None,
        "determined": None,
        "tested": Past(18, 20, 20),
    }
