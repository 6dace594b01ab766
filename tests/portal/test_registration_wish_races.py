"""The same several wishes pressed by many processes at once: each class has the person once."""

import json

import pytest

from tests.installation import Installation
from tests.runners import at_once, in_process

pytestmark = pytest.mark.database

MANY = 6

PREPARE = """
from tests.factories import a_version, an_activity, ratified
from tests.cast import cast_arrives
from tests.enrolment.people import a_draft
from tests.enrolment.selections import a_ranked_class
from binakon.enrolment.actions.wishes import choose_wishes
cast_arrives()
ratified(a_version(trained=200))
classes = [a_ranked_class(activity=an_activity("saingan-" + str(number))) for number in range(3)]
for number in range({many}):
    # Everybody begins at another class, and wishes them in another order.
    own = classes[number % 3]
    draft = a_draft(own, number, education="bachelor", has_skk=False)
    order = [own] + [each for each in reversed(classes) if each != own]
    choose_wishes(draft, [each.pk for each in order], step="wishes", by=by)
"""

SEND = """
from binakon.enrolment.actions.drafts import send_registration
from binakon.enrolment.models import Registration
for number in range({many}):
    lead = Registration.objects.filter(wished_with=None).order_by("id")[number]
    send_registration(Registration.objects.select_related("training").get(pk=lead.pk), by=by)
print("sent")
"""

TOLD = """
import json
from binakon.core.models import Message
from binakon.enrolment.models import Registration, Training
arrivals = [sorted(t.registrations.values_list("arrival", flat=True)) for t in Training.objects.order_by("id")]
print(json.dumps([
    sorted(Registration.objects.values_list("state", flat=True)),
    [len(each) - len(set(each)) for each in arrivals],
    Message.objects.filter(name="registration_received").count(),
]))
"""


def test_many_who_send_the_same_wishes_at_once_send_them_once(
    installation: Installation,
) -> None:
    in_process(installation, PREPARE.format(many=MANY))
    said = at_once(installation, SEND.format(many=MANY), ["one", "two", "three"])
    assert [each.split()[-1] for each in said] == ["sent"] * 3
    told = json.loads(in_process(installation, TOLD).splitlines()[-1])
    assert told == [["submitted"] * (3 * MANY), [0, 0, 0], MANY]
