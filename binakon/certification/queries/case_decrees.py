"""Decrees of who is facilitated: who could stand on a list, who does, and the decrees of an activity."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from binakon.certification.models import Case, CasePaper
from binakon.certification.rules.applicants import plain
from binakon.certification.rules.case_decree import Candidate
from binakon.certification.states import CasePaperKind, CaseState
from binakon.core.calendar import today
from binakon.core.numbering import written
from binakon.core.numbers import next_number
from binakon.people.queries.persons import person_of
from binakon.people.rules import Viewer, can_see_people
from binakon.planning.models import Activity
from binakon.trainings.states import PaperState

SERIES = "sk"
_UNSIGNED = (PaperState.DRAFT, PaperState.ISSUED)


@dataclass(frozen=True, slots=True)
class Entry:
    """One name on the list of a decree, as printed."""

    case: int
    code: str
    name: str
    employer: str
    region: str
    occupation: str
    level: int


def decrees_of(activity: Activity) -> QuerySet[CasePaper]:
    """The decrees of an activity, oldest first."""
    rows = CasePaper.objects.filter(activity=activity, kind=CasePaperKind.DECREE)
    return rows.select_related("activity__programme__office", "signatory", "scan").order_by("id")


def case_decree_for(viewer: Viewer, slug: str, pk: int) -> CasePaper | None:
    """One decree of the activity in the address, for whoever may see its people."""
    rows = CasePaper.objects.filter(kind=CasePaperKind.DECREE, activity__slug=slug, pk=pk)
    found = rows.select_related("activity__programme__office", "signatory", "scan").first()
    if found is None:
        return None
    return found if can_see_people(viewer, found.activity.programme.office.code) else None


def entries_of(decree: CasePaper) -> list[Entry]:
    """The list of a decree in its order."""
    return [Entry(**row) for row in decree.content.get("people", [])]


def eligible_of(activity: Activity) -> QuerySet[Case]:
    """Who was found eligible and is not determined, in the order of a list."""
    rows = Case.objects.filter(activity=activity, state=CaseState.ELIGIBLE)
    return rows.select_related("worker__root", "office", "registration").order_by(
        "office__code", "worker__name", "id"
    )


def candidates_of(cases: Iterable[Case], *, but: CasePaper | None = None) -> list[Candidate]:
    """The facts of these cases for a list, with the other unsigned decree on which each stands."""
    chosen = list(cases)
    listed: dict[int, str] = {}
    papers = CasePaper.objects.filter(
        kind=CasePaperKind.DECREE,
        state__in=_UNSIGNED,
        activity__in={case.activity_id for case in chosen},
    )
    if but is not None:
        papers = papers.exclude(pk=but.pk)
    for paper in papers:
        name = f"SK {paper.number}" if paper.number else "konsep SK"
        listed |= {entry.case: name for entry in entries_of(paper)}
    twins = _twins(chosen)
    return [
        Candidate(
            str(case.worker.as_person),
            case.state,
            listed.get(case.pk, ""),
            twins.get(case.pk, ""),
        )
        for case in chosen
    ]


def _twins(chosen: Sequence[Case]) -> dict[int, str]:
    """For a chosen case the code of another one of its person for the same SKK, whichever of its rows it hangs on."""
    rows = Case.objects.open().alias(person=person_of("worker")).select_related("worker")
    others = rows.filter(person__in={case.worker.person_id for case in chosen})
    numbers = {case.pk for case in chosen}
    standing = [
        case
        for case in others.order_by("pk")
        if case.pk in numbers or case.state not in (CaseState.PROPOSED, CaseState.ELIGIBLE)
    ]
    asked: dict[tuple[int, str, int], list[Case]] = {}
    for case in standing:
        asked.setdefault(
            (case.worker.person_id, plain(case.occupation_name), case.level), []
        ).append(case)
    return {
        case.pk: next(other.code for other in same if other.pk != case.pk)
        for same in asked.values()
        if len(same) > 1
        for case in same
        if case.pk in numbers
    }


def suggested_number(decree: CasePaper) -> str:
    """The next number of the register as it would be printed today; "" where the office types its numbers."""
    office = decree.activity.programme.office
    if not office.decree_numbers or decree.state != PaperState.DRAFT:
        return ""
    day = today()
    number = next_number(SERIES, office_code=office.code, year=day.year)
    return written(office.decree_numbers, number, day)
