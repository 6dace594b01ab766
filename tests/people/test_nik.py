"""The NIK as people type it: one person whatever the spelling, refused only for what is impossible."""

from datetime import date

import pytest

from binakon.people.rules.nik import LENGTH, mask, nik_hints, nik_problems, normalise

NIK = "6305010101900007"
SPELLINGS = [
    NIK,
    f" {NIK} ",
    "6305 0101 0190 0007",
    "6305.0101.0190.0007",
    "6305-0101-0190-0007",
    "63 05 01 01 01 90 00 07",
    f"'{NIK}",
    f"’{NIK}",
    f"`{NIK}",
    f"{NIK}\n",
    f"\t{NIK}",
    f"\u200b{NIK}\u200b",
    f"\ufeff{NIK}",
    f"\u202e{NIK}",
    f"\u2066{NIK}\u2069",
    "\u00a0".join(["6305", "0101", "0190", "0007"]),
    "\u2009".join(["6305", "0101", "0190", "0007"]),
    "\u2013".join(["6305", "0101", "0190", "0007"]),
    "\u2014".join(["6305", "0101", "0190", "0007"]),
    "".join(chr(0xFF10 + int(sign)) for sign in NIK),
    "".join(chr(0x0660 + int(sign)) for sign in NIK),
    "".join(chr(0x06F0 + int(sign)) for sign in NIK),
    "".join(chr(0x0966 + int(sign)) for sign in NIK),
    "".join(chr(0x1D7CE + int(sign)) for sign in NIK),
    "6305/0101/0190/0007",
    "6305,0101,0190,0007",
    "6305·0101·0190·0007",
    '"6305010101900007"',
    "6305\u200d0101\u200c01900007",
    "6305_0101_0190_0007".replace("_", "\u2010"),
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_is_one_person(spelling: str) -> None:
    assert normalise(spelling) == NIK
    assert nik_problems(normalise(spelling)) == []


def test_there_are_thirty_different_spellings() -> None:
    assert len(set(SPELLINGS)) == 30


REFUSED = {
    "": "nik_empty",
    "   ": "nik_empty",
    "630501010190000": "nik_length",
    "63050101019000071": "nik_length",
    "6.3050101019E+15": "nik_not_digits",
    "63050101019000O7": "nik_not_digits",
    "6305013201900007": "nik_day",
    "6305010001900007": "nik_day",
    "6305017201900007": "nik_day",
    "6305014001900007": "nik_day",
    "6305010101900000": "nik_serial",
}


@pytest.mark.parametrize(("text", "code"), REFUSED.items())
def test_what_is_impossible_is_refused(text: str, code: str) -> None:
    assert [problem.code for problem in nik_problems(normalise(text))] == [code]


def test_every_day_of_birth_from_one_to_thirty_one_is_possible_for_men_and_women() -> None:
    possible = [d for d in range(100) if not nik_problems(f"630501{d:02d}01900007")]
    assert possible == [*range(1, 32), *range(41, 72)]


HINTS = [
    (NIK, date(1990, 1, 1), False, []),
    ("9905010101900007", date(1990, 1, 1), False, ["nik_province"]),
    ("6305010113900007", date(1990, 1, 1), False, ["nik_month", "nik_born"]),
    (NIK, date(1990, 1, 1), True, ["nik_sex"]),
    (NIK, date(1990, 1, 2), False, ["nik_born"]),
    (NIK, date(2090, 1, 1), False, []),
    (NIK, None, None, []),
    ("6305014101900007", date(1990, 1, 1), True, []),
]


@pytest.mark.parametrize(("nik", "born_on", "is_female", "codes"), HINTS)
def test_what_is_unusual_is_a_hint_and_never_blocks(
    nik: str, born_on: date | None, is_female: bool | None, codes: list[str]
) -> None:
    hints = nik_hints(nik, born_on=born_on, is_female=is_female, provinces={"63"})
    assert [hint.code for hint in hints] == codes
    assert [hint for hint in hints if hint.blocks] == []


def test_a_mask_shows_two_digits_at_each_end() -> None:
    assert mask(NIK) == "63••••••••••••07"
    assert len(mask(NIK)) == LENGTH
