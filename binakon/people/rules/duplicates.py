"""Which rows look like one person: what brings two rows side by side, and how much speaks for and against.

Only rows that share a block are compared, so that 200,000 people take minutes; a block that holds too many (one office's
phone given for everybody) tells nothing and is left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from rapidfuzz import fuzz

# From this score on a pair is shown to a person; nothing is ever merged by a score.
LIKELY = 70
# A block with more rows is a common name or a shared phone, not a person.
MOST_IN_BLOCK = 60
# Below this likeness of sound two names are two names, whatever else agrees.
LEAST_NAME = 80

NAME, BORN, CONTACT, OFFICE = 50, 30, 25, 10
NEAR_BORN, OTHER_BORN, OTHER_SEX, OTHER_NIK = 15, -30, -20, -10
# Three words or more are seldom shared by two people.
LONG_NAME = 10


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of one row: `key` and `sound` of its name, and what else is known."""

    pk: int
    key: str
    sound: str
    born_on: date | None = None
    phone: str = ""
    email: str = ""
    sex: str = ""
    office: int | None = None
    nik_index: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows that look like one person, the lower number first; `grounds` are codes of what speaks for and against."""

    first: int
    second: int
    score: int
    grounds: tuple[str, ...]


def likely_pairs(people: Iterable[Known]) -> Iterator[Pair]:
    """Every pair that shares a block and scores enough, once."""
    blocks: dict[tuple[str, ...], list[Known]] = defaultdict(list)
    for person in people:
        for block in blocks_of(person):
            blocks[block].append(person)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        if 1 < len(members) <= MOST_IN_BLOCK:
            for one, other in combinations(members, 2):
                pair = (min(one.pk, other.pk), max(one.pk, other.pk))
                if pair not in seen:
                    seen.add(pair)
                    found = compare(one, other)
                    if found.score >= LIKELY:
                        yield found


def blocks_of(person: Known) -> set[tuple[str, ...]]:
    """What a row is looked up by: its sound, its day of birth with a word of the name, its phone, its e-mail."""
    blocks: set[tuple[str, ...]] = set()
    if person.sound:
        blocks.add(("sound", person.sound))
    if person.born_on is not None:
        day = sorted((person.born_on.day, person.born_on.month))
        born = f"{person.born_on.year}-{day[0]}-{day[1]}"
        blocks |= {("born", born, word) for word in person.sound.split()}
    if person.phone:
        blocks.add(("phone", person.phone))
    if person.email:
        blocks.add(("email", person.email.casefold()))
    return blocks


def compare(one: Known, other: Known) -> Pair:
    """How much speaks for one person, from 0 to 100."""
    first, second = (one, other) if one.pk < other.pk else (other, one)
    likeness = fuzz.token_sort_ratio(one.sound, other.sound)
    if likeness < LEAST_NAME:
        return Pair(first.pk, second.pk, 0, ("other_name",))
    score, grounds = NAME * likeness / 100, ["same_name" if one.key == other.key else "like_name"]
    if one.key == other.key and len(one.key.split()) > 2:
        score += LONG_NAME
    for points, ground in (
        *_born(one, other),
        *_same("phone", one.phone, other.phone),
        *_same("email", one.email.casefold(), other.email.casefold()),
    ):
        score += points
        grounds.append(ground)
    if one.office is not None and one.office == other.office:
        score += OFFICE
        grounds.append("same_office")
    if one.sex and other.sex and one.sex != other.sex:
        score += OTHER_SEX
        grounds.append("other_sex")
    if one.nik_index and other.nik_index and one.nik_index != other.nik_index:
        score += OTHER_NIK
        grounds.append("other_nik")
    return Pair(first.pk, second.pk, max(0, min(100, round(score))), tuple(grounds))


def _born(one: Known, other: Known) -> Iterator[tuple[int, str]]:
    a, b = one.born_on, other.born_on
    if a is None or b is None:
        return
    if a == b:
        yield BORN, "same_born"
    elif _is_near(a, b):
        yield NEAR_BORN, "near_born"
    else:
        yield OTHER_BORN, "other_born"


def _is_near(a: date, b: date) -> bool:
    """Day and month swapped, or one digit mistyped."""
    if (a.year, a.month, a.day) == (b.year, b.day, b.month):
        return True
    return sum(x != y for x, y in zip(a.isoformat(), b.isoformat(), strict=True)) == 1


def _same(what: str, one: str, other: str) -> Iterator[tuple[int, str]]:
    if one and one == other:
        yield CONTACT, f"same_{what}"
