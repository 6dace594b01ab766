"""Letters until they are sent: written, changed, given a number, thrown away."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.numbers import used_once, void_numbers_of
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.enrolment.models import Letter, LetterRecipient, Training
from binakon.enrolment.queries.decrees import signed_decree_of
from binakon.enrolment.queries.letters import (
    SERIES,
    determined_of,
    possible_offices,
    possible_organisations,
    seats_of,
)
from binakon.enrolment.rules.letters import letter_problems, typed_recipients
from binakon.enrolment.states import LetterKind
from binakon.people.actions.paper_numbers import Numbering
from binakon.people.models import Office, Official


@dataclass(frozen=True, slots=True)
class LetterText:
    """What a writer says of a letter; `others` holds typed recipients, "name; place; e-mail" a line."""

    subject: str
    body: str = ""
    nature: str = ""
    attachments: str = ""
    copies: str = ""
    reply_by: date | None = None
    offices: Collection[str] = ()
    organisations: Collection[int] = ()
    others: str = ""


@transaction.atomic
def write_letter(
    training: Training, kind: LetterKind, text: LetterText, *, by: Actor, at: datetime | None = None
) -> Letter:
    """Keep a new letter with its recipients; raises `Blocked` with everything that is missing."""
    moment = at or clock.now()
    letter = Letter(training=training, kind=kind.value, made_at=moment)
    rows = _checked(letter, text, moment)
    letter.save(force_insert=True)
    _address(letter, rows)
    sentence = f"Surat {kind.label} untuk {training} ditulis, {len(rows)} penerima"
    ledger.start(letter, by=by, at=moment, sentence=sentence, office_code=training.office_code)
    return letter


@transaction.atomic
def rewrite_letter(
    letter: Letter, text: LetterText, *, by: Actor, at: datetime | None = None
) -> None:
    """Change a letter that was not sent; its number stays."""
    _demand_unsent(letter)
    rows = _checked(letter, text, at or clock.now())
    letter.save()
    letter.recipients.all().delete()
    _address(letter, rows)
    ledger.record(
        letter,
        "letter:rewrite",
        by=by,
        at=at,
        sentence=f"Surat “{letter.subject}” diubah, {len(rows)} penerima",
        office_code=letter.training.office_code,
    )


@transaction.atomic
def number_letter(
    letter: Letter,
    *,
    number: str,
    dated: date | None,
    place: str,
    signatory: Official | None,
    by: Actor,
    from_register: bool = False,
    at: datetime | None = None,
) -> None:
    """Give a letter its number, date, place and signatory; raises `Blocked` with everything that is missing."""
    _demand_unsent(letter)
    office = Office.objects.get(code=letter.training.office_code)
    pattern = office.letter_numbers if from_register else None
    stated = Numbering(number, dated, place, signatory, pattern)
    told = stated.columns(letter, series=SERIES, label=str(letter.training), office=office, at=at)
    with used_once(told["number"]):
        if Letter.objects.filter(pk=letter.pk, number="", sent_at=None).update(**told) != 1:
            raise StaleState(_("Surat ini sudah bernomor. Muat ulang halaman, lalu lihat lagi."))
    for name, value in told.items():
        setattr(letter, name, value)
    ledger.record(
        letter,
        "letter:number",
        by=by,
        at=at,
        sentence=f"Surat “{letter.subject}” bernomor {letter.number}",
        office_code=office.code,
    )


@transaction.atomic
def discard_letter(letter: Letter, *, reason: str, by: Actor, at: datetime | None = None) -> None:
    """Throw away a letter that was not sent; a number from the register stays used, with the reason."""
    if not reason.strip():
        raise Blocked([Problem("reason", _("Tulis alasan membuang surat ini."))])
    _demand_unsent(letter)
    void_numbers_of(letter, reason=f"dibuang: {reason.strip()}")
    named = f"Surat “{letter.subject}”" + (f" nomor {letter.number}" if letter.number else "")
    ledger.record(
        letter,
        "letter:discard",
        by=by,
        at=at,
        note=reason.strip(),
        sentence=f"{named} dibuang: {reason.strip()}",
        office_code=letter.training.office_code,
    )
    letter.delete()


def _demand_unsent(letter: Letter) -> None:
    if not Letter.objects.filter(pk=letter.pk, sent_at=None).exists():
        raise StaleState(_("Surat ini sudah dikirim, jadi tidak bisa diubah lagi."))


def _checked(letter: Letter, text: LetterText, moment: datetime) -> list[LetterRecipient]:
    """Write the text into the letter and give its recipients; raises `Blocked`."""
    training = letter.training
    rows, problems = _recipients(letter, text)
    problems += letter_problems(
        kind=letter.kind,
        subject=text.subject,
        recipients=len(rows),
        reply_by=text.reply_by,
        day=timezone.localdate(moment),
        has_decree=signed_decree_of(training) is not None,
    )
    refuse(problems)
    letter.subject = " ".join(text.subject.split())[:300]
    letter.body = text.body.strip()
    letter.nature, letter.attachments = text.nature, text.attachments.strip()
    letter.copies, letter.reply_by = text.copies.strip(), text.reply_by
    return rows


def _recipients(letter: Letter, text: LetterText) -> tuple[list[LetterRecipient], list[Problem]]:
    if letter.kind == LetterKind.CALL:
        people = [
            LetterRecipient(
                name=str(person)[:300],
                place=(person.office.name if person.office else "")[:100],
                registration=person,
            )
            for person in determined_of(letter.training)
        ]
        return people, []
    seats = seats_of(letter.training) if letter.kind == LetterKind.NOMINEE_REQUEST else {}
    offices = [
        LetterRecipient(
            name=(office.office_name or f"Dinas yang membidangi jasa konstruksi {office.name}")[
                :300
            ],
            place=(office.seat or office.name)[:100],
            email=office.email,
            office=office,
            seats=seats.get(office.pk),
        )
        for office in possible_offices(letter.training)
        if office.code in text.offices
    ]
    organisations = [
        LetterRecipient(name=organisation.name[:300], organisation=organisation)
        for organisation in possible_organisations()
        if organisation.pk in text.organisations
    ]
    typed, problems = typed_recipients(text.others)
    others = [LetterRecipient(name=one.name, place=one.place, email=one.email) for one in typed]
    return [*offices, *organisations, *others], problems


def _address(letter: Letter, rows: list[LetterRecipient]) -> None:
    for position, row in enumerate(rows, start=1):
        row.letter, row.position = letter, position
    LetterRecipient.objects.bulk_create(rows, batch_size=500)
