"""The tests of one case with the appeals against them, for its page, its office and its LSP."""

from dataclasses import dataclass

from binakon.certification.models import Appeal, Assessment, Case
from binakon.certification.states import AppealState, AssessmentOutcome, CaseState
from binakon.people.rules import Viewer, can_enrol, can_see_people

_TONES = {
    AssessmentOutcome.COMPETENT: "good",
    AssessmentOutcome.NOT_YET_COMPETENT: "bad",
    AssessmentOutcome.ABSENT: "bad",
}


@dataclass(frozen=True, slots=True)
class GoLine:
    """One go at the test, and every appeal against it."""

    assessment: Assessment
    appeals: tuple[Appeal, ...]

    @property
    def tone(self) -> str:
        """The tone of its badge."""
        return _TONES.get(AssessmentOutcome(self.assessment.outcome), "wait")


@dataclass(frozen=True, slots=True)
class Trail:
    """Every go of a case at its test, the newest first."""

    case: Case
    lines: tuple[GoLine, ...]
    may_edit: bool

    @property
    def waiting(self) -> Appeal | None:
        """The appeal that the LSP has not answered."""
        found = (each for line in self.lines for each in line.appeals)
        return next((each for each in found if each.state == AppealState.OPEN), None)

    @property
    def may_appeal(self) -> bool:
        """Whether the newest result may be looked at again."""
        is_failed = self.case.state == CaseState.NOT_YET_COMPETENT
        return self.may_edit and is_failed and self.waiting is None and bool(self.lines)

    @property
    def last(self) -> Assessment | None:
        """The newest go."""
        return self.lines[0].assessment if self.lines else None


def tested_case(viewer: Viewer, code: str) -> Case | None:
    """One case of an office where the viewer sees people."""
    rows = Case.objects.select_related(
        "activity__programme__office", "worker", "batch__organisation"
    )
    found = rows.filter(code=code).first()
    if found is None or not can_see_people(viewer, found.activity.programme.office.code):
        return None
    return found


def trail_of(viewer: Viewer, case: Case) -> Trail:
    """The tests of a case that the viewer may see."""
    rows = Assessment.objects.filter(case=case).order_by("-number")
    found = rows.select_related("batch__organisation", "assessment_site", "assessor", "minutes")
    lines = tuple(
        GoLine(row, tuple(row.appeals.all())) for row in found.prefetch_related("appeals__evidence")
    )
    return Trail(case, lines, can_enrol(viewer, case.activity.programme.office.code))


def appeal_in(case: Case, pk: int) -> Appeal | None:
    """One appeal of the case."""
    rows = Appeal.objects.filter(assessment__case=case, pk=pk)
    return rows.select_related("assessment__case__activity__programme__office", "evidence").first()
