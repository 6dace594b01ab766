"""Starting after set-up, and the memory of the whole installation when idle."""

import signal
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from bench.procstat import pss_mib, tree
from bench.report import Row
from bench.room import ACTIVITY, PROJECT, Room, free_port, published_room

ROUNDS = 3
IDLE_SECONDS = 10
BUDGET_SECONDS = 5
BUDGET_MIB = 300


def measure() -> list[Row]:
    """Seconds until ready, then MiB and processes when idle, before and after somebody looked."""
    times, idle, used = [], [], []
    with published_room() as room:
        for _round in range(ROUNDS):
            with served(room) as (process, address, seconds):
                times.append(seconds)
                time.sleep(IDLE_SECONDS)
                idle.append(pss_mib(process.pid))
                processes = len(tree(process.pid))
                for number in range(60):
                    _read(f"{address}{('/', ACTIVITY)[number % 2]}?n={number}")
                time.sleep(1)
                used.append(pss_mib(process.pid))
    return [
        Row("start until ready", statistics.median(times), "s", budget=BUDGET_SECONDS),
        Row("idle memory", statistics.median(idle), "MiB PSS", budget=BUDGET_MIB),
        Row("memory after 60 pages", statistics.median(used), "MiB PSS", budget=BUDGET_MIB),
        Row("processes", processes, ""),
    ]


@contextmanager
def served(room: Room) -> Iterator[tuple[subprocess.Popen[bytes], str, float]]:
    """`binakon serve` as people start it: the process, its address, and the seconds until it was ready."""
    port = free_port()
    begin = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "binakon", "serve", "--port", str(port)],
        cwd=PROJECT,
        env=room.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        until_ready(address, process)
        yield process, address, time.monotonic() - begin
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)


def until_ready(address: str, process: subprocess.Popen[bytes]) -> None:
    """Return when /-/ready answers 200; a server that ends instead is an error."""
    for _turn in range(6000):
        try:
            return _read(f"{address}/-/ready")
        except (urllib.error.URLError, OSError):
            if process.poll() is not None:
                raise RuntimeError(f"the server ended with {process.returncode}")
            time.sleep(0.02)
    raise TimeoutError(address)


def _read(url: str) -> None:
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - our own loopback
        answer.read()
