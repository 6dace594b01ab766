"""What the demo's rakor of April agreed: quotas of a class, people to be named, data that all owe and some have sent."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from binakon.coordination.actions.agreements import accept, fulfil, propose
from binakon.coordination.models import Agreement, Meeting
from binakon.coordination.queries.arrivals import invitations_of
from binakon.coordination.rules.agreements import Terms
from binakon.coordination.states import AgreementKind, AgreementState
from binakon.core.actor import Actor
from binakon.people.models import Office
from binakon.planning.models import Activity

# The offices that send their data in time, of those that came; the others are late two weeks after the meeting.
SENT = 2
DUE = timedelta(days=14)
# Seats and people of each office that came, the first of them first.
QUOTAS = (4, 3, 2, 2)
NAMED = 3


def agree(
    meeting: Meeting, activity: Activity, *, by: Actor, at: datetime
) -> tuple[Agreement, ...]:
    """What was agreed with the offices that came, and a decision of all; `activity` is the class that was shared out.

    Call it while the meeting runs: its record tells of it. Raises `Blocked` where the quotas do not fit the class.
    """
    came = [row.office for row in invitations_of(meeting) if row.came_at is not None]
    due = timezone.localdate(at + DUE)
    made: list[Agreement] = []
    for office, places in zip(came, QUOTAS, strict=False):
        quota = Terms(
            AgreementKind.QUOTA,
            f"Kuota {office.name} {places} kursi (contoh)",
            owner_id=office.pk,
            activity_id=activity.pk,
            places=places,
            meeting_id=meeting.pk,
        )
        data = Terms(
            AgreementKind.DATA,
            "Mengirim daftar tenaga kerja konstruksi bersertifikat (contoh)",
            owner_id=office.pk,
            due_on=due,
            meeting_id=meeting.pk,
        )
        made += [_agreed(meeting.office, terms, by, at) for terms in (quota, data)]
    for office in came[:1]:
        named = Terms(
            AgreementKind.NOMINATION,
            f"Mengusulkan {NAMED} ahli dari dinas dan badan usaha (contoh)",
            owner_id=office.pk,
            due_on=due,
            activity_id=activity.pk,
            places=NAMED,
            meeting_id=meeting.pk,
        )
        made.append(_agreed(meeting.office, named, by, at))
    decision = Terms(
        AgreementKind.OTHER,
        "Usulan peserta dikirim lewat Binakon, bukan lewat pesan (contoh)",
        meeting_id=meeting.pk,
    )
    made.append(_agreed(meeting.office, decision, by, at))
    return tuple(made)


def send_data(meeting: Meeting, *, by: Actor, at: datetime) -> int:
    """The first offices send the data that they owe from the meeting; the others are late. How many sent."""
    owed = Agreement.objects.filter(meeting=meeting, kind=AgreementKind.DATA, state="accepted")
    sent = list(owed.select_related("office", "owner").order_by("owner__code")[:SENT])
    for number, agreement in enumerate(sent, start=1):
        fulfil(agreement, evidence=f"surat 600/{number}/contoh", by=by, at=at)
    return len(sent)


def sent_by(meeting: Meeting) -> QuerySet[Agreement]:
    """The data of the meeting that were sent."""
    return Agreement.objects.filter(
        meeting=meeting, kind=AgreementKind.DATA, state=AgreementState.FULFILLED
    )


def _agreed(desk: Office, terms: Terms, by: Actor, at: datetime) -> Agreement:
    agreement = propose(desk, terms, by=by, at=at)
    accept(agreement, by=by, at=at)
    return agreement
