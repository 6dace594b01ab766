"""What core asks of chapters that it does not know: is a message still true, what is it about, how is a clock called.

A chapter asks later ones the same way: a condition is also how they say why something may not be undone any more.
A chapter answers in `queries/answers.py`, which core finds by itself (as it finds measures and jobs): answers only look,
so the worker may ask them in the transaction that decides on a message.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

Condition = Callable[[int], str]

_conditions: dict[str, Condition] = {}
_subjects: dict[str, "Callable[[int], Subject | None]"] = {}
_clocks: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Subject:
    """The row that a message or a clock is about, in words, and where the desk shows it ("" is nowhere)."""

    label: str
    href: str = ""


def condition(name: str) -> Callable[[Condition], Condition]:
    """Register the question behind `Message.condition`: from the subject's number to "" or why it is no longer true."""

    def register(answer: Condition) -> Condition:
        if name in _conditions:
            raise ValueError(f"condition {name} is registered twice")
        _conditions[name] = answer
        return answer

    return register


def demand_known(name: str) -> None:
    """Raise `LookupError` for a condition that no chapter answers; "" is none and always fine."""
    if name and name not in _conditions:
        raise LookupError(f"no chapter answers the condition {name}")


def why_untrue(name: str, subject_id: int | None) -> str:
    """Why what a message says no longer holds, in a sentence; "" while it holds.

    Raises `LookupError` when nobody can answer: such a message is not sent.
    """
    demand_known(name)
    if not name:
        return ""
    if subject_id is None:
        raise LookupError(f"the condition {name} is asked about nothing")
    return _conditions[name](subject_id)


def subject(
    subject_type: str,
) -> Callable[["Callable[[int], Subject | None]"], "Callable[[int], Subject | None]"]:
    """Register how rows of one model ("enrolment.place") are called and where the desk shows them."""

    def register(tell: "Callable[[int], Subject | None]") -> "Callable[[int], Subject | None]":
        _subjects[subject_type] = tell
        return tell

    return register


def about(subject_type: str, subject_id: int | None) -> Subject | None:
    """What a message is about; None when nobody says."""
    tell = _subjects.get(subject_type)
    return tell(subject_id) if tell and subject_id is not None else None


def name_clock(kind: str, label: Any) -> None:
    """Say how a kind of clock is called, without any person's name: calendars outside the desk show only this."""
    _clocks[kind] = label


def clock_label(kind: str) -> str:
    """The name of a kind of clock, whatever it adds after a colon; one that no chapter named is just a deadline."""
    return str(_clocks.get(kind.partition(":")[0], gettext_lazy("Tenggat")))


def clock_kinds() -> list[tuple[str, str]]:
    """Every kind that a chapter named, as (kind, its name), in the order of the names."""
    return sorted(((kind, str(label)) for kind, label in _clocks.items()), key=lambda pair: pair[1])
