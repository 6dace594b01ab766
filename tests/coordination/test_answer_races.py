"""Real processes at the same moment: an office declines while one of its people is scanned at the door."""

import pytest

from tests.installation import Installation
from tests.runners import at_once, in_process

pytestmark = pytest.mark.database

PREPARE = """
from datetime import timedelta
from binakon.core import clock
from binakon.coordination.actions import replies
from binakon.coordination.rules.replies import Comer
from tests.cast import cast_arrives
from tests.coordination.rooms import a_meeting, asked
cast_arrives()
start = clock.now() + timedelta(hours=1)
row = asked(a_meeting(starts_at=start, ends_at=start + timedelta(hours=2)))
replies.answer_invitation(row, comes=True, guests=[Comer("Siti (contoh)", "Kabid")], by=by)
"""

READ = """
from uuid import uuid4
from binakon.coordination.actions import arrivals, replies
from binakon.coordination.models import Guest, Invitation
from binakon.coordination.rules.arrivals import SentScan, guest_code
from binakon.core import clock
from binakon.core.problems import Blocked
row = Invitation.objects.select_related("office", "meeting__office").get()
guest = row.guests.get()
"""

BOTH = """
if me == "pindai":
    scan = SentScan(uuid4(), guest_code(guest.key), clock.now(), True)
    print(arrivals.take_scans(row.meeting, [scan], by=by)[0].outcome)
else:
    try:
        replies.answer_invitation(row, comes=False, note="berhalangan", by=by)
        print("declined")
    except Blocked as refused:
        print(refused.problems[0].code)
"""

# The same deeds as careless hands would write them: look, then write.
CARELESS = """
has_come = row.guests.filter(came_at__isnull=False).exists()
meet()
if me == "pindai":
    Guest.objects.filter(pk=guest.pk).update(came_at=clock.now(), came_by="staff_scan")
    Invitation.objects.filter(pk=row.pk).update(came_at=clock.now())
elif not has_come:
    Invitation.objects.filter(pk=row.pk).update(reply="declines")
    Guest.objects.filter(pk=guest.pk).delete()
"""

# Whether the office declined and came.
CONTRADICTS = """
from binakon.coordination.models import Invitation
row = Invitation.objects.get()
print(row.reply == "declines" and row.came_at is not None)
"""


def test_at_once_the_office_either_came_or_declined(installation: Installation) -> None:
    in_process(installation, PREPARE)
    told = at_once(installation, BOTH, ["pindai", "jawab"], ready=READ)
    assert told in (["present", "comes"], ["unknown", "declined"])
    assert in_process(installation, CONTRADICTS) == "False"


def test_without_holding_the_meeting_it_would_be_both(installation: Installation) -> None:
    in_process(installation, PREPARE)
    at_once(installation, CARELESS, ["pindai", "jawab"], ready=READ)
    assert in_process(installation, CONTRADICTS) == "True"
