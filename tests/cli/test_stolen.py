"""A stolen database, a stolen backup and a stolen log hold no NIK, wherever people have typed one; and no uploaded name does."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.canaries import PLACES, finds, nik_of, spaced
from tests.core.backups import asked, on_postgresql
from tests.installation import Installation
from tests.runners import in_process

pytestmark = pytest.mark.database

TYPE = """
import json, logging
from django.test.utils import setup_test_environment
# The log as the product writes it, in a file; every path that was not found as well.
[handler] = logging.getLogger().handlers
logging.getLogger().setLevel(logging.DEBUG)
handler.setStream(open({log!r}, "a", encoding="utf-8"))
logging.getLogger("django.request").setLevel(logging.DEBUG)
setup_test_environment()
from tests.cli.canaries import type_everywhere
print(json.dumps(type_everywhere()))
"""
# What somebody without sealing would have done, at one place of each kind.
CARELESS = """
import logging
from binakon.core.models import AuditEvent
[handler] = logging.getLogger().handlers
logging.getLogger().setLevel(logging.DEBUG)
handler.setStream(open({log!r}, "a", encoding="utf-8"))
handler.setFormatter(logging.Formatter("%(message)s"))
logging.getLogger("binakon").debug("NIK %s", {logged!r})
AuditEvent.objects.filter(pk=AuditEvent.objects.latest("pk").pk).update(note={noted!r})
"""


def stolen(installation: Installation, log: Path) -> dict[str, bytes]:
    """Every byte of the database, its backup, the uploaded files and the log; the keys lie elsewhere and stay there."""
    folder = installation.folder
    backup = folder / f"cadangan-{log.stat().st_size}"
    installation.binakon("backup", backup)
    found = {"log": log.read_bytes()}
    for root in (folder / "data", backup):
        found |= {
            str(path.relative_to(folder)): str(path).encode() + b"\n" + path.read_bytes()
            for path in root.rglob("*")
            if path.is_file()
        }
    if on_postgresql():
        found["tables"] = rows_of(installation)
    return found


def rows_of(installation: Installation) -> bytes:
    """Every table as text, also those that a backup leaves empty (sessions, cache)."""
    names = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    tables = [str(name) for (name,) in asked(installation, names)]
    return "\n".join(
        str(row[0])
        for name in tables
        for row in asked(installation, f'SELECT t::text FROM "{name}" t')
    ).encode()


def test_no_nik_stands_in_what_can_be_stolen(installation: Installation, tmp_path: Path) -> None:
    log = tmp_path / "binakon.log"
    # WhiteNoise warns about a static folder that nobody collected.
    (installation.folder / "data" / "static").mkdir(parents=True, exist_ok=True)
    own = replace(
        installation, mode="test", extra=(*installation.extra, ("BINAKON_LOG_LEVEL", "DEBUG"))
    )
    made = json.loads(in_process(own, TYPE.format(log=str(log))).splitlines()[-1])
    # Each way in was taken: two at the portal, one person twice by a regency, one by the desk, one in a file, two who are certified;
    # a file of results is kept, and no word of a case that held a NIK.
    expected = {"registrations": 4, "workers": 7, "reveals": 1}
    assert made == {**expected, "result files": 1, "notes and exceptions": 0}
    contents = stolen(own, log)
    assert b"listrik padam" in contents["log"]
    found = finds(contents)
    assert found == [], "\n".join(found)
    if not on_postgresql():
        path = own.database_url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(path)) as database:
            assert database.execute("SELECT count(*) FROM people_worker").fetchone() == (7,)
    # The control: written plain at one place in the database and one in the log, each is found.
    noted, logged = PLACES[0], PLACES[1]
    words = {"log": str(log), "logged": nik_of(logged), "noted": f"NIK {spaced(nik_of(noted))}"}
    in_process(own, CARELESS.format(**words))
    told = {
        (found.split(":")[0], found.split(" in ")[-1].split("/")[0].split("-")[0])
        for found in finds(stolen(own, log))
    }
    assert (logged, "log") in told
    assert (noted, "cadangan") in told
    assert {place for place, _where in told} == {noted, logged}
