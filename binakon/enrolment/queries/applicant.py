"""What an applicant sees behind their link: their own registration and nothing of anybody else's."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from binakon.core import clock
from binakon.enrolment.models import (
    DecreeEntry,
    Place,
    Registration,
    SelectionResult,
    TrainingDay,
)
from binakon.enrolment.queries.looks import Look, looks_at
from binakon.enrolment.queries.offered import ends_at, when_words
from binakon.enrolment.queries.own_papers import Paper, papers_of
from binakon.enrolment.queries.waiting import waiting_number
from binakon.enrolment.queries.wishes import seated_elsewhere
from binakon.enrolment.rules.journey import Station, stations_of
from binakon.enrolment.rules.result_words import moved_up_words, result_sentence, still_tells
from binakon.enrolment.rules.status import status_of
from binakon.enrolment.rules.status_facts import Action, Status, StatusFacts, as_fresh
from binakon.enrolment.states import (
    DecreeState,
    DocumentState,
    PlaceState,
    Policy,
    RegistrationState,
    SelectionState,
)
from binakon.people.rules.phone import mask_email, mask_phone

__all__ = ["Action"]


@dataclass(frozen=True, slots=True)
class ApplicantPage:
    """One registration as its person sees it."""

    registration: Registration
    facts: StatusFacts
    status: Status
    stations: tuple[Station, ...]
    papers: tuple[Paper, ...]
    looks: tuple[Look, ...]
    when: str
    days: tuple[TrainingDay, ...]
    result: SelectionResult | None
    phone: str
    email: str

    @property
    def is_draft(self) -> bool:
        """Whether nothing was sent yet."""
        return self.facts.state == RegistrationState.DRAFT

    @property
    def is_over(self) -> bool:
        """Whether the person takes no further part."""
        return self.facts.state in {RegistrationState.WITHDRAWN, RegistrationState.REJECTED}

    def may(self, action: Action) -> bool:
        """Whether the page offers this."""
        return action in self.status.actions


def applicant_page(registration: Registration, *, at: datetime | None = None) -> ApplicantPage:
    """Everything of the status page; asks only for what this class and state can have."""
    training = registration.training
    result = result_of(registration)
    papers = papers_of(registration)
    is_draft = registration.state == RegistrationState.DRAFT
    days = () if is_draft else tuple(training.days.all())
    facts = facts_of(registration, result, papers, at or clock.now())
    facts = replace(facts, ends_at=ends_at(training, days), ends_on=training.ends_on)
    return ApplicantPage(
        registration=registration,
        facts=facts,
        status=status_of(facts),
        stations=()
        if is_draft
        else tuple(
            stations_of(facts, submitted_at=registration.submitted_at, starts_on=training.starts_on)
        ),
        papers=papers,
        looks=() if is_draft else looks_at(registration),
        when=when_words(training),
        days=days,
        result=result,
        phone=mask_phone(registration.phone),
        email=mask_email(registration.email),
    )


def facts_of(
    registration: Registration,
    result: SelectionResult | None,
    papers: Iterable[Paper],
    moment: datetime,
) -> StatusFacts:
    """What decides the words of the page."""
    training, place = registration.training, _place_of(registration)
    facts = StatusFacts(
        state=registration.state,
        training_state=training.state,
        policy=training.policy,
        moment=moment,
        opens_at=training.opens_at,
        closes_at=training.closes_at,
        place=place.state if place else "",
        offered_until=place.offered_until if place else None,
        correction_due_at=registration.correction_due_at,
        decision_reason=registration.decision_reason,
        place_reason=place.reason if place else "",
        result=result_words(result, place),
        objections_until=result.run.objections_until if result else None,
        has_objected=result is not None and hasattr(result, "objection"),
        decree=_decree_of(registration, place),
        papers_to_replace=sum(
            1 for p in papers if p.document and p.document.state == DocumentState.CORRECTION
        ),
        has_documents=bool(training.documents),
        seated_in=seated_elsewhere(registration),
    )
    facts = as_fresh(facts, registration.step)
    if facts.place == PlaceState.WAITING:
        number = _number_of(registration, place)
        said = facts.result
        if result is not None and said and result.waiting_number != number:
            said = moved_up_words(said)
        facts = replace(facts, waiting_number=number, result=said)
    return facts


def result_words(result: SelectionResult | None, place: Place | None) -> str:
    """The one sentence that an announced run says of this person, as long as it still is so."""
    if result is None or (place is not None and not still_tells(result.outcome, place.state)):
        return ""
    return result_sentence(result.outcome, result.reason, result.facts)


def _place_of(registration: Registration) -> Place | None:
    if registration.state == RegistrationState.DRAFT:
        return None
    place: Place | None = getattr(registration, "place", None)
    return place


def _number_of(registration: Registration, place: Place | None) -> int:
    if place is not None:
        return waiting_number(place)
    ahead = Place.objects.waiting().filter(
        training=registration.training_id, queue__lt=registration.arrival or 0
    )
    return ahead.count() + 1


def result_of(registration: Registration) -> SelectionResult | None:
    """What the newest announced selection said of this registration."""
    if registration.training.policy == Policy.FIRST_COME:
        return None
    rows = SelectionResult.objects.filter(
        registration=registration, run__state=SelectionState.ANNOUNCED
    )
    return rows.select_related("run", "objection").order_by("-run_id").first()


def _decree_of(registration: Registration, place: Place | None) -> str:
    if place is None or place.state != PlaceState.DETERMINED:
        return ""
    entries = DecreeEntry.objects.filter(
        registration=registration, decree__state=DecreeState.SIGNED
    )
    entry = entries.select_related("decree").order_by("-decree_id").first()
    return str(entry.decree) if entry else ""
