"""Loading plan files: whole or not at all, and loading again changes nothing."""

from pathlib import Path

import pytest

from binakon.core.actor import import_actor, job_actor
from binakon.core.calendar import parse_window
from binakon.core.models import AuditEvent
from binakon.people import actions as people
from binakon.people.models import Office
from binakon.planning import actions as planning
from binakon.planning.actions import LoadResult
from binakon.planning.models import Activity, Goal, HistoryFact, PlanVersion, ProgrammeYear, Target
from binakon.planning.sheets.plan_file import parse_plan

pytestmark = [pytest.mark.django_db, pytest.mark.database]

KALSEL = (Path(__file__).parents[2] / "data" / "kalsel-2026.toml").read_text(encoding="utf-8")
BY = import_actor("kalsel-2026.toml")


@pytest.fixture(autouse=True)
def reference() -> None:
    people.load_reference(by=job_actor("tes"))
    planning.load_reference(by=job_actor("tes"))


def load(text: str, *, is_dry_run: bool = False) -> LoadResult:
    plan, problems = parse_plan(text.encode())
    assert problems == []
    assert plan is not None
    return planning.load_plan(plan, by=BY, is_dry_run=is_dry_run)


def sentences(result: LoadResult) -> list[str]:
    return [problem.sentence for problem in result.problems]


def rows() -> dict[str, int]:
    models = (ProgrammeYear, PlanVersion, Target, Goal, Activity, HistoryFact, AuditEvent)
    return {model.__name__: model.objects.count() for model in models}


def test_the_published_plan_is_stored_as_it_was_published() -> None:
    assert load(KALSEL).problems == []
    version = PlanVersion.objects.get()
    assert (version.stage, version.state, version.ceiling) == ("murni", "ratified", None)
    assert list(version.targets.values_list("indicator__key", "people")) == [
        ("trained", 200),
        ("facilitated", 60),
    ]
    assert Goal.objects.get().people == 375
    assert Activity.objects.filter(kind="bimtek").count() == 7
    assert Activity.objects.get(code="rakor-2026").regions.count() == 13
    hpji = Activity.objects.get(code="bimtek-jalan").partners.get()
    assert (hpji.name, hpji.organisation and hpji.organisation.kind) == ("HPJI", "association")
    levels = Activity.objects.get(code="bimtek-jalan").occupations.values_list("level", flat=True)
    assert sorted(levels) == [7, 8, 9]


def test_loading_it_again_changes_nothing() -> None:
    load(KALSEL)
    before = rows()
    assert load(KALSEL) == LoadResult()
    assert rows() == before


def test_a_trial_run_says_what_would_change_and_stores_nothing() -> None:
    before = rows()
    assert "+ murni 1" in load(KALSEL, is_dry_run=True).changes
    assert rows() == before
    assert Office.objects.get(code="63").office_name == ""


def test_a_ratified_version_that_differs_is_refused_with_the_difference() -> None:
    load(KALSEL)
    before = rows()
    given = KALSEL.replace("people = 200", "people = 210").split("[stated]")
    changed = given[0] + "[[version]]" + given[1].split("[[version]]", 1)[1]
    result = load(changed)
    assert len(result.problems) == 1
    assert "target dilatih 200 → 210" in sentences(result)[0]
    assert rows() == before
    assert Target.objects.get(indicator__key="trained").people == 200


DRAFT = """
[programme]
office = "63"
year = 2027
name = "Program"
office_name = "Dinas"
[[version]]
stage = "{stage}"
number = {number}
status = "{status}"
dated = {dated}
[[version.target]]
indicator = "trained"
people = {people}
"""


def test_a_draft_follows_the_file_until_it_is_ratified() -> None:
    facts = {"stage": "murni", "number": 1, "dated": "2027-01-05"}
    load(DRAFT.format(status="draft", people=10, **facts))
    load(DRAFT.format(status="draft", people=12, **facts))
    assert Target.objects.get().people == 12
    load(DRAFT.format(status="ratified", people=12, **facts))
    assert PlanVersion.objects.get().state == "ratified"


def test_a_ratified_perubahan_supersedes_the_murni_and_a_late_older_one_is_born_superseded() -> (
    None
):
    load(DRAFT.format(stage="murni", number=1, status="ratified", dated="2027-01-05", people=10))
    load(
        DRAFT.format(stage="perubahan", number=1, status="ratified", dated="2027-09-15", people=20)
    )
    load(
        DRAFT.format(stage="pergeseran", number=1, status="ratified", dated="2027-05-01", people=15)
    )
    assert dict(PlanVersion.objects.values_list("stage", "state")) == {
        "murni": "superseded",
        "pergeseran": "superseded",
        "perubahan": "ratified",
    }


def test_a_proposal_never_supersedes_a_budget() -> None:
    load(DRAFT.format(stage="murni", number=1, status="ratified", dated="2027-01-05", people=10))
    load(DRAFT.format(stage="usulan", number=1, status="ratified", dated="2027-03-05", people=90))
    assert dict(PlanVersion.objects.values_list("stage", "state")) == {
        "murni": "ratified",
        "usulan": "ratified",
    }


KABUPATEN = DRAFT.replace('office = "63"', 'office = "64.09"').replace(
    "Dinas", "Dinas PUPR Penajam Paser Utara"
)


def test_a_kabupaten_office_is_created_under_its_province_and_its_neighbours_stay_welcome() -> None:
    facts = {
        "stage": "murni",
        "number": 1,
        "status": "ratified",
        "dated": "2027-01-05",
        "people": 10,
    }
    assert load(KABUPATEN.format(**facts)).problems == []
    office = Office.objects.get(code="64.09")
    assert (office.kind, office.parent and office.parent.code) == ("kabupaten", "64")
    assert load(KABUPATEN.replace("64.09", "64.10").format(**facts)).problems == []
    assert load(KABUPATEN.replace("64.09", "63.10").format(**facts)).problems == []


def test_a_rescheduled_activity_is_not_moved_back_by_the_old_file() -> None:
    load(KALSEL)
    activity = Activity.objects.get(code="bimtek-jalan")
    planning.reschedule_activity(
        activity, window=parse_window("2026-05-12/2026-05-14"), reason="Aula dipakai", by=BY
    )
    assert load(KALSEL) == LoadResult()
    activity.refresh_from_db()
    assert (activity.window_form, activity.state) == ("2026-05-12/2026-05-14", "rescheduled")


def test_stored_activities_that_a_file_leaves_out_still_hold_their_seats() -> None:
    activity = """
[[activity]]
code = "{code}"
kind = "bimtek"
title = "Kelas"
occupation = "Arsitek"
window = "2027-02"
seats = 8
indicator = "trained"
funded_by = "murni"
"""
    facts = {
        "stage": "murni",
        "number": 1,
        "status": "ratified",
        "dated": "2027-01-05",
        "people": 10,
    }
    assert load(DRAFT.format(**facts) + activity.format(code="a")).problems == []
    result = load(DRAFT.format(**facts) + activity.format(code="b"))
    assert [problem.code for problem in result.problems] == ["seats_beyond_target"]
    assert Activity.objects.count() == 1
