"""The tables as the migrations make them: made once for all parts of one `./test`, and copied by whatever needs them."""

import fcntl
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from tests.host import PROJECT
from tests.installation import Installation, installation_in

# Where `./test` lets its parts find the file; a run by itself makes one of its own.
KEPT = os.environ.get("TESTS_KEPT", "")
IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"


@contextmanager
def schema_in(folder: Path) -> Iterator[Installation]:
    """An installation with every table and no row of ours, on the kind of database under test; only to be copied."""
    if os.environ.get("BINAKON_DATABASE_URL", "").startswith("postgresql"):
        with installation_in(folder) as made:
            _migrate(made)
            yield made
        return
    shared = Path(KEPT) if KEPT else folder
    path = shared / "schema" / "data" / "binakon.sqlite3"
    # Two parts run at a time: the second waits for the first, and then copies.
    with (shared / "schema.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            with installation_in(shared / "schema.begun") as begun:
                _migrate(begun)
            (shared / "schema.begun").rename(shared / "schema")
    yield Installation(shared / "schema", f"sqlite:///{path}")


def _migrate(installation: Installation) -> None:
    line = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(line, env=installation.environment, cwd=PROJECT, check=True)


@contextmanager
def laid_down(schema: Installation) -> Iterator[None]:
    """Begin the database of the tests in this process as a copy: Django migrates it and finds nothing left to do."""
    own = settings.DATABASES["default"].setdefault("TEST", {})
    name = urlsplit(schema.database_url).path[1:]
    if schema.database_url.startswith("postgresql"):
        own["TEMPLATE"] = name
        yield
        return
    own["NAME"] = IN_MEMORY
    # What is in memory lasts as long as somebody has it open.
    with closing(sqlite3.connect(IN_MEMORY, uri=True)) as memory:
        with closing(sqlite3.connect(name)) as kept:
            kept.backup(memory)
        yield
