"""CPU of public pages as served, beside an empty Django view behind the same server in the same run.

An address that nobody asked before is not in the page cache; a page after a write finds nothing kept at all.
"""

import http.client
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

from bench.procstat import cpu_seconds
from bench.report import Row, page_row
from bench.room import ACTIVITY, PROJECT, Room, free_port, published_room

REQUESTS = 150
ROUNDS = 7
PATHS = {"portal home": "/", "activity page": ACTIVITY}
PRODUCT = "binakon.config.wsgi:application"
FLOOR = "bench.floor_app:application"


@dataclass(frozen=True)
class Kind:
    """One way of asking: which server, what happens before each request, which address."""

    name: str
    server: "Server"
    before: Callable[[], None]
    path: Callable[[], str]


class Server:
    """A served process tree and a connection to it."""

    def __init__(self, pid: int, port: int, headers: Mapping[str, str] | None = None) -> None:
        self.pid = pid
        self.port = port
        self.headers = dict(headers or {})
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(self, path: str) -> None:
        """One request; anything but 200 is an error."""
        self.connection.request("GET", path, headers=self.headers)
        answer = self.connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")

    def cost(self, kind: Kind) -> float:
        """CPU milliseconds of one request, over many on one connection."""
        self.ask(kind.path())
        begin = cpu_seconds(self.pid)
        for _turn in range(REQUESTS):
            kind.before()
            self.ask(kind.path())
        return (cpu_seconds(self.pid) - begin) / REQUESTS * 1000


def measure() -> list[Row]:
    """The median of several rounds each, the kinds taken in turn."""
    with (
        published_room() as room,
        served(FLOOR, room) as bare,
        served(PRODUCT, room) as own,
        _writing(room) as write,
    ):
        costs: dict[str, list[float]] = {}
        kinds = list(_kinds(bare, own, write))
        for _round in range(ROUNDS):
            for kind in kinds:
                costs.setdefault(kind.name, []).append(kind.server.cost(kind))
    found = {name: statistics.median(times) for name, times in costs.items()}
    floor = found.pop("empty Django view")
    rows = [Row("empty Django view, served", floor, "CPU ms")]
    for name, cost in found.items():
        rows.append(page_row(name, cost, floor, 3 if name.endswith("cache") else 10))
    return rows


def _kinds(bare: Server, own: Server, write: Callable[[], None]) -> Iterator[Kind]:
    fresh = count()

    def nothing() -> None:
        pass

    def same(path: str) -> Callable[[], str]:
        return lambda: path

    def unasked(path: str) -> Callable[[], str]:
        return lambda: f"{path}?n={next(fresh)}"

    yield Kind("empty Django view", bare, nothing, same("/"))
    for name, path in PATHS.items():
        yield Kind(f"{name}, first after a write", own, write, same(path))
        yield Kind(f"{name}, not asked before", own, nothing, unasked(path))
        yield Kind(f"{name}, from the page cache", own, nothing, same(path))


@contextmanager
def _writing(room: Room) -> Iterator[Callable[[], None]]:
    """A line of history written from outside, as another process would write one."""
    connection = sqlite3.connect(room.database, timeout=20, isolation_level=None)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(core_auditevent)")]
    names = ", ".join(name for name in columns if name != "id")
    line = f"INSERT INTO core_auditevent ({names}) SELECT {names} FROM core_auditevent ORDER BY id DESC LIMIT 1"  # noqa: S608 - names from the schema
    try:
        yield lambda: connection.execute(line) and None
    finally:
        connection.close()


@contextmanager
def served(
    application: str,
    room: Room,
    headers: Mapping[str, str] | None = None,
    environment: Mapping[str, str] | None = None,
    workers: int = 1,
) -> Iterator[Server]:
    """One server; `headers` go with every request, `environment` over the room's."""
    port = free_port()
    line = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(workers)]
    line += ["--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    process = subprocess.Popen(
        [*line, "--host", "127.0.0.1", "--port", str(port), application],
        cwd=PROJECT,
        env={**room.environment, **(environment or {})},
        stdout=subprocess.DEVNULL,
    )
    server = Server(process.pid, port, headers)
    try:
        _wait_for(server)
        yield server
    finally:
        server.connection.close()
        process.terminate()
        process.wait(timeout=20)


def _wait_for(server: Server) -> None:
    for _turn in range(200):
        try:
            return server.ask("/")
        except OSError:
            server.connection.close()
            time.sleep(0.1)
    raise TimeoutError("the server does not answer")
