"""An installation as an operator has it: real processes on a real database file or cluster."""

import os
import shutil
import socket
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from tests.host import PROJECT, forked

PLAN = PROJECT / "data" / "kalsel-2026.toml"


COMMAND = """
from binakon.cli import main
raise SystemExit(main({words!r}))
"""


@dataclass(frozen=True)
class Installation:
    """A folder for data and keys, and a database; commands run in it as separate processes."""

    folder: Path
    database_url: str
    mode: str = "local"
    # Further variables, as pairs.
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def environment(self) -> dict[str, str]:
        inherited = {
            name: value for name, value in os.environ.items() if not name.startswith("BINAKON_")
        }
        return inherited | {
            "BINAKON_MODE": self.mode,
            "BINAKON_DATA_DIR": str(self.folder / "data"),
            "BINAKON_KEYS_DIR": str(self.folder / "keys"),
            "BINAKON_DATABASE_URL": self.database_url,
            **dict(self.extra),
        }

    def binakon(self, *words: object, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run one command to its end in a process of its own; with `check`, anything but exit 0 fails with its stderr.

        The process is forked from one in which Django is started already; see `typed`.
        """
        code = COMMAND.format(words=[str(word) for word in words])
        [(status, out, err)] = forked(self.environment, code, ["sendiri"])
        return _checked(subprocess.CompletedProcess(command(*words), status, out, err), check=check)

    def typed(self, *words: object, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Like `binakon`, but started from nothing, as somebody at a shell does."""
        done = subprocess.run(
            command(*words),
            env=self.environment,
            cwd=PROJECT,
            capture_output=True,
            text=True,
            # Only whoever hangs meets it: a machine with much else to do tells a demo in minutes.
            timeout=600,
            check=False,
        )
        return _checked(done, check=check)

    def start(self, *words: object, log: Path) -> subprocess.Popen[bytes]:
        """Start a command that goes on, e.g. `serve`; whoever starts it ends it."""
        return self.start_line(command(*words), log=log)

    def start_line(self, line: list[str], *, log: Path) -> subprocess.Popen[bytes]:
        """Start any other program in this installation; whoever starts it ends it."""
        with log.open("ab") as output:
            return subprocess.Popen(
                line,
                env=self.environment | {"DJANGO_SETTINGS_MODULE": "binakon.config.settings"},
                cwd=PROJECT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )


def _checked(
    done: subprocess.CompletedProcess[str], *, check: bool
) -> subprocess.CompletedProcess[str]:
    if check and done.returncode != 0:
        words = " ".join(done.args[3:])
        raise AssertionError(f"binakon {words}: exit {done.returncode}\n{done.stderr}")
    return done


def command(*words: object) -> list[str]:
    """The command line of one `binakon` command, by the Python that runs the tests."""
    return [sys.executable, "-m", "binakon", *map(str, words)]


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@contextmanager
def installation_in(
    folder: Path, like: Installation | None = None, mode: str = "local"
) -> Iterator[Installation]:
    """An installation of its own, on the kind of database under test; a copy of `like`, or with nothing in it yet."""
    folder.mkdir(parents=True, exist_ok=True)
    cluster_url = os.environ.get("BINAKON_DATABASE_URL", "")
    if not cluster_url.startswith("postgresql"):
        yield _on_sqlite(folder, like, mode)
        return
    name = f"binakon_{uuid.uuid4().hex[:12]}"
    source = f' TEMPLATE "{urlsplit(like.database_url).path[1:]}"' if like else ""
    _administer(cluster_url, f'CREATE DATABASE "{name}"{source}')
    try:
        yield Installation(
            folder, urlunsplit(urlsplit(cluster_url)._replace(path=f"/{name}")), mode
        )
    finally:
        _administer(cluster_url, f'DROP DATABASE "{name}" WITH (FORCE)')


def _on_sqlite(folder: Path, like: Installation | None, mode: str) -> Installation:
    path = folder / "data" / "binakon.sqlite3"
    path.parent.mkdir(parents=True, exist_ok=True)
    if like:
        # The last process to leave a WAL database folds the log back in, so the one file is the whole of it.
        shutil.copy(urlsplit(like.database_url).path[1:], path)
    return Installation(folder, f"sqlite:///{path}", mode)


def _administer(cluster_url: str, statement: str) -> None:
    import psycopg  # noqa: PLC0415  (only where there is a cluster)

    with psycopg.connect(cluster_url, autocommit=True) as connection:
        connection.execute(statement)
