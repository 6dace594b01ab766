"""What must be true of a person, when an SKK ends, and how credits are counted; nothing of it asks a database."""

from datetime import date

import pytest

from binakon.people.rules.credits import Earned, RenewalRule, balance, counts_from
from binakon.people.rules.expiry import ends_tone, ends_words, months_after
from binakon.people.rules.registry import person_problems
from binakon.people.states import Ahead

TODAY = date(2026, 11, 29)
GOOD = {
    "name": "Siti Aminah",
    "born_on": date(1990, 1, 1),
    "phone": "628123456789",
    "today": TODAY,
    "nik": "6309994101900001",
    "no_nik_reason": "",
}


def codes(**changes: object) -> list[str]:
    return [problem.code for problem in person_problems(**{**GOOD, **changes})]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"nik": "", "no_nik_reason": "warga negara asing"}, []),
        ({"nik": ""}, ["nik"]),
        ({"nik": "", "no_nik_reason": "tak"}, ["nik"]),
        ({"no_nik_reason": "lupa membawa KTP"}, ["no_nik_reason"]),
        ({"nik": "630999410190000"}, ["nik"]),
        ({"nik": "63O9994101900001"}, ["nik"]),
        ({"nik": "6309993201900001"}, ["nik"]),
        ({"nik": "", "no_nik_reason": "NIK-nya 6309994101900001"}, ["no_nik_reason"]),
        ({"name": "6309994101900001"}, ["name"]),
        ({"name": "Siti 6309994101900001"}, ["name"]),
        ({"born_on": TODAY}, ["born_on"]),
        ({"born_on": date(1919, 12, 31)}, ["born_on"]),
        ({"born_on": date(1920, 1, 1)}, []),
        ({"born_on": None, "phone": ""}, []),
        ({"phone": "0511"}, ["phone"]),
        ({"name": "", "phone": "0511", "nik": ""}, ["name", "phone", "nik"]),
    ],
)
def test_everything_that_stops_a_person_is_said_at_once(
    changes: dict[str, object], expected: list[str]
) -> None:
    assert codes(**changes) == expected


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 29), 3, date(2027, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2027, 1, 1), -3, date(2026, 10, 1)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_one(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


@pytest.mark.parametrize(
    ("ends", "words", "tone"),
    [
        (None, "", ""),
        (TODAY, "berakhir hari ini", "wait"),
        (date(2026, 11, 30), "1 hari lagi", "wait"),
        (date(2027, 1, 28), "60 hari lagi", "wait"),
        (date(2027, 1, 29), "2 bulan lagi", "wait"),
        (date(2027, 5, 29), "6 bulan lagi", "wait"),
        (date(2027, 5, 30), "6 bulan lagi", "good"),
        (date(2026, 11, 28), "lewat 1 hari", "bad"),
        (date(2026, 8, 29), "lewat 3 bulan", "bad"),
    ],
)
def test_an_end_is_said_in_months_and_near_ones_in_days(
    ends: date | None, words: str, tone: str
) -> None:
    assert (ends_words(ends, TODAY), ends_tone(ends, TODAY)) == (words, tone)


def test_the_groups_ahead_are_months_and_two_words() -> None:
    assert [each.months for each in Ahead] == [None, 3, 6, 12, 24, None]


RULE = RenewalRule(level=7, credits=100, years=5, source="PP 14/2021")
EARNED = [
    Earned(date(2021, 12, 31), 400, is_estimate=False),
    Earned(date(2022, 1, 1), 125, is_estimate=True),
    Earned(date(2024, 6, 1), 300, is_estimate=False),
]


def test_credits_count_from_the_day_of_issue_and_an_estimate_says_so() -> None:
    found = balance(RULE, EARNED, issued_on=date(2022, 1, 1), expires_on=date(2027, 1, 1))
    assert (found.needed, found.earned, found.estimated, found.missing) == (1000, 425, 125, 575)


def test_without_a_day_of_issue_they_count_from_as_many_years_before_the_end() -> None:
    found = balance(RULE, EARNED, issued_on=None, expires_on=date(2027, 1, 1))
    assert (found.since, found.earned) == (date(2022, 1, 1), 425)
    assert counts_from(None, date(2028, 2, 29), 5) == date(2023, 3, 1)


def test_without_any_day_every_credit_counts() -> None:
    found = balance(RULE, EARNED, issued_on=None, expires_on=None)
    assert (found.since, found.earned) == (None, 825)


def test_more_than_enough_is_missing_nothing() -> None:
    found = balance(RULE, [Earned(date(2024, 1, 1), 1100, is_estimate=False)], issued_on=None, expires_on=None)  # fmt: skip
    assert found.missing == 0


@pytest.mark.parametrize("rule", [None, RenewalRule(6, None, 5, "UU 23/2014")])
def test_without_a_rule_nobody_knows_what_is_missing(rule: RenewalRule | None) -> None:
    found = balance(rule, EARNED, issued_on=None, expires_on=None)
    assert (found.needed, found.missing) == (None, None)
