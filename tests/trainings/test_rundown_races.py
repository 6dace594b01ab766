"""Races with real processes: two who lay the same hour, two who answer for one instructor, two who replace them."""

import pytest

from tests.installation import Installation
from tests.runners import at_once, in_process

pytestmark = pytest.mark.database

READY = """
from datetime import time
from binakon.trainings.actions import engagements, sessions
from binakon.trainings.actions.sessions import SessionText
from binakon.trainings.models import Engagement, Instructor, Session
from binakon.enrolment.models import Training
from tests import factories
from tests.enrolment.people import a_training
from tests.trainings.classes import an_engagement, an_instructor
"""
PREPARE = (
    READY
    + """
factories.load_reference()
factories.ratified(factories.a_version(trained=200))
training = a_training()
an_engagement(training, an_instructor("Lama (contoh)"))
for name in ("1", "2"):
    an_instructor(f"Pengganti {name} (contoh)")
"""
)
LAY = (
    READY
    + """
training = Training.objects.get()
text = SessionText(on=training.starts_on, starts_at=time(8), ends_at=time(9, 30), topic=f"Materi {me}")
try:
    sessions.add_session(training, text, by=by)
    print("disimpan")
except Blocked as refused:
    print(*[problem.code for problem in refused.problems if problem.blocks])
"""
)
REPLACE = (
    READY
    + """
heir = Instructor.objects.get(name=f"Pengganti {me} (contoh)")
former = Engagement.objects.get(instructor__name="Lama (contoh)")
try:
    engagements.replace(former, heir, by=by)
    print("diganti")
except (StaleState, IllegalMove):
    print("terlambat")
"""
)
LOOK = (
    READY
    + """
print(Session.objects.count(), Engagement.objects.teaching().count(), Engagement.objects.count())
"""
)


def test_two_at_once_never_lay_the_same_hour_nor_replace_one_instructor_twice(
    installation: Installation,
) -> None:
    in_process(installation, PREPARE)
    laid = at_once(installation, LAY, ["1", "2"])
    assert sorted(laid) == ["disimpan", "overlap"]
    replaced = at_once(installation, REPLACE, ["1", "2"])
    assert sorted(replaced) == ["diganti", "terlambat"]
    assert in_process(installation, LOOK) == "1 1 2"
