"""Races with real processes: a bill paid while it lapses, costs up to the ceiling, one reminder; each with a careless control."""

import pytest

from tests.installation import Installation
from tests.runners import at_once, in_process

pytestmark = pytest.mark.database

READY = """
from datetime import date, timedelta
from django.db.models import Sum
from django.utils import timezone
from binakon.certification.actions import case_reminders, chain, costs
from binakon.certification.actions.chain import Deed
from binakon.certification.actions.costs import Price
from binakon.certification.models import Case, CaseCost, CaseStep
from binakon.core import clock
from binakon.core.models import Message
from binakon.planning.models import Commitment, PlanVersion
from tests import factories
from tests.certification.cases import ACTIVITY, a_worker
from tests.certification.walk import TODAY, YESTERDAY, a_case_in, bound
"""
PREPARE = (
    READY
    + """
from binakon.certification.actions.reference import load_reference
factories.load_reference()
load_reference(by=by)
factories.ratified(factories.a_version(trained=200, facilitated=60, ceiling=2_000_000))
factories.an_activity(ACTIVITY, indicator="facilitated", kind="certification", title="Fasilitasi", seats=60)
for number in range(1, 5):
    due = clock.end_of(YESTERDAY)
    bound(a_case_in("unpaid", worker=a_worker(number), payment_due_at=due))
for number in range(5, 9):
    bound(a_case_in("determined", worker=a_worker(number)))
waiting = bound(a_case_in("reviewing", worker=a_worker(9)))
chain.bill(waiting, Deed(TODAY), payer="participant", due_on=TODAY, by=by)
"""
)
# Each of four cases: two pay it, one lets it lapse, all with the page they opened before.
PAY_OR_LAPSE = (
    READY
    + """
told = []
for case in Case.objects.filter(state="unpaid", payment_due_at__lt=timezone.now()).order_by("pk"):
    meet()
    try:
        if me == "hangus":
            chain.lapse(case, by=by)
        else:
            chain.pay(case, Deed(YESTERDAY, reference=me), by=by)
        told.append(me)
    except (StaleState, IllegalMove):
        told.append("-")
print(" ".join(told))
"""
)
CARELESS_PAY = (
    READY
    + """
for case in Case.objects.filter(state="unpaid", payment_due_at__lt=timezone.now()).order_by("pk"):
    seen = Case.objects.get(pk=case.pk)
    meet()
    if seen.state == "unpaid":
        move, reached = ("lapse", "lapsed") if me == "hangus" else ("pay", "paid")
        Case.objects.filter(pk=case.pk).update(state=reached)
        CaseStep.objects.create(case=case, move=move, reached=reached, on=YESTERDAY,
            waits_on="lsp", at=timezone.now())
print("")
"""
)
BIND = (
    READY
    + """
case = Case.objects.filter(state="determined").order_by("pk")[int(me)]
try:
    costs.set_cost(case, Price("fee", "apbd", 1_000_000), by=by)
    print("terikat")
except Blocked:
    print("ditolak")
"""
)
CARELESS_BIND = (
    READY
    + """
case = Case.objects.filter(state="determined").order_by("pk")[int(me)]
bound = CaseCost.objects.filter(payer="apbd").aggregate(total=Sum("rupiah"))["total"] or 0
meet()
if bound + 1_000_000 <= PlanVersion.objects.get().ceiling:
    CaseCost.objects.create(case=case, component="fee", payer="apbd", rupiah=1_000_000)
print("")
"""
)
REMIND = READY + "print(case_reminders.remind_due(by=by))\n"
# Steps of bills, of how many cases; bound in the plan, stated for the office; reminders.
STEPS = (
    READY
    + """
moved = CaseStep.objects.filter(move__in=["pay", "lapse"])
cases = list(moved.values_list("case", flat=True))
print(len(cases), len(set(cases)), Commitment.objects.filter(unit="rupiah").count(),
    CaseCost.objects.filter(payer="apbd").aggregate(total=Sum("rupiah"))["total"] or 0,
    Message.objects.filter(name="case_bill_soon").count())
"""
)


def test_a_bill_is_paid_or_lapses_once_costs_stop_at_the_ceiling_and_a_reminder_goes_out_once(
    installation: Installation,
) -> None:
    in_process(installation, PREPARE)
    told = [words.split() for words in at_once(installation, PAY_OR_LAPSE, ["a", "b", "hangus"])]
    for case in zip(*told, strict=True):
        assert sorted(word == "-" for word in case) == [False, True, True]
    bound = at_once(installation, BIND, ["0", "1", "2", "3"])
    assert sorted(bound) == ["ditolak", "ditolak", "terikat", "terikat"]
    assert sorted(at_once(installation, REMIND, ["1", "2"])) == ["0", "1"]
    assert in_process(installation, STEPS) == "4 4 2 2000000 1"
    installation.binakon("check-figures")


def test_without_the_guards_the_same_races_go_wrong(installation: Installation) -> None:
    in_process(installation, PREPARE)
    at_once(installation, CARELESS_PAY, ["a", "b", "hangus"])
    at_once(installation, CARELESS_BIND, ["0", "1", "2", "3"])
    assert in_process(installation, STEPS) == "12 4 0 4000000 0"
