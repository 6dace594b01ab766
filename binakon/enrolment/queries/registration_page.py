"""One registration: everything stated, its papers, its place, its history in words, the messages about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from binakon.core.models import AuditEvent, Message
from binakon.core.whatsapp import chat_href
from binakon.enrolment.models import Place, Registration
from binakon.enrolment.queries.papers import documents_in_force, papers_of
from binakon.enrolment.queries.stated import Fact, facts_of
from binakon.enrolment.queries.twins import Twin, twins_of
from binakon.enrolment.queries.visible import OF_OFFICE, offices_with, registrations_for
from binakon.enrolment.queries.waiting import own_waiting_number, waiting_number
from binakon.enrolment.rules import tones
from binakon.enrolment.rules import verdicts as rules
from binakon.enrolment.rules.nominee_words import Standing, seat_words, state_read
from binakon.enrolment.states import (
    ACTIVE_REGISTRATIONS,
    CorrectionReason,
    PlaceState,
    RegistrationState,
    Source,
)
from binakon.people.models import Reveal, Worker
from binakon.people.rules import Viewer, can_enrol, can_see_people, can_verify

MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper asked for or handed in, and how it stands; `href` opens it for whoever may."""

    label: str
    state: str
    tone: str
    why: str
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of history: what, when, by whom."""

    sentence: str
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class Sent:
    """One message about the registration: its subject, what became of it, and the same by WhatsApp."""

    pk: int
    subject: str
    at: datetime
    sent_at: datetime | None
    is_cancelled: bool
    whatsapp: str


@dataclass(frozen=True, slots=True)
class RegistrationPage:
    """Everything on the page of one registration; what the viewer's role does not hold is empty.

    `seat` says of a nominee's seat what their regency reads, so that both speak of it in the same words; a regency's
    officer (`is_regencys`) reads nothing else of it.
    """

    registration: Registration
    state: str
    state_tone: str
    is_regencys: bool
    seat: str
    place: Place | None
    place_tone: str
    number: int | None
    is_late: bool
    facts: tuple[Fact, ...]
    papers: tuple[Paper, ...]
    twins: tuple[Twin, ...]
    lines: tuple[Line, ...]
    sent: tuple[Sent, ...]
    may_verify: bool
    may_enrol: bool
    moves: frozenset[str]

    @property
    def has_deeds(self) -> bool:
        """Whether anything can be done from here by this viewer."""
        deeds = {"place_release", "place_queue_again", "withdraw", "reject"}
        is_asked = self.registration.state == RegistrationState.CORRECTION
        return (self.may_enrol and bool(deeds & self.moves)) or (self.may_reveal and is_asked)

    @property
    def may_reveal(self) -> bool:
        """Whether the NIK may be opened from here, with a reason."""
        return self.may_verify or self.may_enrol


def registration_for(viewer: Viewer, pk: int) -> Registration | None:
    """One registration that this viewer may see."""
    rows = registrations_for(viewer).select_related(
        "training__activity__programme__office", "office", "worker"
    )
    return rows.filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class Found:
    """One registration that a number was found in, its state as the viewer reads it."""

    registration: Registration
    state: str


def registrations_with_number(viewer: Viewer, *, index: str, phone: str) -> list[Found]:
    """The registrations that this viewer may see of whoever has this NIK (by its keyed index) or this telephone."""
    alike = Q(pk__in=[])
    if index:
        alike |= Q(worker__in=Worker.objects.with_nik(index))
    if phone:
        alike |= Q(phone=phone)
    rows = registrations_for(viewer).filter(alike)
    rows = rows.select_related("training__activity", "office").order_by("-id")[:50]
    # Only who must not learn of repeated ones finds any.
    read = [(row, state_read(row.state, is_taken_back=row.is_taken_back)) for row in rows]
    return [Found(row, str(state.label)) for row, state in read]


def registrations_to(viewer: Viewer, roles: Iterable[object]) -> "Q":
    """Which registrations the viewer may act on with one of these roles."""
    codes = offices_with(viewer, roles)  # type: ignore[arg-type]
    return Q() if codes is None else Q(**{f"{OF_OFFICE}__in": codes})


def registration_page(
    registration: Registration, viewer: Viewer, moment: datetime
) -> RegistrationPage:
    """The page as this viewer reads it: a regency's officer without files, history and messages (they hold links)."""
    code = registration.training.office_code
    may_verify, may_enrol = can_verify(viewer, code), can_enrol(viewer, code)
    is_ours = bool(viewer.roles_at(code))
    is_regencys = not can_see_people(viewer, code)
    state = _state_read(registration, is_regencys=is_regencys)
    place = Place.objects.filter(registration=registration).first()
    moves = set(registration.workflow.moves_from(registration.state))
    if place is not None:
        moves |= {f"place_{name}" for name in place.workflow.moves_from(place.state)}
    moves -= _not_now(registration, place)
    is_waiting = place is not None and place.state == PlaceState.WAITING
    due = registration.correction_due_at
    is_asked = registration.state == RegistrationState.CORRECTION
    return RegistrationPage(
        registration=registration,
        state=str(state.label),
        state_tone=tones.REGISTRATION.get(state, ""),
        is_regencys=is_regencys,
        seat=_seat_read(registration, place) if is_regencys or _is_named(registration) else "",
        place=None if is_regencys else place,
        place_tone=tones.PLACE.get(place.state, "") if place is not None else "",
        number=waiting_number(place) if place is not None and is_waiting else None,
        is_late=is_asked and due is not None and due < moment,
        facts=tuple(facts_of(registration)),
        papers=tuple(_papers(registration, can_open=may_verify)),
        twins=twins_of(registration, viewer) if may_verify or may_enrol else (),
        lines=tuple(_lines(registration, place)) if is_ours else (),
        sent=tuple(_sent(registration, place)) if may_verify or may_enrol else (),
        may_verify=may_verify,
        may_enrol=may_enrol,
        moves=frozenset(moves),
    )


