"""Files of people with real processes: killed in the middle of reading and of going in, and let in twice at once."""

import signal

import pytest

from tests.host import forked
from tests.installation import Installation
from tests.runners import at_once, in_process

pytestmark = pytest.mark.database

PEOPLE = 9

READY = """
from datetime import timedelta
from binakon.core.problems import IllegalMove, StaleState
from binakon.people.actions import import_applying, import_people, import_reading
from binakon.people.actions.imports import accept_import
from binakon.people.jobs import imports as jobs
from binakon.people.models import PeopleImport, StagedRow, Worker
from binakon.core.models import AuditEvent
from tests import cast
from tests.factories import BY
from tests.people.files import HEADINGS, a_person, to_be_read, workbook
jobs.PORTION = import_applying.PORTION = 2
"""
PREPARE = (
    READY
    + f"""
cast.cast_arrives()
to_be_read(workbook([HEADINGS, *[a_person(number) for number in range(1, {PEOPLE} + 1)]]))
"""
)
# The worker dies while it keeps its third portion; within one transaction, so that portion is gone with it.
DIES_READING = (
    READY
    + """
import os, signal
seal, sealed = import_reading.seal_row, []
def dying(values, **place):
    sealed.append(place)
    if len(sealed) == 6:
        os.kill(os.getpid(), signal.SIGKILL)
    return seal(values, **place)
import_reading.seal_row = dying
jobs.read_imports()
"""
)
READ = READY + "print(jobs.read_imports())"
# A killed worker's claim comes back after a minute; here it has passed.
MINUTES_PASS = (
    READY
    + """
row = PeopleImport.objects.get()
PeopleImport.objects.update(claimed_at=row.claimed_at - timedelta(minutes=2))
"""
)
STATE = (
    READY
    + """
row = PeopleImport.objects.get()
print(row.state, row.read_rows, StagedRow.objects.count(), Worker.objects.count())
"""
)
ACCEPT = (
    READY
    + """
row = PeopleImport.objects.select_related("office").get()
# Both pages were opened before either is sent.
meet()
try:
    accept_import(row, overwrites=False, by=BY)
    print("disetujui")
except (StaleState, IllegalMove):
    print("terlambat")
"""
)
# It dies after people of the third portion were written, before any of it was committed.
DIES_APPLYING = (
    READY
    + """
import os, signal
put, times = import_applying.put_people, []
def dying(*args, **named):
    new = put(*args, **named)
    times.append(new)
    if len(times) == 3:
        print(Worker.objects.count(), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
    return new
import_applying.put_people = dying
jobs.apply_imports()
"""
)
APPLY = READY + "print(jobs.apply_imports())"
# Both hold the same claim, as after a pause longer than a claim lasts: only the UPDATE inside the transaction is left.
APPLY_AT_ONCE = (
    READY
    + """
row = PeopleImport.objects.select_related("office", "file").get()
meet()
print(import_applying.apply_import(row, by=BY))
"""
)
# The same deed as a careless hand would write it: look whether the file waits, then put its people in.
CARELESS = (
    READY
    + """
import uuid
row = PeopleImport.objects.select_related("office", "file").get()
people = [uuid.uuid4() for number in range(9)]
waits = row.state == "applying"
meet()
if waits:
    Worker.objects.bulk_create(
        [Worker(key=key, nik_index=str(key), name="Orang", no_nik_reason="tanpa NIK") for key in people]
    )
    PeopleImport.objects.filter(pk=row.pk).update(state="applied")
print(waits)
"""
)
EVENTS = (
    READY + 'print(AuditEvent.objects.filter(subject_type="people.worker", action="start").count())'
)


def killed(installation: Installation, code: str) -> str:
    """What it printed before it was killed."""
    [(status, said, complaint)] = forked(installation.environment, code, ["mati"])
    assert (status, complaint) == (-signal.SIGKILL, "")
    return said.strip()


def test_a_file_survives_the_death_of_whoever_reads_it_and_of_whoever_puts_it_in(
    installation: Installation,
) -> None:
    in_process(installation, PREPARE)
    killed(installation, DIES_READING)
    assert in_process(installation, STATE) == "reading 4 4 0"
    # The claim of the dead still holds: nobody else may go on in the same minute.
    assert in_process(installation, READ) == "0"
    in_process(installation, MINUTES_PASS)
    # Two who come at once: one goes on where it broke off, the other finds it taken.
    assert sorted(at_once(installation, READ, ["satu", "dua"])) == ["0", "5"]
    assert in_process(installation, STATE) == "read 9 9 0"
    assert sorted(at_once(installation, ACCEPT, ["satu", "dua"])) == ["disetujui", "terlambat"]
    assert killed(installation, DIES_APPLYING) == "6"
    assert in_process(installation, STATE) == "applying 9 9 0"
    assert sorted(at_once(installation, APPLY_AT_ONCE, ["satu", "dua"])) == ["False", "True"]
    assert in_process(installation, STATE) == "applied 9 0 9"
    assert in_process(installation, EVENTS) == "9"


def test_a_careless_hand_puts_a_file_in_twice(installation: Installation) -> None:
    in_process(installation, PREPARE)
    in_process(installation, READ)
    in_process(installation, ACCEPT)
    assert at_once(installation, CARELESS, ["satu", "dua"]) == ["True", "True"]
    assert in_process(installation, STATE).split()[-1] == str(2 * PEOPLE)
