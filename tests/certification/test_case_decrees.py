"""The decree of who is facilitated: its list, its number, and with the signed scan its people are determined."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from binakon.certification.actions import case_decrees, chain, costs
from binakon.certification.actions.chain import Deed
from binakon.certification.actions.costs import Price
from binakon.certification.documents.case_decree import case_decree_paper
from binakon.certification.models import Case, CaseCost, CasePaper
from binakon.core.calendar import today
from binakon.core.models import Message
from binakon.core.problems import Blocked, StaleState
from binakon.people.models import Official
from binakon.planning.models import Activity, Commitment, PlanVersion, Target
from binakon.reports.queries.check import figure_problems
from tests.certification.cases import ACTIVITY
from tests.certification.walk import TODAY, a_case_in, bound
from tests.enrolment.decree_cases import a_scan
from tests.factories import BY, a_version, an_office, planning_codes, ratified, sentences

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.usefixtures("year", "rules", "paid_for"),
]
# The year of the plan is 2026, and its money is paid in it.
PAID_ON = date(2026, 11, 27)


@pytest.fixture
def paid_for(year: None, db: None) -> None:
    """A ratified version pays for the year's certification."""
    Activity.objects.filter(code=ACTIVITY).update(funded_by=in_force())


def activity() -> Activity:
    return Activity.objects.get(code=ACTIVITY)


def drawn(*cases: Case) -> CasePaper:
    return case_decrees.draw_up_case_decree(activity(), list(cases), by=BY)


def issued(decree: CasePaper, number: str = "188.4/9/BK/2026") -> CasePaper:
    signatory = Official.objects.create(
        office=an_office(), name="Kepala (contoh)", position="Kepala Dinas", source="tes"
    )
    case_decrees.issue_case_decree(
        decree, number=number, dated=today(), place="Banjarbaru", signatory=signatory, by=BY
    )
    return decree


def in_force() -> PlanVersion:
    return PlanVersion.objects.get(state="ratified")


def with_ceiling(rupiah: int | None, facilitated: int = 60) -> None:
    """A revision comes into force with so much money for its year."""
    ratified(
        a_version(
            "perubahan",
            dated=date(2026, 9, 1),
            ceiling=rupiah,
            trained=200,
            facilitated=facilitated,
        )
    )


def test_with_the_signed_scan_everybody_on_the_list_is_determined_and_bound_in_the_plan() -> None:
    cases = [a_case_in("eligible") for _each in range(3)]
    decree = issued(drawn(*cases[:2]))
    case_decrees.sign_case_decree(decree, scan=a_scan(), by=BY)
    for case in cases:
        case.refresh_from_db()
    assert [case.state for case in cases] == ["determined", "determined", "eligible"]
    assert (cases[0].determined_on, cases[0].decree) == (decree.dated, decree)
    step = cases[0].steps.latest("pk")
    assert (step.reference, step.evidence) == (decree.number, decree.scan)
    assert cases[0].commitment is not None
    assert [row.amount for row in Commitment.objects.filter(unit="people")] == [1, 1]
    assert Target.objects.get(indicator__key="facilitated").committed == 2
    assert Message.objects.filter(name="case_determined").count() == 2
    assert figure_problems() == []


def test_nobody_stands_on_a_list_who_was_not_found_eligible_or_stands_on_another() -> None:
    listed, proposed = a_case_in("eligible"), a_case_in("proposed")
    drawn(listed)
    with pytest.raises(Blocked) as refused:
        drawn(listed, proposed)
    assert sorted(problem.code for problem in refused.value.problems) == ["listed", "not_eligible"]
    with pytest.raises(Blocked):
        drawn()


def test_the_list_of_a_draft_can_be_drawn_up_again_and_is_frozen_with_its_number() -> None:
    first, second = a_case_in("eligible"), a_case_in("eligible")
    decree = drawn(first)
    case_decrees.draw_up_case_decree(activity(), [first, second], decree=decree, by=BY)
    case_decrees.edit_case_decree(decree, considering="bahwa;", recalling="UU;", by=BY)
    issued(decree)
    with pytest.raises(StaleState):
        case_decrees.draw_up_case_decree(activity(), [first], decree=decree, by=BY)
    with pytest.raises(DatabaseError), transaction.atomic():
        CasePaper.objects.filter(pk=decree.pk).update(content={"people": []})
    rows = case_decree_paper(decree)["annex"]
    assert isinstance(rows, dict)
    assert [row[1] for row in rows["rows"]] == [str(first.worker), str(second.worker)]


def test_no_case_passes_a_closed_gate_of_money_and_all_do_with_it_open() -> None:
    case = a_case_in("eligible")
    closed = Activity.objects.filter(code=ACTIVITY)
    closed.update(funded_by=None)
    with pytest.raises(Blocked):
        drawn(case)
    closed.update(funded_by=in_force())
    decree = issued(drawn(case))
    closed.update(funded_by=None)
    decree = CasePaper.objects.get(pk=decree.pk)
    with pytest.raises(Blocked), transaction.atomic():
        case_decrees.sign_case_decree(decree, scan=a_scan(), by=BY)
    case.refresh_from_db()
    assert (case.state, Commitment.objects.count()) == ("eligible", 0)


