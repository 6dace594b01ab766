"""Two approvers at the same moment, with real processes: one edition, one refusal."""

import pytest

from tests.installation import PLAN, Installation
from tests.runners import at_once, in_process

pytestmark = pytest.mark.database

DRAFT = """
from binakon.planning.models import ProgrammeYear
from binakon.reports.actions import draft_brief
draft_brief(ProgrammeYear.objects.get(), by=by)
"""
APPROVE = """
from binakon.reports.actions import approve_brief
from binakon.reports.models import PressBrief
try:
    approve_brief(PressBrief.objects.get(revision=0), by=by, revision=0)
    print("disetujui")
except (StaleState, PressBrief.DoesNotExist):
    print("terlambat")
"""
# The same deed as a careless hand would write it: look, then write what was seen.
CARELESS = """
from binakon.core.clock import now
from binakon.reports.actions import _freeze, _live
from binakon.reports.models import PressBrief
brief = PressBrief.objects.get()
meet()
if brief.state == "draft":
    # Both have looked; they write one after the other.
    if me == "b":
        meet()
    _freeze(brief, _live(brief, now()), by=by, at=now())
    print("disetujui")
    if me == "a":
        meet()
"""
COUNT = """
from binakon.reports.models import BriefEdition, PressBrief
print(PressBrief.objects.get().state, BriefEdition.objects.count())
"""


def prepared(installation: Installation) -> None:
    installation.binakon("load-plan", PLAN)
    in_process(installation, DRAFT)


def test_of_four_approvers_one_freezes_and_the_others_are_told(installation: Installation) -> None:
    prepared(installation)
    answers = at_once(installation, APPROVE, ["a", "b", "c", "d"])
    assert sorted(answers) == ["disetujui", "terlambat", "terlambat", "terlambat"]
    assert in_process(installation, COUNT) == "approved 1"


def test_without_the_claim_the_same_race_freezes_more_than_once(
    installation: Installation,
) -> None:
    prepared(installation)
    answers = at_once(installation, CARELESS, ["a", "b"])
    assert answers == ["disetujui", "disetujui"]
    assert in_process(installation, COUNT) == "draft 2"


def test_the_printed_brief_of_an_installation_says_that_it_was_approved(
    installation: Installation,
) -> None:
    prepared(installation)
    assert installation.binakon("brief", 2026).stdout.splitlines()[0] == "DRAF – belum disetujui"
    in_process(installation, APPROVE)
    heading = installation.binakon("brief", 2026).stdout.splitlines()[0]
    assert heading.startswith("Disetujui ")
    assert heading.endswith(" oleh lomba; belum terbit")
