"""The year's end counted back through the chain: by when each stretch must start, and when it is too late."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from binakon.core.holidays import is_working_day
from binakon.core.stretches import (
    Hold,
    Stretch,
    earliest_finish,
    latest_starts,
)

CHAIN = [
    Stretch("review", 5, is_working=True),
    Stretch("payment", 7),
    Stretch("test", 10, is_working=True),
    Stretch("record", 14),
]


def test_each_stretch_has_its_last_day_counted_back_from_the_year_end() -> None:
    told = latest_starts(CHAIN, by=date(2026, 12, 31))
    assert [(each.stretch.key, each.latest, each.over_by) for each in told] == [
        ("review", date(2026, 11, 19), date(2026, 11, 26)),
        ("payment", date(2026, 11, 26), date(2026, 12, 3)),
        ("test", date(2026, 12, 3), date(2026, 12, 17)),
        ("record", date(2026, 12, 17), date(2026, 12, 31)),
    ]


def test_a_chain_that_starts_on_its_last_day_is_narrow_and_a_day_later_lost() -> None:
    by = date(2026, 12, 31)
    first = latest_starts(CHAIN, by=by)[0].latest
    assert earliest_finish(CHAIN, start=first, by=by).hold is Hold.NARROW
    assert earliest_finish(CHAIN, start=first + timedelta(days=5), by=by).hold is Hold.LOST
    assert earliest_finish(CHAIN, start=first - timedelta(days=21), by=by).hold is Hold.GOOD


def test_fifty_days_from_a_perubahan_in_late_november_do_not_fit_the_year() -> None:
    chain = [Stretch("chain", 50)]
    told = earliest_finish(chain, start=date(2026, 11, 28), by=date(2026, 12, 31))
    assert (told.earliest, told.hold) == (date(2027, 1, 18), Hold.LOST)
    assert latest_starts(chain, by=date(2026, 12, 31))[0].latest == date(2026, 11, 11)


def test_nothing_left_to_do_is_over_today() -> None:
    told = earliest_finish([], start=date(2026, 12, 30), by=date(2026, 12, 31))
    assert (told.earliest, told.spare) == (date(2026, 12, 30), 1)


stretches = st.lists(
    st.builds(
        Stretch, st.just("x"), st.integers(min_value=0, max_value=40), is_working=st.booleans()
    ),
    max_size=6,
)


@given(stretches, st.dates(min_value=date(2026, 7, 1), max_value=date(2027, 6, 30)))
def test_whoever_starts_by_the_last_day_is_never_late(chain: list[Stretch], by: date) -> None:
    told = latest_starts(chain, by=by)
    start = told[0].latest if told else by
    finish = earliest_finish(chain, start=start, by=by)
    assert finish.spare >= 0 or not is_working_day(start)
    assert all(each.latest <= each.over_by for each in told)
