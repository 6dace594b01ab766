"""The classes that a person wished together, as their own page lists them."""

from dataclasses import dataclass
from datetime import datetime

from binakon.core import clock
from binakon.enrolment.models import Registration, Training
from binakon.enrolment.queries.applicant import facts_of, result_of
from binakon.enrolment.queries.offered import terms_of, when_words
from binakon.enrolment.queries.own_papers import papers_of
from binakon.enrolment.queries.wishes import (
    classes_wished,
    sent_together,
    still_wished,
    wishable_with,
)
from binakon.enrolment.rules.links import token_of
from binakon.enrolment.rules.status import status_of
from binakon.enrolment.rules.wishes import wish_words, wished_by
from binakon.enrolment.states import Policy, RegistrationState


@dataclass(frozen=True, slots=True)
class Wish:
    """One class that was wished: which wish it is ("" when it no longer counts), and how it stands."""

    training: Training
    registration: Registration
    order: str
    when: str
    status: str
    tone: str
    token: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class OwnWishes:
    """All classes that were wished together, best first, and until when their order may change (None: no longer)."""

    wishes: tuple[Wish, ...]
    until: datetime | None


@dataclass(frozen=True, slots=True)
class OnOffer:
    """A class that may be wished, in words."""

    training: Training
    when: str

    @property
    def label(self) -> str:
        """Its title and days in one line."""
        return f"{self.training}, {self.when}"


def offer_of_wishes(registration: Registration, *, at: datetime | None = None) -> list[OnOffer]:
    """The classes among which a draft may choose: its own first."""
    moment = at or clock.now()
    training = registration.training
    return [_on_offer(each) for each in [training, *wishable_with(training, moment)]]


def has_choice(
    training: Training, registration: Registration | None, *, at: datetime | None = None
) -> bool:
    """Whether the form asks for other classes; where the first to come is served, nothing is asked to know it."""
    if training.policy == Policy.FIRST_COME:
        return False
    # What was chosen stays open to change, also when the others have closed meanwhile.
    if registration is not None and wished_by(registration.answers):
        return True
    return bool(wishable_with(training, at or clock.now()))


def chosen_of(registration: Registration) -> list[OnOffer]:
    """What a draft has chosen, best first; only its own class where it chose nothing else."""
    wishes = wished_by(registration.answers)
    if not wishes:
        return [_on_offer(registration.training)]
    return [_on_offer(each) for each in classes_wished(wishes)]


def own_wishes(registration: Registration, *, at: datetime | None = None) -> OwnWishes | None:
    """The wishes that were sent together; None where there is only this one."""
    training = registration.training
    if training.policy == Policy.FIRST_COME or registration.state == RegistrationState.DRAFT:
        return None
    rows = list(
        sent_together(registration).select_related(
            "training__activity__programme__office", "place", "office"
        )
    )
    if len(rows) < 2:
        return None
    moment = at or clock.now()
    counting = list(still_wished(registration).values_list("pk", flat=True))
    numbers = {pk: number for number, pk in enumerate(counting, start=1)}
    rows.sort(key=lambda row: (numbers.get(row.pk, len(rows) + 1), row.pk))
    lasting = [row.training for row in rows if row.pk in numbers]
    is_open = all(terms_of(each, moment).is_open for each in lasting)
    return OwnWishes(
        wishes=tuple(_wish(row, registration, numbers.get(row.pk, 0), moment) for row in rows),
        until=min(each.closes_at for each in lasting) if is_open and len(lasting) > 1 else None,
    )


def _wish(row: Registration, own: Registration, number: int, moment: datetime) -> Wish:
    status = status_of(facts_of(row, result_of(row), papers_of(row), moment))
    return Wish(
        training=row.training,
        registration=row,
        order=wish_words(number) if number else "",
        when=when_words(row.training),
        status=status.heading,
        tone=status.tone,
        token=token_of(row.key.hex, row.link_version),
        is_this=row.pk == own.pk,
    )


def _on_offer(training: Training) -> OnOffer:
    return OnOffer(training, when_words(training))
