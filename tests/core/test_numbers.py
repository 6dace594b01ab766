"""Numbers of papers: in order, once each, gone with a paper that was refused, void with a reason."""

import pytest
from django.db import transaction

from binakon.core.models import IssuedNumber
from binakon.core.numbers import issue_number, numbers_of, void_number
from binakon.people.models import Office
from tests.installation import Installation
from tests.runners import at_once, in_process

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("kalsel")]

RACE = """
from django.db import transaction
from binakon.core.numbers import issue_number
office = Office.objects.get(code="63")
for turn in range(20):
    try:
        with transaction.atomic():
            issue_number("sk", office_code="63", year=2026, label=f"{me}-{turn}", subject=office)
            if turn % 10 == 9:
                raise RuntimeError
    except RuntimeError:
        pass
print("selesai")
"""
COUNTED = """
from binakon.core.models import IssuedNumber
numbers = list(IssuedNumber.objects.order_by("number").values_list("number", flat=True))
print(numbers == list(range(1, len(numbers) + 1)), len(numbers))
"""


def a_number(series: str = "sk", year: int = 2026) -> IssuedNumber:
    office = Office.objects.get(code="63")
    return issue_number(series, office_code="63", year=year, label="uji", subject=office)


def test_numbers_of_a_series_follow_each_other_and_series_and_years_begin_at_one() -> None:
    found = [a_number(), a_number(), a_number("surat"), a_number(year=2027), a_number()]
    assert [each.number for each in found] == [1, 2, 1, 1, 3]


def test_a_paper_that_was_refused_gives_its_number_back() -> None:
    a_number()
    try:
        with transaction.atomic():
            a_number()
            raise ValueError
    except ValueError:
        pass
    assert a_number().number == 2


def test_a_void_number_stays_in_the_register_with_its_reason() -> None:
    void_number(a_number(), reason="salah ketik")
    assert a_number().number == 2
    assert list(numbers_of("63", 2026).values_list("number", "void_reason")) == [
        (1, "salah ketik"),
        (2, ""),
    ]


def test_takers_at_once_leave_no_gap_and_no_double(installation: Installation) -> None:
    assert at_once(installation, RACE, ["a", "b", "c", "d"]) == ["selesai"] * 4
    assert in_process(installation, COUNTED) == "True 72"
