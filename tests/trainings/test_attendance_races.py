"""Two phones send their queues at the same moment, as real processes: each person is present once, every scan is kept."""

import json

import pytest

from tests.installation import Installation
from tests.runners import at_once, in_process

pytestmark = pytest.mark.database

PREPARE = """
from datetime import time
from tests.cast import cast_arrives
from tests.factories import a_version, ratified
from tests.trainings.classes import a_class, a_session
cast_arrives()
ratified(a_version(trained=200))
training = a_class(4)
a_session(training, starts=time(0), ends=time(23, 59))
a_session(training, starts=time(0), ends=time(23, 59), topic="Pada jam yang sama")
"""

READY = """
from uuid import UUID, uuid4
from binakon.core import clock
from binakon.enrolment.models import Training
from binakon.trainings.actions.attendance import take_scans
from binakon.trainings.models import Presence, Scan, Session
from binakon.trainings.queries.attendance import badge_of, participants_of
from binakon.trainings.rules.attendance import Sent
training = Training.objects.get()
people = list(participants_of(training))
sessions = list(Session.objects.order_by("id"))
now = clock.now()
"""

# Each phone scans everybody, one by one.
EACH = """
for person in people:
    take_scans(training, [Sent(uuid4(), sessions[0].pk, badge_of(person), now, me, is_read=True)], by=by)
print("ok")
"""

# Both phones were in the same two rooms, which nobody can be in at once, and send everything in two batches.
CROSSED = """
order = sessions if me == "a" else sessions[::-1]
for session in order:
    take_scans(training, [Sent(uuid4(), session.pk, badge_of(person), now, me, is_read=True) for person in people], by=by)
print("ok")
"""

# One phone whose answer was lost sends the same queue twice at the same moment.
AGAIN = """
queue = [Sent(UUID(int=number), sessions[0].pk, badge_of(person), now, "a", is_read=True) for number, person in enumerate(people)]
print(",".join(each.outcome for each in take_scans(training, queue, by=by)))
"""

# The same deed as a careless hand would write it: look whether somebody is present, then write.
CARELESS = """
for person in people:
    known = Presence.objects.filter(session=sessions[0], registration=person).exists()
    meet()
    scan = Scan.objects.create(nonce=uuid4(), session=sessions[0], registration=person, method="staff_scan", evidence="A",
        outcome="again" if known else "present", scanned_at=now, received_at=now)
print("ok")
"""

TOLD = """
import json
from collections import Counter
from binakon.trainings.models import Presence, Scan
scans = Counter(Scan.objects.values_list("outcome", flat=True))
print(json.dumps([dict(sorted(scans.items())), Presence.objects.count()]))
"""


def told(installation: Installation) -> list[object]:
    found: list[object] = json.loads(in_process(installation, TOLD))
    return found


def test_two_phones_at_once_make_everybody_present_once(installation: Installation) -> None:
    in_process(installation, PREPARE)
    assert at_once(installation, EACH, ["a", "b"], ready=READY) == ["ok", "ok"]
    assert told(installation) == [{"again": 4, "present": 4}, 4]


def test_a_careless_hand_calls_both_scans_the_first(installation: Installation) -> None:
    in_process(installation, PREPARE)
    at_once(installation, CARELESS, ["a", "b"], ready=READY)
    outcomes, _presences = told(installation)
    assert outcomes != {"again": 4, "present": 4}


def test_nobody_gets_into_two_rooms_at_once_through_two_phones(
    installation: Installation,
) -> None:
    in_process(installation, PREPARE)
    assert at_once(installation, CROSSED, ["a", "b"], ready=READY) == ["ok", "ok"]
    outcomes, presences = told(installation)
    assert (outcomes, presences) == ({"again": 4, "conflict": 8, "present": 4}, 4)


def test_the_same_queue_sent_twice_at_once_is_taken_once(installation: Installation) -> None:
    in_process(installation, PREPARE)
    present = ",".join(["present"] * 4)
    assert at_once(installation, AGAIN, ["a", "b"], ready=READY) == [present, present]
    assert told(installation) == [{"present": 4}, 4]
