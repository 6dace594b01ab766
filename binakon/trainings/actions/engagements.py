"""Instructors of a class: proposed, invited, answering, replaced."""

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from binakon.core import clock, ledger, outbox
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem
from binakon.enrolment.actions.seats import hold
from binakon.enrolment.models import Training
from binakon.enrolment.states import TrainingState
from binakon.trainings.models import Engagement, Instructor
from binakon.trainings.queries.engagements import link_of, request_of
from binakon.trainings.states import EngagementState


@transaction.atomic
def propose(
    training: Training, instructor: Instructor, *, by: Actor, at: datetime | None = None
) -> Engagement:
    """Put an instructor of the office's registry down for a class; raises `Blocked` when they are there already."""
    problems = []
    if instructor.office.code != training.office_code:
        problems.append(Problem("instructor", _("Narasumber ini milik kantor lain.")))
    if instructor.retired_at is not None:
        sentence = _("Narasumber ini tidak dipakai lagi. Aktifkan dulu di daftar narasumber.")
        problems.append(Problem("instructor", sentence))
    if problems:
        raise Blocked(problems)
    engagement = _born(training, instructor)
    sentence = f"{instructor} diusulkan menjadi narasumber {training}"
    ledger.start(engagement, by=by, at=at, sentence=sentence, office_code=training.office_code)
    return engagement


@transaction.atomic
def invite(engagement: Engagement, *, by: Actor, at: datetime | None = None) -> None:
    """Send an instructor the link by which they answer; without e-mail it waits to be passed on by WhatsApp."""
    instructor, training = engagement.instructor, engagement.training
    if training.state == TrainingState.CANCELLED:
        raise Blocked([Problem("cancelled", _("Kelas ini dibatalkan; tidak ada yang diundang."))])
    if not instructor.email and not instructor.phone:
        sentence = _("%(name)s belum punya surel atau nomor HP. Isi dulu di daftar narasumber.")
        raise Blocked([Problem("unreachable", sentence % {"name": instructor})])
    moment = at or clock.now()
    ledger.move(
        engagement,
        "invite",
        by=by,
        at=moment,
        sentence=f"{instructor} diundang menjadi narasumber {training}",
        office_code=training.office_code,
        invited_at=moment,
    )
    _post(engagement)


@transaction.atomic
def invite_again(engagement: Engagement, *, by: Actor, at: datetime | None = None) -> None:
    """Send the same invitation once more to who has not answered."""
    training = engagement.training
    engagement.refresh_from_db(fields=["state"])
    if engagement.state != EngagementState.INVITED:
        raise Blocked([Problem("state", _("Narasumber ini sudah menjawab."))])
    _post(engagement)
    ledger.record(
        engagement,
        "engagement:again",
        by=by,
        at=at,
        sentence=f"Undangan {engagement.instructor} untuk {training} dikirim lagi",
        office_code=training.office_code,
    )


@transaction.atomic
def confirm(
    engagement: Engagement, *, note: str = "", by: Actor, at: datetime | None = None
) -> None:
    """The instructor says yes, by their link or to the office."""
    _answer(engagement, "confirm", "bersedia", note=note, by=by, at=at)


@transaction.atomic
def decline(engagement: Engagement, *, note: str, by: Actor, at: datetime | None = None) -> None:
    """The instructor says no; their sessions stay with them, marked, until somebody replaces them."""
    _answer(engagement, "decline", "berhalangan", note=note, by=by, at=at)


@transaction.atomic
def replace(
    engagement: Engagement, instructor: Instructor, *, by: Actor, at: datetime | None = None
) -> Engagement:
    """Somebody else takes over an instructor's sessions; the former is marked and told, their link ends."""
    training = engagement.training
    hold(training, by=by)
    engagement.refresh_from_db(fields=["state"])
    was_asked = engagement.state in (EngagementState.INVITED, EngagementState.CONFIRMED)
    ledger.move(
        engagement,
        "replace",
        by=by,
        at=at,
        sentence=f"{engagement.instructor} digantikan {instructor} di {training}",
        office_code=training.office_code,
        link_version=engagement.link_version + 1,
    )
    heir = propose(training, instructor, by=by, at=at)
    heir.replaces = engagement
    heir.save(update_fields=["replaces"])
    heir.sessions.set(engagement.sessions.all())
    engagement.sessions.clear()
    if was_asked and (engagement.instructor.email or engagement.instructor.phone):
        _release(engagement)
    return heir


def _release(engagement: Engagement) -> None:
    """Tell somebody who was asked, or has said yes, that they need not come."""
    instructor, training = engagement.instructor, engagement.training
    outbox.post(
        "instructor_released",
        to=instructor.email,
        to_name=str(instructor),
        phone=instructor.phone,
        about=engagement,
        office_code=training.office_code,
        context={
            "training": training,
            "instructor": instructor,
            "office": training.activity.programme.office,
        },
    )


def _answer(
    engagement: Engagement, move: str, word: str, *, note: str, by: Actor, at: datetime | None
) -> None:
    moment, said = at or clock.now(), note.strip()[:2000]
    ledger.move(
        engagement,
        move,
        by=by,
        at=moment,
        note=said,
        sentence=f"{engagement.instructor} {word} mengajar di {engagement.training}",
        office_code=engagement.training.office_code,
        answered_at=moment,
        answer_note=said,
    )


def _born(training: Training, instructor: Instructor) -> Engagement:
    try:
        with transaction.atomic():
            return Engagement.objects.create(
                training=training, instructor=instructor, key=uuid.uuid4()
            )
    except IntegrityError:
        sentence = _("%(name)s sudah menjadi narasumber kelas ini.")
        raise Blocked([Problem("instructor", sentence % {"name": instructor})]) from None


def _post(engagement: Engagement) -> None:
    """The invitation, with the signed letter that asks for them as far as there is one."""
    instructor, training = engagement.instructor, engagement.training
    letter = request_of(engagement)
    outbox.post(
        "instructor_invited",
        to=instructor.email,
        to_name=str(instructor),
        phone=instructor.phone,
        about=engagement,
        condition="still_invited",
        office_code=training.office_code,
        context={
            "engagement": engagement,
            "training": training,
            "instructor": instructor,
            "link": link_of(engagement),
            "letter": letter,
            "office": training.activity.programme.office,
        },
        file=(letter.scan, f"surat-permohonan-{letter.number}") if letter and letter.scan else None,
    )
