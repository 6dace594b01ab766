"""Races with real processes: the last places, and a ratification at the same moment."""

from pathlib import Path

import pytest

from tests.installation import Installation
from tests.runners import at_once

pytestmark = pytest.mark.database

PLAN = """
[programme]
office = "63"
office_name = "Dinas contoh"
year = 2026
name = "Program contoh"
[[version]]
stage = "murni"
status = "ratified"
dated = 2026-01-27
[[version.target]]
indicator = "trained"
people = 20
[[version]]
stage = "perubahan"
status = "submitted"
dated = 2026-09-15
[[version.target]]
indicator = "trained"
people = 25
[[activity]]
code = "kelas"
kind = "bimtek"
title = "Kelas contoh"
occupation = "Arsitek"
window = "2026-02"
indicator = "trained"
funded_by = "murni"
"""

BIND = """
done = refused = stale = 0
if me == "ratify":
    actions.ratify_version(PlanVersion.objects.get(stage="perubahan"), by=by)
else:
    activity = Activity.objects.get(code="kelas")
    for turn in range(6):
        for attempt in range(5):
            try:
                label = f"SK {me}-{turn}"
                actions.commit(activity, unit=Commitment.Unit.PEOPLE, amount=1, label=label, by=by)
                done += 1
                break
            except Blocked:
                refused += 1
                break
            except StaleState:
                stale += 1
print(done, refused, stale)
"""

# The same deed as a careless hand would write it: look, then write what was seen.
CARELESS = """
activity = Activity.objects.get(code="kelas")
done = 0
for turn in range(6):
    target = Target.objects.get(version__stage="murni")
    meet()
    if target.committed < target.people:
        label = f"SK {me}-{turn}"
        Commitment.objects.create(activity=activity, unit="people", kind="committed", amount=1, label=label)
        Target.objects.filter(pk=target.pk).update(committed=target.committed + 1)
        done += 1
print(done, 0, 0)
"""


def race(
    installation: Installation, tmp_path: Path, runners: list[str], code: str = BIND
) -> list[list[int]]:
    """Load the plan, let all runners go at once, and return what each counted."""
    plan = tmp_path / "rencana.toml"
    plan.write_text(PLAN, encoding="utf-8")
    installation.binakon("load-plan", plan)
    return [
        [int(word) for word in output.split()] for output in at_once(installation, code, runners)
    ]


def test_the_last_places_are_bound_exactly_once(installation: Installation, tmp_path: Path) -> None:
    counted = race(installation, tmp_path, ["a", "b", "c", "d", "e"])
    assert sum(done for done, _refused, _stale in counted) == 20
    assert sum(refused for _done, refused, _stale in counted) == 10
    installation.binakon("check-figures")


def test_binding_while_a_revision_is_ratified_leaves_no_counter_wrong(
    installation: Installation, tmp_path: Path
) -> None:
    counted = race(installation, tmp_path, ["a", "b", "ratify", "c", "d"])
    bound = sum(done for done, _refused, _stale in counted)
    assert 20 <= bound <= 24
    installation.binakon("check-figures")


def test_without_the_guard_the_same_race_goes_wrong(
    installation: Installation, tmp_path: Path
) -> None:
    race(installation, tmp_path, ["a", "b", "c", "d", "e"], CARELESS)
    assert installation.binakon("check-figures", check=False).returncode == 1


# The plan file changes what the class counts for and rests before it is stored; somebody binds people meanwhile.
LOAD_AND_BIND = """
from pathlib import Path
from django.db import transaction
from binakon.planning.sheets.plan_file import parse_plan
folder = Path({folder!r})
if me == "muat":
    plan, _problems = parse_plan((folder / "lain.toml").read_bytes())
    with transaction.atomic():
        refused = actions.load_plan(plan, by=by).problems
        (folder / "tertulis").touch()
        time.sleep(1)
    print(len(refused))
else:
    activity = Activity.objects.get(code="kelas")
    while not (folder / "tertulis").exists():
        time.sleep(0.01)
    row = actions.commit(activity, unit=Commitment.Unit.PEOPLE, amount=1, label="SK 1", by=by)
    print(row.activity.indicator.key)
"""


def test_people_bound_while_a_plan_is_loaded_count_for_what_the_loaded_plan_says(
    installation: Installation, tmp_path: Path
) -> None:
    promises = '[[version.target]]\nindicator = "trained"\npeople = 20\n'
    both = promises + '[[version.target]]\nindicator = "facilitated"\npeople = 20\n'
    plan = PLAN.replace(promises, both)
    (tmp_path / "rencana.toml").write_text(plan, encoding="utf-8")
    other = plan.replace('indicator = "trained"\nfunded_by', 'indicator = "facilitated"\nfunded_by')
    assert other != plan
    (tmp_path / "lain.toml").write_text(other, encoding="utf-8")
    installation.binakon("load-plan", tmp_path / "rencana.toml")
    answers = at_once(installation, LOAD_AND_BIND.format(folder=str(tmp_path)), ["muat", "ikat"])
    assert answers == ["0", "facilitated"]
    installation.binakon("check-figures")
