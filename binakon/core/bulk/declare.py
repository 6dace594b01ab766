"""What an app declares of a deed that can be done to many rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from binakon.core.actor import Actor
from binakon.core.problems import Problem


@dataclass(frozen=True, slots=True)
class Doing:
    """Who does it, when, and with which details (a reason, a date) that the preview showed."""

    by: Actor
    at: datetime
    details: Mapping[str, str] = field(default_factory=dict)


def _no_problems(_rows: Sequence[Any]) -> Mapping[int, Sequence[Problem]]:
    return {}


@dataclass(frozen=True, slots=True)
class Deed:
    """One verb for many rows.

    `asks(count)` heads the preview, `said(count)` the result and the history. `problems` judges rows before anything is
    written: key → problems; a row with one that blocks is left out. `do` calls one action for one row and returns what
    `undo` will need (anything JSON). An action that refuses (`Blocked`, `StaleState`, `IllegalMove`, `NotAllowed`)
    leaves its row out; with `is_whole` it stops all of them, because they stand in one transaction. `stamp` says what of
    a row must be the same at the confirmation as in the preview, beside its problems.
    """

    key: str
    label: Any
    asks: Callable[[int], str]
    said: Callable[[int], str]
    do: Callable[[Any, Doing], Any]
    problems: Callable[[Sequence[Any]], Mapping[int, Sequence[Problem]]] = _no_problems
    stamp: Callable[[Any], str] | None = None
    undo: Callable[[Any, Any, Doing], None] | None = None
    undo_for: timedelta = timedelta(hours=1)
    is_whole: bool = False
    most: int = 1000
    tone: str = ""
