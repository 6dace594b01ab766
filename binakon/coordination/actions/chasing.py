"""Reminding the offices of what they promised and is late: one letter an office, not more often than once a week."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from binakon.coordination.actions.agreement_clocks import LETTER
from binakon.coordination.models import Agreement
from binakon.coordination.queries.late import late_on
from binakon.core import clock, ledger, outbox
from binakon.core.actor import Actor
from binakon.core.models import Message
from binakon.people.models import Office
from binakon.people.queries import nominators_of, planners_of

PAUSE = timedelta(days=7)


def chase_late(*, by: Actor, at: datetime | None = None) -> int:
    """Write to every office that owes something late, unless it was written to within a week; how many offices."""
    moment = at or clock.now()
    late = late_on(timezone.localdate(moment)).exclude(owner=None)
    ordered = sorted(late, key=lambda row: (row.office_id, row.owner_id or 0))
    chased = 0
    for _key, rows in groupby(ordered, key=lambda row: (row.office_id, row.owner_id)):
        chased += _chase(list(rows), by, moment)
    return chased


@transaction.atomic
def _chase(rows: list[Agreement], by: Actor, moment: datetime) -> bool:
    desk, owner = rows[0].office, rows[0].owner
    assert owner is not None, "agreements of nobody are not chased"
    # Touching the office's row first lets one of two workers wait, and then find the letter of the other.
    Office.objects.filter(pk=owner.pk).update(code=owner.code)
    if _written_since(desk, owner, moment - PAUSE):
        return False
    told = list(_receivers(owner))
    day = timezone.localdate(moment)
    lines = [(row, (day - row.due_on).days) for row in rows if row.due_on]
    for email, name, phone in told:
        outbox.post(
            "agreements_late",
            to=email,
            to_name=name,
            phone=phone,
            about=owner,
            condition="owes_late_agreements",
            office_code=desk.code,
            context={"name": name, "owner": owner, "desk": desk, "lines": lines},
        )
    if not told:
        return False
    for row in rows:
        ledger.record(
            row,
            "agreement:chase",
            by=by,
            at=moment,
            sentence=f"{owner} diingatkan: {row}",
            office_code=desk.code,
        )
    return True


def _written_since(desk: Office, owner: Office, moment: datetime) -> bool:
    """Whether a letter that was not called off was written since; one that was called off told nobody anything."""
    return Message.objects.filter(
        name=LETTER,
        subject_type=Office._meta.label_lower,
        subject_id=owner.pk,
        office_code=desk.code,
        cancelled_at=None,
        created_at__gt=moment,
    ).exists()


def _receivers(owner: Office) -> Iterable[tuple[str, str, str]]:
    """The office's own officers; without any, the office's address or telephone where one is known."""
    is_regency = owner.parent_id is not None
    users = nominators_of(owner.code) if is_regency else planners_of(owner.code)
    people = [(user.email, str(user), "") for user in users]
    if people:
        return people
    phone = "".join(sign for sign in owner.phone if sign.isdigit())[:20]
    return [(owner.email, owner.label, phone)] if owner.email or phone else []
