"""How a brief says things: pure wording on facts."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """Activities of one kind that a sentence names together."""

    occupation: str
    amount: int
    when: str
    partners: tuple[str, ...]


def grouped(activities: Iterable[tuple[str, str, tuple[str, ...]]]) -> list[Group]:
    """Count activities that share occupation, time and partners, in the order they first appear."""
    counts: dict[tuple[str, str, tuple[str, ...]], int] = {}
    for key in activities:
        counts[key] = counts.get(key, 0) + 1
    return [
        Group(occupation, amount, when, partners)
        for (occupation, when, partners), amount in counts.items()
    ]


def together(groups: Iterable[Group]) -> list[tuple[str, tuple[str, ...], list[Group]]]:
    """Groups that share time and partners, so that one clause can carry both."""
    clauses: dict[tuple[str, tuple[str, ...]], list[Group]] = {}
    for group in groups:
        clauses.setdefault((group.when, group.partners), []).append(group)
    return [(when, partners, found) for (when, partners), found in clauses.items()]
