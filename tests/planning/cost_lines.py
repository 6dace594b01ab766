"""Cost lines for tests: a draft with one activity, and lines as an office would state them."""

from typing import Any

from binakon.planning.models import PlanVersion, VersionActivity
from binakon.planning.queries.contents import columns_of
from binakon.planning.rules.costs import Factor, LineEntry
from tests import factories
from tests.planning.test_compare import an_activity

MEALS = "5.1.02.01.01.0052"
HONOUR = "5.1.02.02.01.0003"
TRAVEL = "5.1.02.04.01.0001"


def a_line(**facts: Any) -> LineEntry:
    """35 orang × 3 hari of a meal of Rp50.000: Rp5.250.000."""
    values: dict[str, Any] = {
        "account_code": MEALS,
        "component": "Makan siang rapat",
        "unit": "orang/kali",
        "unit_price": 50_000,
        "factors": (Factor(35, "orang"), Factor(3, "hari")),
    }
    return LineEntry(**{**values, **facts})


def a_planned(version: PlanVersion, code: str = "jalan", **facts: Any) -> VersionActivity:
    """An activity of a draft."""
    columns = columns_of(an_activity(code, **{"seats": 35, **facts}))
    return VersionActivity.objects.create(version=version, **columns)


def a_draft_activity(**facts: Any) -> VersionActivity:
    """An activity of a draft murni that promises 200 trained."""
    return a_planned(factories.a_version(trained=200), **facts)
