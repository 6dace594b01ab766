"""Closing a year while somebody pays: what was written first is frozen, what comes later is refused."""

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


def raced(installation: Installation, tmp_path: Path, code: str) -> tuple[list[str], str]:
    """What both said, and the frozen realisation beside that of the rows."""
    plan = tmp_path / "rencana.toml"
    plan.write_text(PLAN, encoding="utf-8")
    installation.binakon("load-plan", plan)
    in_process(installation, PREPARE)
    answers = at_once(installation, code, ["bayar", "tutup"])
    return answers, in_process(installation, TOLD)


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
