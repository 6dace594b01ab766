"""The forecast of a year from its rows: refused while too little is known, then a range beside what is realised."""

import json
from datetime import date

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from binakon.certification.models import Case, CountingRule, StepRule
from binakon.core import clock
from binakon.core.measures import Scope, all_measures
from binakon.enrolment.models import Training
from binakon.people.models import Role
from binakon.planning.models import Activity, HistoryFact, PlanVersion
from binakon.reports.queries.figures import figures_of
from binakon.reports.queries.forecast import Forecast, forecast_of, forecasts
from binakon.reports.rules.forecast import Range
from binakon.trainings.models import Completion
from tests import factories
from tests.cast import user
from tests.certification.cases import ACTIVITY
from tests.certification.walk import a_case_in
from tests.days import stand_on
from tests.enrolment.people import a_training
from tests.factories import a_programme, an_office
from tests.trainings.classes import a_class, participants

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year", "rules")]
DAY = date(2026, 8, 3)


def looked(key: str, day: date = DAY) -> Forecast:
    found = forecast_of(Scope("63", 2026, day), key)
    assert found is not None
    return found


def finished(people: int, completed: int) -> Training:
    """A class that was over in July and whose people are all decided."""
    training = a_class(people, starts_on=date(2026, 7, 6), ends_on=date(2026, 7, 8))
    for place, person in enumerate(participants(training)):
        state = "completed" if place < completed else "incomplete"
        Completion.objects.create(training=training, registration=person, state=state)
    return training


def published(indicator: str, *years: tuple[int, int, int | None]) -> None:
    for year, target, realised in years:
        HistoryFact.objects.create(
            programme=a_programme(),
            year=year,
            indicator=indicator,
            target=target,
            realised=realised,
        )


def paid(training: Training) -> None:
    """The money of its activity is there."""
    version = PlanVersion.objects.in_force().first() or factories.ratified(factories.a_version())
    Activity.objects.filter(pk=training.activity_id).update(funded_by=version)


def test_without_a_past_nothing_is_forecast_and_what_is_missing_is_said() -> None:
    a_class(2, starts_on=date(2026, 9, 7), ends_on=date(2026, 9, 9))
    published("trained", (2025, 375, None))
    found = looked("trained")
    assert found.expected is None
    assert found.missing == (
        "baru 0 kelas selesai dari 3 yang diperlukan (30 orang)",
        "baru 0 tahun yang target dan hasilnya diumumkan, dari 2 yang diperlukan",
    )
    assert [(line.now, line.under_way, line.expected) for line in found.lines] == [(0, 2, None)]
    assert looked("recorded").expected is None


def test_finished_classes_speak_for_those_that_are_under_way() -> None:
    for _class in range(3):
        finished(10, 9)
    a_class(10, starts_on=date(2026, 9, 7), ends_on=date(2026, 9, 9))
    found = looked("trained")
    # 27 of 30 before, 10 on the way: Wilson with the weight 30·10/40 = 7.5 is 0.690 to 0.974.
    assert [line.expected for line in found.lines] == [
        Range(9, 9, 9), Range(9, 9, 9), Range(9, 9, 9), Range(6, 9, 10)
    ]  # fmt: skip
    assert (found.expected, found.missing) == (Range(33, 36, 37), ())
    assert found.basis == "27 dari 30 peserta di 3 kelas kantor ini yang sudah selesai"
    assert looked("trained", date(2027, 1, 2)).expected == Range(27, 27, 27)


def test_published_years_speak_where_classes_are_too_few() -> None:
    a_class(10, starts_on=date(2026, 9, 7), ends_on=date(2026, 9, 9))
    published("trained", (2024, 300, 270), (2025, 100, 130))
    found = looked("trained")
    assert found.basis == "370 dari 400 yang ditargetkan dalam 2 tahun menurut angka terbit"
    assert found.expected == Range(7, 9, 10)


def test_money_that_is_not_sure_is_in_no_low_and_a_class_of_next_year_in_nothing() -> None:
    published("trained", (2024, 300, 270), (2025, 100, 90))
    a_class(4, starts_on=date(2027, 1, 4), ends_on=date(2027, 1, 6))
    Activity.objects.create(
        programme=a_programme(), code="belum", slug="belum", title="BIMTEK tanpa uang",
        kind="bimtek", seats=20, precision="day",
    )  # fmt: skip
    found = {line.title: line.expected for line in looked("trained").lines}
    assert found.pop("BIMTEK tanpa uang") == Range(0, 18, 20)
    assert list(found.values()) == [Range(0, 0, 0)]


@pytest.mark.parametrize(
    ("day", "low", "why"),
    [
        (date(2026, 9, 9), 12, ()),
        (date(2026, 9, 10), 0, ("jadwalnya sudah lewat, jadi batas bawahnya 0",)),
    ],
)
def test_a_class_whose_days_went_by_without_a_decree_is_in_no_low(
    day: date, low: int, why: tuple[str, ...]
) -> None:
    published("trained", (2024, 300, 270), (2025, 100, 90))
    training = a_training(seats=16, starts_on=date(2026, 9, 7), ends_on=date(2026, 9, 9))
    paid(training)
    (line,) = looked("trained", day).lines
    assert (line.expected, line.why[1:]) == (Range(low, 14, 16), why)


