"""Decrees of a training: who could stand on the list, and who does."""

from datetime import datetime

from django.db.models import QuerySet

from binakon.enrolment.models import Decree, Objection, Place, SelectionRun, Training
from binakon.enrolment.rules.decree import Candidate, Standing
from binakon.enrolment.states import (
    DecreeState,
    ObjectionState,
    PlaceState,
    RegistrationState,
    SelectionState,
)
from binakon.people.rules import Viewer, can_see_desk


def decrees_for(viewer: Viewer, training: Training) -> QuerySet[Decree]:
    """The decrees of a training, oldest first; none for a viewer without a desk at its office."""
    rows = Decree.objects.filter(training=training).select_related("signatory", "amends", "scan")
    return rows.order_by("id") if can_see_desk(viewer, training.office_code) else rows.none()


def decree_for(viewer: Viewer, pk: int) -> Decree | None:
    """One decree, where the viewer holds a desk."""
    found = Decree.objects.filter(pk=pk).select_related(
        "training__activity__programme__office", "signatory", "amends", "scan"
    )
    decree = found.first()
    return decree if decree and can_see_desk(viewer, decree.training.office_code) else None


def standing_of(training: Training, moment: datetime) -> Standing:
    """Whether a training is ripe for its decree."""
    run = (
        SelectionRun.objects.filter(trainings=training, state=SelectionState.ANNOUNCED)
        .order_by("-id")
        .first()
    )
    objections = Objection.objects.filter(
        state=ObjectionState.OPEN, result__registration__training=training
    )
    return Standing(
        state=training.state,
        policy=training.policy,
        selection_state=run.state if run else "",
        is_window_open=bool(run and run.objections_until and run.objections_until > moment),
        open_objections=objections.count(),
    )


def seated_of(training: Training) -> QuerySet[Place]:
    """The places that hold a seat and are not determined yet, in the order of a list: regency, then name."""
    rows = training.places.seated().exclude(state=PlaceState.DETERMINED)
    return rows.select_related("registration__office", "worker").order_by(
        "office__code", "registration__name", "id"
    )


def ready_of(training: Training) -> QuerySet[Place]:
    """Of these, the ones whose papers are accepted and who took their seat."""
    return seated_of(training).filter(
        state=PlaceState.ACCEPTED, registration__state=RegistrationState.VERIFIED
    )


def candidates_of(training: Training) -> list[Candidate]:
    """The facts of everybody who holds a seat and is not determined."""
    return [
        Candidate(
            str(place.registration),
            place.registration.state,
            place.state,
            place.worker.person_id,
        )
        for place in seated_of(training)
    ]


def signed_decree_of(training: Training) -> Decree | None:
    """The newest signed decree of a training, which an amendment changes."""
    rows = Decree.objects.filter(training=training, state=DecreeState.SIGNED)
    return rows.order_by("-id").first()
