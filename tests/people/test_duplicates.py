"""Rows that look like one person are found whatever the spelling, and two people are not taken for one."""

from dataclasses import replace
from datetime import date

import pytest

from binakon.people.rules.duplicates import LIKELY, MOST_IN_BLOCK, Known, compare, likely_pairs
from binakon.people.rules.names import name_key, sound_key

BORN = date(1990, 3, 7)


def known(pk: int, name: str, born_on: date | None = BORN, **more: object) -> Known:
    key = name_key(name)
    return Known(pk, key, sound_key(key), born_on, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        known(2, "Ir. H. Muhammad Rizky Ramadhan, S.T., M.T."),
        known(2, "M. Rizki Ramadhan"),
        known(2, "Ramadhan, Muhammad Rizky"),
        known(2, "Moch Rizky Ramadan"),
        known(2, "Muhammad Rizky Ramadhan", date(1990, 7, 3)),
        known(2, "Muhammad Rizky Ramadhan", date(1990, 3, 8)),
        known(2, "Muhammad Rizky Ramadhan", None, phone="6281200000001"),
        known(2, "Muhammad Rizky Ramadhan", None, email="RIZKY@contoh.example"),
        known(2, "Muhammad Rizky Ramadhan", None, office=3),
    ],
)
def test_one_person_written_in_two_ways_is_found(other: Known) -> None:
    one = known(
        1, "Muhammad Rizky Ramadhan", phone="6281200000001", email="rizky@contoh.example", office=3
    )
    found = list(likely_pairs([one, other]))
    assert [(pair.first, pair.second) for pair in found] == [(1, 2)]


@pytest.mark.parametrize(
    "other",
    [
        known(2, "Muhammad Rizky Ramadhan", date(1971, 11, 24)),
        known(2, "Siti Nur Aisyah"),
        known(2, "Rahmat", None),
        known(2, "Ahmad Fauzi Ramadhan"),
    ],
)
def test_two_people_are_not_taken_for_one(other: Known) -> None:
    one = known(1, "Muhammad Rizky Ramadhan")
    assert list(likely_pairs([one, other])) == []


def test_a_single_name_alone_is_no_ground() -> None:
    one, other = known(1, "Sukarno", None), known(2, "Soekarno", None)
    assert compare(one, other).score < LIKELY
    assert compare(replace(one, born_on=BORN), replace(other, born_on=BORN)).score >= LIKELY


def test_what_speaks_for_and_against_is_told() -> None:
    one = known(1, "Rizky Ramadhan", phone="62812", sex="male", has_nik=True, office=1)
    other = known(2, "Rizki Ramadhan", phone="62812", sex="female", has_nik=True, office=1)
    assert compare(other, one).grounds == (
        *("like_name", "same_born", "same_phone", "same_office", "other_sex", "other_nik"),
    )


def test_a_phone_that_everybody_gave_brings_nobody_together() -> None:
    letters = "bcdfghjklm"
    names = [
        f"{one}{'aiueo'[place % 5]}{other}i" * 3
        for place, one in enumerate(letters)
        for other in letters
    ]
    crowd = [
        known(pk, name, None, phone="62511") for pk, name in enumerate(names[: MOST_IN_BLOCK + 1])
    ]
    assert list(likely_pairs(crowd)) == []
    # The control: a few who share it are compared.
    twins = [
        known(1, "Rizky Ramadhan", None, phone="62511"),
        known(2, "Rizki Ramadan", None, phone="62511"),
    ]
    assert len(list(likely_pairs(twins))) == 1
