"""Standard prices: which one holds on a day and in a region, and what a line is asked about."""

from dataclasses import replace
from datetime import date

import pytest

from binakon.planning.rules.costs import Factor
from binakon.planning.rules.prices import (
    CostContext,
    PriceFact,
    WarningCode,
    line_warnings,
    plain_of_price,
    price_of,
    price_of_plain,
)
from tests.planning.cost_lines import HONOUR, TRAVEL, a_line

PRICE = PriceFact("ssh", "Makan siang rapat", "orang/kali", "", 50_000, date(2026, 1, 1), "Pergub")
BIMTEK = CostContext(activity_kind="bimtek", seats=35)
ON = date(2026, 4, 1)


def codes(
    line: object, price: PriceFact | None = PRICE, context: CostContext = BIMTEK
) -> list[str]:
    return [str(warning.code) for warning in line_warnings(line, price, context)]  # type: ignore[arg-type]


def test_the_price_of_the_day_holds_and_the_newest_wins() -> None:
    newer = replace(PRICE, valid_from=date(2026, 3, 1), ceiling=60_000)
    ended = replace(PRICE, valid_from=date(2026, 3, 15), valid_to=date(2026, 3, 31))
    later = replace(PRICE, valid_from=date(2026, 4, 2))
    assert price_of(a_line(), [PRICE, newer, ended, later], ON) == newer
    assert price_of(a_line(), [later], ON) is None


def test_the_price_of_the_only_region_goes_before_that_of_the_province() -> None:
    own = replace(PRICE, region="63.71", valid_from=date(2025, 1, 1))
    assert price_of(a_line(), [PRICE, own], ON, ("63.71",)) == own
    assert price_of(a_line(), [PRICE, own], ON, ("63.71", "63.72")) == PRICE
    assert price_of(a_line(), [own], ON) is None


@pytest.mark.parametrize("other", [{"kind": "sbu"}, {"unit": "kotak"}, {"component": "Kudapan"}])
def test_another_thing_has_another_price(other: dict[str, str]) -> None:
    assert price_of(a_line(**other), [PRICE], ON) is None


def test_a_price_at_its_ceiling_is_fine_and_above_it_a_reason_answers() -> None:
    assert codes(a_line()) == []
    assert codes(a_line(), None) == [WarningCode.UNKNOWN]
    above = line_warnings(a_line(unit_price=50_001), PRICE, BIMTEK)
    assert [(w.code, w.is_answered) for w in above] == [(WarningCode.CEILING, False)]
    told = line_warnings(a_line(unit_price=50_001, excess_reason="Pulau"), PRICE, BIMTEK)
    assert [w.is_answered for w in told] == [True]


def test_an_honour_above_its_ceiling_is_called_one() -> None:
    line = a_line(account_code=HONOUR, unit_price=60_000)
    assert codes(line) == [WarningCode.HONOUR]


def test_a_speakers_honour_is_asked_about_in_a_training_only() -> None:
    line = a_line(account_code=HONOUR, recipient="speakers")
    assert codes(line) == []
    assert codes(line, context=replace(BIMTEK, activity_kind="training")) == [
        WarningCode.HONOUR_KIND
    ]


@pytest.mark.parametrize(
    ("people", "seats", "expected"),
    [(35, 35, [WarningCode.LOCAL_TRAVEL]), (34, 35, []), (34, None, [WarningCode.LOCAL_TRAVEL])],
)
def test_full_travel_for_every_participant_pays_the_locals_too(
    people: int, seats: int | None, expected: list[str]
) -> None:
    line = a_line(account_code=TRAVEL, recipient="participants", factors=(Factor(people, "orang"),))
    assert codes(line, context=replace(BIMTEK, seats=seats)) == expected
    assert codes(replace(line, recipient="staff"), context=replace(BIMTEK, seats=seats)) == []


def test_an_account_that_nobody_knows_is_asked_about() -> None:
    assert codes(a_line(), context=replace(BIMTEK, accounts=frozenset({TRAVEL}))) == [
        WarningCode.ACCOUNT
    ]


def test_a_price_survives_its_preview() -> None:
    price = replace(PRICE, valid_to=date(2026, 12, 31))
    assert price_of_plain(plain_of_price(price)) == price
    assert price_of_plain(plain_of_price(PRICE)) == PRICE
