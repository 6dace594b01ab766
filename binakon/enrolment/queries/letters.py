"""Letters of a training: at the desk of its office, at the offices that received them, and of one participant."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet

from binakon.core.calendar import today
from binakon.core.models import AuditEvent, Deadline
from binakon.core.numbering import written
from binakon.core.numbers import next_number
from binakon.enrolment.models import (
    Decree,
    Letter,
    LetterRecipient,
    Registration,
    Training,
)
from binakon.enrolment.queries.decrees import signed_decree_of
from binakon.enrolment.states import LetterKind, PlaceState
from binakon.people.models import Office, Organisation
from binakon.people.queries import regencies_of
from binakon.people.rules import Viewer, can_enrol, can_nominate, can_see_desk
from binakon.planning.models import RegionalQuota

_HISTORY_SHOWN = 20
SERIES = "surat"


@dataclass(frozen=True, slots=True)
class LettersPage:
    """The letters of a training."""

    training: Training
    letters: tuple[Letter, ...]
    kinds: tuple[tuple[str, str], ...]
    may_enrol: bool

    @property
    def sent(self) -> int:
        """How many went out."""
        return sum(letter.sent_at is not None for letter in self.letters)


def letters_page(viewer: Viewer, training: Training) -> LettersPage:
    """The page of letters of a training that the viewer may see."""
    rows = Letter.objects.filter(training=training).annotate(many=Count("recipients"))
    has_decree = signed_decree_of(training) is not None
    kinds = [
        (kind.value, str(kind.label))
        for kind in LetterKind
        if has_decree or kind == LetterKind.NOMINEE_REQUEST
    ]
    return LettersPage(
        training=training,
        letters=tuple(rows.order_by("-id")),
        kinds=tuple(kinds),
        may_enrol=can_enrol(viewer, training.office_code),
    )


def letter_for(viewer: Viewer, training: Training, pk: int) -> Letter | None:
    """One letter of a training, where the viewer holds a desk at its office."""
    if not can_see_desk(viewer, training.office_code):
        return None
    return _letters().filter(training=training, pk=pk).first()


def received_letter_for(viewer: Viewer, pk: int) -> Letter | None:
    """A letter that was sent to an office for which this viewer names people."""
    found = _letters().filter(pk=pk, sent_at__isnull=False).first()
    if found is None:
        return None
    codes = [row.office.code for row in recipients_of(found) if row.office]
    return found if any(can_nominate(viewer, code) for code in codes) else None


def received_letters(viewer: Viewer) -> list[tuple[Letter, LetterRecipient]]:
    """What was sent to the offices for which this viewer names people, newest first."""
    codes = [code for code in viewer.office_codes if can_nominate(viewer, code)]
    rows = (
        LetterRecipient.objects.filter(office__code__in=codes, letter__sent_at__isnull=False)
        .select_related("office", "letter__training__activity__programme__office")
        .order_by("-letter__sent_at", "-id")
    )
    return [(row.letter, row) for row in rows]


def _letters() -> QuerySet[Letter]:
    recipients = LetterRecipient.objects.select_related("office", "organisation", "registration")
    return Letter.objects.select_related(
        "training__activity__programme__office", "signatory"
    ).prefetch_related(Prefetch("recipients", recipients.order_by("position")))


def recipients_of(letter: Letter) -> list[LetterRecipient]:
    """The recipients in their order."""
    return list(letter.recipients.all())


def typed_of(rows: Sequence[LetterRecipient]) -> str:
    """The recipients that were typed in, as they were typed: "name; place; e-mail" a line."""
    typed = [
        row for row in rows if not (row.office_id or row.organisation_id or row.registration_id)
    ]
    return "\n".join("; ".join((row.name, row.place, row.email)).rstrip("; ") for row in typed)


@dataclass(frozen=True, slots=True)
class RecipientLine:
    """One recipient on the page: where the letter goes, and whether its answer is still due."""

    recipient: LetterRecipient
    is_due: bool


@dataclass(frozen=True, slots=True)
class LetterPage:
    """One letter opened."""

    letter: Letter
    lines: tuple[RecipientLine, ...]
    unreached: int
    next_number: str
    history: tuple[AuditEvent, ...]
    may_enrol: bool


def letter_page(viewer: Viewer, letter: Letter) -> LetterPage:
    """The page of one letter that the viewer may see."""
    rows = recipients_of(letter)
    due = set(
        Deadline.objects.open()
        .filter(subject_type="enrolment.training", subject_id=letter.training_id)
        .filter(kind__startswith="quota_reply")
        .values_list("owner_code", flat=True)
    )
    history = AuditEvent.objects.filter(subject_type="enrolment.letter", subject_id=letter.pk)
    is_request = letter.kind == LetterKind.NOMINEE_REQUEST and letter.sent_at is not None
    return LetterPage(
        letter=letter,
        lines=tuple(
            RecipientLine(row, is_request and row.office is not None and row.office.code in due)
            for row in rows
        ),
        unreached=sum(not _reach(row) for row in rows),
        next_number=suggested_number(letter),
        history=tuple(history.order_by("-id")[:_HISTORY_SHOWN]),
        may_enrol=can_enrol(viewer, letter.training.office_code),
    )


def _reach(row: LetterRecipient) -> str:
    """How a recipient is reached; an office has its officers at the desk."""
    if row.registration is not None:
        return row.registration.email or row.registration.phone
    if row.organisation is not None:
        return row.organisation.email or row.organisation.phone
    return row.email or (row.office.code if row.office else "")


def suggested_number(letter: Letter) -> str:
    """The next number of the register as it would be printed today; "" where the office types its numbers."""
    office = letter.training.activity.programme.office
    if not office.letter_numbers or letter.number:
        return ""
    day = today()
    number = next_number(SERIES, office_code=office.code, year=day.year)
    return written(office.letter_numbers, number, day)


def possible_offices(training: Training) -> list[Office]:
    """The kabupaten and kota to which a letter of this training may go."""
    return list(regencies_of(training.office_code))


def possible_organisations() -> list[Organisation]:
    """The organisations to which a letter may go."""
    return list(Organisation.objects.order_by("kind", "short_name"))


def seats_of(training: Training) -> dict[int, int]:
    """The quota of each office in this training, by its row."""
    rows = RegionalQuota.objects.filter(activity=training.activity_id)
    return dict(rows.values_list("office_id", "places"))


def determined_of(training: Training) -> list[Registration]:
    """The participants that a call letter goes to: region, then name."""
    rows = Registration.objects.filter(
        training=training, place__state=PlaceState.DETERMINED
    ).select_related("office")
    return sorted(rows, key=lambda row: (row.office.code if row.office else "~", row.name, row.pk))


def call_of(registration: Registration) -> tuple[Letter, Sequence[LetterRecipient]] | None:
    """The newest call letter that was sent to who is a participant still, with their own line only."""
    row = (
        LetterRecipient.objects.filter(
            registration=registration,
            registration__place__state=PlaceState.DETERMINED,
            letter__kind=LetterKind.CALL,
            letter__sent_at__isnull=False,
        )
        .select_related("registration", "office", "letter__training__activity__programme__office")
        .order_by("-letter__sent_at", "-letter_id")
        .first()
    )
    return (row.letter, [row]) if row is not None else None


def decree_behind(training: Training) -> Decree | None:
    """The decree in force that a call letter names."""
    return signed_decree_of(training)


def has_call(registration: Registration) -> bool:
    """Whether a call letter waits for this participant."""
    return call_of(registration) is not None
