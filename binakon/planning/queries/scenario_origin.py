"""From which answer of which scenario a version was proposed, so that its page can lead back to what it assumes."""

from dataclasses import dataclass

from binakon.core.models import AuditEvent
from binakon.people.rules import Viewer
from binakon.planning.models import PlanVersion, Scenario
from binakon.planning.queries.scenarios import answer_row
from binakon.planning.queries.version_pages import region_names
from binakon.planning.rules.scenario_assumed import basis_lines, ceiling_lines
from binakon.planning.rules.scenario_codec import question_of, solution_of
from binakon.planning.rules.scenario_proposal import assumption_line
from binakon.planning.rules.scenarios.answers import Answer


@dataclass(frozen=True, slots=True)
class ProposalOrigin:
    """The scenario and the answer behind a usulan, with every assumption as it is printed: prices, then all else."""

    year: int
    scenario: int
    answer: int
    name: str
    assumptions: tuple[str, ...]
    basis: tuple[str, ...]


def proposal_origin(viewer: Viewer, version: PlanVersion) -> ProposalOrigin | None:
    """Where a usulan comes from; None when it was written by hand, or its scenario is not for this viewer.

    The history tells it: a scenario remembers only its last proposal, and each of them keeps its own origin.
    """
    if version.is_budget:
        return None
    told = AuditEvent.objects.filter(
        subject_type=Scenario._meta.label_lower,
        action="scenario:propose",
        office_code=version.programme.office.code,
        after__version=version.pk,
    ).order_by("-id")
    event = told.first()
    row = answer_row(viewer, event.after["answer"]) if event else None
    if event is None or row is None or row.answer is None:
        return None
    solution = solution_of(row.answer)
    found = solution.least if event.after["kind"] == "least" else solution.most
    assumptions = found.assumptions if isinstance(found, Answer) else ()
    question = question_of(row.question)
    regions = region_names(row.scenario.programme.office.code)
    return ProposalOrigin(
        year=row.scenario.programme.year,
        scenario=row.scenario.pk,
        answer=row.pk,
        name=row.scenario.name,
        assumptions=tuple(assumption_line(each) for each in assumptions),
        basis=(*ceiling_lines(question), *basis_lines(question, regions)),
    )
