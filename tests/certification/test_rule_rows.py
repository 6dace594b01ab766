"""The rules of certification as rows, against the table they come from (SE LPJK 03/2025, Tabel 2)."""

import pytest

from binakon.certification.actions.reference import load_reference
from binakon.certification.models import (
    AssessorRule,
    ExperienceRule,
    FeeRule,
    LevelRule,
    StepRule,
)
from tests.factories import BY

pytestmark = [pytest.mark.django_db, pytest.mark.database]

# Diplomas as the table groups them; a dash is no row.
TABLE = {
    9: {"s3": 0, "sp2": 0, "s2": 4, "sp1": 4, "profession": 7, "s1": 8, "d4": 8},
    8: {"s2": 0, "sp1": 0, "profession": 5, "s1": 6, "d4": 6},
    7: {"profession": 0, "s1": 2, "d4": 2},
    6: {"s1": 0, "d3": 4, "d2": 8, "d1": 12},
    5: {"d3": 0, "d2": 4, "d1": 8, "smk_plus": 8, "smk": 10, "sma": 12},
    4: {"d2": 0, "d1": 2, "smk": 4, "sma": 6},
}


def test_years_of_experience_are_those_of_the_table_and_no_others() -> None:
    load_reference(by=BY)
    rows: dict[int, dict[str, int]] = {}
    for rule in ExperienceRule.objects.filter(path="new"):
        rows.setdefault(rule.level, {})[rule.diploma] = rule.years
    assert rows == TABLE


def test_a_fresh_graduate_comes_to_level_7_by_a_training_and_holds_it_one_year() -> None:
    load_reference(by=BY)
    fresh = ExperienceRule.objects.filter(path="fresh")
    assert sorted(fresh.values_list("level", "diploma", "years", "needs_training")) == [
        (7, "d4", 0, True),
        (7, "s1", 0, True),
    ]
    assert LevelRule.objects.get(level=7).fresh_valid_years == 1


def test_experts_are_the_provinces_and_the_skilled_the_regencies() -> None:
    load_reference(by=BY)
    told = LevelRule.objects.values_list("level", "authority", "renewal_credits", "valid_years")
    assert list(told) == [
        (9, "province", 200, 5),
        (8, "province", 150, 5),
        (7, "province", 100, 5),
        *((level, "kabupaten", None, 5) for level in (6, 5, 4, 3, 2, 1)),
    ]


def test_loading_twice_adds_nothing() -> None:
    first = load_reference(by=BY)
    counts = [
        model.objects.count()
        for model in (ExperienceRule, LevelRule, FeeRule, AssessorRule, StepRule)
    ]
    assert (first, counts) == (sum(counts), [31, 9, 10, 5, 4])
    assert load_reference(by=BY) == 0
