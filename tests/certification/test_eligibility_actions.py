"""A case is found eligible when every rule is met, decided by a person, or excepted by two; and doubted again."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from binakon.certification.actions.eligibility import (
    ask_exception,
    check,
    check_and_find,
    decide,
    doubt,
    find_eligible,
    recheck_eligible,
)
from binakon.certification.actions.overrides import answer_override
from binakon.certification.actions.reference import load_reference
from binakon.certification.models import Case, CaseOverride, EligibilityCheck
from binakon.certification.queries.eligibility import standing
from binakon.core.problems import Blocked, IllegalMove, NotAllowed
from binakon.people.models import EducationRecord, Experience, Membership, Organisation
from tests.certification.cases import a_case
from tests.factories import BY
from tests.trainings.completions import another, one

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


@pytest.fixture(autouse=True)
def rules() -> None:
    load_reference(by=BY)


def an_engineer(months: int = 36) -> Case:
    """A case whose person meets every rule, save for what no row settles (programme, classification)."""
    case = a_case()
    EducationRecord.objects.create(
        worker=case.worker, diploma="s1", study_programme="Teknik Sipil (contoh)"
    )
    starts = timezone.localdate() - timedelta(days=round(months * 30.5) + 5)
    Experience.objects.create(worker=case.worker, work="Jalan (contoh)", starts_on=starts)
    association = Organisation.objects.create(name=f"Asosiasi {case.code}", kind="association")
    Membership.objects.create(worker=case.worker, association=association, state="active")
    return case


def open_rules(case: Case) -> list[str]:
    return [
        line.kept.rule for line in standing(case, timezone.localdate()).lines if not line.is_settled
    ]


def decided(case: Case) -> Case:
    """The case once a person has decided all that no row settles."""
    for rule in ("programme", "classifications"):
        decide(case, rule, is_met=True, reason="Sesuai daftar SK 114/2024.", by=one())
    return case


def test_what_is_missing_is_said_all_at_once_and_moves_nothing() -> None:
    case = a_case()
    with pytest.raises(Blocked) as refused:
        find_eligible(case, by=one())
    assert [problem.code for problem in refused.value.problems] == [
        *("experience", "programme", "membership", "classifications")
    ]
    assert (Case.objects.get(pk=case.pk).state, EligibilityCheck.objects.count()) == ("proposed", 0)


def test_a_decision_with_its_reason_lets_a_case_pass_and_its_step_tells_it() -> None:
    case = an_engineer()
    assert open_rules(case) == ["programme", "classifications"]
    with pytest.raises(Blocked):
        decide(case, "programme", is_met=True, reason=" ", by=one())
    with pytest.raises(IllegalMove):
        decide(case, "membership", is_met=True, reason="Kenal orangnya.", by=one())
    step = find_eligible(decided(case), by=one())
    assert (case.state, step.move) == ("eligible", "find_eligible")
    assert step.note.count("Sesuai daftar SK 114/2024.") == 2
    last = EligibilityCheck.objects.filter(case=case).first()
    assert last is not None
    told = {row["rule"]: row.get("decision", {}).get("by") for row in last.answers}
    assert (told["programme"], told["membership"]) == (one().label, None)
    assert {row["source"] for row in last.answers if row["rule"] == "experience"} == {
        "SE LPJK 03/2025 Tabel 2"
    }


def test_a_decision_against_it_is_missing_and_not_open() -> None:
    case = an_engineer()
    decide(case, "programme", is_met=False, reason="Tidak serumpun.", by=one())
    found = standing(case, timezone.localdate())
    assert [line.kept.rule for line in found.missing] == ["programme"]
    assert [line.kept.rule for line in found.undecided] == ["classifications"]


def test_a_decision_ends_with_the_facts_that_it_was_made_on() -> None:
    case = decided(an_engineer())
    assert open_rules(case) == []
    EducationRecord.objects.filter(worker=case.worker).update(study_programme="Sastra (contoh)")
    assert open_rules(case) == ["programme"]


def test_a_check_of_the_same_day_and_facts_is_kept_once_in_one_language() -> None:
    case = an_engineer()
    check(case, by=one())
    with translation.override("en"):
        assert check(case, by=another()).is_kept
    assert EligibilityCheck.objects.count() == 1


def test_a_second_person_lets_what_is_missing_pass_and_no_first_one() -> None:
    case = decided(an_engineer(months=12))
    assert open_rules(case) == ["experience"]
    override = ask_exception(case, reason="Buktinya menyusul.", by=one())
    assert [problem["code"] for problem in override.problems] == ["experience"]
    with pytest.raises(Blocked):
        ask_exception(case, reason="Lagi.", by=another())
    with pytest.raises(NotAllowed):
        answer_override(override, is_granted=True, note="", by=one())
    assert open_rules(case) == ["experience"]
    answer_override(override, is_granted=True, note="", by=another())
    later = timezone.localdate() + timedelta(days=62)
    # Two months more of the same work change the figures of the sentence, not what was granted.
    assert [line.kept.rule for line in standing(case, later).lines if not line.is_settled] == []
    assert find_eligible(case, by=one()).note.endswith("perlu 2 tahun.")


def test_an_exception_does_not_cover_another_shortfall() -> None:
    case = decided(an_engineer(months=12))
    override = ask_exception(case, reason="Buktinya menyusul.", by=one())
    answer_override(override, is_granted=True, note="", by=another())
    EducationRecord.objects.filter(worker=case.worker).update(diploma="d3")
    assert open_rules(case) == ["experience"]


def test_nothing_is_excepted_where_nothing_is_missing() -> None:
    with pytest.raises(Blocked):
        ask_exception(decided(an_engineer()), reason="Supaya cepat.", by=one())
    assert CaseOverride.objects.count() == 0


def test_an_eligible_case_is_doubted_with_a_reason_or_by_its_facts() -> None:
    case = decided(an_engineer())
    find_eligible(case, by=one())
    with pytest.raises(Blocked):
        doubt(case, reason="  ", by=one())
    doubt(case, reason="Ijazahnya meragukan.", by=one())
    assert case.state == "proposed"
    assert check_and_find(case, by=one()) is True
    Membership.objects.filter(worker=case.worker).update(valid_to=date(2026, 1, 1))
    assert recheck_eligible(by=BY) == 1
    case.refresh_from_db()
    assert case.state == "proposed"
    last = case.steps.order_by("-pk").first()
    assert last is not None
    assert last.note == f"Faktanya berubah: KTA Asosiasi {case.code} sudah berakhir."
    assert recheck_eligible(by=BY) == 0


MOVES: list[Callable[[Case], object]] = [
    lambda case: check(case, by=BY),
    lambda case: decide(case, "programme", is_met=True, reason="x", by=BY),
    lambda case: ask_exception(case, reason="x", by=one()),
]


@pytest.mark.parametrize("deed", MOVES)
def test_a_case_past_its_determination_is_judged_no_more(deed: Callable[[Case], object]) -> None:
    case = a_case(state="determined", determined_on=date(2026, 10, 5))
    with pytest.raises(IllegalMove):
        deed(case)
