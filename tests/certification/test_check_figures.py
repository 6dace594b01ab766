"""`binakon check-figures` sees when places or money bound for certification differ from its cases."""

from datetime import timedelta

import pytest

from binakon.certification.actions.costs import Price, bind_person, release_all, set_cost
from binakon.certification.models import Case, CaseCost, CasePaper
from binakon.certification.states import CasePaperKind, CaseState, CostComponent, Payer
from binakon.core.calendar import today
from binakon.planning.models import Commitment
from binakon.reports.queries.check import figure_problems
from tests.certification.cases import a_case
from tests.factories import BY

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


def a_bound_case() -> Case:
    case = a_case(state=CaseState.DETERMINED, determined_on=today() - timedelta(days=1))
    case.commitment = bind_person(case, label="SK (contoh)", by=BY)
    case.save(update_fields=["commitment"])
    return case


def codes() -> list[str]:
    return [problem.code for problem in figure_problems()]


def test_a_bound_place_and_a_bound_cost_agree_with_their_case() -> None:
    case = a_bound_case()
    set_cost(case, Price(CostComponent.FEE, Payer.APBD, 850_000), by=BY)
    assert codes() == []


def test_a_determined_case_without_its_place_is_seen() -> None:
    a_bound_case()
    named = a_case(state=CaseState.DETERMINED, determined_on=today())
    named.decree = CasePaper.objects.create(activity=named.activity, kind=CasePaperKind.DECREE)
    named.save(update_fields=["decree"])
    assert codes() == ["counter_differs"]


def test_a_recorded_case_that_is_not_realised_is_seen() -> None:
    case = a_bound_case()
    on = today()
    Case.objects.filter(pk=case.pk).update(tested_on=on, competent_on=on, recorded_on=on)
    assert codes() == ["counter_differs"]


def test_whoever_withdrew_before_a_test_holds_no_place() -> None:
    case = a_bound_case()
    Case.objects.filter(pk=case.pk).update(state=CaseState.WITHDRAWN)
    assert codes() == ["counter_differs"]
    case.refresh_from_db()
    release_all(case, by=BY, reason="contoh")
    assert codes() == []


def test_a_cost_that_is_bound_otherwise_or_not_at_all_is_seen() -> None:
    case = a_bound_case()
    cost = set_cost(case, Price(CostComponent.FEE, Payer.APBD, 850_000), by=BY)
    CaseCost.objects.filter(pk=cost.pk).update(rupiah=900_000)
    assert codes() == ["cost_differs"]
    CaseCost.objects.filter(pk=cost.pk).update(rupiah=850_000, commitment=None)
    Commitment.objects.filter(unit=Commitment.Unit.RUPIAH).delete()
    assert "cost_differs" in codes()
