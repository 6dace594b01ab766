"""Certificates with real processes: four who issue at once, and a worker that is killed in the middle of a batch."""

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.installation import PROJECT, Installation
from tests.runners import at_once, in_process

pytestmark = pytest.mark.database

PEOPLE = 6
READY = """
from datetime import date
from binakon.core.numbers import next_number
from binakon.enrolment.models import Training
from binakon.trainings.actions.certificates import Stated, issue_certificates
from binakon.trainings.jobs.certificates import render_certificates
from binakon.trainings.models import Certificate
from tests import factories
from tests.trainings import certificates as made
"""
PREPARE = (
    READY
    + f"""
factories.load_reference()
factories.ratified(factories.a_version(trained=200))
for number in range(5):
    made.a_completed_class({PEOPLE})
for number in range(2):
    made.a_completed_class(1)
made.a_signatory()
"""
)
ISSUE = (
    READY
    + """
training = Training.objects.order_by("id")[0 if me == "same" or me.startswith("again") else int(me)]
stated = Stated(dated=date(2026, 5, 8), place="Banjarbaru", signatory=made.a_signatory())
try:
    print(" ".join(row.number.split("/")[1] for row in issue_certificates(training, stated, by=by)))
except Blocked as refused:
    print(refused.problems[0].code)
"""
)
# The same without the counter's conditional UPDATE: everybody reads what comes next, and prints it.
CARELESS = (
    READY
    + """
number = next_number("careless", office_code="63", year=2026)
meet()
print(number)
"""
)
TYPED = (
    READY
    + """
training = Training.objects.order_by("id")[5 + int(me)]
stated = Stated(dated=date(2026, 5, 8), place="Banjarbaru", signatory=made.a_signatory(),
    numbers=("AGENDA/1",))
try:
    print(issue_certificates(training, stated, by=by)[0].number)
except Blocked as refused:
    print(refused.problems[0].code)
except StaleState:
    print("stale")
"""
)
REGISTER = (
    READY
    + """
from binakon.core.models import AuditEvent, IssuedNumber
rows = IssuedNumber.objects.filter(series__series="sertifikat").order_by("number")
certificates = {row.pk: row for row in Certificate.objects.exclude(number__startswith="AGENDA")}
assert [row.number for row in rows] == list(range(1, len(certificates) + 1))
assert {row.subject_id for row in rows} == set(certificates)
assert all(certificates[row.subject_id].number == f"600.4/{row.number}/SERT-CONTOH/2026" for row in rows)
assert sorted(Certificate.objects.values_list("status_index", flat=True)) == list(range(Certificate.objects.count()))
lines = AuditEvent.objects.filter(subject_type="trainings.certificate", action="start")
assert sorted(lines.values_list("subject_id", flat=True)) == sorted(Certificate.objects.values_list("pk", flat=True))
print(len(certificates))
"""
)
PRINTED = (
    READY
    + """
import hashlib
from binakon.core import files
from binakon.core.models import StoredFile
rows = list(Certificate.objects.select_related("pdf"))
assert all(hashlib.sha256(files.read(row.pdf)).hexdigest() == row.pdf_hash for row in rows)
print(len(rows), len({row.pdf_id for row in rows}), StoredFile.objects.filter(media_type="application/pdf", pages=2).count())
"""
)
WORK = READY + "\nwhile render_certificates():\n    pass\n"
# What a killed worker had claimed comes back after some minutes; here they have passed.
MINUTES_PASS = (
    READY
    + """
from datetime import timedelta
claimed = Certificate.objects.filter(pdf=None, claimed_at__isnull=False)
print(claimed.count(), Certificate.objects.filter(pdf__isnull=False).count())
for row in claimed:
    Certificate.objects.filter(pk=row.pk).update(claimed_at=row.claimed_at - timedelta(minutes=6))
"""
)


def test_four_at_once_number_without_a_double_or_a_gap_and_a_killed_worker_loses_no_pdf(
    installation: Installation,
) -> None:
    in_process(installation, PREPARE)
    # Four classes at once, each with its own numbers; the careless four would all print the same.
    given = at_once(installation, ISSUE, ["1", "2", "3", "4"])
    numbers = [int(number) for line in given for number in line.split()]
    assert sorted(numbers) == list(range(1, 4 * PEOPLE + 1))
    assert at_once(installation, CARELESS, ["1", "2", "3", "4"]) == ["1"] * 4
    # One class by four at once: one issues to everybody, three find nobody left.
    same = at_once(installation, ISSUE, ["same", "again1", "again2", "again3"])
    assert sorted(same)[1:] == ["nobody"] * 3
    assert [int(number) for number in min(same).split()] == list(
        range(4 * PEOPLE + 1, 5 * PEOPLE + 1)
    )
    assert in_process(installation, REGISTER) == str(5 * PEOPLE)
    # The same number typed by two at once stands on one certificate.
    typed = at_once(installation, TYPED, ["0", "1"])
    assert min(typed) == "AGENDA/1"
    assert sorted(typed)[1] in {"numbers", "stale"}
    assert in_process(installation, REGISTER) == str(5 * PEOPLE)
    _kill_a_worker(installation)
    many = 5 * PEOPLE + 1
    assert in_process(installation, PRINTED) == f"{many} {many} {many}"


def _kill_a_worker(installation: Installation) -> None:
    """End a worker after its fifth PDF, let the minutes pass, and two others finish at once."""
    worker = subprocess.Popen(
        [sys.executable, "-c", "import django; django.setup()\n" + WORK],
        env=installation.environment | {"DJANGO_SETTINGS_MODULE": "binakon.config.settings"},
        cwd=PROJECT,
    )
    folder = installation.folder / "data" / "files"
    before = len(list(folder.glob("*/*.bin")))
    deadline = time.monotonic() + 60
    while len(list(folder.glob("*/*.bin"))) < before + 5 and time.monotonic() < deadline:
        time.sleep(0.005)
    os.kill(worker.pid, signal.SIGKILL)
    assert worker.wait() == -signal.SIGKILL
    claimed, printed = map(int, in_process(installation, MINUTES_PASS).split())
    assert claimed > 0
    assert 0 < printed < 5 * PEOPLE
    at_once(installation, WORK, ["1", "2"])