def _state_read(registration: Registration, *, is_regencys: bool) -> RegistrationState:
    if is_regencys:
        return state_read(registration.state, is_taken_back=registration.is_taken_back)
    return RegistrationState(registration.state)


def _is_named(registration: Registration) -> bool:
    """Whether a regency reads of this person's seat as well; one who is registered already is the desk's affair."""
    is_named = registration.source in (Source.NOMINATION, Source.DESK)
    return is_named and registration.state != RegistrationState.REPEATED


def _seat_read(registration: Registration, place: Place | None) -> str:
    is_waiting = place is not None and place.state == PlaceState.WAITING
    return seat_words(
        Standing(
            papers=registration.state,
            is_taken_back=registration.is_taken_back,
            place=place.state if place is not None else "",
            policy=registration.training.policy,
            offered_until=place.offered_until if place is not None else None,
            number=own_waiting_number(place) if place is not None and is_waiting else 0,
        )
    )


def _papers(registration: Registration, *, can_open: bool) -> list[Paper]:
    documents = documents_in_force(registration.pk)
    facts = papers_of(registration.pk)
    slug = registration.training.activity.slug
    start = f"/meja/verifikasi/{slug}/{registration.pk}/?berkas="
    found = [
        Paper(
            label=rules.kind_label(fact.kind),
            state=str(document.get_state_display()),
            tone=tones.DOCUMENT.get(document.state, ""),
            why=_why(fact),
            href=f"{start}{document.pk}" if can_open else "",
        )
        for document, fact in zip(documents, facts, strict=True)
    ]
    missing = rules.missing_kinds(registration.training.documents, facts)
    return [*found, *(Paper(rules.kind_label(kind), "", "", "", "") for kind in missing)]


def _not_now(registration: Registration, place: Place | None) -> set[str]:
    """Moves that the workflow knows and the facts refuse: nobody who has left waits again, a decree is amended."""
    refused = set()
    if registration.state not in ACTIVE_REGISTRATIONS:
        refused.add("place_queue_again")
    if place is not None and place.state == PlaceState.DETERMINED:
        refused.add("withdraw")
    return refused


def _why(fact: rules.Paper) -> str:
    label = str(CorrectionReason(fact.reason).label) if fact.reason else ""
    return ". ".join(part for part in (label, fact.note) if part)


def _lines(registration: Registration, place: Place | None) -> list[Line]:
    """History of the registration, its papers and its place, and every look at its NIK, the newest first."""
    own = Q(subject_type=registration._meta.label_lower, subject_id=registration.pk)
    papers = list(registration.documents.values_list("pk", flat=True))
    own |= Q(subject_type="enrolment.document", subject_id__in=papers)
    if place is not None:
        own |= Q(subject_type=place._meta.label_lower, subject_id=place.pk)
    events = AuditEvent.objects.filter(own).order_by("-id")[:MOST_LINES]
    lines = [Line(event.sentence, event.at, event.actor_label) for event in events]
    looks = Reveal.objects.filter(
        subject_type=registration._meta.label_lower, subject_id=registration.pk
    ).select_related("user")
    lines += [Line(f"NIK dibuka: {look.reason}", look.at, str(look.user)) for look in looks]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _sent(registration: Registration, place: Place | None) -> list[Sent]:
    about = Q(subject_type=registration._meta.label_lower, subject_id=registration.pk)
    if place is not None:
        about |= Q(subject_type=place._meta.label_lower, subject_id=place.pk)
    return [
        Sent(
            pk=message.pk,
            subject=message.subject,
            at=message.created_at,
            sent_at=message.sent_at or message.passed_on_at,
            is_cancelled=message.cancelled_at is not None,
            whatsapp=chat_href(message.phone, message.body_text),
        )
        for message in Message.objects.filter(about).order_by("-id")[:50]
    ]
