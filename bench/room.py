"""A temporary installation for a benchmark: its own data, keys and database."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory

PROJECT = Path(__file__).resolve().parent.parent
PLAN = PROJECT / "data" / "kalsel-2026.toml"


@dataclass(frozen=True)
class Room:
    """A folder with an installation in it."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """The environment of its processes."""
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("BINAKON_")}
        own = {
            "MODE": "demo",
            "DATA_DIR": str(self.folder / "data"),
            "KEYS_DIR": str(self.folder / "keys"),
        }
        return inherited | {f"BINAKON_{name}": value for name, value in own.items()}

    def command(self, *words: object) -> list[str]:
        """The command line of one `binakon` command."""
        return [sys.executable, "-m", "binakon", *map(str, words)]

    def cpu(self, line: list[str]) -> float:
        """Run a whole process and return its CPU seconds."""
        before = getrusage(RUSAGE_CHILDREN)
        subprocess.run(
            line, cwd=PROJECT, env=self.environment, check=True, stdout=subprocess.DEVNULL
        )
        after = getrusage(RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def binakon(self, *words: object) -> float:
        """Run one command and return its CPU seconds."""
        return self.cpu(self.command(*words))


@contextmanager
def a_room() -> Iterator[Room]:
    """A migrated installation that is gone afterwards."""
    with TemporaryDirectory(prefix="binakon-bench-") as folder:
        room = Room(Path(folder))
        room.binakon("migrate")
        yield room
