"""Working days to a deadline over weekends, holidays, joint leave and the year's end; and how a distance is said."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from binakon.core.deadlines import Nearness, distance_words, due_after, end_of_weeks, nearness

WITA = ZoneInfo("Asia/Makassar")


def at(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=WITA)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-02-02 09:00", 3, "2026-02-05 16:00"),  # Monday to Thursday
        ("2026-02-06 09:00", 1, "2026-02-09 16:00"),  # over a weekend
        ("2026-02-07 09:00", 1, "2026-02-09 16:00"),  # from a Saturday
        ("2026-02-13 17:30", 1, "2026-02-18 16:00"),  # joint leave on 16, Imlek on 17 February
        ("2026-05-13 09:00", 1, "2026-05-18 16:00"),  # Ascension on 14, joint leave on 15 May
        ("2026-12-23 09:00", 1, "2026-12-28 16:00"),  # joint leave on 24, Christmas on 25 December
        ("2026-12-31 09:00", 1, "2027-01-04 16:00"),  # over the year's end
    ],
)
def test_a_clock_ends_when_the_office_closes(start: str, days: int, due: str) -> None:
    assert due_after(at(start), days) == at(due)


def test_the_office_closes_at_16_wita_which_is_8_utc() -> None:
    due = due_after(at("2026-02-02 09:00"), 1)
    assert due.astimezone(ZoneInfo("UTC")).strftime("%H:%M") == "08:00"
    # Late in the evening of UTC it is already the next day in Banjarbaru.
    late = datetime(2026, 2, 2, 20, 0, tzinfo=ZoneInfo("UTC"))
    assert due_after(late, 1) == at("2026-02-04 16:00")


@pytest.mark.parametrize(
    ("due", "now", "words", "near"),
    [
        ("2026-02-04 16:00", "2026-02-02 09:00", "2 hari kerja lagi", Nearness.AHEAD),
        ("2026-02-09 16:00", "2026-02-06 09:00", "1 hari kerja lagi", Nearness.AHEAD),
        ("2026-02-18 16:00", "2026-02-13 09:00", "1 hari kerja lagi", Nearness.AHEAD),
        ("2026-02-02 16:00", "2026-02-02 16:00", "hari ini", Nearness.TODAY),
        ("2026-02-02 16:00", "2026-02-02 16:01", "lewat hari ini", Nearness.LATE),
        ("2026-02-02 16:00", "2026-02-03 08:00", "terlambat 1 hari", Nearness.LATE),
        ("2026-02-02 16:00", "2026-02-05 08:00", "terlambat 3 hari", Nearness.LATE),
        ("2026-02-07 16:00", "2026-02-06 09:00", "besok, hari libur", Nearness.AHEAD),
        (
            "2026-02-08 16:00",
            "2026-02-06 09:00",
            "2 hari lagi, semuanya hari libur",
            Nearness.AHEAD,
        ),
        ("2027-01-04 16:00", "2026-12-31 09:00", "1 hari kerja lagi", Nearness.AHEAD),
    ],
)
def test_a_distance_is_said_in_working_days(due: str, now: str, words: str, near: Nearness) -> None:
    with translation.override("id"):
        assert (distance_words(at(due), at(now)), nearness(at(due), at(now))) == (words, near)


@pytest.mark.parametrize("now", ["2026-02-02 00:00", "2026-02-08 23:59"])
def test_a_week_ends_on_sunday(now: str) -> None:
    assert end_of_weeks(at(now), 0).strftime("%Y-%m-%d %H:%M") == "2026-02-08 23:59"
