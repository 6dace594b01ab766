"""Who may be facilitated: every rule answers, says what would fix it, and leaves to people what no row settles."""

from dataclasses import replace
from datetime import date

import pytest

from binakon.certification.rules.applicants import (
    Applicant,
    Card,
    Held,
    LevelTerms,
    Rules,
    Verdict,
    Wanted,
    Years,
)
from binakon.certification.rules.eligibility import eligibility, is_eligible
from binakon.people.rules.experience import Work, months_worked
from binakon.people.states import Diploma
from tests.certification.test_rule_rows import TABLE

TODAY = date(2026, 10, 5)
TERMS = LevelTerms("province", 5, 2, "manajemen_pelaksanaan", needs_membership=True)
RULES = Rules(
    experience=[Years("s1", 2), Years("d4", 2), Years("profession", 0)],
    level=TERMS,
    programmes=frozenset({"teknik sipil"}),
    tier_names={"province": "provinsi", "kabupaten": "kabupaten/kota"},
)
WANTED = Wanted("Ahli Muda Teknik Jembatan", 7, "sipil", "new", "province", TODAY)
WHO = Applicant(
    studies=[("s1", "Teknik Sipil")],
    months=24,
    cards=[Card("HPJI", is_active=True, valid_to=date(2027, 1, 1))],
)
ROAD = Held("Ahli Muda Teknik Jalan", 7, "sipil", date(2028, 1, 1))


# Diplomas above one that the table names for a level, and which it does not name itself.
UNSAID = {
    9: set(),
    8: {"s3", "sp2"},
    7: {"s3", "sp2", "s2", "sp1"},
    6: {"s3", "sp2", "s2", "sp1", "profession", "d4"},
    5: {"s3", "sp2", "s2", "sp1", "profession", "s1", "d4"},
    4: {"s3", "sp2", "s2", "sp1", "profession", "s1", "d4", "d3", "smk_plus"},
}


def verdicts(who: Applicant = WHO, wanted: Wanted = WANTED, rules: Rules = RULES) -> dict[str, str]:
    return {answer.rule: answer.verdict.value for answer in eligibility(who, wanted, rules)}


def test_somebody_who_meets_every_rule_is_eligible() -> None:
    answers = eligibility(WHO, WANTED, RULES)
    assert is_eligible(answers)
    assert [answer.rule for answer in answers] == [
        *("authority", "experience", "programme", "membership", "held"),
        *("most_certificates", "classifications"),
    ]


def test_nothing_known_is_never_taken_for_met_and_every_gap_says_what_fixes_it() -> None:
    answers = eligibility(Applicant(), WANTED, RULES)
    gaps = {answer.rule: answer.fix for answer in answers if answer.verdict is not Verdict.MET}
    assert set(gaps) == {"experience", "programme", "membership"}
    assert all(gaps.values())


@pytest.mark.parametrize("level", TABLE)
@pytest.mark.parametrize("diploma", [*Diploma])
def test_the_table_of_experience_holds_to_the_month(level: int, diploma: str) -> None:
    rows = [Years(name, years) for name, years in TABLE[level].items()]
    rules = replace(RULES, experience=rows, level=replace(TERMS, needs_membership=False))
    wanted = replace(WANTED, level=level)
    for years in range(14):
        for months in (12 * years - 1, 12 * years):
            who = replace(WHO, studies=[(diploma, "Teknik Sipil")], months=max(months, 0))
            told = verdicts(who, wanted, rules)["experience"]
            if diploma in TABLE[level]:
                enough = max(months, 0) >= 12 * TABLE[level][diploma]
                assert told == ("met" if enough else "missing")
            else:
                assert told == ("decide" if diploma in UNSAID[level] else "missing")


def test_the_best_diploma_counts() -> None:
    who = replace(WHO, studies=[("s1", "Teknik Sipil"), ("profession", "")], months=0)
    assert verdicts(who)["experience"] == "met"


def test_a_fresh_graduate_needs_the_training_and_no_card() -> None:
    rules = replace(RULES, experience=[Years("s1", 0, needs_training=True)])
    wanted = replace(WANTED, path="fresh")
    who = replace(WHO, months=None, cards=[])
    assert verdicts(who, wanted, rules)["graduate_training"] == "missing"
    trained = replace(who, has_graduate_training=True)
    assert verdicts(trained, wanted, rules)["graduate_training"] == "met"
    assert verdicts(trained, wanted, rules)["membership"] == "met"
    assert is_eligible(eligibility(trained, wanted, rules))


