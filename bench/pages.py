"""CPU of public pages as served, beside an empty Django view behind the same server in the same run.

An address that nobody asked before is uncached, so the uncached pages carry a number of their own.
"""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bench.procstat import cpu_seconds
from bench.room import PLAN, PROJECT, a_room

REQUESTS = 400
ROUNDS = 3
PATHS = {"portal home": "/", "activity page": "/kegiatan/63-2026-bimtek-jalan/"}


def measure() -> dict[str, float]:
    """CPU milliseconds a request; the best of three rounds each, the kinds taken in turn."""
    with a_room() as room:
        room.binakon("load-plan", PLAN)
        product = [*room.command("serve"), "--port"]
        floor = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1"]
        floor += [
            "--blocking-threads",
            "4",
            "--no-ws",
            "--log-level",
            "warning",
            "bench.floor_app:application",
            "--port",
        ]
        with _served(product, room.environment) as own, _served(floor, dict(os.environ)) as bare:
            fresh = iter(range(10_000_000))
            kinds: dict[str, tuple[_Server, Callable[[], str]]] = {"floor": (bare, lambda: "/")}
            for name, path in PATHS.items():
                kinds[f"{name}, uncached"] = (own, lambda path=path: f"{path}?n={next(fresh)}")
                kinds[f"{name}, cached"] = (own, lambda path=path: path)
            rows: dict[str, list[float]] = {name: [] for name in kinds}
            for _round in range(ROUNDS):
                for name, (server, path_of) in kinds.items():
                    rows[name].append(server.cost(path_of))
    return {name: min(times) for name, times in rows.items()}


class _Server:
    """A served process tree and a connection to it."""

    def __init__(self, pid: int, port: int) -> None:
        self.pid = pid
        self.port = port

    def cost(self, path_of: Callable[[], str]) -> float:
        """CPU milliseconds of one request, over many on one connection."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        self._ask(connection, path_of(), 5)
        before = cpu_seconds(self.pid)
        for _turn in range(REQUESTS):
            self._ask(connection, path_of(), 1)
        spent = cpu_seconds(self.pid) - before
        connection.close()
        return spent / REQUESTS * 1000

    def _ask(self, connection: http.client.HTTPConnection, path: str, times: int) -> None:
        for _turn in range(times):
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{path}: {answer.status}")


@contextmanager
def _served(line: list[str], environment: dict[str, str]) -> Iterator[_Server]:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = int(door.getsockname()[1])
    process = subprocess.Popen(
        [*line, str(port)], cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL
    )
    try:
        for _turn in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        time.sleep(1)
        yield _Server(process.pid, port)
    finally:
        process.terminate()
        process.wait(timeout=20)
