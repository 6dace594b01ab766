"""Whose registrations a viewer may see, and whose papers: the one place where every page about applicants starts.

An office's verifiers, enrollers and its head see all registrations of its trainings. A regency's officer sees those of
their own kabupaten or kota, and of them the state of each paper but no file. Nobody else sees any.

Whoever names somebody who is registered already must not learn it. So a nominee who is kept apart as *repeated* stands
among the regency's people like any other, and of nobody is a seat said that a repeated one could not have
(`rules.nominee_words`).
"""

from collections.abc import Collection

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable

from binakon.enrolment.models import Document, Place, Registration, Training
from binakon.enrolment.models.registration import RegistrationQuerySet
from binakon.enrolment.states import PlaceState, RegistrationState, Source
from binakon.people.models import Office, Role
from binakon.people.rules import ENROLLERS, NOMINATORS, SEERS, VERIFIERS, Viewer

OF_OFFICE = "training__activity__programme__office__code"
_REPEATED = Q(state=RegistrationState.REPEATED)
_NAMED = Q(source__in=[Source.NOMINATION, Source.DESK])


def offices_with(viewer: Viewer, roles: Collection[Role]) -> list[str] | None:
    """The offices where the viewer holds one of these roles; None is every office (an administrator's reach)."""
    held = [grant for grant in viewer.held if grant.role in roles]
    if any(grant.role == Role.ADMINISTRATOR for grant in held):
        return None
    return sorted({grant.office_code for grant in held})


def registrations_for(viewer: Viewer) -> RegistrationQuerySet:
    """The registrations that were sent and that this viewer may see."""
    codes = offices_with(viewer, SEERS)
    received = Registration.objects.received()
    if codes is None:
        return received
    own = offices_with(viewer, NOMINATORS)
    if own:
        received = Registration.objects.exclude(state=RegistrationState.DRAFT)
    # Adding nothing hides the column from its index: nearly every row is the viewer's, and a database that went by
    # the training would sort all of them for one page of the newest.
    received = received.alias(of_class=F("training_id") + 0)
    reach = Q(pk__in=[])
    if codes:
        classes = Q(of_class__in=list(_ids(codes).values_list("pk", flat=True)))
        reach |= classes & ~_REPEATED if own else classes
    if own:
        offices = list(Office.objects.filter(code__in=own).values_list("pk", flat=True))
        theirs = _NAMED & ~Q(training__in=_ids(codes)) if codes else _NAMED
        reach |= Q(office__in=offices) & (~_REPEATED | theirs)
    return received.filter(reach)


def state_read_by(viewer: Viewer) -> Combinable:
    """The state of each of `registrations_for(viewer)` as this viewer reads it, for an annotation."""
    if not offices_with(viewer, NOMINATORS):
        return F("state")
    return Case(
        When(_REPEATED & Q(decision_reason=""), then=Value(RegistrationState.SUBMITTED.value)),
        When(_REPEATED, then=Value(RegistrationState.WITHDRAWN.value)),
        default=F("state"),
    )


def seat_read_by(viewer: Viewer) -> Combinable:
    """The state of the place of each of them as this viewer reads it; NULL where there is none or it is not told."""
    codes = offices_with(viewer, SEERS)
    if codes is None or not offices_with(viewer, NOMINATORS):
        # Not `place__state`, whose join would go along where nobody asks for the seat: into the count of all rows.
        place = Place.objects.filter(registration=OuterRef("pk")).order_by()
        return Subquery(place.values("state")[:1])
    is_over = Q(state__in=[RegistrationState.WITHDRAWN, RegistrationState.REJECTED])
    is_early = Q(place__state__in=[PlaceState.WAITING, PlaceState.ACCEPTED]) & ~Q(
        state=RegistrationState.VERIFIED
    )
    return Case(
        When((is_over | is_early) & ~Q(training__in=_ids(codes)), then=Value(None)),
        default=F("place__state"),
    )


def trainings_of(viewer: Viewer, roles: Collection[Role]) -> QuerySet[Training]:
    """The trainings of the offices where the viewer holds one of these roles."""
    codes = offices_with(viewer, roles)
    trainings = Training.objects.select_related("activity__programme__office")
    return trainings if codes is None else trainings.filter(_of(codes))


def trainings_seen(viewer: Viewer) -> QuerySet[Training]:
    """The trainings whose applicants the viewer sees, all of them or their own regency's."""
    mine = trainings_of(viewer, SEERS)
    if offices_with(viewer, NOMINATORS):
        theirs = registrations_for(viewer).values("training")
        return Training.objects.select_related("activity__programme__office").filter(
            Q(pk__in=mine.values("pk")) | Q(pk__in=theirs)
        )
    return mine


def documents_for(viewer: Viewer) -> QuerySet[Document]:
    """The papers whose files this viewer may open: those of an office's own trainings, for its verifiers and enrollers."""
    codes = offices_with(viewer, VERIFIERS | ENROLLERS)
    documents = Document.objects.select_related("file", "registration")
    received = documents.filter(registration__in=Registration.objects.received())
    return received if codes is None else received.filter(registration__training__in=_ids(codes))


def _of(codes: list[str]) -> Q:
    return Q(activity__programme__office__code__in=codes)


def _ids(codes: list[str]) -> QuerySet[Training]:
    return Training.objects.filter(_of(codes))
