"""Two people press "send" at the same moment, in real processes: every office gets one letter."""

import pytest

from tests.installation import Installation
from tests.runners import at_once, in_process

pytestmark = pytest.mark.database

PREPARE = """
from tests import factories
from tests.coordination.meetings import a_letter, a_meeting
factories.load_reference()
a_letter(a_meeting())
"""

READ = """
from binakon.coordination.actions import letter_sending
from binakon.coordination.models import MeetingPaper
from binakon.coordination.queries.letters import invitations_of, mark_of
from binakon.core import clock, files
from tests.coordination.meetings import SMALL_PDF
from tests.factories import BY
paper = MeetingPaper.objects.select_related("meeting__office").get()
read = mark_of(paper)
"""

SEND = """
print(letter_sending.send_letter(paper, read=read, made=SMALL_PDF, by=BY))
"""

# The same deed as a careless hand would write it: look whether it was sent, then send to each office.
CARELESS = """
is_unsent = MeetingPaper.objects.filter(pk=paper.pk, sent_at=None).exists()
meet()
if is_unsent:
    for row in invitations_of(paper):
        letter_sending._send(paper, row, files.keep(SMALL_PDF), clock.now(), by=BY)
"""

# How many offices got so many letters.
POSTED = """
from collections import Counter
from binakon.core.models import Message
rows = Message.objects.filter(name="meeting_invitation").values_list("subject_id", flat=True)
print(sorted(Counter(Counter(rows).values()).items()))
"""


def test_at_once_one_of_two_sends_and_every_office_gets_one_letter(
    installation: Installation,
) -> None:
    in_process(installation, PREPARE)
    assert sorted(at_once(installation, SEND, ["satu", "dua"], ready=READ)) == ["13", "None"]
    assert in_process(installation, POSTED) == "[(1, 13)]"


def test_without_the_condition_every_office_gets_two(installation: Installation) -> None:
    in_process(installation, PREPARE)
    at_once(installation, CARELESS, ["satu", "dua"], ready=READ)
    assert in_process(installation, POSTED) == "[(2, 13)]"
