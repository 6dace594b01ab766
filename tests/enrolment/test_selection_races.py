"""The same result announced by several at once, and a quota applied while people register, as real processes."""

import pytest

from tests.installation import Installation
from tests.runners import at_once, in_process

pytestmark = pytest.mark.database

PREPARE = """
from tests.cast import cast_arrives
from tests.factories import a_version, ratified
from tests.enrolment.selections import a_competed_class
from tests.enrolment.people import a_training
from binakon.enrolment.actions import selection
cast_arrives()
ratified(a_version(trained=200))
selection.propose([a_competed_class()], by=by)
"""

ANNOUNCE = """
from binakon.enrolment.actions import announcing
from binakon.enrolment.models import SelectionRun
try:
    announcing.announce(SelectionRun.objects.get(), by=by)
    print("diumumkan")
except (StaleState, IllegalMove):
    print("sudah")
"""

WITHDRAW = """
from binakon.enrolment import actions as enrolment
from binakon.enrolment.actions import announcing
from binakon.enrolment.models import Registration, SelectionRun
if me == "umumkan":
    try:
        announcing.announce(SelectionRun.objects.get(), by=by)
        print("diumumkan")
    except StaleState:
        print("berubah")
else:
    enrolment.withdraw(Registration.objects.order_by("pk").first(), reason="lomba", by=by)
    print("mundur")
"""

TOLD = """
from binakon.core.models import Message
from binakon.enrolment.models import Training
from binakon.reports.queries.check import figure_problems
from tests.enrolment.people import counters_agree
training = Training.objects.get()
print(training.state, training.taken, training.places.count(),
      Message.objects.filter(name="selection_result").count(),
      counters_agree(training), len(figure_problems()))
"""

PREPARE_QUOTA = """
from tests.cast import cast_arrives
from tests.factories import a_version, ratified
from tests.enrolment.people import a_draft, a_training
cast_arrives()
ratified(a_version(trained=200))
training = a_training(seats=26, quotas={"63.05": 13, "63.09": 13}, has_waiting_list=True)
for number in range(1, 17):
    a_draft(training, number, office="63.05")
"""

RUSH = """
from binakon.enrolment import actions as enrolment
from binakon.enrolment.actions import quotas
from binakon.enrolment.models import Registration, Training
from binakon.enrolment.queries.quotas import plan_of
training = Training.objects.get()
if me == "kuota":
    done = 0
    for turn in range(6):
        try:
            plan = plan_of(training, basis="equal", pool=13 + turn % 2 * -13, floor=0, cap=None)
            quotas.apply_quota(training, plan, reason="lomba", by=by)
            done += 1
        except (Blocked, StaleState):
            pass
    print("selesai")
else:
    # Shared out by all rows, not by those that are still drafts: whoever starts later would count another list.
    mine = int(me)
    for draft in list(Registration.objects.order_by("pk"))[mine::2]:
        enrolment.submit(draft, by=by)
    print("selesai")
"""


def test_a_result_announced_by_four_at_once_is_announced_once(installation: Installation) -> None:
    in_process(installation, PREPARE)
    answers = at_once(installation, ANNOUNCE, ["a", "b", "c", "d"])
    assert sorted(answers) == ["diumumkan", "sudah", "sudah", "sudah"]
    assert in_process(installation, TOLD) == "selected 3 6 6 True 0"


def test_whoever_withdraws_at_that_moment_is_before_or_after_and_never_between(
    installation: Installation,
) -> None:
    in_process(installation, PREPARE)
    first, second = at_once(installation, WITHDRAW, ["umumkan", "mundur"])
    assert second == "mundur"
    told = in_process(installation, TOLD).split()
    if first == "berubah":
        assert told == ["closed", "0", "0", "0", "True", "0"]
    else:
        assert told == ["selected", "3", "6", "6", "True", "0"]


def test_quotas_that_change_while_people_register_leave_every_counter_true(
    installation: Installation,
) -> None:
    in_process(installation, PREPARE_QUOTA)
    assert at_once(installation, RUSH, ["kuota", "0", "1"]) == ["selesai"] * 3
    state, taken, places, _messages, agree, problems = in_process(installation, TOLD).split()
    assert (state, agree, problems) == ("open", "True", "0")
    assert int(places) == 16
    # The narrowest of the plans leaves this regency two seats, and whoever comes after it waits.
    assert 2 <= int(taken) <= 16
