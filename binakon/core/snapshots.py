"""What public pages have read, kept by each process for as long as nothing was written.

The version of a snapshot is the newest line of history that changes the plan: every such write leaves one, so a
snapshot can never be stale. A chapter whose facts stand on pages of the plan watches them by a version of its own.
"""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

MOST = 64
_watched: dict[str, Callable[[str, int], str]] = {}
_kept: OrderedDict[tuple[str, int], Any] = OrderedDict()


def kept(key: str, history: int | None, read: Callable[[], T]) -> T:
    """Read once per line of history; `history` None means that nobody knows it, so read now.

    That something is not there is not kept: whoever asks for addresses that never were would push out what is.
    """
    if history is None:
        return read()
    found: T | None = _kept.get((key, history))
    if found is not None:
        return found
    value = read()
    if value is not None:
        _kept[(key, history)] = value
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return value


def watch(prefix: str, version: Callable[[str, int], str]) -> None:
    """Let pages below an address be as new as what `version` says of it; register it in a chapter's measures.

    It is asked with the address and the newest line of history that changes the plan.
    """
    _watched[prefix] = version


def version_of(path: str, history: int) -> str:
    """What the chapters say of a page that they add facts to."""
    told = (tell(path, history) for prefix, tell in _watched.items() if path.startswith(prefix))
    return ":".join(told)


def forget() -> None:
    """Drop everything: for tests, whose histories are rolled back and repeat."""
    _kept.clear()
