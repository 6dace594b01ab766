"""Public holidays and joint leave of Indonesia, and working days counted around them."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from binakon.core.holidays import (
    Holiday,
    add_working_days,
    holiday_on,
    holidays_of,
    is_joint_leave_known,
    is_working_day,
    working_days_between,
)

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def test_2026_has_its_seventeen_public_holidays_and_eight_days_of_joint_leave() -> None:
    found = holidays_of(2026)
    assert [h.day for h in found if not h.is_joint_leave] == [
        date(2026, month, day)
        for month, day in (
            (1, 1), (1, 16), (2, 17), (3, 19), (3, 21), (3, 22), (4, 3), (4, 5), (5, 1), (5, 14),
            (5, 27), (5, 31), (6, 1), (6, 16), (8, 17), (8, 25), (12, 25),
        )
    ]  # fmt: skip
    assert [h.day for h in found if h.is_joint_leave] == [
        date(2026, month, day)
        for month, day in (
            (2, 16), (3, 18), (3, 20), (3, 23), (3, 24), (5, 15), (5, 28), (12, 24),
        )
    ]  # fmt: skip


def test_a_holiday_has_its_name_in_both_languages() -> None:
    assert holiday_on(date(2026, 4, 3)) == Holiday(
        date(2026, 4, 3), "Wafat Yesus Kristus", "Good Friday"
    )
    leave = holiday_on(date(2026, 12, 24))
    assert leave == Holiday(
        date(2026, 12, 24),
        "Cuti Bersama Hari Raya Natal",
        "Christmas Joint Holiday",
        is_joint_leave=True,
    )
    with translation.override("id"):
        assert leave.label == "Cuti Bersama Hari Raya Natal"
    with translation.override("en"):
        assert leave.label == "Christmas Joint Holiday"


def test_a_date_that_may_still_move_is_said_to_be_estimated_and_not_in_its_name() -> None:
    eid = [h for h in holidays_of(2040) if h.name == "Hari Raya Idul Fitri"]
    assert [h.is_estimated for h in eid] == [True]
    assert [h.name_en for h in eid] == ["Eid al-Fitr"]
    assert [h.is_estimated for h in holidays_of(2040) if h.name == "Hari Raya Natal"] == [False]


def test_joint_leave_is_known_only_for_the_years_it_was_decreed_for() -> None:
    assert is_joint_leave_known(2026)
    assert not is_joint_leave_known(2090)


def test_two_holidays_on_one_day_are_one_day_off() -> None:
    assert holiday_on(date(2079, 6, 1)) == Holiday(
        date(2079, 6, 1),
        "Hari Lahir Pancasila dan Kenaikan Yesus Kristus",
        "Ascension Day and Pancasila Day",
    )


def test_a_day_in_lieu_is_spelled_right() -> None:
    lieu = holiday_on(date(2020, 12, 31))
    assert lieu is not None
    assert lieu.name == "Pengganti Cuti Bersama Hari Raya Idul Fitri"


@pytest.mark.parametrize("year", range(2000, 2101))
def test_every_year_of_this_century_has_holidays_in_order_with_plain_names(year: int) -> None:
    found = holidays_of(year)
    assert len(found) >= 13
    assert [h.day for h in found] == sorted({h.day for h in found})
    assert {h.day.year for h in found} == {year}
    assert [h for h in found if not h.name or not h.name_en] == []
    assert [h for h in found if "perkiraan" in h.name or "estimated" in h.name_en] == []


@pytest.mark.parametrize("year", [1, 1900, 2150, 9999])
def test_a_year_that_nobody_knows_has_no_holidays_and_does_not_fail(year: int) -> None:
    assert holidays_of(year) == ()


def test_offices_rest_on_weekends_holidays_and_joint_leave() -> None:
    march = [day for day in range(16, 32) if is_working_day(date(2026, 3, day))]
    assert march == [16, 17, 25, 26, 27, 30, 31]


def test_working_days_leap_over_the_feast() -> None:
    assert add_working_days(date(2026, 3, 17), 1) == date(2026, 3, 25)
    assert add_working_days(date(2026, 3, 25), -1) == date(2026, 3, 17)
    assert add_working_days(date(2026, 3, 21), 0) == date(2026, 3, 21)
    assert working_days_between(date(2026, 3, 17), date(2026, 3, 25)) == 1
    assert working_days_between(date(2026, 3, 25), date(2026, 3, 17)) == 0


@given(DAYS, st.integers(1, 60))
def test_adding_working_days_and_counting_them_agree(day: date, count: int) -> None:
    later = add_working_days(day, count)
    assert is_working_day(later)
    assert working_days_between(day, later) == count
    assert working_days_between(day, later - timedelta(days=1)) == count - 1


def test_only_one_country_of_the_library_is_read_and_only_when_it_is_asked_for() -> None:
    code = (
        "import sys; from binakon.core import holidays; early = 'holidays' in sys.modules;"
        "holidays.holidays_of(2026); print(early, 'holidays.countries' in sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == ["False", "False"]
