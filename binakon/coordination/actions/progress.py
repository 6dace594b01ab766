"""What became of agreements, told by the deeds that fulfil them: people named, data sent."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.coordination.actions.agreements import fulfil, settle
from binakon.coordination.models import Agreement, Meeting
from binakon.coordination.queries.later import named
from binakon.coordination.queries.promised import awaited, counted_wrong
from binakon.coordination.states import AgreementKind, AgreementState
from binakon.core.actor import Actor
from binakon.people.models import Office


def report_progress(
    activity_id: int, office_id: int, *, by: Actor, at: datetime | None = None
) -> int:
    """Count what an office names for an activity anew, wherever that was agreed; how many agreements were told.

    Call it inside the transaction of the deed, with the class held. Where nothing was agreed it costs one question of
    an index; nobody who registers alone asks even that.
    """
    promised = list(awaited(activity_id, office_id))
    if not promised:
        return 0
    done = named(activity_id, office_id)
    return sum(_tell(agreement, done, by, at) for agreement in promised)


def _tell(agreement: Agreement, done: int, by: Actor, at: datetime | None) -> bool:
    same = Agreement.objects.filter(pk=agreement.pk, state=agreement.state)
    if not same.exclude(done__isnull=False, done=done).update(done=done):
        return False
    is_fewer = done < (agreement.done or 0)
    agreement.done = done
    settle(agreement, is_fewer=is_fewer, by=by, at=at)
    return True


@transaction.atomic
def report_data(
    office: Office, meeting: Meeting, *, evidence: str, by: Actor, at: datetime | None = None
) -> int:
    """The data that an office owed to a meeting came (its form was sent); how many agreements that fulfils."""
    owed = Agreement.objects.filter(
        kind=AgreementKind.DATA, state=AgreementState.ACCEPTED, owner=office, meeting=meeting
    ).select_related("office", "owner")
    for agreement in owed:
        fulfil(agreement, evidence=evidence or _("Formulir rapat terkirim."), by=by, at=at)
    return len(owed)


def recount(*, by: Actor, at: datetime | None = None) -> int:
    """Put right every counter that differs from the rows it counts; how many."""
    return sum(_put_right(pk, by, at) for pk in [row.pk for row, _rows in counted_wrong()])


@transaction.atomic
def _put_right(pk: int, by: Actor, at: datetime | None) -> bool:
    # Touching the row first waits for a deed that is telling it something now.
    Agreement.objects.filter(pk=pk).update(done=F("done"))
    agreement = Agreement.objects.filter(pk=pk).select_related("office", "owner").get()
    if agreement.activity_id is None or agreement.owner_id is None:
        return False
    return _tell(agreement, named(agreement.activity_id, agreement.owner_id), by, at)
