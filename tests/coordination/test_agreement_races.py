"""Two acceptances that want the last seats, with real processes: one gets them, and a careless hand gives them twice."""

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
window = "2026-02"
seats = 10
indicator = "trained"
funded_by = "murni"
"""
IMPORTS = """
from binakon.coordination.actions.agreements import accept, propose
from binakon.coordination.models import Agreement
from binakon.coordination.rules.agreements import Terms
from binakon.core.actor import job_actor
from binakon.core.problems import Blocked
from binakon.people.models import Office
from binakon.planning.models import Activity, RegionalQuota
by = job_actor("uji")
"""
PROPOSE = (
    IMPORTS
    + """
activity = Activity.objects.get(code="kelas")
for code in ("63.01", "63.02", "63.03", "63.04"):
    owner = Office.objects.get(code=code).pk
    terms = Terms(kind="quota", text="Kuota", owner_id=owner, activity_id=activity.pk, places=4)
    propose(Office.objects.get(code="63"), terms, by=by)
"""
)
ACCEPT = (
    IMPORTS
    + """
agreement = Agreement.objects.get(owner__code=me)
meet()
try:
    accept(agreement, by=by)
    print("disepakati")
except Blocked:
    print("ditolak")
"""
)
# The same deed as a careless hand would write it: look at the sum, then write.
CARELESS = (
    IMPORTS
    + """
agreement = Agreement.objects.get(owner__code=me)
shared = sum(RegionalQuota.objects.values_list("places", flat=True))
meet()
if shared + agreement.places <= 10:
    RegionalQuota.objects.create(
        activity=agreement.activity, office=agreement.owner, places=agreement.places, reason="uji"
    )
    print("disepakati")
else:
    print("ditolak")
"""
)
SUM = (
    IMPORTS
    + """
accepted = Agreement.objects.filter(state="fulfilled").count()
print(sum(RegionalQuota.objects.values_list("places", flat=True)), accepted)
"""
)
RUNNERS = ["63.01", "63.02", "63.03", "63.04"]


def race(installation: Installation, tmp_path: Path, code: str) -> list[str]:
    plan = tmp_path / "rencana.toml"
    plan.write_text(PLAN, encoding="utf-8")
    installation.binakon("load-plan", plan)
    in_process(installation, PROPOSE)
    return sorted(at_once(installation, code, RUNNERS))


def test_the_last_seats_are_agreed_once(installation: Installation, tmp_path: Path) -> None:
    assert race(installation, tmp_path, ACCEPT) == ["disepakati"] * 2 + ["ditolak"] * 2
    assert in_process(installation, SUM) == "8 2"
    installation.binakon("check-figures")


def test_without_the_guard_the_same_race_gives_them_twice(
    installation: Installation, tmp_path: Path
) -> None:
    assert race(installation, tmp_path, CARELESS) == ["disepakati"] * 4
    assert installation.binakon("check-figures", check=False).returncode == 1
