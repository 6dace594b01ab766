"""Plain functions that make meetings and agreements for tests."""

import itertools
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from binakon.coordination.actions.agreements import accept, propose
from binakon.coordination.models import Agreement, Meeting
from binakon.coordination.rules.agreements import Terms
from binakon.planning.models import Activity
from tests.factories import BY, an_office

TABALONG, BANJAR, TAPIN = "63.09", "63.03", "63.05"
_numbers = itertools.count(1)


def a_rakor(title: str = "Rapat Koordinasi Jasa Konstruksi", **fields: Any) -> Meeting:
    starts = datetime(2026, 4, 3, 9, tzinfo=timezone.get_default_timezone())
    values = {"starts_at": starts, "ends_at": starts + timedelta(hours=4), **fields}
    return Meeting.objects.create(
        office=an_office(), code=f"rakor-{next(_numbers)}", title=title, **values
    )


def proposed(kind: str = "data", *, owner: str = TABALONG, **said: Any) -> Agreement:
    """Something that was proposed; due in ten days unless it is said otherwise."""
    activity: Activity | None = said.pop("activity", None)
    meeting: Meeting | None = said.pop("meeting", None)
    facts: dict[str, Any] = {
        "text": "Kirim daftar tenaga kerja bersertifikat",
        "due_on": timezone.localdate() + timedelta(days=10),
        **said,
    }
    terms = Terms(
        kind=kind,
        owner_id=an_office(owner).pk if owner else None,
        activity_id=activity.pk if activity else None,
        meeting_id=meeting.pk if meeting else None,
        **facts,
    )
    return propose(an_office(), terms, by=BY)


def accepted(kind: str = "data", **said: Any) -> Agreement:
    agreement = proposed(kind, **said)
    accept(agreement, by=BY)
    return agreement