def test_a_class_that_is_postponed_is_in_no_low_as_its_line_says() -> None:
    published("trained", (2024, 300, 270), (2025, 100, 90))
    training = a_training(seats=16, starts_on=date(2026, 9, 7), ends_on=date(2026, 9, 9))
    paid(training)
    Activity.objects.filter(pk=training.activity_id).update(state="postponed")
    (line,) = looked("trained").lines
    assert (line.expected, line.why[1:]) == (
        Range(0, 14, 16),
        ("ditunda, jadi batas bawahnya 0",),
    )


def test_who_cannot_be_counted_any_more_is_not_under_way_and_unknown_seats_are_told() -> None:
    published("trained", (2024, 300, 270), (2025, 100, 90))
    a_class(4, starts_on=date(2027, 1, 4), ends_on=date(2027, 1, 6))
    for code in ("satu", "dua"):
        Activity.objects.create(
            programme=a_programme(), code=code, slug=code, title=f"BIMTEK {code}", kind="bimtek",
            precision="day",
        )  # fmt: skip
    found = looked("trained")
    assert (found.under_way, found.unfilled, found.expected) == (0, 2, Range(0, 0, 0))
    Activity.objects.create(
        programme=a_programme(), code="uji", slug="uji", title="Uji", kind="certification",
        precision="day",
    )  # fmt: skip
    assert looked("recorded").unfilled == 1
    words = render_to_string("reports/_forecast_words.html", {"forecast": found})
    assert "2 kegiatan tidak ikut dihitung karena jumlah kursinya belum diisi." in words


def ended_cases(recorded: int, withdrawn: int) -> None:
    for _case in range(recorded):
        a_case_in("issued")
    for _case in range(withdrawn):
        a_case_in("withdrawn")


def test_cases_that_can_still_be_recorded_count_and_no_others() -> None:
    StepRule.objects.create(key="recording", days=14, source="tes", valid_from=date(2026, 1, 1))
    ended_cases(16, 4)
    a_case_in("competent")
    a_case_in("competent")
    early, late = looked("recorded"), looked("recorded", date(2026, 12, 30))
    cases, places = early.lines
    # 16 recorded; two are competent: with nobody of that stage ended otherwise, 16 of 20 speak (too few of the stage).
    assert (cases.now, cases.under_way) == (16, 2)
    assert cases.expected == Range(16, 18, 18)
    assert (places.detail, places.under_way) == ("tempat yang masih kosong", 42)
    assert places.expected is not None
    assert places.expected.low == 0
    assert [line.expected for line in late.lines] == [Range(16, 16, 16), Range(0, 0, 0)]
    assert "tidak sempat lagi tahun ini" in late.lines[0].why


def test_the_realisation_is_never_above_the_low_and_the_seats_never_below_the_high() -> None:
    ended_cases(20, 5)
    found = looked("recorded").expected
    assert found is not None
    assert Case.objects.filter(state="issued").count() <= found.low
    assert found.high <= Activity.objects.get(code=ACTIVITY).seats


def test_facilitated_is_forecast_only_once_the_office_has_said_what_counts() -> None:
    assert looked("facilitated").missing == (
        "kantor belum menetapkan tanggal mana yang dihitung sebagai difasilitasi",
    )
    ended_cases(16, 4)
    CountingRule.objects.create(
        office=an_office(), counts="tested", starts_on=date(2026, 1, 2), at=clock.now()
    )
    assert looked("facilitated").missing == ()


def test_a_forecast_is_no_measure_and_stands_in_no_figure() -> None:
    finished(3, 3)
    assert [each.key for each in all_measures() if "forecast" in each.key] == []
    told = json.dumps(figures_of("63", 2026, DAY))
    assert [word for word in ("forecast", "expected", "prakiraan") if word in told] == []
    assert forecast_of(Scope("63", 2026, DAY), "planned_places") is None
    assert Client().get("/prakiraan/2026/").status_code == 404
    assert "rakiraan" not in Client().get("/angka/2026/trained/").content.decode()


@pytest.mark.parametrize("role", [Role.SECTION_HEAD, Role.TREASURER, Role.VERIFIER])
def test_the_desk_shows_it_beside_the_figures_and_opens_its_parts(
    client: Client, role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_on(monkeypatch, DAY)
    a_class(2, starts_on=date(2026, 9, 7), ends_on=date(2026, 9, 9))
    client.force_login(user(role))
    home, page = client.get("/meja/"), client.get("/meja/prakiraan/2026/")
    figure = client.get("/meja/angka/2026/trained/")
    assert [answer.status_code for answer in (home, page, figure)] == [200, 200, 200]
    for answer in (home, page, figure):
        assert "belum bisa diperkirakan" in answer.content.decode()
    assert "baru 0 kelas selesai".capitalize() in page.content.decode()
    past = client.get("/meja/angka/2026/trained/?per=2026-02-01")
    assert "belum bisa diperkirakan" not in past.content.decode()
    assert client.get("/meja/prakiraan/1999/").status_code == 404


def test_the_number_of_queries_does_not_grow_with_classes() -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert len(forecasts(Scope("63", 2026, DAY))) == 3
        return len(asked)

    def more() -> None:
        a_class(1, starts_on=date(2026, 9, 7), ends_on=date(2026, 9, 9))
        a_case_in("competent")

    more()
    first = queries()
    more()
    more()
    assert queries() == first


def test_the_page_is_for_the_desk(client: Client) -> None:
    assert client.get("/meja/prakiraan/2026/").status_code == 302
    client.force_login(user(Role.INSTRUCTOR))
    assert client.get("/meja/prakiraan/2026/").status_code == 403