def test_without_a_list_of_study_programmes_a_person_decides() -> None:
    assert verdicts(rules=replace(RULES, programmes=None))["programme"] == "decide"
    other = replace(WHO, studies=[("s1", "Sastra")])
    assert verdicts(other)["programme"] == "missing"
    assert verdicts(replace(WHO, studies=[("s1", "TEKNIK  SIPIL")]))["programme"] == "met"


@pytest.mark.parametrize(
    ("cards", "told"),
    [
        ([], "missing"),
        ([Card("HPJI", is_active=True, valid_to=date(2026, 10, 4))], "missing"),
        ([Card("HPJI", is_active=True, valid_to=TODAY)], "met"),
        ([Card("HPJI", is_active=True, valid_to=None)], "met"),
        ([Card("HPJI", is_active=False, valid_to=None)], "decide"),
    ],
)
def test_a_card_counts_while_it_is_active_and_checked(cards: list[Card], told: str) -> None:
    assert verdicts(replace(WHO, cards=cards))["membership"] == told


def test_what_is_held_is_renewed_and_not_asked_for_anew() -> None:
    road = replace(WANTED, occupation="AHLI MUDA  teknik jalan")
    who = replace(WHO, held=[ROAD])
    assert verdicts(who, road)["held"] == "missing"
    assert verdicts(who, replace(road, path="renewal"))["held"] == "met"
    lapsed = replace(WHO, held=[replace(ROAD, expires_on=date(2026, 1, 1))])
    assert verdicts(lapsed, road)["held"] == "missing"
    assert verdicts(lapsed, replace(road, path="renewal"))["held"] == "met"
    assert verdicts(WHO, replace(road, path="renewal"))["held"] == "missing"
    assert verdicts(who)["held"] == "met"


def test_at_most_five_skk_are_held_at_once() -> None:
    five = [replace(ROAD, occupation=f"Ahli {number}") for number in range(5)]
    assert verdicts(replace(WHO, held=five))["most_certificates"] == "missing"
    one_over = [replace(five[0], expires_on=date(2026, 10, 4)), *five[1:]]
    assert verdicts(replace(WHO, held=one_over))["most_certificates"] == "met"


@pytest.mark.parametrize(
    ("held", "told"),
    [
        (["sipil"], "met"),
        (["manajemen_pelaksanaan"], "met"),
        (["mekanikal"], "missing"),
        (["manajemen_pelaksanaan", "sipil"], "met"),
        (["manajemen_pelaksanaan", "mekanikal"], "missing"),
        ([""], "decide"),
    ],
)
def test_two_classifications_only_with_construction_management(held: list[str], told: str) -> None:
    skk = [Held(f"Ahli {word}", 7, word, None) for word in held]
    assert verdicts(replace(WHO, held=skk))["classifications"] == told


def test_experts_belong_to_the_province_and_the_skilled_to_the_regency() -> None:
    assert verdicts(wanted=replace(WANTED, tier="kota"))["authority"] == "missing"
    skilled = replace(RULES, level=LevelTerms("kabupaten"))
    assert verdicts(wanted=replace(WANTED, tier="kota"), rules=skilled)["authority"] == "met"
    assert verdicts(rules=replace(RULES, level=None))["authority"] == "decide"


def test_an_architect_always_waits_for_a_person() -> None:
    wanted = replace(WANTED, classification="arsitektur")
    assert verdicts(wanted=wanted)["architect"] == "decide"
    assert verdicts(replace(WHO, has_architect_papers=True), wanted)["architect"] == "decide"
    assert "architect" not in verdicts()


@pytest.mark.parametrize(
    ("pieces", "months"),
    [
        ([], 0),
        ([(date(2024, 1, 1), date(2024, 12, 31))], 12),
        ([(date(2024, 1, 1), date(2024, 12, 30))], 11),
        ([(date(2024, 1, 1), date(2024, 12, 31)), (date(2024, 6, 1), date(2025, 6, 30))], 18),
        ([(date(2024, 1, 1), date(2024, 6, 30)), (date(2024, 7, 1), date(2024, 12, 31))], 12),
        ([(date(2024, 1, 1), date(2024, 3, 31)), (date(2025, 1, 1), date(2025, 3, 31))], 6),
        ([(date(2025, 10, 6), None)], 12),
        ([(date(2027, 1, 1), None)], 0),
    ],
)
def test_months_of_work_are_counted_once(
    pieces: list[tuple[date, date | None]], months: int
) -> None:
    assert months_worked([Work(*piece) for piece in pieces], on=TODAY) == months
