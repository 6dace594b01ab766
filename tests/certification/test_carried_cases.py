"""Cases that a closed year leaves open: they go on in their own year, are named so, and nobody is counted twice."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from binakon.certification.actions.chain import Deed, ask_correction
from binakon.certification.actions.costs import bind_person
from binakon.certification.models import Case
from binakon.certification.states import CaseState
from binakon.core.measures import Scope, count
from binakon.core.problems import Blocked
from binakon.people.models import Role
from binakon.planning.models import Activity, ProgrammeYear
from binakon.planning.queries.closing_points import open_points
from binakon.planning.states import YearState
from tests import factories
from tests.certification.cases import ACTIVITY, a_case, a_worker
from tests.certification.walk import TODAY, a_case_in
from tests.enrolment.test_paper_pages import as_
from tests.factories import BY

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]

KEYS = {
    "case_determined": "determined_on",
    "tested": "tested_on",
    "competent": "competent_on",
    "recorded": "recorded_on",
}
NUMBERS = ("blank_number", "certificate_number", "bnsp_number", "lpjk_number")
STATES = (
    CaseState.ELIGIBLE,
    CaseState.DETERMINED,
    CaseState.TESTED,
    CaseState.COMPETENT,
    CaseState.RECORDED,
)


def close() -> None:
    ProgrammeYear.objects.filter(year=2026).update(state=YearState.CLOSED)


def next_activity() -> Activity:
    programme = factories.a_programme(year=2027)
    return factories.an_activity(
        ACTIVITY,
        indicator="facilitated",
        kind="certification",
        programme=programme,
        slug="63-2027-sertifikasi-ahli",
        window_form="2027",
    )


def anywhere(random: Random, number: int, activity: Activity, worker: Any) -> Case:
    """A case that reached some of its four dates on any days of two years, whichever year it belongs to."""
    depth = random.randrange(len(STATES))
    day, dates = date(2026, 3, 1) + timedelta(days=random.randrange(300)), {}
    for field in list(KEYS.values())[:depth]:
        dates[field] = day
        day += timedelta(days=random.randrange(120))
    is_recorded = STATES[depth] == CaseState.RECORDED
    return a_case(
        worker,
        activity=activity,
        state=STATES[depth],
        level=number % 9 + 1,
        occupation_name=f"Jabatan {number}",
        proposed_at=datetime(2026, 1, 5, tzinfo=timezone.get_default_timezone()),
        **dates,
        **({field: f"{field}-{number}" for field in NUMBERS} if is_recorded else {}),
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_over_the_years_every_case_is_counted_once_whenever_its_dates_lie(seed: int) -> None:
    random = Random(seed)
    activities = [Activity.objects.get(code=ACTIVITY), next_activity()]
    workers = [a_worker(number) for number in range(1, 7)]
    for number in range(24):
        anywhere(random, number, random.choice(activities), random.choice(workers))
    for day in (date(2026, 12, 31), date(2027, 6, 30), date(2028, 12, 31)):
        for key, field in KEYS.items():
            reached = Case.objects.filter(**{f"{field}__lte": day})
            years = [count(key, Scope("63", year, day)) for year in (2026, 2027)]
            assert sum(found.services or 0 for found in years) == reached.count(), (key, day)
            one_a_year = reached.values_list("worker", "activity__programme").distinct()
            assert sum(found.people or 0 for found in years) == one_a_year.count(), (key, day)


def test_closing_a_year_moves_no_case_and_no_figure() -> None:
    a_case_in("determined")
    a_case_in("tested")
    scope = Scope("63", 2026, TODAY)
    before = [count(key, scope) for key in KEYS]
    close()
    assert [count(key, Scope("63", 2026, TODAY)) for key in KEYS] == before
    assert [count(key, Scope("63", 2027, TODAY)).services for key in KEYS] == [None] * 4


def test_open_cases_are_listed_by_count_and_do_not_refuse() -> None:
    a_case_in("determined")
    a_case_in("recorded")
    a_case_in("withdrawn")
    programme = ProgrammeYear.objects.select_related("office").get(year=2026)
    points = {point.key: point for point in open_points(programme, date(2027, 1, 8))}
    assert (points["cases"].many, points["cases"].is_refusing) == (2, False)


def test_a_carried_case_is_named_so_on_the_board_and_in_the_list_until_it_has_ended() -> None:
    running, ended = a_case_in("determined"), a_case_in("issued")
    client = as_(Role.SECTION_HEAD)
    for path in ("/meja/sertifikasi/", "/meja/sertifikasi/daftar/"):
        assert client.get(path).content.decode().count("bawaan 2026") == 0
    close()
    for path in ("/meja/sertifikasi/", "/meja/sertifikasi/daftar/"):
        assert client.get(path).content.decode().count("bawaan 2026") == 1
    narrowed = client.get("/meja/sertifikasi/daftar/?bawaan=ya").content.decode()
    assert (running.code in narrowed, ended.code in narrowed) == (True, False)


def test_a_carried_case_goes_on_and_a_new_one_is_not_bound_in_the_closed_year() -> None:
    case = a_case_in("reviewing")
    close()
    ask_correction(case, Deed(TODAY, note="Foto buram"), by=BY)
    case.refresh_from_db()
    assert case.state == CaseState.CORRECTION
    with pytest.raises(Blocked) as refused, transaction.atomic():
        bind_person(a_case_in("eligible"), label="SK", by=BY)
    assert [problem.code for problem in refused.value.problems] == ["year_closed"]
