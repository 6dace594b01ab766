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

# The same deed as a careless hand would write it: look whether it was sent, then send to each office.
CARELESS = """
from binakon.coordination.actions.records import _kept, _post
from binakon.coordination.queries.arrivals import invitations_of
is_unsent = MeetingPaper.objects.filter(pk=paper.pk, sent_at=None).exists()
meet()
if is_unsent:
    _post(paper, invitations_of(paper.meeting), _kept(b"%PDF-1.7 contoh", 1))
"""

# How many offices got so many letters.
POSTED = """
from collections import Counter
from binakon.core.models import Message
rows = Message.objects.filter(name="meeting_record").values_list("to", "to_name")
print(sorted(set(Counter(rows).values())))
"""


def test_at_once_one_of_two_sends_the_record(installation: Installation) -> None:
    in_process(installation, PREPARE)
    told = at_once(installation, SEND, ["satu", "dua"], ready=READ)
    assert sorted(told) == ["False", "True"]
    assert in_process(installation, POSTED).strip() == "[1]"


def test_without_the_condition_every_office_would_get_two(installation: Installation) -> None:
    in_process(installation, PREPARE)
    at_once(installation, CARELESS, ["satu", "dua"], ready=READ)
    assert in_process(installation, POSTED).strip() == "[2]"
