"""A meeting is sent twice at the same moment, in real processes: one is prepared, the other one leads to it."""

import pytest

from tests.installation import Installation
from tests.runners import at_once, in_process

pytestmark = pytest.mark.database

PREPARE = """
from tests import factories
factories.load_reference()
"""

READ = """
from datetime import UTC, datetime
from binakon.coordination.actions import meetings
from binakon.coordination.models import Meeting
from binakon.core.problems import Blocked
from tests.coordination.meetings import a_text
from tests.factories import BY, an_office
office = an_office()
start = datetime(2030, 1, 7, 1, tzinfo=UTC)
end = datetime(2030, 1, 7, 3, tzinfo=UTC)
text = a_text(starts_at=start, ends_at=end, reply_by=None)
"""

SEND = """
try:
    print(meetings.create_meeting(office, text, by=BY).title)
except Blocked as refused:
    print([problem.code for problem in refused.problems])
"""

# The same deed as a careless hand would write it: look whether there is one, then prepare it.
CARELESS = """
is_new = not Meeting.objects.filter(title=text.title).exists()
meet()
if is_new:
    meetings._demand_new = lambda _office, _told: None
    try:
        print(meetings.create_meeting(office, text, by=BY).title)
    except Exception as broken:
        print(type(broken).__name__)
"""

MANY = "from binakon.coordination.models import Meeting; print(Meeting.objects.count())"


def test_at_once_one_meeting_is_prepared_and_the_other_is_told_so(
    installation: Installation,
) -> None:
    in_process(installation, PREPARE)
    told = sorted(at_once(installation, SEND, ["satu", "dua"], ready=READ))
    assert told == ["Rapat Koordinasi", "['twice']"]
    assert in_process(installation, MANY) == "1"


def test_without_waiting_for_each_other_there_are_two_or_one_breaks(
    installation: Installation,
) -> None:
    in_process(installation, PREPARE)
    told = at_once(installation, CARELESS, ["satu", "dua"], ready=READ)
    assert "['twice']" not in told
