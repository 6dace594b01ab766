"""An installation that has been worked in, its backup, and what came back from it: made once, only read."""

import json
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.installation import PLAN, Installation, installation_in
from tests.runners import in_process

FILES = {
    "0a/0a11.bin": b"isi pertama" * 900,
    "0a/0a22.bin": b"",
    "ff/ff33.bin": bytes(range(256)) * 40,
}
# A session, a cached value, one message sent, one claimed by a worker, one that waits, one due later; a row that came and went.
WORK = """
from datetime import timedelta
from django.contrib.sessions.models import Session
from django.core.cache import cache
from binakon.core import clock
from binakon.core.models import AuditEvent, Message
from binakon.people import actions as people
Session.objects.create(session_key="a" * 32, session_data="x", expire_date=clock.now() + timedelta(days=1))
cache.set("kunci", "nilai")
Message.objects.create(name="nanti", to="warga@contoh.example", due_at=clock.now() + timedelta(days=9), body_text="x")
for name in ("terkirim", "diklaim", "menunggu"):
    Message.objects.create(name=name, to="warga@contoh.example", subject="S", body_text="Isi\\n\\tdengan \\\\ dan ’")
Message.objects.filter(name="terkirim").update(sent_at=clock.now(), claimed_at=clock.now())
Message.objects.filter(name="diklaim").update(claimed_at=clock.now())
actions.commit(Activity.objects.get(code="bimtek-jalan"), unit=Commitment.Unit.PEOPLE, amount=3, label="SK 1", by=by)
gone = AuditEvent.objects.create(at=clock.now(), actor_kind="job", actor_label="x", subject_type="x", action="x", sentence="x")
AuditEvent.objects.filter(pk=gone.pk).delete()
"""
# What is told of an installation before and after.
PROBE = """
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import IntegrityError, connection
from binakon.core import outbox
from binakon.core.models import AuditEvent, Message
names = lambda: list(Message.objects.filter(sent_at=None).order_by("id").values_list("name", flat=True))
newest = AuditEvent.objects.latest("id")
told = {
    "figures": run("figures", 2026, "--json", "--as-of", "2026-12-31"),
    "check": run("check-figures"),
    "sessions": Session.objects.count(),
    "cached": cache.get("kunci"),
    "newest": [newest.pk, newest.action, newest.after],
    "unsent": names(),
    "next": str(outbox.claim()),
}
try:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE planning_target SET people = 1")
    told["frozen"] = "changed"
except IntegrityError as error:
    told["frozen"] = "immutable" in str(error)
told["released"] = outbox.release(list(Message.objects.values_list("pk", flat=True)))
told["then"] = str(outbox.claim())
"""


COMMANDS = """
import contextlib, io, json
from binakon.cli import main
def run(*words):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(word) for word in words])
    return [code, out.getvalue(), err.getvalue()]
"""


@dataclass(frozen=True)
class Answer:
    """What one command answered."""

    code: int
    out: str
    err: str


def answers(installation: Installation, *commands: Sequence[object]) -> list[Answer]:
    """Run commands one after the other in one process, which costs a second less for each."""
    words = [[str(word) for word in each] for each in commands]
    code = f"{COMMANDS}print(json.dumps([run(*words) for words in {words!r}]))"
    return [Answer(*each) for each in json.loads(in_process(installation, code))]


def asked(installation: Installation, question: str) -> list[tuple[Any, ...]]:
    """Ask the database of an installation directly."""
    if on_postgresql():
        import psycopg  # noqa: PLC0415  (only where there is a cluster)

        with psycopg.connect(installation.database_url) as connection:
            return connection.execute(question).fetchall()
    with closing(sqlite3.connect(installation.database_url.removeprefix("sqlite:///"))) as database:
        return database.execute(question).fetchall()


@dataclass(frozen=True)
class Kept:
    """A worked installation and its backup; `given_id` was given to a line of history that is gone."""

    installation: Installation
    folder: Path
    said: str
    given_id: int
    figures: str

    @property
    def manifest(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "manifest.json").read_text("utf-8"))
        return found

    @property
    def content(self) -> str:
        tables = self.manifest["tables"].values()
        rows = sum(table["rows"] for table in tables)
        return f"{len(tables)} tabel, {rows} baris, {len(self.manifest['files'])} berkas"


def with_keys_of(source: Installation, target: Installation) -> Installation:
    """Carry the keys over by another way, as an operator does."""
    shutil.copytree(source.folder / "keys", target.folder / "keys", dirs_exist_ok=True)
    return target


def put_files(installation: Installation) -> None:
    for name, content in FILES.items():
        path = installation.folder / "data" / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@pytest.fixture(scope="session")
def kept(migrated: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    place = tmp_path_factory.mktemp("kept")
    with installation_in(place / "worked", like=migrated) as worked:
        put_files(worked)
        code = (
            f"{COMMANDS}assert run('load-plan', {str(PLAN)!r})[0] == 0\n{WORK}"
            f"kept = run('backup', {str(place / 'cadangan')!r})\nassert kept[0] == 0, kept\n"
            "figures = run('figures', 2026, '--json', '--as-of', '2026-12-31')\n"
            "print(json.dumps([kept[1], gone.pk, figures[1]]))"
        )
        yield Kept(worked, place / "cadangan", *json.loads(in_process(worked, code)))


@dataclass(frozen=True)
class BroughtBack:
    """An installation that began with nothing but the keys, what the restore said, and what is told of it."""

    installation: Installation
    said: str
    told: dict[str, Any]
    again: dict[str, Any]


@pytest.fixture(scope="session")
def brought_back(kept: Kept, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BroughtBack]:
    place = tmp_path_factory.mktemp("brought_back")
    with installation_in(place / "new") as empty:
        with_keys_of(kept.installation, empty)
        said = empty.binakon("restore", kept.folder).stdout
        code = f"{COMMANDS}run('backup', {str(place / 'c')!r})\n{PROBE}print(json.dumps(told))"
        told = json.loads(in_process(empty, code))
        again = json.loads((place / "c" / "manifest.json").read_text("utf-8"))
        yield BroughtBack(empty, said, told, again)


@pytest.fixture
def copied(kept: Kept, tmp_path: Path) -> Path:
    """The same backup, to be tampered with."""
    return Path(shutil.copytree(kept.folder, tmp_path / "salinan"))


@pytest.fixture
def at_home(kept: Kept, settings: Any) -> None:
    """Give this process the keys and folders of the worked installation."""
    home = kept.installation.folder
    settings.DATA_DIR, settings.KEYS_DIR = home / "data", home / "keys"
    settings.SECRET_KEY = (home / "keys" / "secret_key").read_text("utf-8").strip()
    settings.DATA_KEY = (home / "keys" / "data_key").read_text("utf-8").strip()


def on_postgresql() -> bool:
    return os.environ.get("BINAKON_DATABASE_URL", "").startswith("postgresql")


def kept_aside(said: str) -> list[str]:
    """Where a restore says that the former installation is."""
    return re.findall(r"disisihkan di ([^;]+);", said)
