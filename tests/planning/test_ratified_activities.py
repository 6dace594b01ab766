"""What a ratified version does to the living activities: follows, plans, cancels, and leaves alone."""

from dataclasses import replace
from datetime import date

import pytest

from binakon.core.calendar import Precision, Window, parse_window
from binakon.core.figures import figure
from binakon.core.measures import Scope
from binakon.planning import actions
from binakon.planning.models import Activity, PlanVersion
from binakon.planning.queries import version_with_parts, whole_entry
from binakon.planning.queries.opened import ratify_effects
from binakon.planning.rules.plan_file import ActivityEntry, TargetEntry
from binakon.planning.states import Stage
from tests import factories
from tests.factories import BY

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]


def kelas(code: str, **facts: object) -> ActivityEntry:
    values: dict[str, object] = {
        "kind": "bimtek",
        "title": f"Kelas {code}",
        "window": parse_window("2026-04"),
        "indicator": "trained",
    }
    return ActivityEntry(code=code, **{**values, **facts})  # type: ignore[arg-type]


def in_force(stage: Stage, dated: date, *activities: ActivityEntry) -> PlanVersion:
    """A version written from a workbook, submitted and ratified with all that it does."""
    version = handed_in(stage, dated, *activities)
    seal = ratify_effects(version, whole_entry(version)).seal
    actions.ratify_version(version, by=BY, document=f"DPA {stage}", accepted=seal)
    return version


def handed_in(stage: Stage, dated: date, *activities: ActivityEntry) -> PlanVersion:
    version = actions.draft_version(factories.a_programme(), stage=stage, dated=dated, by=BY)
    entry = replace(
        whole_entry(version_with_parts(version.pk)),
        targets=(TargetEntry("trained", "1.03.11.1.01.0011", people=500),),
        activities=activities,
    )
    actions.take_workbook(version, entry, revision=version.revision, by=BY, file_name="x.xlsx")
    actions.submit_version(version, by=BY, revision=version.revision)
    return version


def murni(*activities: ActivityEntry) -> PlanVersion:
    return in_force(Stage.MURNI, date(2026, 1, 27), *activities)


def perubahan(*activities: ActivityEntry) -> PlanVersion:
    return in_force(Stage.PERUBAHAN, date(2026, 9, 15), *activities)


AFTER = Window(Precision.AFTER_EVENT, None, None, "after-perubahan")


def waiting(day: date) -> int | None:
    return figure("waiting", Scope("63", 2026, day)).value


def living(code: str) -> Activity:
    return Activity.objects.get(code=code)


def test_the_first_version_plans_its_activities_and_pays_for_them() -> None:
    version = murni(kelas("a", seats=30, partners=("HPJI", "Mitra contoh")), kelas("b"))
    a = living("a")
    assert (a.seats, a.funded_by, a.slug, a.state) == (30, version, "63-2026-a", "planned")
    assert [partner.name for partner in a.partners.all()] == ["HPJI", "Mitra contoh"]
    assert Activity.objects.count() == 2


def test_a_draft_does_nothing_to_them() -> None:
    murni(kelas("a", seats=30))
    version = actions.draft_version(
        factories.a_programme(),
        stage=Stage.PERUBAHAN,
        dated=date(2026, 9, 1),
        base=PlanVersion.objects.get(stage="murni"),
        by=BY,
    )
    actions.add_activity(version, kelas("b"), by=BY)
    assert list(Activity.objects.values_list("code", flat=True)) == ["a"]


def test_what_a_later_version_changes_is_carried_over_and_paid_by_it() -> None:
    first = murni(kelas("a", seats=30), kelas("b", seats=20))
    second = perubahan(kelas("a", seats=40), kelas("b", seats=20), kelas("c"))
    assert (living("a").seats, living("a").funded_by) == (40, second)
    assert (living("b").seats, living("b").funded_by) == (20, first)
    assert living("c").funded_by == second


