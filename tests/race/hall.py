"""An installation served by three processes as `binakon serve` starts them, and one process inside that prepares and counts."""

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.installation import PROJECT, Installation, free_port

PROCESSES = 3
# How long a start or an end may take before it hangs; nothing depends on it.
SECONDS = 180
PRODUCT = "binakon.config.wsgi:application"
CARELESS = "tests.race.careless:application"
# Answers each line of Python with a line of JSON; starting Django for every question would take longer than the race.
INSIDE = """
import json, sys
import django
django.setup()
from tests.race import prepared
for line in sys.stdin:
    print(json.dumps(eval(line, {"prepared": prepared})), flush=True)
"""


@dataclass(frozen=True)
class Hall:
    """A served installation."""

    installation: Installation
    port: int
    process: subprocess.Popen[bytes]
    within: subprocess.Popen[str]

    def a_class(self, seats: int, drafts: int, *, has_waiting_list: bool = False) -> dict[str, Any]:
        """An open class with so many filled-in drafts."""
        words = f"seats={seats}, drafts={drafts}, has_waiting_list={has_waiting_list}"
        found: dict[str, Any] = self.inside(f"prepared.a_class({words})")
        return found

    def outcome(self, room: dict[str, Any]) -> dict[str, Any]:
        """What the database says of the class afterwards."""
        found: dict[str, Any] = self.inside(f"prepared.outcome({room['training']})")
        return found

    def inside(self, call: str) -> Any:
        """What a call of `tests.race.prepared` returns."""
        assert self.within.stdin is not None
        assert self.within.stdout is not None
        self.within.stdin.write(f"{call}\n")
        self.within.stdin.flush()
        return json.loads(self.within.stdout.readline())


@contextmanager
def served(installation: Installation, application: str) -> Iterator[Hall]:
    """The processes; everybody of a race comes from one address, so its tries are not counted."""
    installation = replace(installation, extra=(("BINAKON_MOST_STARTS", "0"),), mode="test")
    environment = installation.environment | {"DJANGO_SETTINGS_MODULE": "binakon.config.settings"}
    (installation.folder / "data" / "static").mkdir(parents=True, exist_ok=True)
    port, log = free_port(), installation.folder / "serve.log"
    line = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(PROCESSES)]
    line += ["--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    line += ["--host", "127.0.0.1", "--port", str(port), application]
    with log.open("wb") as output:
        process = subprocess.Popen(line, cwd=PROJECT, env=environment, stdout=output, stderr=output)
        within = subprocess.Popen(
            [sys.executable, "-c", INSIDE],
            cwd=PROJECT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=output,
            text=True,
        )
    try:
        _await_live(process, port, log)
        yield Hall(installation, port, process, within)
    finally:
        process.terminate()
        within.communicate(timeout=SECONDS)
        process.wait(timeout=SECONDS)


def _await_live(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/-/live", timeout=2):
                return
        except urllib.error.HTTPError as error:
            error.close()
            raise AssertionError(f"{error.code}\n{log.read_text()}") from None
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no server:\n{log.read_text()}")
