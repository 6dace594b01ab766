"""Which row stands for a person when rows were merged: the end of each chain."""

from collections.abc import Mapping


def roots(edges: Mapping[int, int | None]) -> dict[int, int | None]:
    """For every row the last of its chain of `merged into`, None for one that was not merged.

    Raises ValueError when a chain leads back to itself.
    """
    found: dict[int, int | None] = {}
    for row in edges:
        seen = {row}
        last, onward = row, edges[row]
        while onward is not None:
            if onward in seen:
                raise ValueError(f"{row} is merged into itself")
            seen.add(onward)
            last, onward = onward, edges.get(onward)
        found[row] = None if last == row else last
    return found


def below(row: int, edges: Mapping[int, int | None]) -> set[int]:
    """The rows whose chain passes through `row`, without itself."""
    found: set[int] = set()
    onward = {row}
    while onward:
        onward = {each for each, into in edges.items() if into in onward} - found
        found |= onward
    return found
