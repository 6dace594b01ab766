"""An installation that is served by three processes, for races through real HTTP."""

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

import pytest

from tests.factories import in_process
from tests.installation import PROJECT, Installation, free_port, installation_in

PROCESSES = 3
START_SECONDS = 30
PRODUCT = "binakon.config.wsgi:application"
CARELESS = "tests.race.careless:application"


@dataclass(frozen=True)
class Hall:
    """A served installation."""

    installation: Installation
    port: int

    def a_class(self, seats: int, drafts: int, *, has_waiting_list: bool = False) -> dict[str, Any]:
        """An open class with so many filled-in drafts."""
        words = f"seats={seats}, drafts={drafts}, has_waiting_list={has_waiting_list}"
        return self.inside(f"prepared.a_class({words})")

    def outcome(self, room: dict[str, Any]) -> dict[str, Any]:
        """What the database says of the class afterwards."""
        return self.inside(f"prepared.outcome({room['training']})")

    def inside(self, call: str) -> Any:
        """What a call of `tests.race.prepared` returns, run in a process of the installation."""
        code = f"import json\nfrom tests.race import prepared\nprint(json.dumps({call}))\n"
        return json.loads(in_process(self.installation, code))


@pytest.fixture(scope="session")
def hall(migrated: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """The product as it is, served by three processes."""
    folder = tmp_path_factory.mktemp("hall")
    with installation_in(folder, like=migrated) as own, served(own, PRODUCT) as found:
        yield found


@pytest.fixture
def careless_hall(installation: Installation) -> Iterator[Hall]:
    """The product with its lock taken out, on a database with its rules taken out."""
    Hall(installation, 0).inside("prepared.drop_rules()")
    with served(installation, CARELESS) as found:
        yield found


@contextmanager
def served(installation: Installation, application: str) -> Iterator[Hall]:
    """Web processes as `binakon serve` starts them; everybody of a race comes from one address."""
    installation = replace(installation, extra=(("BINAKON_MOST_STARTS", "0"),))
    port, log = free_port(), installation.folder / "serve.log"
    line = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(PROCESSES)]
    line += ["--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    line += ["--host", "127.0.0.1", "--port", str(port), application]
    environment = installation.environment | {
        "DJANGO_SETTINGS_MODULE": "binakon.config.settings",
        "BINAKON_MODE": "test",
    }
    (installation.folder / "data" / "static").mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(line, cwd=PROJECT, env=environment, stdout=output, stderr=output)
    try:
        _await_live(process, port, log)
        yield Hall(installation, port)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _await_live(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
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
