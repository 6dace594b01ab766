"""The four measures of certification: each counts its own date, and the office says which of them is facilitated."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from binakon.certification.actions.counting import decide_counting
from binakon.certification.actions.steps import withdraw
from binakon.certification.models import Case, CountingRule
from binakon.certification.states import CaseState, CountedDate
from binakon.core.calendar import today
from binakon.core.measures import Scope, count
from binakon.core.problems import Blocked
from binakon.people.actions.merges import merge
from binakon.people.models import Office
from binakon.planning.models import Activity
from tests.certification.cases import ACTIVITY, a_case, a_worker
from tests.factories import BY

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]

NUMBERS = ("blank_number", "certificate_number", "bnsp_number", "lpjk_number")


def counted(key: str, day: date | None = None) -> tuple[int | None, int | None]:
    found = count(key, Scope("63", 2026, day or today()))
    return found.services, found.people


def recorded(number: int, ago: int, **fields: Any) -> Case:
    """A case that reached all four dates, `ago` days ago."""
    on = today() - timedelta(days=ago)
    return a_case(
        state=CaseState.RECORDED,
        proposed_at=timezone.now() - timedelta(days=90),
        **dict.fromkeys(("determined_on", "tested_on", "competent_on", "recorded_on"), on),
        **{field: f"{field}-{number}" for field in NUMBERS},
        **fields,
    )


def province() -> Office:
    return Office.objects.get(code="63")


def decide(counts: str, starts_on: date) -> CountingRule:
    return decide_counting(
        province(), counts, starts_on=starts_on, decided_in="notula rapat (contoh)", by=BY
    )


def test_without_a_case_nothing_is_known() -> None:
    keys = ("facilitated", "case_determined", "tested", "competent", "recorded")
    assert [counted(key) for key in keys] == [(None, None)] * 5


def test_each_measure_counts_its_own_date() -> None:
    on = today()
    a_case()
    a_case(state=CaseState.DETERMINED, determined_on=on)
    a_case(state=CaseState.TESTED, determined_on=on, tested_on=on)
    a_case(state=CaseState.COMPETENT, determined_on=on, tested_on=on, competent_on=on)
    recorded(1, 0)
    assert counted("case_determined") == (4, 4)
    assert counted("tested") == (3, 3)
    assert counted("competent") == (2, 2)
    assert counted("recorded") == (1, 1)


def test_the_desk_opens_a_figure_to_its_cases_and_the_public_to_the_activity() -> None:
    recorded(1, 0)
    [at_desk] = count("recorded", Scope("63", 2026, today())).rows
    [outside] = count("recorded", Scope("63", 2026, today(), is_public=True)).rows
    slug = Activity.objects.get(code=ACTIVITY).slug
    assert (at_desk.path, outside.path) == (
        f"/meja/sertifikasi/kegiatan/{slug}/",
        f"/kegiatan/{slug}/",
    )


def test_a_day_is_counted_as_it_was() -> None:
    recorded(1, 10)
    assert counted("recorded", today() - timedelta(days=11)) == (0, 0)
    assert counted("recorded", today() - timedelta(days=10)) == (1, 1)
    assert counted("recorded", today() - timedelta(days=91)) == (None, None)


def test_one_person_with_two_cases_is_two_services_and_one_person_also_after_a_merge() -> None:
    first, second = a_worker(1), a_worker(2, "Rachmat Hidayatullah")
    for number, worker in enumerate((first, first, second)):
        recorded(number, 1, worker=worker, occupation_name=f"Ahli Muda {number}")
    assert counted("recorded") == (3, 2)
    merge(first, second, reason="orang yang sama (contoh)", by=BY)
    assert counted("recorded") == (3, 1)


def test_whoever_was_named_and_did_not_go_on_is_named_no_more_but_a_test_has_taken_place() -> None:
    on = today() - timedelta(days=3)
    named = a_case(
        state=CaseState.DETERMINED, determined_on=on, proposed_at=timezone.now() - timedelta(days=9)
    )
    tested = a_case(
        state=CaseState.NOT_YET_COMPETENT,
        determined_on=on,
        tested_on=on,
        proposed_at=timezone.now() - timedelta(days=9),
    )
    for case in (named, tested):
        withdraw(case, reason="mengundurkan diri", on=today(), by=BY)
    assert counted("case_determined") == (0, 0)
    assert counted("case_determined", on) == (2, 2)
    assert counted("tested") == (1, 1)


def test_facilitated_is_unknown_until_the_office_decides_and_says_so() -> None:
    recorded(1, 1)
    told = count("facilitated", Scope("63", 2026, today()))
    assert (told.services, told.note) == (
        None,
        "Kantor belum menetapkan tanggal mana yang dihitung.",
    )


def test_facilitated_follows_the_decision_of_its_day_and_names_it_beside_the_figure() -> None:
    recorded(1, 40)
    a_case(
        state=CaseState.DETERMINED,
        determined_on=today() - timedelta(days=40),
        proposed_at=timezone.now() - timedelta(days=90),
    )
    decide(CountedDate.DETERMINED, today() - timedelta(days=60))
    decide(CountedDate.RECORDED, today() - timedelta(days=20))
    told = count("facilitated", Scope("63", 2026, today()))
    assert (told.services, told.people, told.note) == (1, 1, "dihitung saat tercatat")
    earlier = count("facilitated", Scope("63", 2026, today() - timedelta(days=21)))
    assert (earlier.services, earlier.note) == (2, "dihitung saat ditetapkan")


def test_a_decision_says_where_it_was_made_and_two_do_not_begin_on_one_day() -> None:
    decide(CountedDate.TESTED, today())
    with pytest.raises(Blocked) as refused:
        decide_counting(province(), CountedDate.RECORDED, starts_on=today(), decided_in=" ", by=BY)
    assert [problem.code for problem in refused.value.problems] == ["decided_in", "starts_on"]
    assert CountingRule.objects.count() == 1
