"""Whose cases a viewer may see: the office that facilitates sees all of its activities', an LSP those of its batches."""

from django.db.models import DateTimeField, F, OuterRef, Q, QuerySet, Subquery

from binakon.certification.models import Case
from binakon.core.models import Deadline
from binakon.enrolment.queries.visible import offices_with
from binakon.people.models import Role
from binakon.people.rules import PAYERS, SEERS, Viewer, can_enrol, can_see_people
from binakon.planning.models import Activity
from binakon.planning.states import ActivityKind

OF_OFFICE = "activity__programme__office__code"
_WITH = (
    "activity__programme__office",
    "worker",
    "office",
    "registration",
    "batch__organisation",
    "decree",
    "commitment",
)


def bodies_of(viewer: Viewer) -> frozenset[int]:
    """The organisations for which the viewer is a partner."""
    return frozenset(
        held.organisation_id
        for held in viewer.held
        if held.role == Role.PARTNER and held.organisation_id is not None
    )


def cases_for(viewer: Viewer) -> QuerySet[Case]:
    """The cases that this viewer may see, each with the end of its clock (`due_at`)."""
    rows = Case.objects.select_related(*_WITH).annotate(due_at=_due())
    codes = offices_with(viewer, SEERS)
    if codes is None:
        return rows
    # A batch that is only prepared was not handed to its LSP yet.
    handed = Q(batch__organisation__in=bodies_of(viewer), batch__sent_at__isnull=False)
    return rows.filter(Q(**{f"{OF_OFFICE}__in": codes}) | handed)


def case_for(viewer: Viewer, code: str) -> Case | None:
    """One of them, by its code."""
    return cases_for(viewer).filter(code=code).first()


def sees_cases(viewer: Viewer) -> bool:
    """Whether the viewer's roles reach any cases at all."""
    return offices_with(viewer, SEERS) != [] or bool(bodies_of(viewer))


def may_step(viewer: Viewer, case: Case) -> bool:
    """Whether the viewer writes the steps of this case."""
    return can_enrol(viewer, case.activity.programme.office.code)


def office_of_case(code: str) -> str:
    """The code of the office that facilitates a case; "" for no case."""
    rows = Case.objects.filter(code=code).values_list(OF_OFFICE, flat=True)
    return rows.first() or ""


def certification_of(viewer: Viewer, slug: str) -> Activity | None:
    """A certification activity of an office where the viewer holds a role, or of a batch of their body."""
    found = (
        Activity.objects.filter(kind=ActivityKind.CERTIFICATION, slug=slug)
        .select_related("programme__office", "sub_activity", "indicator")
        .first()
    )
    if found is None:
        return None
    is_own = bool(viewer.roles_at(found.programme.office.code) - {Role.PARTNER})
    is_handed = found.batches.filter(
        organisation__in=bodies_of(viewer), sent_at__isnull=False
    ).exists()
    return found if is_own or is_handed else None


def activities_of_cases(viewer: Viewer) -> QuerySet[Activity]:
    """The certification activities whose cases the viewer may see, newest year first."""
    rows = Activity.objects.filter(kind=ActivityKind.CERTIFICATION)
    codes = offices_with(viewer, SEERS)
    if codes is not None:
        handed = Q(batches__organisation__in=bodies_of(viewer), batches__sent_at__isnull=False)
        rows = rows.filter(Q(programme__office__code__in=codes) | handed).distinct()
    return rows.select_related("programme").order_by("-programme__year", "title", "pk")


def newest_with_costs(viewer: Viewer) -> str | None:
    """The newest facilitation whose costs the viewer may see; None where there is none."""
    codes = offices_with(viewer, SEERS | PAYERS)
    rows = Activity.objects.filter(kind=ActivityKind.CERTIFICATION)
    if codes is not None:
        rows = rows.filter(programme__office__code__in=codes)
    newest = rows.order_by("-programme__year", "title", "pk")
    return newest.values_list("slug", flat=True).first()


def may_see_people_of(viewer: Viewer, activity: Activity) -> bool:
    """Whether the viewer sees all people of an activity (a partner sees only those of its batches)."""
    return can_see_people(viewer, activity.programme.office.code)


def is_of_office(viewer: Viewer, office_code: str) -> bool:
    """Whether the viewer holds a role of the office itself there: a partner only works with it."""
    return bool(viewer.roles_at(office_code) - {Role.PARTNER})


def _due() -> Subquery:
    clocks = Deadline.objects.open().filter(
        subject_type=Case._meta.label_lower, subject_id=OuterRef("pk")
    )
    return Subquery(clocks.order_by(F("due_at")).values("due_at")[:1], output_field=DateTimeField())
