"""What waits in the certification of one office's year, for whoever may do it."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from binakon.certification.models import Appeal, Case, CaseOverride
from binakon.certification.queries.counts import counting_rule
from binakon.certification.queries.finish import finish_page
from binakon.certification.states import AppealState, CaseState, OverrideKind, OverrideState
from binakon.core.calendar import today
from binakon.people.models import Office
from binakon.people.rules import (
    Viewer,
    can_approve,
    can_enrol,
    can_keep_office,
    can_see_people,
)


@dataclass(frozen=True, slots=True)
class CaseWork:
    """How many of each kind wait; `exceptions` and `appeals` pair whom one is about with where it is answered."""

    exceptions: tuple[tuple[str, str], ...] = ()
    appeals: tuple[tuple[str, str], ...] = ()
    proposed: int = 0
    eligible: int = 0
    lost: int = 0
    is_counting_undecided: bool = False


def case_work(viewer: Viewer, office_code: str, year: int) -> CaseWork:
    """The work of this viewer; empty where the year has no cases or they may not see its people."""
    if not can_see_people(viewer, office_code):
        return CaseWork()
    cases = Case.objects.filter(
        activity__programme__office__code=office_code, activity__programme__year=year
    )
    states = list(cases.values_list("state", flat=True))
    if not states:
        return CaseWork()
    is_worker = can_enrol(viewer, office_code)
    page = finish_page(viewer, Office.objects.get(code=office_code), year)
    return CaseWork(
        _exceptions(viewer, office_code, year),
        _appeals(cases) if is_worker else (),
        proposed=states.count(CaseState.PROPOSED) if is_worker else 0,
        eligible=states.count(CaseState.ELIGIBLE) if is_worker else 0,
        lost=page.lost if page else 0,
        is_counting_undecided=can_keep_office(viewer, office_code)
        and counting_rule(office_code, today()) is None,
    )


def _appeals(cases: QuerySet[Case]) -> tuple[tuple[str, str], ...]:
    """Appeals that their LSP has not answered, whoever made them, the oldest first."""
    rows = Appeal.objects.filter(state=AppealState.OPEN, assessment__case__in=cases)
    found = rows.select_related("assessment__case__worker__root").order_by("made_on", "pk")
    asked = [row.assessment.case for row in found]
    return tuple(
        (str(case.worker.as_person), f"/meja/sertifikasi/kasus/{case.code}/uji/") for case in asked
    )


def _exceptions(viewer: Viewer, office_code: str, year: int) -> tuple[tuple[str, str], ...]:
    """Exceptions that another person asked for and this viewer may answer."""
    if not can_approve(viewer, office_code):
        return ()
    here = Q(activity__programme__office__code=office_code, activity__programme__year=year)
    here |= Q(
        case__activity__programme__office__code=office_code, case__activity__programme__year=year
    )
    rows = CaseOverride.objects.filter(here, state=OverrideState.ASKED)
    found = rows.exclude(asked_by=viewer.actor.user_id).select_related(
        "activity", "case__worker", "case__activity"
    )
    return tuple(_answered_at(row) for row in found.order_by("asked_at"))


def _answered_at(row: CaseOverride) -> tuple[str, str]:
    if row.case is None:
        assert row.activity is not None
        return str(row.activity), f"/meja/sertifikasi/kegiatan/{row.activity.slug}/dana/"
    if row.kind == OverrideKind.MONEY_GATE:
        return str(row.case.worker), f"/meja/sertifikasi/kegiatan/{row.case.activity.slug}/dana/"
    return str(row.case.worker), f"/meja/sertifikasi/kasus/{row.case.code}/syarat/"
