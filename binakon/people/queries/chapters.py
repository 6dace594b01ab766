"""What later chapters tell of a person, whom people may not import: their part of the history, traits, rules of renewal.

A chapter registers in `queries/histories.py`, which core finds by itself (as it finds measures and jobs).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from binakon.core.models import Deadline
from binakon.people.rules import Viewer
from binakon.people.rules.credits import RenewalRule


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing in a person's history: which chapter, what, how it stands, on which day, where the desk opens it."""

    chapter: str
    on: date | None
    title: str
    state: str = ""
    tone: str = ""
    detail: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Trait:
    """Something that is true of a person or not, by which the register is filtered; `finds` gives rows of people."""

    key: str
    label: Any
    finds: Callable[[], Q]


@dataclass(frozen=True, slots=True)
class OwnClocks:
    """The clocks of somebody without a desk: which rows are theirs (None: no such role), and where they open one."""

    finds: Callable[[Viewer], Q | None]
    path: Callable[[Deadline], str]


# From the viewer and the numbers of every row of one person to what that viewer may read of their history.
History = Callable[[Viewer, Sequence[int]], list[Happened]]
RenewalReader = Callable[[date], dict[int, RenewalRule]]

_histories: dict[str, History] = {}
_traits: dict[str, Trait] = {}
_renewals: list[RenewalReader] = []
_own_clocks: dict[str, OwnClocks] = {}


def history(name: str) -> Callable[[History], History]:
    """Register what a chapter tells of a person; a name is taken once."""

    def register(tell: History) -> History:
        if name in _histories:
            raise ValueError(f"history {name} is registered twice")
        _histories[name] = tell
        return tell

    return register


def trait(found: Trait) -> None:
    """Register a trait; a key is taken once."""
    if found.key in _traits:
        raise ValueError(f"trait {found.key} is registered twice")
    _traits[found.key] = found


def traits() -> list[Trait]:
    """Every trait, in the order of the chapters."""
    return list(_traits.values())


def renewal_rules_from(reader: RenewalReader) -> RenewalReader:
    """Register what reads the dated rules of renewal; they have one keeper."""
    if _renewals:
        raise ValueError("the rules of renewal have one keeper")
    _renewals.append(reader)
    return reader


def renewal_rules(day: date) -> dict[int, RenewalRule]:
    """The rules of renewal by level that hold on a day; empty where no chapter keeps any."""
    return _renewals[0](day) if _renewals else {}


def history_of(viewer: Viewer, rows: Sequence[int]) -> tuple[Happened, ...]:
    """The whole history of one person, the newest first; what has no day stands last."""
    told = [event for tell in _histories.values() for event in tell(viewer, rows)]
    return tuple(sorted(told, key=lambda event: event.on or date.min, reverse=True))


def tell_own_clocks(name: str, own: OwnClocks) -> None:
    """Register the clocks of those who have no desk, by the name of their door; the newest word counts."""
    _own_clocks[name] = own


def own_clocks() -> list[OwnClocks]:
    """What the chapters registered."""
    return list(_own_clocks.values())
