"""The clock of an agreement, and the letters about late ones that are no longer true."""

from datetime import datetime

from binakon.coordination.models import Agreement
from binakon.core import deadlines, outbox
from binakon.core.actor import Actor
from binakon.core.clock import end_of
from binakon.core.models import Message
from binakon.people.models import Office

KIND = "agreement_due"
LETTER = "agreements_late"


def run_clock(agreement: Agreement, *, by: Actor) -> None:
    """Let the clock of an accepted agreement run until the end of its day; without a day there is none."""
    if agreement.due_on is None:
        deadlines.stop_clock(agreement, KIND)
        return
    owner = agreement.owner
    deadlines.start_clock(
        agreement,
        KIND,
        title=f"{owner.name}: {agreement}" if owner else str(agreement),
        office_code=agreement.office.code,
        owner_code=owner.code if owner else "",
        path=f"/meja/kesepakatan/{agreement.pk}/",
        due_at=end_of(agreement.due_on),
    )


def stop_clock(agreement: Agreement, *, by: Actor, at: datetime | None = None) -> None:
    """Nothing is due any more."""
    deadlines.stop_clock(agreement, KIND, at=at)


def call_off_letters(agreement: Agreement, *, by: Actor, at: datetime | None = None) -> None:
    """A letter that lists this agreement as late and has not gone out is not sent; the next pass writes a true one."""
    if agreement.owner_id is None:
        return
    unsent = Message.objects.unsent().filter(
        name=LETTER,
        subject_type=Office._meta.label_lower,
        subject_id=agreement.owner_id,
        office_code=agreement.office.code,
    )
    for message in unsent:
        outbox.call_off(message, reason="Daftar yang terlambat sudah berubah.", by=by, at=at)
