"""The last seats: a thousand people for two hundred, through real HTTP and three processes."""

import os
import random
from collections import Counter
from typing import Any

import pytest

from tests.race.hall import Hall
from tests.race.posting import Answer, at_once, form
from tests.race.spellings import spelt

pytestmark = pytest.mark.database

SEATS, PEOPLE, AGAIN = 200, 800, 200
# The same race without a lock needs no thousand to go wrong.
FEWER = (50, 200, 50)
IS_POSTGRESQL = os.environ.get("BINAKON_DATABASE_URL", "").startswith("postgresql")


def raced(
    hall: Hall, seats: int, people: int, repeats: int
) -> tuple[list[Answer], list[str], dict[str, Any]]:
    """A thousand attempts, a fifth of them by people who are there already under another spelling of their NIK."""
    room = hall.a_class(seats, people)
    tokens = [*room["tokens"], *again(hall, room, repeats)]
    random.Random(4).shuffle(tokens)
    answers = at_once(hall.port, [sending(token) for token in tokens])
    return answers, [token.split(".")[0] for token in tokens], hall.outcome(room)


def sending(token: str) -> bytes:
    return form(f"/pendaftaran/{token}/isian/kirim/", is_true="on")


def again(hall: Hall, room: dict[str, Any], many: int) -> list[str]:
    """The links of people who begin anew by HTTP, each with a spelling of their own."""
    start = f"/kegiatan/{room['slug']}/daftar/"
    who = {"name": "Ulang (contoh)", "born_on": "4 5 1991", "sex": "male"}
    begun = at_once(
        hall.port,
        [
            form(start, **who, nik=spelt(number), form_key=f"{room['training']:016x}{number:016x}")
            for number in range(many)
        ],
        at_a_time=16,
    )
    assert Counter(answer.status for answer in begun) == {302: many}
    tokens = [answer.location.split("/")[2] for answer in begun]
    reach = {"phone": "081200001234", "education": "bachelor", "has_skk": "no"}
    told = at_once(
        hall.port,
        [
            form(f"/pendaftaran/{token}/isian/asal/", **reach, office=str(room["office"]))
            for token in tokens
        ],
        at_a_time=16,
    )
    assert Counter(answer.status for answer in told) == {302: many}
    return tokens


def test_a_thousand_attempts_fill_two_hundred_seats_exactly(hall: Hall) -> None:
    answers, keys, found = raced(hall, SEATS, PEOPLE, AGAIN)
    told = {key for key, answer in zip(keys, answers, strict=True) if answer.status == 302}
    assert (found["taken"], found["seated"], found["agree"]) == (SEATS, SEATS, True)
    # Whoever was told "received" has a row, and nobody else has one; one person, one seat.
    assert told == set(found["sent"])
    assert len(told) == SEATS + found["repeats"]
    assert (found["people"], found["persons"]) == (SEATS, SEATS)
    assert found["repeats"] > 0
    assert Counter(answer.status for answer in answers) == {
        302: len(told),
        422: PEOPLE + AGAIN - len(told),
    }


def test_without_its_lock_and_rules_the_same_race_oversells(careless_hall: Hall) -> None:
    """The test of the test. The embedded database lets one writer in at a time, so there it cannot happen."""
    tries = []
    for _try in range(3):
        _answers, _keys, found = raced(careless_hall, *FEWER)
        tries.append(found["seated"])
        if tries[-1] > FEWER[0] or not IS_POSTGRESQL:
            break
    if IS_POSTGRESQL:
        assert tries[-1] > FEWER[0], f"three careless races sold {tries}"
    else:
        assert tries == [FEWER[0]]
