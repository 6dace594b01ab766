"""Nominations as their regency and the province see them: every question starts from who asks."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from binakon.core import clock
from binakon.enrolment.models import Place, Registration, Training
from binakon.enrolment.models.registration import still_named
from binakon.enrolment.queries.nomination_scope import SHOWN, Scope, is_asked, oversees
from binakon.enrolment.rules.nominee_words import (
    REPLACEABLE,
    Standing,
    closed_words,
    over_quota_words,
    papers_words,
    quota_sentence,
    seat_words,
)
from binakon.enrolment.states import (
    DocumentKind,
    DocumentState,
    RegistrationState,
    Source,
    TrainingState,
)
from binakon.people.models import Office
from binakon.people.queries import desk_offices_for
from binakon.people.rules import (
    Viewer,
    province_of,
)
from binakon.planning.models import RegionalQuota

# While they stand so, papers that lack are asked for.
_ASKED = (
    RegistrationState.SUBMITTED,
    RegistrationState.CORRECTION,
    RegistrationState.REPEATED,
)


@dataclass(frozen=True, slots=True)
class NominationLine:
    """A training on the list of an officer, or of the province."""

    training: Training
    stands: str
    due_at: datetime
    is_open: bool
    closed: str
    named: int
    quota: int | None


def nomination_lines(viewer: Viewer, office: Office) -> list[NominationLine]:
    """The trainings that ask this office for people, the most urgent first; `office` is one of the viewer's own."""
    assert office.code in viewer.office_codes, "an officer asks for an office of their own"
    trainings = (
        Training.objects.filter(
            activity__programme__office__code=province_of(office.code),
            takes_nominations=True,
            state__in=SHOWN,
        )
        .select_related("activity__programme__office")
        .annotate(named=Count("registrations", filter=_named_by(office)))
        .order_by("-closes_at")
    )
    quotas = dict(RegionalQuota.objects.filter(office=office).values_list("activity", "places"))
    moment = clock.now()
    lines = [
        _line(row, getattr(row, "named", 0), quotas.get(row.activity_id), moment)
        for row in trainings
        if is_asked(row, office)
    ]
    return sorted(lines, key=lambda line: (not line.is_open, line.due_at if line.is_open else 0))


def _named_by(office: Office) -> Q:
    return Q(
        registrations__office=office,
        registrations__source__in=[Source.NOMINATION, Source.DESK],
    ) & still_named("registrations__")


def _line(row: Training, named: int, quota: int | None, moment: datetime) -> NominationLine:
    due_at = row.nominations_due_at or row.closes_at
    is_open = row.state == TrainingState.OPEN and row.opens_at <= moment < due_at
    closed = "" if is_open else closed_words(row.state, row.opens_at, moment)
    return NominationLine(row, quota_sentence(quota, named), due_at, is_open, closed, named, quota)


@dataclass(frozen=True, slots=True)
class Nominee:
    """One person whom a regency named, in the words that it may read."""

    registration: Registration
    papers: str
    tone: str
    seat: str
    reason: str
    missing_kinds: tuple[str, ...]
    is_replacement: bool
    may_end: bool

    @property
    def missing(self) -> tuple[str, ...]:
        """The papers that lack, by their names."""
        return tuple(label for _kind, label in self.kinds)

    @property
    def kinds(self) -> tuple[tuple[str, str], ...]:
        """The papers that lack, each with its name."""
        return tuple((kind, str(DocumentKind(kind).label)) for kind in self.missing_kinds)


@dataclass(frozen=True, slots=True)
class NominationPage:
    """A training as one regency sees it."""

    scope: Scope
    quota: int | None
    named: int
    due_at: datetime
    is_open: bool
    closed: str
    nominees: tuple[Nominee, ...]
    stands: str
    over_words: str


