"""Batches as their office and their LSP read them, and which cases may join one."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower

from binakon.certification.models import AssessorRule, Batch, Case, CasePaper, Scheme
from binakon.certification.rules.batches import (
    AGAIN,
    JOINING,
    Joining,
    joining_problem,
    scope_problem,
)
from binakon.certification.states import BatchState, CasePaperKind
from binakon.core.problems import Problem
from binakon.enrolment.queries.visible import offices_with
from binakon.people.models import Role
from binakon.people.rules import SEERS, Viewer, can_see_people
from binakon.planning.models import Activity, Occupation
from binakon.planning.states import ActivityKind
from binakon.trainings.states import PaperState

OF_OFFICE = "activity__programme__office__code"
_WITH = ("activity__programme__office", "organisation", "assessment_site")
# What a batch that had its results lets go.
_DONE = (BatchState.TESTED, BatchState.CLOSED)


def office_of(batch: Batch) -> str:
    """The code of the office whose activity it belongs to."""
    return batch.activity.programme.office.code


def batches_for(viewer: Viewer) -> QuerySet[Batch]:
    """The batches of the offices where this viewer sees people."""
    rows = Batch.objects.select_related(*_WITH)
    codes = offices_with(viewer, SEERS)
    return rows if codes is None else rows.filter(**{f"{OF_OFFICE}__in": codes})


def batch_for(viewer: Viewer, pk: int) -> Batch | None:
    """One of them."""
    found = Batch.objects.select_related(*_WITH).filter(pk=pk).first()
    return found if found is not None and can_see_people(viewer, office_of(found)) else None


def activities_for(viewer: Viewer, roles: Collection[Role]) -> QuerySet[Activity]:
    """The certifications of the offices where the viewer holds one of these roles."""
    rows = Activity.objects.filter(kind=ActivityKind.CERTIFICATION)
    codes = offices_with(viewer, roles)
    if codes is not None:
        rows = rows.filter(programme__office__code__in=codes)
    return rows.select_related("programme__office").order_by("-programme__year", "title", "pk")


def in_scope(organisation_id: int, day: date) -> Exists:
    """Of a case: whether a licence of this LSP that holds on the day covers its occupation and level."""
    code = Occupation.objects.filter(pk=OuterRef(OuterRef("occupation_id"))).values("code")
    held = Scheme.objects.filter(
        Q(licence__valid_from=None) | Q(licence__valid_from__lte=day),
        Q(licence__valid_to=None) | Q(licence__valid_to__gte=day),
        licence__organisation=organisation_id,
        licence__is_active=True,
    )
    return Exists(
        held.annotate(plain=Lower("occupation"))
        .filter(
            Q(plain=Lower(OuterRef("occupation_name"))) | Q(occupation_code__in=Subquery(code)),
        )
        .filter(Q(level=None) | Q(level=OuterRef("level")))
    )


def joining_day(batch: Batch, today: date) -> date:
    """The day on which the licence must hold: that of the test, as far as it is known."""
    return batch.test_on or batch.planned_on or today


def _free() -> Q:
    done = Batch.objects.filter(state__in=_DONE).values("pk")
    waiting = Q(batch=None, state__in=(*JOINING, *AGAIN))
    return waiting | Q(state__in=AGAIN, batch__in=done)


def joining_cases(batch: Batch, day: date) -> QuerySet[Case]:
    """The cases that may join the batch, as the database decides it; joins no table, so that an UPDATE judges its rows."""
    return Case.objects.filter(
        _free(), in_scope(batch.organisation_id, day), activity=batch.activity_id
    )


def why_not(batch: Batch, pks: Iterable[int], day: date) -> list[Problem]:
    """Why each of these cases may not join."""
    done = set(Batch.objects.filter(state__in=_DONE).values_list("pk", flat=True))
    rows = Case.objects.filter(pk__in=list(pks)).select_related("worker")
    covered = set(rows.filter(in_scope(batch.organisation_id, day)).values_list("pk", flat=True))
    problems = []
    for case in rows.order_by("pk"):
        is_let_go = case.state in AGAIN and case.batch_id in done
        facts = Joining(
            f"{case.worker} ({case.code})",
            case.state,
            is_in_other=case.batch_id is not None and not is_let_go,
            is_in_scope=case.pk in covered,
            is_of_activity=case.activity_id == batch.activity_id,
        )
        problem = joining_problem(facts, lsp=str(batch.organisation), day=day)
        problems += [problem] if problem else []
    return problems


def uncovered(batch: Batch, cases: Iterable[Case], day: date) -> list[Problem]:
    """Those of its cases whom no licence of the LSP covers on the day."""
    rows = Case.objects.filter(
        ~in_scope(batch.organisation_id, day), pk__in=[case.pk for case in cases]
    )
    lsp = str(batch.organisation)
    return [
        scope_problem(f"{case.worker} ({case.code})", lsp=lsp, day=day)
        for case in rows.select_related("worker").order_by("pk")
    ]


def cases_of(batch: Batch) -> QuerySet[Case]:
    """The cases of a batch, by name."""
    rows = Case.objects.filter(batch=batch).select_related(
        "worker__root",
        "office",
        "occupation",
        "activity__programme__office",
        "batch__organisation",
    )
    return rows.order_by("worker__name", "pk")


def paper_of(batch: Batch, kind: str) -> CasePaper | None:
    """The newest paper of one kind that was not withdrawn."""
    rows = CasePaper.objects.filter(batch=batch, kind=kind).exclude(state=PaperState.WITHDRAWN)
    return rows.select_related("signatory", "scan").order_by("-pk").first()


def signed_letter_of(batch: Batch) -> CasePaper | None:
    """The covering letter with its signed scan."""
    found = paper_of(batch, CasePaperKind.LETTER)
    return found if found is not None and found.state == PaperState.SIGNED else None


def highest_by_level(day: date) -> dict[int, int]:
    """Up to which candidate an assessor of each level may test."""
    rows = AssessorRule.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
    )
    return dict(rows.values_list("assessor_level", "highest_candidate"))


def batches_of_partner(viewer: Viewer) -> QuerySet[Batch]:
    """The batches that were sent to the organisation for which this partner logs in, and none of anybody else."""
    own = Q(pk__in=[])
    for held in viewer.held:
        if held.role == Role.PARTNER and held.organisation_id is not None:
            own |= Q(organisation=held.organisation_id, **{OF_OFFICE: held.office_code})
    return Batch.objects.select_related(*_WITH).filter(own, sent_at__isnull=False)


def partner_batch(viewer: Viewer, pk: int) -> Batch | None:
    """One of them."""
    return batches_of_partner(viewer).filter(pk=pk).first()
