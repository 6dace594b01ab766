"""What coordination asks of later chapters that it does not know: how many people does an office name.

A later chapter answers in its own `queries/answers.py`; without an answer nobody was named.
"""

from collections.abc import Callable

NamedCount = Callable[[int, int], int]

_counts: list[NamedCount] = []


def counts_named(count: NamedCount) -> NamedCount:
    """Register who counts the people that an office (its number) still names for an activity (its number)."""
    _counts.append(count)
    return count


def named(activity_id: int, office_id: int) -> int:
    """How many people an office names for an activity now."""
    return sum(count(activity_id, office_id) for count in _counts)
