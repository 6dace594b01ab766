"""A mobile number is read in every spelling that people use, and refused only with the reason."""

import pytest

from binakon.people.rules.phone import (
    mask_email,
    mask_phone,
    normalise_phone,
    phone_problems,
    wa_digits,
)

SAME = "6281234567890"


@pytest.mark.parametrize(
    "spelling",
    [
        "081234567890", "0812 3456 7890", "0812-3456-7890", "+62 812 3456 7890", "62812-3456-7890", "81234567890",
        "+62 (0)812 3456 7890", "(0812) 34567890", "0062 812 3456 7890", "０８１２３４５６７８９０", "٠٨١٢٣٤٥٦٧٨٩٠",
        "\u202a+62 812-3456-7890\u202c", "'081234567890", "0812.3456.7890 ",
    ],
)  # fmt: skip
def test_every_spelling_is_one_number(spelling: str) -> None:
    assert normalise_phone(spelling) == SAME
    assert phone_problems(normalise_phone(spelling)) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "phone_empty"), ("nol delapan", "phone_not_digits"), ("0812-abc", "phone_not_digits"),
        ("0511 3300 123", "phone_not_mobile"), ("0812 34", "phone_length"), ("0812345678901234", "phone_length"),
        ("12345", "phone_length"),
    ],
)  # fmt: skip
def test_what_is_no_mobile_number_is_refused_with_one_reason(text: str, code: str) -> None:
    assert [problem.code for problem in phone_problems(normalise_phone(text))] == [code]
    assert wa_digits(text) == ""


def test_a_foreign_number_keeps_its_country() -> None:
    assert normalise_phone("+60 12-345 6789") == "60123456789"
    assert phone_problems("60123456789") == []


def test_masks_let_the_owner_know_it_again() -> None:
    assert mask_phone(SAME) == "62812•••••890"
    assert mask_phone("123") == "•••"
    assert mask_email("zainuddin@contoh.id") == "z•••••@contoh.id"
    assert mask_email("") == ""
