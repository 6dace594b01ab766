"""The demo's certification: told until April somebody is under review, and every step stands on its own day."""

from collections import Counter
from datetime import date

import pytest

from binakon.certification.models import Case, CaseOverride, CaseStep, CountingRule
from binakon.core.measures import Scope, count
from binakon.demo import certified
from binakon.demo.certified import tell_certified
from binakon.demo.certifying import LAST_DAY, tell_certifying
from binakon.people.models import Worker
from binakon.people.queries.searching import known_people
from binakon.people.rules.duplicates import likely_pairs
from binakon.planning.models import Commitment
from binakon.reports.queries.check import figure_problems

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def states() -> Counter[str]:
    return Counter(Case.objects.values_list("state", flat=True))


def test_in_april_the_first_group_is_under_review_but_for_one_without_a_card(told: date) -> None:
    assert states() == {"reviewing": 8, "proposed": 1}
    assert CaseOverride.objects.get().state == "granted"
    bound = Commitment.objects.filter(unit="people", activity__code="sertifikasi-ahli")
    assert bound.count() == 8
    assert figure_problems() == []


def test_a_later_day_goes_on_from_there_to_recorded_skk(told: date) -> None:
    tell_certified(as_of=certified.AGAIN_ON)
    assert states() == {"issued": 5, "recorded": 2, "lapsed": 1, "proposed": 1}
    before = CaseStep.objects.count()
    tell_certified(as_of=date(2026, 7, 1))
    assert CaseStep.objects.count() == before
    assert figure_problems() == []
    # Set up in a later year, the weeks of the second group are those at the end of 2026.
    first = set(Case.objects.values_list("pk", flat=True))
    tell_certifying(as_of=date(2027, 2, 10))
    begun = Case.objects.exclude(pk__in=first).values_list("state", flat=True)
    assert Counter(begun) == {
        "proposed": 3, "eligible": 2, "determined": 1, "reviewing": 1, "correction": 1, "unpaid": 3,
        "scheduled": 4,
    }  # fmt: skip
    assert not CaseStep.objects.filter(at__date__gt=LAST_DAY).exists()
    assert not CaseStep.objects.filter(on__year__gt=2026).exists()
    assert figure_problems() == []


def test_no_step_lies_after_the_day_and_what_is_counted_was_decided(told: date) -> None:
    assert not CaseStep.objects.filter(on__gt=told).exists()
    assert not CaseStep.objects.filter(at__date__gt=told).exists()
    assert CountingRule.objects.get().counts == "recorded"
    figure = count("facilitated", Scope("63", 2026, told))
    assert (figure.services, figure.note) == (0, "dihitung saat tercatat")
    assert count("case_determined", Scope("63", 2026, told)).services == 8


def test_one_person_stands_in_the_register_twice_and_is_found(told: date) -> None:
    twice = Worker.objects.get(nik_mask="")
    pairs = [pair for pair in likely_pairs(known_people()) if twice.pk in (pair.first, pair.second)]
    assert len(pairs) == 1
    assert twice.is_invented
