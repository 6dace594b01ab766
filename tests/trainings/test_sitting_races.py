"""A test at the same moment, as real processes: two phones of one person, and sending while the clock ends the go."""

import json

import pytest

from tests.installation import Installation
from tests.runners import at_once, in_process

pytestmark = pytest.mark.database

PREPARE = """
from tests.factories import a_version, ratified
from tests.cast import cast_arrives
from tests.trainings.classes import a_class, participants
from tests.trainings.exam_cases import a_test
cast_arrives()
ratified(a_version(trained=200))
training = a_class(%d)
exam = a_test(training)
"""

SEEN = """
from binakon.core.models import AuditEvent
from binakon.enrolment.models import Registration
from binakon.trainings.actions import sittings
from binakon.trainings.models import Answer, Exam, Sitting
from tests.trainings.exam_cases import chosen
exam = Exam.objects.select_related("training__activity__programme__office").get()
people = list(Registration.objects.filter(place__state="determined").select_related("training").order_by("id"))
"""

START = """
found = [sittings.start_sitting(exam, person, by=by).pk for person in people]
print(*found)
"""

# The same deed as a careless hand would write it: look whether somebody began, then begin; no index forbids two.
UNGUARDED = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("DROP INDEX sitting_once")
"""
CARELESS_START = """
from datetime import UTC, datetime, timedelta
for person in people:
    is_new = not Sitting.objects.filter(exam=exam, registration=person).exists()
    meet()
    if is_new:
        now = datetime.now(UTC)
        Sitting.objects.create(exam=exam, registration=person, started_at=now, due_at=now + timedelta(minutes=9))
print(0)
"""

# Every go has two of four answers saved, and ends within the next seconds, one after the other.
BEGUN = (
    SEEN
    + """
from datetime import timedelta
from binakon.core import clock
for number, person in enumerate(people):
    sitting = sittings.start_sitting(exam, person, by=by)
    sittings.save_answers(sitting, chosen(exam, 2), by=by)
    Sitting.objects.filter(pk=sitting.pk).update(due_at=clock.now() + timedelta(milliseconds=1500 + 150 * number))
"""
)

END = """
from binakon.core import clock
related = "exam__training__activity__programme__office", "registration"
running = list(Sitting.objects.select_related(*related).order_by("due_at"))
if me == "clock":
    last = running[-1].due_at
    while clock.now() < last or Sitting.objects.filter(state="running").exists():
        sittings.lapse_due(by=by)
else:
    for number, sitting in enumerate(running):
        # Some come a moment before the end, some a moment after it.
        while (sitting.due_at - clock.now()).total_seconds() > (0.03, 0.0, -0.01)[number % 3]:
            time.sleep(0.001)
        sittings.submit_sitting(sitting, chosen(exam, 4), by=by)
print(0)
"""

TOLD = (
    SEEN
    + """
import json
ends = []
for sitting in Sitting.objects.order_by("id"):
    lines = AuditEvent.objects.filter(subject_type="trainings.sitting", subject_id=sitting.pk)
    moves = list(lines.filter(action__in=["submit", "lapse"]).values_list("action", flat=True))
    rights = Answer.objects.filter(sitting=sitting, is_right=True).count()
    ends.append([sitting.state, float(sitting.score), rights, moves])
print(json.dumps(ends))
"""
)

# Look, wait, write; and the guard that keeps an ended go as it is was taken away.
UNFROZEN = """
from django.db import connection
where = " ON trainings_sitting" if connection.vendor == "postgresql" else ""
with connection.cursor() as cursor:
    cursor.execute("DROP TRIGGER trainings_sitting_update" + where)
"""
CARELESS_END = """
from datetime import UTC, datetime
ended = 0
for sitting in list(Sitting.objects.filter(state="running").order_by("id")):
    is_running = Sitting.objects.get(pk=sitting.pk).state == "running"
    meet()
    if is_running:
        score = 50 if me == "clock" else 100
        Sitting.objects.filter(pk=sitting.pk).update(state="submitted", score=score, ended_at=datetime.now(UTC))
        ended += 1
print(ended)
"""


def test_two_phones_of_one_person_begin_one_go(installation: Installation) -> None:
    in_process(installation, PREPARE % 3)
    answers = at_once(installation, START, ["a", "b", "c"], ready=SEEN)
    assert len(set(answers)) == 1
    count = in_process(installation, SEEN + "print(Sitting.objects.count())")
    assert count == "3"


def test_without_the_guard_two_phones_begin_two_goes(installation: Installation) -> None:
    in_process(installation, PREPARE % 1 + UNGUARDED)
    at_once(installation, CARELESS_START, ["a", "b"], ready=SEEN)
    assert in_process(installation, SEEN + "print(Sitting.objects.count())") == "2"


def test_sending_in_the_last_moment_and_the_clock_end_a_go_once(installation: Installation) -> None:
    in_process(installation, PREPARE % 6)
    in_process(installation, BEGUN)
    at_once(installation, END, ["phone", "clock"], ready=SEEN)
    ends = json.loads(in_process(installation, TOLD))
    assert len(ends) == 6
    whole = {"submitted": [100.0, 4, ["submit"]], "lapsed": [50.0, 2, ["lapse"]]}
    assert [rest for _state, *rest in ends] == [whole[state] for state, *_rest in ends]


def test_without_the_guards_a_go_is_ended_twice(installation: Installation) -> None:
    in_process(installation, PREPARE % 1 + UNFROZEN)
    in_process(installation, BEGUN)
    ended = at_once(installation, CARELESS_END, ["phone", "clock"], ready=SEEN)
    assert ended == ["1", "1"]
