"""The figures of a year: as published, as of a day, the same bytes twice."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from binakon.core.actor import job_actor
from binakon.people import actions as people
from binakon.planning import actions as planning
from binakon.planning.models import Activity
from binakon.planning.sheets.plan_file import parse_plan
from binakon.reports.queries.figures import CHAPTER_MEASURES, figures_of
from binakon.reports.queries.opened import part_label

pytestmark = [pytest.mark.django_db, pytest.mark.database]

KALSEL = (Path(__file__).parents[2] / "data" / "kalsel-2026.toml").read_text(encoding="utf-8")
BY = job_actor("tes")
PUBLISHED = date(2026, 1, 27)


@pytest.fixture(autouse=True)
def reference() -> None:
    people.load_reference(by=BY)
    planning.load_reference(by=BY)


def load(text: str) -> None:
    plan, problems = parse_plan(text.encode())
    assert problems == []
    assert plan is not None
    assert planning.load_plan(plan, by=BY).problems == []


def figures(as_of: date, office: str = "63", year: int = 2026) -> dict[str, Any]:
    found = figures_of(office, year, as_of)
    assert found is not None
    return found


def test_the_published_plan_gives_the_published_figures() -> None:
    load(KALSEL)
    assert figures(PUBLISHED) == {
        "year": 2026,
        "as_of": "2026-01-27",
        "office": "63",
        "versions": [
            {
                "stage": "murni",
                "number": 1,
                "status": "ratified",
                "dated": "2026-01-27",
                "targets": {"trained": 200, "facilitated": 60},
                "other_targets": {},
                "total": 260,
                "ceiling": None,
            }
        ],
        "current_target_total": 260,
        "goal": {"people": 375, "gap": 115},
        "activities": {
            "planned": {"bimtek": 7, "certification": 1, "rakor": 1},
            "named": {"bimtek": 5, "certification": 1, "rakor": 1},
            "done": {"bimtek": 0, "certification": 0, "rakor": 0},
        },
        "measures": {key: {"services": None, "people": None} for key in CHAPTER_MEASURES},
        "published": {},
        "regions": 13,
    }


def test_the_same_facts_and_day_give_the_same_bytes() -> None:
    load(KALSEL)
    assert json.dumps(figures(PUBLISHED)) == json.dumps(figures(PUBLISHED))


def test_before_the_plan_was_dated_nothing_was_promised() -> None:
    load(KALSEL)
    found = figures(date(2026, 1, 26))
    assert (found["versions"], found["current_target_total"], found["goal"]) == (
        [],
        None,
        {"people": 375, "gap": None},
    )


MORE = """
[[version]]
stage = "perubahan"
status = "ratified"
dated = 2026-09-15
ceiling = 1500000000
[[version.target]]
indicator = "trained"
people = 300
[[version.target]]
indicator = "documents"
value = 2
unit = "Dokumen"
[[version]]
stage = "usulan"
status = "ratified"
dated = 2026-10-01
[[version.target]]
indicator = "trained"
people = 999
"""


def test_each_day_sees_the_version_that_was_in_force_and_a_proposal_never_counts() -> None:
    load(KALSEL.split("[stated]")[0] + "[[version]]" + KALSEL.split("[[version]]", 1)[1] + MORE)
    before, after = figures(date(2026, 9, 14)), figures(date(2026, 12, 31))
    assert [(v["stage"], v["status"]) for v in before["versions"]] == [("murni", "ratified")]
    assert before["current_target_total"] == 260
    assert [(v["stage"], v["status"]) for v in after["versions"]] == [
        ("murni", "superseded"),
        ("perubahan", "ratified"),
        ("usulan", "ratified"),
    ]
    assert after["current_target_total"] == 300
    assert after["goal"] == {"people": 375, "gap": 75}
    assert after["versions"][1]["other_targets"] == {"documents": {"value": 2, "unit": "Dokumen"}}
    assert after["versions"][1]["ceiling"] == 1_500_000_000


SMALL = """
[programme]
office = "64.09"
office_name = "Dinas PUPR Kabupaten Penajam Paser Utara"
year = 2026
name = "Program"
[[version]]
stage = "murni"
status = "ratified"
dated = 2026-01-05
[[version.target]]
indicator = "trained"
people = 35
[[goal]]
label = "cukup"
year = 2026
people = 20
[[activity]]
code = "tukang"
kind = "training"
title = "Pelatihan tukang"
occupation = "Tukang batu"
levels = [2, 3]
window = "2026-Q2"
indicator = "trained"
funded_by = "murni"
realised = 40
"""


def test_a_kabupaten_stands_beside_the_province_with_its_published_result() -> None:
    load(KALSEL)
    load(SMALL)
    found = figures(date(2026, 12, 31), "64.09")
    assert found["published"] == {"trained": 40}
    assert found["activities"]["done"] == {"training": 1}
    assert found["goal"] == {"people": 20, "gap": -15}
    assert found["regions"] is None
    assert figures(date(2026, 12, 31))["current_target_total"] == 260


def test_a_past_window_never_makes_an_activity_done_but_closing_it_does() -> None:
    load(KALSEL)
    activity = Activity.objects.get(code="bimtek-jalan")
    assert figures(date(2026, 12, 31))["activities"]["done"]["bimtek"] == 0
    moment = datetime(2026, 4, 30, tzinfo=UTC)
    planning.hold_activity(activity, by=BY, at=moment)
    planning.close_activity(activity, by=BY, at=moment)
    assert figures(date(2026, 4, 29))["activities"]["done"]["bimtek"] == 0
    assert figures(date(2026, 4, 30))["activities"]["done"]["bimtek"] == 1


def test_a_year_without_a_plan_has_no_figures() -> None:
    assert figures_of("63", 2031, PUBLISHED) is None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", "BIMTEK · Teknik Jalan · 15–17 Desember 2026 · HPJI"),
        ("en", "BIMTEK (technical guidance) · Teknik Jalan · 15–17 December 2026 · HPJI"),
    ],
)
def test_a_part_of_a_measure_says_its_days_as_people_write_them(language: str, words: str) -> None:
    with override(language):
        assert part_label("bimtek@Teknik Jalan@2026-12-15/2026-12-17@HPJI") == words
        assert "20" not in part_label("trained")
        assert part_label("2025:trained") == f"2025, {part_label('trained')}"
