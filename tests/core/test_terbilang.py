"""Amounts in Indonesian words: what papers are known to say, and every word read back is the number."""

import random

import pytest

from binakon.core.words import SMALL, terbilang

KNOWN = {
    0: "nol",
    10: "sepuluh",
    11: "sebelas",
    12: "dua belas",
    19: "sembilan belas",
    20: "dua puluh",
    21: "dua puluh satu",
    100: "seratus",
    111: "seratus sebelas",
    1_000: "seribu",
    1_100: "seribu seratus",
    2_001: "dua ribu satu",
    101_000: "seratus satu ribu",
    1_000_000: "satu juta",
    1_001_000: "satu juta seribu",
    109_950_000: "seratus sembilan juta sembilan ratus lima puluh ribu",
    2_020_000_000: "dua miliar dua puluh juta",
    10**12: "satu triliun",
}
SIZES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12, "kuadriliun": 10**15}
ONES = {word: value for value, word in enumerate(SMALL[:12])}


def read_back(text: str) -> int:
    """The number behind the words, read by another rule than the one that wrote them."""
    total = group = last = 0
    for word in text.replace("seribu", "satu ribu").replace("seratus", "satu ratus").split():
        if word in SIZES:
            total, group, last = total + (group + last) * SIZES[word], 0, 0
        elif word == "ratus":
            group, last = group + last * 100, 0
        elif word == "puluh":
            group, last = group + last * 10, 0
        elif word == "belas":
            last += 10
        else:
            last = ONES[word]
    return total + group + last


@pytest.mark.parametrize(("value", "words"), KNOWN.items())
def test_known_amounts_are_said_as_papers_say_them(value: int, words: str) -> None:
    assert terbilang(value) == words


def test_every_amount_read_back_is_itself() -> None:
    chance = random.Random(7)
    values = [
        *range(1_200),
        *(chance.randrange(10 ** chance.randint(3, 18)) for _turn in range(1_000)),
    ]
    assert [value for value in values if read_back(terbilang(value)) != value] == []


@pytest.mark.parametrize("value", [-1, 10**18])
def test_what_has_no_words_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match=str(value)):
        terbilang(value)
