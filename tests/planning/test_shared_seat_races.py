"""A quota that is raised while a version is ratified that gives its class fewer seats: one of the two is refused."""

from pathlib import Path

import pytest

from tests.installation import Installation
from tests.runners import at_once, in_process

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
[[activity]]
code = "kelas"
kind = "bimtek"
title = "Kelas contoh"
occupation = "Arsitek"
window = "2026-10"
seats = 20
indicator = "trained"
funded_by = "murni"
"""
HEAD = """
from datetime import date
from django.db import transaction
from binakon.people.models import Office
from binakon.planning.models import RegionalQuota, VersionActivity
from binakon.planning.states import Stage
activity = Activity.objects.get(code="kelas")
def share():
    actions.set_quota(activity, office=Office.objects.get(code="63.05"), places=13, reason="Rakor", by=by)
def ratify():
    actions.ratify_version(PlanVersion.objects.get(stage="perubahan"), by=by, document="DPPA contoh")
def refused(deed):
    try:
        deed()
    except Blocked as found:
        print(*[problem.code for problem in found.problems])
"""
PREPARE = f"""{HEAD}
version = actions.draft_version(
    activity.programme, stage=Stage.PERUBAHAN, dated=date(2026, 9, 15), base=PlanVersion.objects.get(), by=by
)
VersionActivity.objects.filter(version=version).update(seats=10)
actions.submit_version(version, by=by, revision=version.revision)
"""

# Whoever raises the quota has written and not finished yet when the ratification begins.
SHARED_FIRST = f"""{HEAD}
if me == "kuota":
    with transaction.atomic():
        share()
        meet()
    print("dibagi")
else:
    meet()
    refused(ratify)
"""

# Whoever ratifies has written and not finished yet when the quota is raised.
RATIFIED_FIRST = f"""{HEAD}
if me == "kuota":
    meet()
    refused(share)
else:
    with transaction.atomic():
        ratify()
        meet()
    print("disahkan")
"""

# The same as a careless hand would write it: both look, then both write.
CARELESS = f"""{HEAD}
fits = activity.seats >= 13 if me == "kuota" else not RegionalQuota.objects.exists()
meet()
if me == "kuota" and fits:
    RegionalQuota.objects.create(
        activity=activity, office=Office.objects.get(code="63.05"), places=13, reason="Rakor"
    )
    print("dibagi")
elif fits:
    Activity.objects.filter(pk=activity.pk).update(seats=10)
    print("disahkan")
"""


def raced(installation: Installation, tmp_path: Path, code: str) -> list[str]:
    plan = tmp_path / "rencana.toml"
    plan.write_text(PLAN, encoding="utf-8")
    installation.binakon("load-plan", plan)
    in_process(installation, PREPARE)
    return at_once(installation, code, ["kuota", "sahkan"])


@pytest.mark.parametrize(
    ("code", "said"),
    [(SHARED_FIRST, ["dibagi", "below_quota"]), (RATIFIED_FIRST, ["over_seats", "disahkan"])],
    ids=["shared first", "ratified first"],
)
def test_only_what_was_written_first_stands(
    installation: Installation, tmp_path: Path, code: str, said: list[str]
) -> None:
    assert raced(installation, tmp_path, code) == said
    installation.binakon("check-figures")


def test_without_the_guard_more_is_shared_out_than_there_are_seats(
    installation: Installation, tmp_path: Path
) -> None:
    assert raced(installation, tmp_path, CARELESS) == ["dibagi", "disahkan"]
    assert installation.binakon("check-figures", check=False).returncode == 1
