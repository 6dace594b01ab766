"""What public pages have read, kept by each process for as long as nothing was written.

The version of a snapshot is the newest line of history: every write leaves one, so a snapshot can never be stale.
"""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

MOST = 64
_kept: OrderedDict[tuple[str, int], Any] = OrderedDict()


def kept(key: str, history: int | None, read: Callable[[], T]) -> T:
    """Read once per line of history; `history` None means that nobody knows it, so read now."""
    if history is None:
        return read()
    found = _kept.get((key, history))
    if found is None:
        found = _kept[(key, history)] = read()
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    value: T = found
    return value


def forget() -> None:
    """Drop everything: for tests, whose histories are rolled back and repeat."""
    _kept.clear()
