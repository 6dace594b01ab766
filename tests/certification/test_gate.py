"""Nobody is determined before a ratified version pays for it, unless a second person says so."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from binakon.certification.actions.overrides import answer_override, ask_money
from binakon.certification.models import Case, CaseOverride
from binakon.certification.queries.gate import gate_problems
from binakon.certification.states import OverrideKind
from binakon.core.calendar import Precision
from binakon.core.problems import Blocked, IllegalMove, NotAllowed, Problem
from binakon.planning.models import Activity, PlanVersion
from tests.certification.cases import ACTIVITY, a_case
from tests.factories import BY, a_version, ratified
from tests.trainings.completions import another, one

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


def activity(version: PlanVersion | None = None, **fields: object) -> Activity:
    """The year's certification, paid for by this version."""
    Activity.objects.filter(code=ACTIVITY).update(funded_by=version, **fields)
    return Activity.objects.get(code=ACTIVITY)


def murni() -> PlanVersion:
    return PlanVersion.objects.get(stage="murni")


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def granted(subject: Activity | Case) -> CaseOverride:
    override = ask_money(subject, reason="DPPA ditandatangani besok.", by=one())
    answer_override(override, is_granted=True, note="Setuju.", by=another())
    return override


def test_a_ratified_version_opens_the_gate_and_nothing_less_does() -> None:
    draft = a_version("perubahan", number=1, dated=date(2026, 9, 1), facilitated=60)
    proposal = a_version("usulan", number=1, dated=date(2026, 9, 2), facilitated=60)
    assert codes(gate_problems(activity(None))) == ["not_ratified"]
    assert codes(gate_problems(activity(draft))) == ["not_ratified"]
    assert codes(gate_problems(activity(proposal))) == ["not_ratified"]
    assert gate_problems(activity(murni())) == []


def test_an_activity_after_the_perubahan_waits_for_its_ratification() -> None:
    waiting = activity(murni(), precision=Precision.AFTER_EVENT)
    assert codes(gate_problems(waiting)) == ["after_perubahan"]
    ratified(a_version("perubahan", number=1, dated=date(2026, 9, 1), facilitated=60))
    assert gate_problems(waiting) == []


def test_a_second_person_opens_it_for_the_whole_activity() -> None:
    unpaid, case = activity(None), a_case()
    override = ask_money(unpaid, reason="DPPA ditandatangani besok.", by=one())
    assert codes(gate_problems(unpaid, [case])) == ["not_ratified"]
    with pytest.raises(NotAllowed):
        answer_override(override, is_granted=True, note="", by=one())
    with pytest.raises(NotAllowed):
        answer_override(override, is_granted=True, note="", by=BY)
    answer_override(override, is_granted=True, note="", by=another())
    assert gate_problems(unpaid, [case]) == gate_problems(unpaid) == []
    with pytest.raises(IllegalMove):
        answer_override(override, is_granted=False, note="terlambat", by=another())


def test_one_case_may_pass_while_the_others_stay() -> None:
    unpaid, passes, stays = activity(None), a_case(), a_case()
    granted(passes)
    assert gate_problems(unpaid, [passes]) == []
    assert codes(gate_problems(unpaid)) == ["not_ratified"]
    found = gate_problems(unpaid, [passes, stays])
    assert codes(found) == ["not_ratified", "held_back"]
    assert stays.code in found[1].sentence
    assert passes.code not in found[1].sentence
    assert codes(gate_problems(unpaid, [stays])) == ["not_ratified"]


def test_a_reason_that_came_up_later_closes_the_gate_again() -> None:
    granted(activity(None))
    assert codes(gate_problems(activity(None, precision=Precision.AFTER_EVENT))) == [
        "after_perubahan"
    ]


def test_a_denial_says_why_and_opens_nothing() -> None:
    unpaid = activity(None)
    override = ask_money(unpaid, reason="Mendesak.", by=one())
    with pytest.raises(Blocked):
        answer_override(override, is_granted=False, note=" ", by=another())
    answer_override(override, is_granted=False, note="Tunggu DPPA.", by=another())
    assert codes(gate_problems(unpaid)) == ["not_ratified"]


def test_what_cannot_be_asked_is_refused() -> None:
    unpaid = activity(None)
    with pytest.raises(Blocked):
        ask_money(unpaid, reason="  ", by=one())
    with pytest.raises(NotAllowed):
        ask_money(unpaid, reason="Mendesak.", by=BY)
    ask_money(unpaid, reason="Mendesak.", by=one())
    with pytest.raises(Blocked) as twice:
        ask_money(unpaid, reason="Mendesak.", by=another())
    assert codes(list(twice.value.problems)) == ["asked"]
    with pytest.raises(IllegalMove):
        ask_money(a_case(state="withdrawn"), reason="Mendesak.", by=one())
    with pytest.raises(Blocked) as open_gate:
        ask_money(activity(murni()), reason="Mendesak.", by=one())
    assert codes(list(open_gate.value.problems)) == ["open_gate"]


def test_the_database_itself_refuses_one_person_as_both() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        CaseOverride.objects.create(
            activity=activity(None),
            kind=OverrideKind.MONEY_GATE,
            state="granted",
            reason="x",
            asked_by_id=one().user_id,
            asked_at=timezone.now(),
            decided_by_id=one().user_id,
            decided_at=timezone.now(),
        )
