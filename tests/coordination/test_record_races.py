"""Real processes at the same moment: a record is sent once, however many press."""

import pytest

from tests.installation import Installation
from tests.runners import at_once, in_process

pytestmark = pytest.mark.database

PREPARE = """
from tests.cast import cast_arrives
from tests.coordination.rooms import a_full_meeting, a_record
cast_arrives()
a_record(a_full_meeting(), "005/9/BA/2026")
"""

READ = """
from binakon.coordination.actions.records import send_record
from binakon.coordination.models import MeetingPaper
paper = MeetingPaper.objects.select_related("meeting__office", "scan").get()
"""

SEND = """
print(send_record(paper, b"%PDF-1.7 contoh", 1, by=by))
"""

# The same deed as a careless hand would write it: look whether it was sent, then send.
CARELESS = """
is_unsent = MeetingPaper.objects.filter(pk=paper.pk, sent_at=None).exists()
meet()
if is_unsent:
    from binakon.core import clock
    MeetingPaper.objects.filter(pk=paper.pk).update(sent_at=clock.now())
print(is_unsent)
"""

POSTED = """
from binakon.core.models import Message
rows = Message.objects.filter(name="meeting_record")
print(rows.count() == len(set(rows.values_list("to", flat=True))) > 0)
"""


def test_at_once_one_of_two_sends_the_record(installation: Installation) -> None:
    in_process(installation, PREPARE)
    told = at_once(installation, SEND, ["satu", "dua"], ready=READ)
    assert sorted(told) == ["False", "True"]
    assert in_process(installation, POSTED).strip() == "True"


def test_without_the_condition_both_would_send(installation: Installation) -> None:
    in_process(installation, PREPARE)
    assert at_once(installation, CARELESS, ["satu", "dua"], ready=READ) == ["True", "True"]
