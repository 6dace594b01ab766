"""A crowd of visitors at one server: so many in all, so many at a time, each with cookies of their own."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import aiohttp

TIMEOUT = 120
NO_ANSWER = 599
OK, FULL = "ok", "full"


@dataclass(frozen=True)
class Answer:
    """What a visitor reads."""

    status: int
    location: str
    body: str


@dataclass
class Crowd:
    """How it went: outcomes, statuses and seconds by step, requests of those who were successful."""

    outcomes: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: dict[str, list[float]] = field(default_factory=dict)
    wall: float = 0.0

    @property
    def requests(self) -> int:
        """All requests of everybody."""
        return sum(self.statuses.values())

    @property
    def failures(self) -> int:
        """Answers of 500 and above, and those that never came."""
        return sum(many for status, many in self.statuses.items() if status >= 500)

    def steps(self) -> str:
        """How often each step was asked, for reading."""
        return ", ".join(f"{step} {len(times)}" for step, times in self.seconds.items())


def percentile(times: list[float], part: float) -> float:
    """The seconds within which so many of a hundred were answered."""
    return sorted(times)[min(len(times) - 1, int(part / 100 * len(times)))]


class Visitor:
    """One person with a browser: cookies, connections kept open, no redirect followed by itself."""

    def __init__(self, base: str, crowd: Crowd) -> None:
        self.base, self.crowd = base, crowd
        self.session = aiohttp.ClientSession(
            cookie_jar=aiohttp.CookieJar(unsafe=True),
            connector=aiohttp.TCPConnector(limit=2),
            timeout=aiohttp.ClientTimeout(total=TIMEOUT),
            headers={"User-Agent": "Mozilla/5.0", "Accept": "text/html", "Referer": f"{base}/"},
        )

    async def get(self, step: str, path: str) -> Answer:
        """Ask for a page."""
        return await self._ask("GET", step, path, None)

    async def post(self, step: str, path: str, data: Mapping[str, str]) -> Answer:
        """Send a form."""
        return await self._ask("POST", step, path, data)

    async def _ask(
        self, method: str, step: str, path: str, data: Mapping[str, str] | None
    ) -> Answer:
        begin = time.perf_counter()
        try:
            async with self.session.request(
                method, self.base + path, data=data, allow_redirects=False
            ) as heard:
                answer = Answer(heard.status, heard.headers.get("Location", ""), await heard.text())
        except (aiohttp.ClientError, TimeoutError, ConnectionError):
            answer = Answer(NO_ANSWER, "", "")
        self.crowd.seconds.setdefault(step, []).append(time.perf_counter() - begin)
        self.crowd.statuses[answer.status] += 1
        return answer


# What one visitor does; the answer is OK, FULL or words about what went wrong.
Walk = Callable[[Visitor, int], Awaitable[str]]


def rush(base: str, walk: Walk, *, people: int, at_a_time: int) -> Crowd:
    """Let so many people walk, so many at a time, numbered from 0."""
    return asyncio.run(_rush(base, walk, people, at_a_time))


async def _rush(base: str, walk: Walk, people: int, at_a_time: int) -> Crowd:
    crowd, numbers = Crowd(), iter(range(people))

    async def one_after_another() -> None:
        for number in numbers:
            visitor = Visitor(base, crowd)
            async with visitor.session:
                crowd.outcomes[await walk(visitor, number)] += 1

    begin = time.perf_counter()
    await asyncio.gather(*(one_after_another() for _each in range(at_a_time)))
    crowd.wall = time.perf_counter() - begin
    return crowd
