"""A temporary installation for a benchmark: its own data, keys and database."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory

PROJECT = Path(__file__).resolve().parent.parent
PLAN = PROJECT / "data" / "kalsel-2026.toml"
ACTIVITY = "/kegiatan/63-2026-bimtek-jalan/"


@dataclass(frozen=True)
class Cost:
    """What a whole process took."""

    cpu: float
    wall: float


@dataclass(frozen=True)
class Room:
    """A folder with an installation in it."""

    folder: Path
    # Another database than the file of its own.
    url: str = ""

    @property
    def database(self) -> Path:
        """The file of its database."""
        return self.folder / "data" / "binakon.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        """The environment of its processes, without anything that this keyboard has configured."""
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("BINAKON_")}
        return inherited | {
            "BINAKON_MODE": "demo",
            "BINAKON_DATA_DIR": str(self.folder / "data"),
            "BINAKON_KEYS_DIR": str(self.folder / "keys"),
            "BINAKON_DATABASE_URL": self.url or f"sqlite:///{self.database}",
            "DJANGO_SETTINGS_MODULE": "binakon.config.settings",
        }

    def binakon(self, *words: object) -> Cost:
        """Run one command as a whole process."""
        return self.run([sys.executable, "-m", "binakon", *map(str, words)])

    def run(self, line: list[str]) -> Cost:
        """Run a whole process; its answer is of no interest, its failure is."""
        before, start = getrusage(RUSAGE_CHILDREN), time.monotonic()
        subprocess.run(
            line, cwd=PROJECT, env=self.environment, check=True, stdout=subprocess.DEVNULL
        )
        wall, after = time.monotonic() - start, getrusage(RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return Cost(cpu, wall)

    @contextmanager
    def copied(self) -> Iterator["Room"]:
        """The same installation in another folder that is gone afterwards."""
        with TemporaryDirectory(prefix="binakon-bench-") as folder:
            yield Room(Path(shutil.copytree(self.folder, folder, dirs_exist_ok=True)))


@contextmanager
def empty_room(url: str = "") -> Iterator[Room]:
    """A migrated installation that is gone afterwards, on a file of its own or in the database of a URL."""
    with TemporaryDirectory(prefix="binakon-bench-") as folder:
        room = Room(Path(folder), url)
        room.binakon("migrate")
        yield room


@contextmanager
def published_room(url: str = "") -> Iterator[Room]:
    """An installation with the published plan, the demo cast and its static files."""
    with empty_room(url) as room:
        room.binakon("load-plan", PLAN)
        room.binakon("demo")
        room.run([sys.executable, "manage.py", "collectstatic", "--no-input"])
        yield room


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
