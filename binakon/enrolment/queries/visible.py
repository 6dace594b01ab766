"""Whose registrations a viewer may see, and whose papers: the one place where every page about applicants starts.

An office's verifiers, enrollers and its head see all registrations of its trainings. A regency's officer sees those of
their own kabupaten or kota, and of them the state of each paper but no file. Nobody else sees any.
"""

from collections.abc import Collection

from django.db.models import F, Q, QuerySet

from binakon.enrolment.models import Document, Registration, Training
from binakon.enrolment.models.registration import RegistrationQuerySet
from binakon.people.models import Office, Role
from binakon.people.rules import ENROLLERS, NOMINATORS, SEERS, VERIFIERS, Viewer

OF_OFFICE = "training__activity__programme__office__code"


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
    own = offices_with(viewer, NOMINATORS) or []
    # Adding nothing hides the column from its index: nearly every row is the viewer's, and a database that went by
    # the training would sort all of them for one page of the newest.
    received = received.alias(of_class=F("training_id") + 0)
    reach = Q(pk__in=[])
    if codes:
        reach |= Q(of_class__in=list(_ids(codes).values_list("pk", flat=True)))
    if own:
        reach |= Q(
            office__in=list(Office.objects.filter(code__in=own).values_list("pk", flat=True))
        )
    return received.filter(reach)


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
