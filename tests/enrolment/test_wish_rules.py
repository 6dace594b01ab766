"""Which classes may be wished together, what is wrong with an order, and how its numbers are said."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from binakon.enrolment.rules.wishes import Way, wish_problems, wish_words, wished_by

WAY = Way(1, "ranked", {"arrival": 10}, date(2026, 4, 17))


def test_classes_of_one_way_go_together() -> None:
    assert WAY.goes_with(replace(WAY))


@pytest.mark.parametrize(
    "changed",
    [
        {"programme": 2},
        {"policy": "draw"},
        {"weights": {"arrival": 20}},
        {"closes_on": date(2026, 4, 18)},
    ],
)
def test_another_way_does_not(changed: dict[str, Any]) -> None:
    other = replace(WAY, **changed)
    assert [WAY.goes_with(other), other.goes_with(WAY)] == [False, False]


def test_classes_of_first_come_never_go_together() -> None:
    first_come = replace(WAY, policy="first_come")
    assert not first_come.goes_with(first_come)


@pytest.mark.parametrize(
    ("wishes", "codes"),
    [
        ((1,), []),
        ((3, 1, 2), []),
        ((2, 3), ["own"]),
        ((1, 2, 2), ["twice"]),
        ((1, 2, 3, 4), ["most"]),
        ((1, 9), ["gone"]),
        ((), ["own"]),
    ],
)
def test_an_order_is_judged_with_all_its_faults(wishes: tuple[int, ...], codes: list[str]) -> None:
    found = wish_problems(wishes, own=1, offered=[2, 3, 4])
    assert [problem.code for problem in found] == codes


def test_wishes_are_said_in_words() -> None:
    assert [wish_words(number) for number in (1, 2, 3, 4)] == [
        "pilihan pertama",
        "pilihan kedua",
        "pilihan ketiga",
        "pilihan ke-4",
    ]


def test_a_draft_that_chose_nothing_wishes_its_own_class() -> None:
    assert [wished_by({}), wished_by({"wishes": [3, 1]})] == [(), (3, 1)]
