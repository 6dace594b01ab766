"""What the demo's rakor agreed, told by the same actions that people use."""

from datetime import timedelta

import pytest

from binakon.coordination.models import Agreement
from binakon.coordination.queries.late import late_on
from binakon.core import clock
from binakon.demo.agreements import agree, send_data
from binakon.planning.models import RegionalQuota
from tests.coordination.rooms import BANJAR, BANJARBARU, TABALONG, a_guest, a_meeting, asked, came
from tests.factories import BY, an_activity

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


def test_who_came_agrees_quotas_and_data_and_one_office_is_late_with_them() -> None:
    meeting, activity = a_meeting(), an_activity("jalan", seats=20)
    for code in (BANJAR, TABALONG, BANJARBARU):
        came(a_guest(asked(meeting, code)))
    asked(meeting, "63.01")
    now = clock.now()
    made = agree(meeting, activity, by=BY, at=now)
    assert [row.kind for row in made] == [*["quota", "data"] * 3, "nomination", "other"]
    quotas = RegionalQuota.objects.filter(activity=activity).order_by("office__code")
    assert list(quotas.values_list("office__code", "places")) == [
        (BANJAR, 4),
        (TABALONG, 3),
        (BANJARBARU, 2),
    ]
    assert send_data(meeting, by=BY, at=now + timedelta(days=9)) == 2
    late = late_on((now + timedelta(days=20)).date())
    assert [(row.kind, row.owner and row.owner.code) for row in late] == [
        ("data", BANJARBARU),
        ("nomination", BANJAR),
    ]
    assert [text for text in Agreement.objects.values_list("text", flat=True) if "(contoh)" not in text] == []  # fmt: skip
