"""Closing a year while somebody pays or shares seats out: what was written first counts, what comes later is refused."""

from pathlib import Path

import pytest

from tests.installation import Installation
from tests.runners import at_once, in_process

pytestmark = pytest.mark.database

PLAN = """
[programme]
office = "63"
office_name = "Dinas contoh"
year = 2025
name = "Program contoh"
[[version]]
stage = "murni"
status = "ratified"
dated = 2025-01-27
ceiling = 1000
[[version.target]]
indicator = "trained"
people = 20
"""

PREPARE = """
from binakon.planning.models import ProgrammeYear
actions.prepare_closing(ProgrammeYear.objects.get(), by=by)
"""

HEAD = """
from datetime import date
from django.db import transaction
from binakon.planning.models import ProgrammeYear, Realisation, SubActivity
programme = ProgrammeYear.objects.get()
def pay():
    actions.record_payment(
        programme, sub_activity=SubActivity.objects.order_by("id").first(), quarter=4, amount=7,
        document="SP2D 1", dated=date(2025, 12, 30), by=by,
    )
"""

# Whoever pays has written and not finished yet when the closing begins.
PAID_FIRST = f"""{HEAD}
if me == "bayar":
    with transaction.atomic():
        pay()
        meet()
    print("dibayar")
else:
    meet()
    actions.close_year(programme, by=by)
    print("ditutup")
"""

# Whoever pays has looked at an open year, and the closing is faster.
CLOSED_FIRST = f"""{HEAD}
if me == "bayar":
    meet()
    meet()
    try:
        pay()
    except Blocked as refused:
        print(refused.problems[0].code)
else:
    meet()
    actions.close_year(programme, by=by)
    meet()
    print("ditutup")
"""

# The same deed as a careless hand would write it: look at the state, then write.
CARELESS = f"""{HEAD}
if me == "bayar":
    is_open = programme.state != "closed"
    meet()
    meet()
    if is_open:
        Realisation.objects.create(
            programme=programme, sub_activity=SubActivity.objects.order_by("id").first(), quarter=4, amount=7,
            document="SP2D 1", dated=date(2025, 12, 30),
        )
        print("dibayar")
else:
    meet()
    actions.close_year(programme, by=by)
    meet()
    print("ditutup")
"""

TOLD = """
from binakon.planning.models import FrozenFigure, Realisation
frozen = FrozenFigure.objects.get(measure="money_realised", part="").services
print(frozen, sum(Realisation.objects.values_list("amount", flat=True)))
"""


ACTIVITY = """
[[activity]]
code = "kelas"
kind = "bimtek"
title = "Kelas contoh"
occupation = "Arsitek"
window = "2025-11"
seats = 10
indicator = "trained"
funded_by = "murni"
realised = 10
"""

SHARE_HEAD = """
from binakon.people.models import Office
from binakon.planning.models import Activity, ProgrammeYear, RegionalQuota
activity = Activity.objects.select_related("programme").get()
office = Office.objects.get(code="63.05")
"""

# Whoever shares seats out has looked at an open year, and the closing is faster.
SHARED_LATE = f"""{SHARE_HEAD}
if me == "kuota":
    meet()
    meet()
    try:
        actions.set_quota(activity, office=office, places=4, reason="Rakor", by=by)
        print("dibagi")
    except Blocked as refused:
        print(refused.problems[0].code)
else:
    meet()
    actions.close_year(ProgrammeYear.objects.get(), by=by)
    meet()
    print("ditutup")
"""

# The same deed as a careless hand would write it: look at the state, then write.
SHARED_CARELESSLY = f"""{SHARE_HEAD}
if me == "kuota":
    is_open = activity.programme.state != "closed"
    meet()
    meet()
    if is_open:
        RegionalQuota.objects.create(activity=activity, office=office, places=4, reason="Rakor")
        print("dibagi")
else:
    meet()
    actions.close_year(ProgrammeYear.objects.get(), by=by)
    meet()
    print("ditutup")
"""

# Whoever shares seats out has written and not finished yet when the closing begins.
SHARED_FIRST = f"""{SHARE_HEAD}
from django.db import transaction
if me == "kuota":
    with transaction.atomic():
        actions.set_quota(activity, office=office, places=4, reason="Rakor", by=by)
        meet()
    print("dibagi")
else:
    meet()
    actions.close_year(ProgrammeYear.objects.get(), by=by)
    print("ditutup")
"""

# What the row says, and whether its line of history stands before that of the closing.
SHARES = """
from binakon.core.models import AuditEvent
from binakon.planning.models import RegionalQuota
asked = {("planning.regionalquota", "start"): "kuota", ("planning.programmeyear", "close"): "tutup"}
lines = AuditEvent.objects.order_by("id").values_list("subject_type", "action")
order = [asked[line] for line in lines if line in asked]
print(sum(RegionalQuota.objects.values_list("places", flat=True)), *order)
"""


def raced(
    installation: Installation,
    tmp_path: Path,
    code: str,
    *,
    plan: str = PLAN,
    told: str = TOLD,
    first: str = "bayar",
) -> tuple[list[str], str]:
    """What both said, and the frozen realisation beside that of the rows, or what else is asked for."""
    file = tmp_path / "rencana.toml"
    file.write_text(plan, encoding="utf-8")
    installation.binakon("load-plan", file)
    in_process(installation, PREPARE)
    answers = at_once(installation, code, [first, "tutup"])
    return answers, in_process(installation, told)


def shared(installation: Installation, tmp_path: Path, code: str) -> tuple[list[str], str]:
    return raced(installation, tmp_path, code, plan=PLAN + ACTIVITY, told=SHARES, first="kuota")


def test_a_payment_that_was_being_written_is_frozen_with_the_year(
    installation: Installation, tmp_path: Path
) -> None:
    assert raced(installation, tmp_path, PAID_FIRST) == (["dibayar", "ditutup"], "7 7")
    installation.binakon("check-figures")


def test_a_payment_that_comes_after_the_closing_is_refused(
    installation: Installation, tmp_path: Path
) -> None:
    assert raced(installation, tmp_path, CLOSED_FIRST) == (["year_closed", "ditutup"], "None 0")
    installation.binakon("check-figures")


def test_without_the_guard_a_late_payment_stands_beside_frozen_figures_that_do_not_know_it(
    installation: Installation, tmp_path: Path
) -> None:
    assert raced(installation, tmp_path, CARELESS) == (["dibayar", "ditutup"], "None 7")


@pytest.mark.parametrize(
    ("code", "said", "told"),
    [
        (SHARED_FIRST, "dibagi", "4 kuota tutup"),
        (SHARED_LATE, "year_closed", "0 tutup"),
        # The control: without the guard a closed year gets another quota.
        (SHARED_CARELESSLY, "dibagi", "4 tutup"),
    ],
    ids=["first", "late", "careless"],
)
def test_seats_are_shared_out_before_the_closing_or_not_at_all(
    installation: Installation, tmp_path: Path, code: str, said: str, told: str
) -> None:
    assert shared(installation, tmp_path, code) == ([said, "ditutup"], told)