def test_a_reschedule_in_between_stays_unless_the_version_states_another_window() -> None:
    murni(kelas("a"), kelas("b"))
    for code in ("a", "b"):
        actions.reschedule_activity(
            living(code), window=parse_window("2026-08"), reason="contoh", by=BY
        )
    perubahan(kelas("a", seats=10), kelas("b", window=parse_window("2026-10")))
    assert (living("a").window_form, living("a").seats) == ("2026-08", 10)
    assert living("b").window_form == "2026-10"


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("2026-08", "2026-08-15/2026-08-17"),
        ("2026-Q3", "2026-08-15/2026-08-17"),
        ("2026-09", "2026-09"),
    ],
)
def test_days_given_since_stay_where_the_time_that_is_stated_now_holds_them(
    stated: str, found: str
) -> None:
    murni(kelas("a"))
    days = parse_window("2026-08-15/2026-08-17")
    actions.reschedule_activity(living("a"), window=days, reason="contoh", by=BY)
    second = perubahan(kelas("a", seats=10, window=parse_window(stated)))
    row = living("a")
    assert (row.window_form, row.window.text, row.seats, row.funded_by) == (
        found,
        found,
        10,
        second,
    )


def test_what_waits_for_the_perubahan_stops_waiting_with_the_one_that_holds_it() -> None:
    after = {"window": AFTER, "seats": 60}
    murni(kelas("a", seats=30), kelas("b", **after))
    day = date(2026, 12, 1)
    assert (waiting(day), living("b").waits_for_perubahan) == (60, True)
    perubahan(kelas("a", seats=40), kelas("b", **after))
    assert (waiting(day), waiting(date(2026, 9, 15)), waiting(date(2026, 9, 14))) == (
        None,
        None,
        60,
    )
    assert (living("b").waits_for_perubahan, living("b").needs_perubahan) == (False, False)
    [found] = Activity.objects.with_perubahan().filter(code="b")
    assert (found.perubahan_day, living("b").perubahan_day) == (date(2026, 9, 15),) * 2


def test_a_perubahan_that_does_not_hold_an_activity_releases_nothing() -> None:
    murni(kelas("a"), kelas("b", window=AFTER))
    actions.hold_activity(living("b"), by=BY, people_came=28)
    perubahan(kelas("a"))
    assert living("b").needs_perubahan


def test_a_perubahan_that_is_only_submitted_releases_nothing() -> None:
    murni(kelas("a", window=AFTER))
    factories.submitted(factories.a_version("perubahan", dated=date(2026, 9, 15), trained=500))
    assert living("a").waits_for_perubahan


def test_what_it_no_longer_holds_is_cancelled_with_the_reason_and_stays_visible() -> None:
    murni(kelas("a"), kelas("b"))
    perubahan(kelas("a"))
    b = living("b")
    assert (b.state, b.state_reason) == ("cancelled", "Tidak ada lagi dalam anggaran perubahan")


@pytest.mark.parametrize("deed", ["hold", "close", "published"])
def test_what_was_held_is_not_cancelled_by_a_later_budget(deed: str) -> None:
    murni(kelas("a"), kelas("b"))
    if deed == "published":
        Activity.objects.filter(code="b").update(realised=28)
    else:
        actions.hold_activity(living("b"), by=BY, people_came=28)
        if deed == "close":
            actions.close_activity(living("b"), by=BY)
    before = living("b").state
    perubahan(kelas("a"))
    assert living("b").state == before


def test_a_version_that_lists_no_activity_leaves_them_all_alone() -> None:
    murni(kelas("a"))
    factories.ratified(factories.a_version("perubahan", dated=date(2026, 9, 15), trained=500))
    assert living("a").state == "planned"


def test_a_loaded_plan_and_its_ratified_version_say_the_same() -> None:
    factories.accepted(factories.KALSEL)
    version = PlanVersion.objects.get(stage="murni")
    stated = {entry.code: entry for entry in whole_entry(version_with_parts(version.pk)).activities}
    assert sorted(stated) == sorted(Activity.objects.values_list("code", flat=True))
    assert stated["sertifikasi-ahli"].seats == 60
    assert stated["rakor-2026"].is_all_regions


def test_a_proposal_is_ratified_without_touching_anything() -> None:
    version = murni(kelas("a", seats=30))
    in_force(Stage.USULAN, date(2026, 5, 1), kelas("a", seats=99), kelas("b"))
    assert (living("a").seats, Activity.objects.count()) == (30, 1)
    version.refresh_from_db()
    assert version.state == "ratified"
