"""One text for equal facts; what has no single text is refused."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import IntEnum, StrEnum
from fractions import Fraction

import pytest

from binakon.enrolment.rules.canonical import NotCanonical, canonical_json, fingerprint


class Colour(StrEnum):
    RED = "merah"


class Level(IntEnum):
    JUNIOR = 7


@dataclass(frozen=True, slots=True)
class Fact:
    name: str
    share: Fraction


def test_every_kind_of_value_has_one_text() -> None:
    value = {
        "z": (1, None, True),
        "a": [date(2026, 4, 17), datetime(2026, 4, 17, 8, tzinfo=UTC)],
        3: {Colour.RED, "biru"},
        Colour.RED: Level.JUNIOR,
        "fakta": Fact("Tapin “contoh”", Fraction(4500, 13)),
    }
    assert canonical_json(value) == (
        '{"3":["biru","merah"],"a":["2026-04-17","2026-04-17T08:00:00+00:00"],'
        '"fakta":{"name":"Tapin “contoh”","share":"4500/13"},"merah":7,"z":[1,null,true]}'
    )


def test_the_order_of_keys_and_sets_changes_nothing() -> None:
    assert canonical_json({"a": 1, "b": 2}) == canonical_json({"b": 2, "a": 1})
    assert fingerprint(frozenset("abc")) == fingerprint(frozenset("cba"))


def test_the_fingerprint_is_sha_256_of_the_text() -> None:
    assert fingerprint({"b": "é", "a": 1}) == hashlib.sha256('{"a":1,"b":"é"}'.encode()).hexdigest()


@pytest.mark.parametrize(
    "value", [1.5, {"a": float("nan")}, object(), Fact, b"bytes", {1: "a", "1": "b"}]
)
def test_what_has_no_single_text_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical_json(value)
