"""Many who need a key, or a signature, in the same moment, as real processes: one is made and all use it."""

import pytest

from tests.installation import Installation
from tests.runners import at_once, in_process

pytestmark = pytest.mark.database

MANY = 6

PREPARE = """
from tests.cast import cast_arrives
from tests.factories import a_version, ratified
from tests.trainings.certified import a_certificate
cast_arrives()
ratified(a_version(trained=200))
a_certificate()
"""

SIGN = """
from binakon.core.actor import job_actor
from binakon.trainings.actions.credentials import sign_credential, sign_offline
from binakon.trainings.models import Certificate
certificate = Certificate.objects.get()
by = job_actor(me)
print(sign_offline(certificate, by=by) + " " + sign_credential(certificate, by=by))
"""

LEFT = """
from binakon.core.models import AuditEvent
from binakon.trainings.models import SigningKey
lines = AuditEvent.objects.filter(action__in=("key:make", "certificate:offline", "certificate:credential"))
print(SigningKey.objects.count(), lines.count())
"""


def test_many_who_sign_at_once_make_one_key_each_and_one_signature_each(
    installation: Installation,
) -> None:
    in_process(installation, PREPARE)
    answers = at_once(installation, SIGN, [f"pekerja-{place}" for place in range(MANY)])
    assert len(set(answers)) == 1
    assert answers[0].count("BK1") == 1
    assert in_process(installation, LEFT) == "2 4"
