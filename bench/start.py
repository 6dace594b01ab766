"""Starting after set-up, and the memory of the whole installation when idle."""

import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

from bench.procstat import children_of, pss_mib
from bench.room import PLAN, PROJECT, a_room

IDLE_SECONDS = 10


def measure() -> dict[str, float]:
    """Seconds until ready, MiB and processes when idle."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = int(door.getsockname()[1])
    with a_room() as room:
        room.binakon("load-plan", PLAN)
        room.binakon("demo")
        start = time.monotonic()
        serving = subprocess.Popen(
            room.command("serve", "--port", port),
            cwd=PROJECT,
            env=room.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            seconds = _until_ready(f"http://127.0.0.1:{port}/-/ready", start)
            time.sleep(IDLE_SECONDS)
            return {
                "seconds": seconds,
                "pss": pss_mib(serving.pid),
                "processes": len(children_of(serving.pid)),
            }
        finally:
            serving.send_signal(signal.SIGINT)
            serving.wait(timeout=20)


def _until_ready(url: str, start: float) -> float:
    while time.monotonic() - start < 60:
        try:
            with urllib.request.urlopen(url, timeout=1) as answer:  # noqa: S310 - our own loopback
                if answer.status == 200:
                    return time.monotonic() - start
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise TimeoutError(url)
