"""Opening the next year: the plan a year later, nothing that happened, the totals handed over exactly once."""

from datetime import date, datetime

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from binakon.core.calendar import parse_window
from binakon.core.measures import Scope, count
from binakon.core.problems import Blocked
from binakon.planning import actions
from binakon.planning.models import Activity, Goal, HistoryFact, PlanVersion, ProgrammeYear
from binakon.planning.queries.contents import contents_of
from binakon.planning.rules.next_year import shifted, to_check
from binakon.planning.rules.plan_file import ActivityEntry
from binakon.planning.rules.year_totals import FrozenValue, Total, totals
from binakon.planning.states import Stage, VersionState, YearState
from tests import factories
from tests.factories import BY
from tests.planning.cost_lines import a_line, a_planned

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LATE = datetime(2027, 1, 8, 9, 0, tzinfo=timezone.get_default_timezone())
DATED = date(2026, 12, 30)


@pytest.fixture
def murni(reference: None, db: None) -> PlanVersion:
    """The published plan of 2026."""
    factories.accepted(factories.KALSEL)
    return PlanVersion.objects.get(stage="murni")


def following() -> ProgrammeYear:
    return ProgrammeYear.objects.get(year=2027)


def closed(programme: ProgrammeYear) -> None:
    for row in Activity.objects.filter(programme=programme, realised=None):
        actions.cancel_activity(row, reason="Tidak jadi", by=BY)
    for version in PlanVersion.objects.filter(programme=programme, state=VersionState.DRAFT):
        actions.discard_version(version, reason="Tidak jadi", by=BY)
    programme.refresh_from_db()
    actions.prepare_closing(programme, by=BY)
    actions.close_year(programme, by=BY, at=LATE)


def test_the_draft_says_what_the_base_says_a_year_later(murni: PlanVersion) -> None:
    version = actions.open_next_year(murni, dated=DATED, by=BY)
    copies = {entry.code: entry for entry in contents_of(version.pk)}
    originals = {entry.code: entry for entry in contents_of(murni.pk)}
    assert list(copies) == list(originals)
    kept = ("kind", "title", "occupation", "levels", "seats", "partners", "regions", "cost")
    for code, entry in copies.items():
        original = originals[code]
        assert [getattr(entry, name) for name in kept] == [getattr(original, name) for name in kept]
        assert entry.window == shifted(original.window, 1)
    told = version.targets.values_list("indicator__key", "people")
    assert list(told) == list(murni.targets.values_list("indicator__key", "people"))
    assert (version.stage, version.state, version.ceiling) == ("murni", "draft", None)
    assert (version.copied_from, version.note) == (
        murni,
        "Disalin dari murni 1 2026; biayanya masih biaya 2026.",
    )
    assert Activity.objects.filter(programme=following()).count() == 0


def test_goal_and_published_figures_come_along(murni: PlanVersion) -> None:
    actions.open_next_year(murni, dated=DATED, by=BY)
    old = Goal.objects.get(programme=murni.programme)
    new = Goal.objects.get(programme=following())
    assert (new.people, new.year, new.meaning.endswith("(disalin dari 2026)")) == (
        old.people,
        2027,
        True,
    )
    columns = ("year", "indicator", "position", "target", "realised", "note", "source")
    before = murni.programme.history.values_list(*columns)
    assert list(following().history.values_list(*columns)) == list(before)


def test_a_ratified_copy_becomes_living_activities_of_the_same_codes(murni: PlanVersion) -> None:
    version = actions.open_next_year(murni, dated=DATED, by=BY)
    factories.ratified(version)
    codes = Activity.objects.filter(programme=following()).values_list("code", flat=True)
    assert set(codes) == set(murni.contents.values_list("code", flat=True))


def test_a_year_that_has_a_murni_is_not_written_over(murni: PlanVersion) -> None:
    actions.open_next_year(murni, dated=DATED, by=BY)
    with pytest.raises(Blocked):
        actions.open_next_year(murni, dated=DATED, by=BY)
    assert PlanVersion.objects.filter(programme=following()).count() == 1


def test_a_year_opened_empty_takes_the_copy_after_its_empty_draft_is_gone(
    murni: PlanVersion,
) -> None:
    office = murni.programme.office
    empty = actions.open_year(office, year=2027, name="Program", dated=DATED, by=BY)
    with pytest.raises(Blocked):
        actions.open_next_year(murni, dated=DATED, by=BY)
    actions.discard_version(empty, reason="Disalin saja", by=BY)
    version = actions.open_next_year(murni, dated=DATED, by=BY)
    assert (version.programme, ProgrammeYear.objects.count()) == (empty.programme, 2)


def test_only_a_ratified_version_is_copied(murni: PlanVersion) -> None:
    draft = actions.draft_version(
        murni.programme, stage=Stage.PERUBAHAN, dated=date(2026, 9, 1), base=murni, by=BY
    )
    with pytest.raises(Blocked):
        actions.open_next_year(draft, dated=DATED, by=BY)


