"""Real processes: one issues certificates while another opens the same decisions again; nobody ends with half of both."""

import json

import pytest

from tests.installation import Installation
from tests.runners import at_once, in_process

pytestmark = pytest.mark.database

CLASSES = 4

PREPARE = f"""
from tests import factories
from tests.trainings import certificates as made
factories.load_reference()
factories.ratified(factories.a_version(trained=200))
for number in range({CLASSES + 1}):
    made.a_completed_class(1)
made.a_signatory()
"""

# Both go through the classes but the last in one order; the hold of each class decides who is first.
RACE = """
import json
from datetime import date
from binakon.core.problems import Blocked, IllegalMove
from binakon.enrolment.models import Training
from binakon.trainings.actions.certificates import Stated, issue_certificates
from binakon.trainings.actions.completion import decide_again
from binakon.trainings.models import Completion
from tests.trainings import certificates as made
stated = Stated(dated=date(2026, 5, 8), place="Banjarbaru", signatory=made.a_signatory())
done = []
for training in Training.objects.order_by("-id")[1:]:
    try:
        if me == "issues":
            issue_certificates(training, stated, by=by)
        else:
            decide_again(Completion.objects.get(training=training), reason="Nilai dibetulkan", by=by)
        done.append("done")
    except Blocked as refused:
        done.append(refused.problems[0].code)
print(json.dumps(done))
"""

# The same two in the last class without the hold: each has looked before the other has written.
CARELESS = """
import time
from pathlib import Path
from django.conf import settings
from django.db import transaction
from binakon.trainings.models import Certificate, Completion
from tests.trainings.certified import a_certificate
flags = Path(settings.DATA_DIR)
def meet():
    (flags / me).touch()
    until = time.monotonic() + 30
    while len([1 for name in ("issues", "opens") if (flags / name).exists()]) < 2:
        assert time.monotonic() < until
        time.sleep(0.01)
completion = Completion.objects.order_by("-training").first()
with transaction.atomic():
    is_completed = completion.state == "completed"
    stands = Certificate.objects.standing().filter(registration=completion.registration_id).exists()
    assert is_completed and not stands
    if me == "issues":
        a_certificate(completion.training, completion.registration, number="CEROBOH/1", status_index=9999)
    else:
        Completion.objects.filter(pk=completion.pk).update(state="pending", decided_at=None)
    meet()
print("done")
"""

LEFT = """
import json
from binakon.core.models import AuditEvent
from binakon.trainings.models import Certificate, Completion
torn = Certificate.objects.standing().exclude(registration__completion__state="completed")
print(json.dumps([
    Certificate.objects.count(), Completion.objects.exclude(state="completed").count(), torn.count(),
    AuditEvent.objects.filter(subject_type="trainings.certificate", action="start").count(),
]))
"""


def test_a_class_is_either_issued_or_opened_again_never_both(installation: Installation) -> None:
    in_process(installation, PREPARE)
    issued, opened = map(json.loads, at_once(installation, RACE, ["issues", "opens"]))
    assert set(zip(issued, opened, strict=True)) <= {("done", "certificate"), ("nobody", "done")}
    many = issued.count("done")
    left = json.loads(in_process(installation, LEFT))
    assert left == [many, CLASSES - many, 0, many]
    if installation.database_url.startswith("postgresql"):
        _show_that_the_hold_is_needed(installation)


def _show_that_the_hold_is_needed(installation: Installation) -> None:
    """On SQLite two writers are never inside at once, so only PostgreSQL can show what the hold prevents."""
    assert at_once(installation, CARELESS, ["issues", "opens"]) == ["done", "done"]
    assert json.loads(in_process(installation, LEFT))[2] == 1