def test_a_list_that_the_plan_has_no_place_for_determines_nobody() -> None:
    cases = [a_case_in("eligible"), a_case_in("eligible")]
    with_ceiling(None, facilitated=1)
    decree = issued(drawn(*cases))
    with pytest.raises(Blocked) as refused:
        case_decrees.sign_case_decree(decree, scan=a_scan(), by=BY)
    assert [problem.code for problem in refused.value.problems] == ["over_target"]
    decree.refresh_from_db()
    assert (decree.state, Case.objects.filter(state="determined").count()) == ("issued", 0)
    assert Commitment.objects.count() == 0


def test_who_became_ineligible_since_the_list_stops_its_signature_by_name() -> None:
    case = a_case_in("eligible")
    decree = issued(drawn(case))
    Case.objects.filter(pk=case.pk).update(state="proposed")
    with pytest.raises(Blocked) as refused:
        case_decrees.sign_case_decree(decree, scan=a_scan(), by=BY)
    assert sentences(refused.value.problems) == [
        f"{case.worker} belum bisa ditetapkan: kasusnya diusulkan. Periksa syaratnya dulu."
    ]


def test_a_withdrawn_decree_determines_nobody_and_frees_its_people_for_another() -> None:
    case = a_case_in("eligible")
    decree = issued(drawn(case))
    case_decrees.withdraw_case_decree(decree, reason="salah ketik", by=BY)
    assert (decree.state, drawn(case).state) == ("withdrawn", "draft")


def test_what_the_office_pays_is_bound_with_the_decree_and_not_before() -> None:
    with_ceiling(5_000_000)
    case = a_case_in("eligible")
    costs.set_cost(case, Price("fee", "apbd", 1_500_000), by=BY)
    costs.set_cost(case, Price("travel", "participant", 200_000), by=BY)
    costs.set_cost(case, Price("tuk", "apbd", None), by=BY)
    assert Commitment.objects.filter(unit="rupiah").count() == 0
    case_decrees.sign_case_decree(issued(drawn(case)), scan=a_scan(), by=BY)
    assert [row.amount for row in Commitment.objects.filter(unit="rupiah")] == [1_500_000]
    assert in_force().money_committed == 1_500_000
    assert figure_problems() == []


def test_a_cost_above_the_ceiling_is_refused_and_a_changed_one_gives_back_what_it_held() -> None:
    with_ceiling(2_000_000)
    case = a_case_in("determined")
    costs.set_cost(case, Price("fee", "apbd", 1_500_000), by=BY)
    with pytest.raises(Blocked) as refused:
        costs.set_cost(case, Price("tuk", "apbd", 600_000), by=BY)
    assert [problem.code for problem in refused.value.problems] == ["over_ceiling"]
    costs.set_cost(case, Price("fee", "apbd", 1_400_000), by=BY)
    tuk = costs.set_cost(case, Price("tuk", "apbd", 600_000), by=BY)
    assert in_force().money_committed == 2_000_000
    costs.remove_cost(tuk, by=BY)
    assert in_force().money_committed == 1_400_000
    chain.withdraw(case, reason="mengundurkan diri", on=TODAY, by=BY)
    assert (in_force().money_committed, Commitment.objects.count()) == (0, 0)
    assert figure_problems() == []


def test_what_others_pay_binds_nothing() -> None:
    with_ceiling(1)
    case = a_case_in("determined")
    for payer in ("balai", "lsp", "participant"):
        costs.set_cost(case, Price("fee", payer, 1_000_000), by=BY)
    assert Commitment.objects.count() == 0


def test_a_bill_that_the_office_pays_is_refused_above_the_ceiling_and_stays_unbilled() -> None:
    with_ceiling(1_000_000)
    case = a_case_in("reviewing")
    with pytest.raises(Blocked):
        chain.bill(case, Deed(TODAY), payer="apbd", rupiah=1_000_001, by=BY)
    case.refresh_from_db()
    assert (case.state, CaseCost.objects.count()) == ("reviewing", 0)


def test_the_treasurer_pays_many_components_by_one_document_once() -> None:
    with_ceiling(9_000_000)
    activity_row = activity()
    activity_row.sub_activity = planning_codes(1)[0]
    activity_row.save(update_fields=["sub_activity"])
    rows = [
        costs.set_cost(bound(a_case_in("determined")), Price("fee", "apbd", 1_500_000), by=BY)
        for _each in range(2)
    ]
    other = costs.set_cost(bound(a_case_in("determined")), Price("fee", "balai", 1_500_000), by=BY)
    with pytest.raises(Blocked):
        costs.pay_costs([*rows, other], document="SP2D-1", dated=PAID_ON, quarter=4, by=BY)
    paid = costs.pay_costs(rows, document="SP2D-1", dated=PAID_ON, quarter=4, by=BY)
    assert paid.amount == 3_000_000
    for row in rows:
        row.refresh_from_db()
        assert (row.paid_on, row.reference) == (PAID_ON, "SP2D-1")
    with pytest.raises(Blocked):
        costs.pay_costs(rows[:1], document="SP2D-2", dated=PAID_ON, quarter=4, by=BY)
    with pytest.raises(Blocked):
        costs.set_cost(rows[0].case, Price("fee", "apbd", 1), by=BY)
    assert figure_problems() == []
