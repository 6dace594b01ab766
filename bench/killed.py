"""5,000 certificates whose workers are killed 50 times in the middle of a batch: each is made, kept and told of once.

`python -m bench --only killed`; `python -m bench.killed 500 20` tries fewer certificates and kills. Workers are real
processes (SIGKILL, no warning); what a killed one had claimed comes back after some minutes, which are made to pass here.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.report import Row
from bench.room import PROJECT, Room

PEOPLE, KILLS = 5_000, 50
_CLASS = 500


def measure(people: int = PEOPLE, kills: int = KILLS) -> list[Row]:
    """Measure in a process of its own, in a migrated installation."""
    with TemporaryDirectory(prefix="binakon-bench-") as folder:
        room = Room(Path(folder))
        room.binakon("migrate")
        answer = subprocess.run(
            [sys.executable, "-c", f"from bench.killed import kill; kill({people}, {kills})"],
            cwd=PROJECT,
            env=room.environment,
            check=True,
            stdout=subprocess.PIPE,
        )
    told = json.loads(answer.stdout)
    name = f"{people} certificates, {told['kills']} workers killed"
    return [
        Row(f"{name}: PDFs kept, each with its own file and hash", told["kept"], "", people),
        Row(f"{name}: certificates without one", people - told["kept"], "", budget=0),
        Row(f"{name}: PDFs kept twice or torn", told["wrong"], "", budget=0),
        Row(f"{name}: lines of history too many or too few", told["lines"] - people, "", budget=0),
        Row(f"{name}: messages too many or too few", told["messages"] - people, "", budget=0),
        Row(f"{name}: made by a second or later try", told["again"], ""),
        Row(f"{name}: files without a row, swept after a day", told["orphans"], ""),
        Row(f"{name}: from the first worker to the last PDF", told["seconds"], "s"),
    ]


def kill(people: int, kills: int) -> None:
    """Issue, kill workers, let the last one finish, and print what is left as JSON."""
    import django

    django.setup()

    from binakon.core.models import AuditEvent, Message, StoredFile
    from binakon.trainings.models import Certificate

    _issue(people)
    source = random.Random(people)  # noqa: S311 - kills have to fall in the same places in every run
    start, killed = time.monotonic(), 0
    while killed < kills:
        made = _kept()
        worker = _worker()
        until = min(people - 1, made + source.randrange(1, max(2, 2 * people // kills)))
        while _kept() < until:
            time.sleep(0.01)
        time.sleep(source.random() / 2)
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)
        if _kept() == people:
            break
        killed += 1
        _minutes_pass()
    worker = _worker()
    os.waitpid(worker, 0)
    rows = list(Certificate.objects.exclude(pdf=None).select_related("pdf"))
    own = {row.pdf_id for row in rows}
    files = {path.stem for path in _folder().glob("*/*.bin")}
    subject = {"subject_type": "trainings.certificate"}
    told = {
        "kills": killed,
        "kept": len(rows),
        "wrong": len(rows) - len(own) + sum(_is_torn(row) for row in rows),
        "lines": AuditEvent.objects.filter(**subject, action="start").count(),
        "messages": Message.objects.filter(name="certificate_issued").count(),
        "again": sum(row.attempts > 1 for row in rows),
        "orphans": len(files - set(StoredFile.objects.values_list("key", flat=True))),
        "seconds": time.monotonic() - start,
    }
    print(json.dumps(told))


def _issue(people: int) -> None:
    from binakon.trainings.actions.certificates import issue_certificates
    from tests import factories
    from tests.trainings.certificates import a_completed_class, stated

    factories.load_reference()
    factories.ratified(factories.a_version(trained=2 * people))
    for first in range(0, people, _CLASS):
        training = a_completed_class(min(_CLASS, people - first))
        issue_certificates(training, stated(), by=factories.BY)


def _worker() -> int:
    """The number of a process that prints until nothing is left."""
    from django.db import connections

    from binakon.trainings.jobs.certificates import render_certificates

    # No connection is shared with a child.
    connections.close_all()
    child = os.fork()
    if child == 0:
        while render_certificates():
            pass
        os._exit(0)
    return child


def _kept() -> int:
    from binakon.trainings.models import Certificate

    return Certificate.objects.exclude(pdf=None).count()


def _minutes_pass() -> None:
    from datetime import timedelta

    from binakon.trainings.models import Certificate

    for row in Certificate.objects.filter(pdf=None, claimed_at__isnull=False):
        past = row.claimed_at - timedelta(minutes=6)
        Certificate.objects.filter(pk=row.pk).update(claimed_at=past)


def _is_torn(row) -> bool:  # type: ignore[no-untyped-def]  # models are imported after the set-up
    import hashlib

    from binakon.core import files

    return hashlib.sha256(files.read(row.pdf)).hexdigest() != row.pdf_hash


def _folder() -> Path:
    from django.conf import settings

    return Path(settings.DATA_DIR) / "files"


if __name__ == "__main__":
    from bench.report import table

    print(table(measure(*map(int, sys.argv[1:]))))
