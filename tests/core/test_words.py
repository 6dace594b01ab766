"""Numbers and moments are written as Babel would write them, only sooner."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from django.utils.translation import override

from binakon.core import words


@pytest.mark.parametrize(("language", "locale"), [("id", "id"), ("en", "en_GB")])
@pytest.mark.parametrize("value", [0, -1, -1500, 999, 1000, 1_234_567, 10**15, -(10**12)])
def test_whole_numbers_are_grouped_as_babel_groups_them(
    language: str, locale: str, value: int
) -> None:
    with override(language):
        assert words.number(value) == format_decimal(value, locale=locale)


def test_a_day_is_kept_apart_in_each_language() -> None:
    moment = datetime(2026, 8, 17, 16, 5, tzinfo=UTC)
    spoken = []
    for language in ("id", "en", "id"):
        with override(language):
            spoken.append((words.moment(moment), words.decimal(Decimal("1234.5"))))
    assert spoken == [
        ("18 Agustus 2026, 00.05 WITA", "1.234,5"),
        ("18 August 2026, 00.05 WITA", "1,234.5"),
        ("18 Agustus 2026, 00.05 WITA", "1.234,5"),
    ]
