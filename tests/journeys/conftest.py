"""A served demo and a real browser, for journeys that a person could make."""

import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.installation import PLAN, Installation, free_port, installation_in
from tests.journeys.browser import CHROMIUM, FLAGS, Pages
from tests.runners import in_process

# How long a start or an end may take before it hangs; nothing depends on it.
SECONDS = 180
# What `binakon serve` does before it serves; done once, and copied with the demo.
COLLECT = """
from django.core.management import call_command
call_command("collectstatic", verbosity=0, interactive=False)
"""
# What `binakon check-figures` asks.
CHECK_FIGURES = """
from binakon.reports.queries.check import figure_problems
for problem in figure_problems():
    print(problem.sentence)
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.journey)


@dataclass(frozen=True)
class Site:
    """A running `binakon serve`: its address, and the installation behind it."""

    address: str
    installation: Installation

    def __truediv__(self, path: str) -> str:
        """`site / "kegiatan/"` is the full address of that page."""
        return f"{self.address}/{path.lstrip('/')}"


@pytest.fixture(scope="session")
def story(
    migrated: Installation, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """The demo told until today, once: copied by others, never served."""
    with told_demo(migrated, tmp_path_factory.mktemp("told")) as found:
        yield found


@pytest.fixture(scope="session")
def early_story(
    migrated: Installation, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """The demo told until the day after the plan was published: no class has been prepared yet."""
    with told_demo(migrated, tmp_path_factory.mktemp("early"), "--as-of", "2026-01-28") as found:
        yield found


@pytest.fixture(scope="session")
def site(story: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo, served once for all journeys that only read."""
    with served(story, tmp_path_factory.mktemp("site"), by_serve) as found:
        yield found


@pytest.fixture(scope="module")
def own_site(story: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A demo of this module's own, for journeys that write."""
    with served(story, tmp_path_factory.mktemp("own")) as found:
        yield found


@pytest.fixture(scope="module")
def early_site(
    early_story: Installation, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A demo of this module's own in which no class has been prepared yet."""
    with served(early_story, tmp_path_factory.mktemp("early_site")) as found:
        yield found


@contextmanager
def told_demo(migrated: Installation, folder: Path, *as_of: str) -> Iterator[Installation]:
    """A demo, told until today or until `"--as-of", DATE`."""
    with installation_in(folder, like=migrated, mode="demo") as installation:
        installation.binakon("load-plan", PLAN)
        installation.binakon("demo", *as_of)
        in_process(installation, COLLECT)
        yield installation


def by_serve(installation: Installation, port: int, log: Path) -> list[subprocess.Popen[bytes]]:
    """As an operator serves it."""
    return [installation.start("serve", "--port", port, log=log)]


def by_parts(installation: Installation, port: int, log: Path) -> list[subprocess.Popen[bytes]]:
    """What `binakon serve` starts, without itself and its collecting of what is collected: half the CPU seconds."""
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1"]
    web += ["--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    web += ["--host", "127.0.0.1", "--port", str(port), "binakon.config.wsgi:application"]
    return [installation.start_line(web, log=log), installation.start("work", log=log)]


@contextmanager
def served(
    told: Installation,
    folder: Path,
    begin: Callable[[Installation, int, Path], list[subprocess.Popen[bytes]]] = by_parts,
) -> Iterator[Site]:
    """A copy of a demo, rows, files and keys, on a port of its own with its worker.

    Whatever its journeys did, in the end its counters still tell the same as its rows.
    """
    with installation_in(folder, like=told, mode="demo") as installation:
        for part in ("data", "keys"):
            shutil.copytree(told.folder / part, folder / part, dirs_exist_ok=True)
        log = folder / "serve.log"
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        serving = begin(installation, port, log)
        try:
            _await_live(serving[0], f"{address}/-/live", log)
            yield Site(address, installation)
        finally:
            for process in serving:
                process.send_signal(signal.SIGINT)
            for process in serving:
                _await_end(process, log)
        assert in_process(installation, CHECK_FIGURES) == ""


def _await_end(process: subprocess.Popen[bytes], log: Path) -> None:
    try:
        process.wait(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        raise AssertionError(f"{process.args} did not stop:\n{_tail(log)}") from None


def as_long_as_journeys(config: pytest.Config, **_named: object) -> Literal["session", "module"]:
    """How long one browser lives: while it is open, Django takes this thread for an async one, as journeys may do."""
    places = [config.invocation_params.dir / argument.split("::")[0] for argument in config.args]
    here = Path(__file__).parent
    return "session" if all(place.is_relative_to(here) for place in places) else "module"


@pytest.fixture(scope=as_long_as_journeys)
def playwright() -> Iterator[Playwright]:
    """What drives browsers; there can be only one at a time."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope=as_long_as_journeys)
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium, started once for all journeys; among other tests once for each module."""
    chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield chromium
    chromium.close()


@pytest.fixture
def own_page(browser: Browser, own_site: Site, request: pytest.FixtureRequest) -> Iterator[Pages]:
    """Like `browser_page`, on the module's own demo."""
    pages = Pages(browser, own_site.address)
    yield pages
    faults = pages.close()
    assert faults == [], f"{request.node.name}: {faults}"


@pytest.fixture
def browser_page(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Pages]:
    """`browser_page(width=360, scheme="dark")` opens a page; at the end none may have erred or asked another host."""
    pages = Pages(browser, site.address)
    yield pages
    faults = pages.close()
    assert faults == [], f"{request.node.name}: {faults}"


def _await_live(serving: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and serving.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except urllib.error.HTTPError as error:
            error.close()
            raise AssertionError(f"{address}: {error.code}\n{_tail(log)}") from None
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"binakon serve did not come up:\n{_tail(log)}")


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-40:])