@pytest.mark.parametrize("is_closed_first", [True, False])
def test_the_totals_of_the_closed_year_are_handed_over_exactly_once(
    murni: PlanVersion, *, is_closed_first: bool
) -> None:
    programme = murni.programme
    if is_closed_first:
        closed(programme)
        actions.open_next_year(murni, dated=DATED, by=BY)
    else:
        actions.open_next_year(murni, dated=DATED, by=BY)
        closed(programme)
    own = following().history.filter(source__startswith="Binakon, dibekukan 8 Januari 2027")
    promised = {t.indicator.key: t.people for t in murni.targets.all() if t.people is not None}
    assert dict(own.values_list("indicator", "target")) == promised
    scope = Scope("63", 2027, date(2027, 2, 1))
    assert count("history_target", scope.of("2026:trained")).services == promised["trained"]


def test_closing_again_lets_the_handed_over_totals_follow(murni: PlanVersion) -> None:
    programme = murni.programme
    closed(programme)
    actions.open_next_year(murni, dated=DATED, by=BY)
    held = list(following().history.values_list("pk", flat=True))
    ProgrammeYear.objects.filter(pk=programme.pk).update(state=YearState.CLOSING)
    programme.refresh_from_db()
    actions.close_year(programme, by=BY, at=LATE.replace(day=9))
    assert list(following().history.values_list("pk", flat=True)) == held
    own = following().history.filter(source="Binakon, dibekukan 9 Januari 2027")
    assert own.count() == len({t.indicator_id for t in murni.targets.exclude(people=None)})


def test_what_the_office_published_itself_is_not_written_over(murni: PlanVersion) -> None:
    actions.open_next_year(murni, dated=DATED, by=BY)
    published = HistoryFact.objects.create(
        programme=following(), year=2026, indicator="trained", target=1, realised=1, source="LKjIP"
    )
    closed(murni.programme)
    found = following().history.filter(year=2026, indicator="trained")
    assert list(found.values_list("pk", "target", "source")) == [(published.pk, 1, "LKjIP")]


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("2026-02-10", "2027-02-10"),
        ("2026-02-10/2026-02-12", "2027-02-10/2027-02-12"),
        ("2026-02", "2027-02"),
        ("2026-Q2", "2027-Q2"),
        ("2026", "2027"),
        ("2028-02-29", "2029-02-28"),
        ("2028-02-28/2028-02-29", "2029-02-28/2029-02-28"),
        ("2026-12-30/2027-01-02", "2027-12-30/2028-01-02"),
    ],
)
def test_a_window_is_as_precise_a_year_later(text: str, later: str) -> None:
    assert shifted(parse_window(text), 1) == parse_window(later)


@given(st.dates(date(2001, 1, 1), date(2090, 1, 1)), st.integers(0, 40))
def test_any_stretch_keeps_its_month_and_never_ends_before_it_begins(
    start: date, days: int
) -> None:
    end = date.fromordinal(start.toordinal() + days)
    window = shifted(parse_window(f"{start}/{end}"), 1)
    assert window.start is not None
    assert window.end is not None
    assert (window.start.month, window.start.year) == (start.month, start.year + 1)
    assert window.start <= window.end


def test_what_is_still_last_years_is_said() -> None:
    original = ActivityEntry(
        "a", "bimtek", "BIMTEK 2026", parse_window("2026-02-12/2026-02-13"), cost=500
    )
    copy = ActivityEntry(
        "a", "bimtek", "BIMTEK 2026", parse_window("2027-02-12/2027-02-13"), cost=500
    )
    new = ActivityEntry("b", "bimtek", "Baru", parse_window("2027-02"), cost=500)
    found = to_check([copy, new], [original], from_year=2026, days_off={})
    assert [(each.code, each.kind) for each in found] == [
        ("a", "day_off"),
        ("a", "cost"),
        ("a", "title"),
    ]


def test_totals_take_the_count_of_people_else_what_was_published_and_never_zero_for_unknown() -> (
    None
):
    figures = {
        ("planned_places", ""): FrozenValue(260),
        ("planned_places", "trained"): FrozenValue(200, "murni, disahkan"),
        ("planned_places", "facilitated"): FrozenValue(60, "murni, disahkan"),
        ("planned_places", "lain"): FrozenValue(5),
        ("trained", ""): FrozenValue(198, "", "", "arti"),
        ("facilitated", ""): FrozenValue(None, "", "belum ditetapkan"),
        ("published", "lain"): FrozenValue(4, "", "", "diumumkan"),
    }
    assert totals(figures) == [
        Total("trained", 200, 198, "murni, disahkan", "arti"),
        Total("facilitated", 60, None, "murni, disahkan; belum ditetapkan", "", "belum ditetapkan"),
        Total("lain", 5, 4, "", "diumumkan"),
    ]


def test_the_lines_of_the_costs_come_along(reference: None) -> None:
    base = factories.a_version(trained=200)
    actions.add_line(a_planned(base, indicator="trained"), a_line(), by=BY)
    factories.ratified(base)
    version = actions.open_next_year(base, dated=DATED, by=BY)
    columns = ("activity_code", "component", "unit_price", "amount")
    assert list(version.cost_lines.values_list(*columns)) == list(
        base.cost_lines.values_list(*columns)
    )
    assert version.cost_lines.count() == 1
