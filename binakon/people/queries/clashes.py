"""What later chapters know against joining two people's records, or what will need a hand afterwards.

A chapter registers in `queries/answers.py`, which core finds by itself; it only looks, and nothing it says stops a merge:
that two rows are one person is a fact, and the rows that cite them stay where they are.
"""

from collections.abc import Callable, Sequence

Clash = Callable[[Sequence[int], Sequence[int]], list[str]]

_clashes: dict[str, Clash] = {}


def clash(name: str) -> Callable[[Clash], Clash]:
    """Register a chapter's question, asked with the rows of either person; a name is taken once."""

    def register(ask: Clash) -> Clash:
        if name in _clashes:
            raise ValueError(f"clash {name} is registered twice")
        _clashes[name] = ask
        return ask

    return register


def clashes_between(one: Sequence[int], other: Sequence[int]) -> tuple[str, ...]:
    """What everybody says of these two people, in sentences."""
    return tuple(sentence for ask in _clashes.values() for sentence in ask(one, other))