def nomination_page(scope: Scope) -> NominationPage | None:
    """The nominees of the scope's office; None where the province looks at all of them."""
    office, training = scope.office, scope.training
    if office is None:
        return None
    rows = list(
        Registration.objects.nominees_of(training, office)
        .select_related("place", "replaces", "training")
        .prefetch_related("documents")
        .order_by("submitted_at", "id")
    )
    numbers = _own_numbers(training, office)
    quota = (
        RegionalQuota.objects.filter(activity=training.activity_id, office=office)
        .values_list("places", flat=True)
        .first()
    )
    named = Registration.objects.nominees_of(training, office).still_named().count()
    line = _line(training, named, quota, clock.now())
    return NominationPage(
        scope=scope,
        quota=quota,
        named=named,
        due_at=line.due_at,
        is_open=line.is_open,
        closed=line.closed,
        nominees=tuple(_nominee(row, training, numbers) for row in rows),
        stands=line.stands,
        over_words=over_quota_words(
            named - quota if quota is not None else 0,
            training.policy,
            has_waiting_list=training.has_waiting_list,
        ),
    )


def _own_numbers(training: Training, office: Office) -> dict[int, int]:
    """Place to its number among the office's own who wait; how many others wait is not said."""
    waiting = Place.objects.waiting().filter(training=training, office=office)
    return {pk: number for number, pk in enumerate(waiting.values_list("pk", flat=True), start=1)}


def _nominee(row: Registration, training: Training, numbers: dict[int, int]) -> Nominee:
    papers, tone = papers_words(row.state, is_taken_back=row.is_taken_back)
    place = getattr(row, "place", None)
    standing = Standing(
        papers=row.state,
        is_taken_back=row.is_taken_back,
        place=place.state if place is not None else "",
        policy=training.policy,
        offered_until=place.offered_until if place is not None else None,
        number=numbers.get(place.pk, 0) if place is not None else 0,
    )
    kept = {
        document.kind
        for document in row.documents.all()
        if document.state not in {DocumentState.REPLACED, DocumentState.CORRECTION}
    }
    asks = row.state in _ASKED and not row.is_taken_back
    missing = [kind for kind in training.documents if kind not in kept] if asks else []
    return Nominee(
        registration=row,
        papers=papers,
        tone=tone,
        seat=seat_words(standing),
        reason=row.decision_reason,
        missing_kinds=tuple(missing),
        is_replacement=row.replaces_id is not None,
        may_end=training.state in REPLACEABLE and not row.is_taken_back,
    )


def nominee_of(scope: Scope, pk: int) -> Nominee | None:
    """One nominee of the scope's office; for the province one of any regency."""
    named = Registration.objects.filter(
        pk=pk,
        training=scope.training,
        source__in=[Source.NOMINATION, Source.DESK],
    ).exclude(state=RegistrationState.DRAFT)
    if scope.office is not None:
        named = named.filter(office=scope.office)
    elif not scope.is_province:
        return None
    row = named.select_related("place", "replaces", "training", "office").first()
    if row is None or row.office is None:
        return None
    row.training = scope.training
    return _nominee(row, scope.training, _own_numbers(scope.training, row.office))


def province_lines(viewer: Viewer) -> list[NominationLine]:
    """The trainings whose regencies the viewer's own office asks, the newest first."""
    codes = [office.code for office in desk_offices_for(viewer) if oversees(viewer, office.code)]
    trainings = (
        Training.objects.filter(
            activity__programme__office__code__in=codes,
            takes_nominations=True,
            state__in=SHOWN,
        )
        .select_related("activity__programme__office")
        .annotate(
            named=Count(
                "registrations",
                filter=Q(registrations__source__in=[Source.NOMINATION, Source.DESK])
                & still_named("registrations__"),
            )
        )
        .order_by("-closes_at")
    )
    moment = clock.now()
    return [_line(row, getattr(row, "named", 0), None, moment) for row in trainings]


def takes_nominations(scope: Scope) -> bool:
    """Whether the scope's training takes nominations at this moment."""
    return _line(scope.training, 0, None, clock.now()).is_open
