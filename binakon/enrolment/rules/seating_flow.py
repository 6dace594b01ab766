"""The network of seats: people flow into buckets, and make room for others where they have another seat.

People come one by one in their order. Whoever finds no free seat may push somebody into another bucket that is
open to that one, who may push another, until a free seat is reached: an augmenting path. Sets of people who can sit
together are a (transversal) matroid, so taking everybody for whom there is a path, in order, gives at once the most
people and the best orders, and whoever was taken never loses the seat. A search without a path leaves a *tight* set
of buckets: all full, and none of those in it has a seat outside. What is tight stays tight, because people later
only lose options; it is never searched again.
"""

from collections import deque
from collections.abc import Iterable, Sequence

# How a bucket was reached: from which bucket, by moving whom. None is the person who asks.
Reached = dict[int, tuple[int, int] | None]


class Network:
    """Buckets by their number with their places, and people by their number with the buckets open to them."""

    def __init__(self, places: Sequence[int]) -> None:
        self.at: dict[int, int] = {}
        self._free = list(places)
        self._open: dict[int, tuple[int, ...]] = {}
        # From a bucket to another: those who sit in the one and may sit in the other.
        self._movers: list[dict[int, set[int]]] = [{} for _bucket in places]
        # One bit for each tight set that the bucket is in.
        self._tight = [0] * len(places)
        self._tight_sets = 0

    def seat(self, person: int, buckets: tuple[int, ...]) -> bool:
        """Find a seat in one of the buckets, with all who sit kept seated; False where there is none."""
        self._open[person] = buckets
        found, reached = self._search(buckets, inside=0)
        if found is None:
            self._remember(reached)
            del self._open[person]
            return False
        self._push(person, found, reached)
        return True

    def prefer(self, person: int, wanted: Iterable[int]) -> bool:
        """Bring a seated person into one of the wanted buckets, with all others kept seated, if that can be.

        On success the person may sit in the wanted buckets only.
        """
        buckets = tuple(wanted)
        old = self.at[person]
        if old not in buckets:
            self._leave(person)
            found, reached = self._search(buckets, inside=self._tight[old])
            if found is None:
                self._remember(reached)
                self._enter(person, old)
                return False
            self._push(person, found, reached)
        self._limit(person, buckets)
        return True

    def _limit(self, person: int, buckets: tuple[int, ...]) -> None:
        bucket = self.at[person]
        self._leave(person)
        self._open[person] = buckets
        self._enter(person, bucket)

    def _search(self, starts: Iterable[int], *, inside: int) -> tuple[int | None, Reached]:
        """The nearest bucket with a free place, and how it is reached; `inside` are the tight sets of the seeker.

        A tight set in which the seeker has no seat to give cannot take anybody in.
        """
        outside = ~inside
        reached: Reached = {}
        queue: deque[int] = deque()
        for start in starts:
            if start not in reached and not self._tight[start] & outside:
                if self._free[start]:
                    return start, {start: None}
                reached[start] = None
                queue.append(start)
        while queue:
            here = queue.popleft()
            for there, movers in self._movers[here].items():
                if there in reached or not movers or self._tight[there] & outside:
                    continue
                reached[there] = (here, next(iter(movers)))
                if self._free[there]:
                    return there, reached
                queue.append(there)
        return None, reached

    def _push(self, person: int, bucket: int, reached: Reached) -> None:
        while (step := reached[bucket]) is not None:
            before, mover = step
            self._leave(mover)
            self._enter(mover, bucket)
            bucket = before
        self._enter(person, bucket)

    def _enter(self, person: int, bucket: int) -> None:
        self.at[person] = bucket
        self._free[bucket] -= 1
        movers = self._movers[bucket]
        for other in self._open[person]:
            if other != bucket:
                movers.setdefault(other, set()).add(person)

    def _leave(self, person: int) -> None:
        bucket = self.at.pop(person)
        self._free[bucket] += 1
        movers = self._movers[bucket]
        for other in self._open[person]:
            if other != bucket:
                movers[other].discard(person)

    def _remember(self, reached: Reached) -> None:
        if reached:
            bit = 1 << self._tight_sets
            self._tight_sets += 1
            for bucket in reached:
                self._tight[bucket] |= bit
