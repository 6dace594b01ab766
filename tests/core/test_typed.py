"""What is a number and what is none, when anybody may write it."""

import pytest

from binakon.core.typed import whole_number, whole_numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("007", 7),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("9" * 5000, None),
        ("", None),
        ("-1", None),
        ("1.0", None),
        (" 1", None),
        # Digits by another name: `isdigit` says yes, and `int` reads only one of them.
        ("²", None),
        ("٣", None),
    ],
)
def test_only_digits_that_a_column_holds_are_a_number(text: str, number: int | None) -> None:
    assert whole_number(text) == number


def test_what_is_no_number_is_left_out_of_a_list() -> None:
    assert whole_numbers(["3", "²", "1", "x"]) == [3, 1]
