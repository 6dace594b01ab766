"""Letters on their way: sent once, a message to each recipient, the clock of each regency's reply started."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from binakon.core import clock, ledger, outbox
from binakon.core.actor import Actor
from binakon.core.deadlines import CLOSING, start_clock
from binakon.core.problems import refuse
from binakon.enrolment.models import Letter, LetterRecipient
from binakon.enrolment.queries.letters import recipients_of, seats_of
from binakon.enrolment.queries.nominating import asking_offices
from binakon.enrolment.rules.letters import sending_problems
from binakon.enrolment.rules.links import token_of
from binakon.enrolment.rules.opening import reply_kind
from binakon.enrolment.states import LetterKind
from binakon.people.models import Organisation
from binakon.people.queries import nominators_of


@transaction.atomic
def send_letter(letter: Letter, *, by: Actor, at: datetime | None = None) -> bool:
    """Send a numbered letter to everybody on it; True when it went out now, False when it had gone before.

    1. One conditional UPDATE decides who sends; pressing twice sends once.
    2. Every recipient with an address gets a message; a regency's officers too.
    3. A request starts the clock of each regency's reply.
    """
    moment = at or clock.now()
    letter.refresh_from_db()
    if letter.sent_at is not None:
        return False
    day = timezone.localdate(moment)
    refuse(sending_problems(number=letter.number, reply_by=letter.reply_by, day=day))
    rows = recipients_of(letter)
    if letter.kind == LetterKind.NOMINEE_REQUEST:
        _tell_seats(letter, rows)
    if Letter.objects.filter(pk=letter.pk, sent_at=None).update(sent_at=moment) != 1:
        return False
    letter.sent_at = moment
    for row in rows:
        _post(letter, row)
        if letter.kind == LetterKind.NOMINEE_REQUEST:
            _start_reply(letter, row)
    ledger.record(
        letter,
        "letter:send",
        by=by,
        at=moment,
        sentence=f"Surat “{letter.subject}” nomor {letter.number} dikirim ke {len(rows)} penerima",
        office_code=letter.training.office_code,
    )
    return True


def _tell_seats(letter: Letter, rows: list[LetterRecipient]) -> None:
    """The quota as it stands at the moment of sending is the one the letter tells."""
    seats = seats_of(letter.training)
    for row in rows:
        if row.office_id is not None and row.seats != seats.get(row.office_id):
            row.seats = seats.get(row.office_id)
            row.save(update_fields=["seats"])


def _post(letter: Letter, row: LetterRecipient) -> None:
    context = {"letter": letter, "training": letter.training, "recipient": row}
    code = letter.training.office_code
    person = row.registration
    if person is not None:
        token = token_of(person.key.hex, person.link_version)
        outbox.post(
            "letter_call",
            to=person.email,
            to_name=str(person),
            phone=person.phone,
            about=person,
            condition="still_determined",
            office_code=code,
            context={**context, "registration": person, "token": token},
        )
        return
    if row.organisation is not None:
        _post_to_organisation(letter, row.organisation, context)
        return
    officers = nominators_of(row.office.code).values_list("email", "name") if row.office else ()
    told = dict(officers)
    address = row.email or (row.office.email if row.office else "")
    if address:
        told.setdefault(address, row.name)
    for email, name in told.items():
        outbox.post(
            "letter_sent",
            to=email,
            to_name=name,
            about=letter,
            office_code=code,
            context={**context, "name": name},
        )


def _post_to_organisation(
    letter: Letter, organisation: Organisation, context: dict[str, Any]
) -> None:
    """To the body's address as it is known now; without an e-mail it waits to be passed on by WhatsApp."""
    if not (organisation.email or organisation.phone):
        return
    role = organisation.contact_role
    name = f"{role} {organisation.name}" if role else organisation.name
    outbox.post(
        "letter_sent",
        to=organisation.email,
        to_name=name,
        phone=organisation.phone,
        about=letter,
        office_code=letter.training.office_code,
        context={**context, "name": name},
    )


def _start_reply(letter: Letter, row: LetterRecipient) -> None:
    """Each office that is asked has a clock of its own on the training; the newest letter sets it anew."""
    if row.office is None or letter.reply_by is None:
        return
    training = letter.training
    if row.office not in asking_offices(training):
        return
    start_clock(
        training,
        reply_kind(row.office.code),
        title=f"Usulan {row.office.name} untuk {training}",
        office_code=training.office_code,
        owner_code=row.office.code,
        path=f"/meja/usulan/{training.activity.slug}/",
        due_at=datetime.combine(letter.reply_by, CLOSING, tzinfo=timezone.get_default_timezone()),
    )
