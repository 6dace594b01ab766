"""Which rows look like one person: what brings two rows side by side, and how much speaks for and against.

Only rows that share a block are compared, so that 200,000 people take a minute; a block that holds too many (one office's
phone given for everybody) tells nothing and is left out. A block is one whole number a row, so that memory grows with
the people and not with the pairs that are compared.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations

from django.utils import timezone
from rapidfuzz import fuzz

# From this score on a pair is shown to a person; nothing is ever merged by a score.
LIKELY = 70
# A block with more rows is a common name or a shared phone, not a person.
MOST_IN_BLOCK = 60
# Below this likeness of sound two names are two names, whatever else agrees.
LEAST_NAME = 80

NAME, BORN, CONTACT, OFFICE = 50, 30, 25, 10
# Two rows with a NIK always have two: one may be mistyped, so it says little.
NEAR_BORN, OTHER_BORN, OTHER_SEX, OTHER_NIK = 15, -30, -20, -5
# Everybody is compared at night, by the clock of the installation.
SEARCH_HOUR = 1
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
    has_nik: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows that look like one person, the lower number first; `grounds` are codes of what speaks for and against."""

    first: int
    second: int
    score: int
    grounds: tuple[str, ...]


def likely_pairs(people: Iterable[Known], *, newer_than: int = 0) -> Iterator[Pair]:
    """Every pair that shares a block and scores enough, once; only pairs with a row numbered above `newer_than`."""
    rows = list(people)
    found: set[tuple[int, int]] = set()
    for members in _blocks(rows):
        if members[-1].pk <= newer_than:
            continue
        for one, other in combinations(members, 2):
            # Both are in the order of their numbers, so the second is the newer.
            if other.pk > newer_than:
                pair = compare(one, other)
                if pair.score >= LIKELY and (pair.first, pair.second) not in found:
                    found.add((pair.first, pair.second))
                    yield pair


def _blocks(rows: list[Known]) -> Iterator[Sequence[Known]]:
    """The rows that share a block, in the order of their numbers, where it holds few enough to tell something."""
    rows.sort(key=_number)
    bits = len(rows).bit_length()
    # Two blocks with the same hash are compared in vain, nothing else.
    entries = [
        hash(block) << bits | place for place, row in enumerate(rows) for block in blocks_of(row)
    ]
    entries.sort()
    mask, begin = (1 << bits) - 1, 0
    for end in range(1, len(entries) + 1):
        if end < len(entries) and entries[end] >> bits == entries[begin] >> bits:
            continue
        if 1 < end - begin <= MOST_IN_BLOCK:
            yield [rows[entry & mask] for entry in entries[begin:end]]
        begin = end


def _number(row: Known) -> int:
    return row.pk


def blocks_of(person: Known) -> set[tuple[str, ...]]:
    """What a row is looked up by: its sound, its day of birth with a word of the name, its phone, its e-mail.

    The sound also together with the year of birth and with the regency: a common name alone brings too many together.
    """
    blocks: set[tuple[str, ...]] = set()
    if person.sound:
        blocks.add(("sound", person.sound))
        if person.office is not None:
            blocks.add(("sound", person.sound, "office", str(person.office)))
    if person.born_on is not None:
        day = sorted((person.born_on.day, person.born_on.month))
        born = f"{person.born_on.year}-{day[0]}-{day[1]}"
        blocks |= {("born", born, word) for word in person.sound.split()}
        if person.sound:
            blocks.add(("sound", person.sound, "year", str(person.born_on.year)))
    if person.phone:
        blocks.add(("phone", person.phone))
    if person.email:
        blocks.add(("email", person.email.casefold()))
    return blocks


def compare(one: Known, other: Known) -> Pair:
    """How much speaks for one person, from 0 to 100."""
    first, second = (one, other) if one.pk < other.pk else (other, one)
    # A sound has its words in order already.
    likeness = fuzz.ratio(one.sound, other.sound)
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
    # Two rows never share a NIK: its index is unique.
    if one.has_nik and other.has_nik:
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


def is_search_due(last: datetime | None, now: datetime) -> bool:
    """Whether everybody should be compared again: no search since the small hours of this night ended."""
    night = now.astimezone(timezone.get_default_timezone()).replace(
        hour=SEARCH_HOUR, minute=0, second=0, microsecond=0
    )
    since = night if now >= night else night - timedelta(days=1)
    return last is None or last < since
