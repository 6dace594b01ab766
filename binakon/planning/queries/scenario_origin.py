"""From which answer of which scenario a version was proposed, so that its page can lead back to what it assumes."""

from collections.abc import Mapping
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
    """The scenario and the answer behind a version, with every assumption as it is printed: prices, then all else.

    `costs` are the rupiah that the answer gave to activities, by code; `ceiling` and `ceilings` what they were added up to,
    None and empty once a paper has set them. A figure of the version that is still the same is still assumed.
    """

    year: int
    scenario: int
    answer: int
    name: str
    assumptions: tuple[str, ...]
    basis: tuple[str, ...]
    costs: Mapping[str, int]
    ceiling: int | None
    ceilings: Mapping[str, int]


def proposal_origin(viewer: Viewer, version: PlanVersion) -> ProposalOrigin | None:
    """Where a usulan, or what was copied from it, comes from.

    None when nothing of it was proposed by a scenario, or the scenario is not for this viewer. The history tells it: a
    scenario remembers only its last proposal, and each of them keeps its own origin.
    """
    event = _proposing(version)
    row = answer_row(viewer, event.after["answer"]) if event else None
    if event is None or row is None or row.answer is None:
        return None
    solution = solution_of(row.answer)
    found = solution.least if event.after["kind"] == "least" else solution.most
    assumptions = found.assumptions if isinstance(found, Answer) else ()
    question = question_of(row.question)
    has_paper = version.is_budget and version.is_frozen
    regions = region_names(row.scenario.programme.office.code)
    return ProposalOrigin(
        year=row.scenario.programme.year,
        scenario=row.scenario.pk,
        answer=row.pk,
        name=row.scenario.name,
        assumptions=tuple(assumption_line(each) for each in assumptions),
        basis=(*ceiling_lines(question), *basis_lines(question, regions)),
        costs=event.after.get("costs", {}),
        ceiling=None if has_paper else event.after.get("ceiling"),
        ceilings={} if has_paper else event.after.get("ceilings", {}),
    )


def _proposing(version: PlanVersion) -> AuditEvent | None:
    """The line of history that tells how a version was proposed: its own, else that of the version it was copied from."""
    office = version.programme.office.code
    pk: int | None = version.pk
    while pk is not None:
        told = AuditEvent.objects.filter(
            subject_type=Scenario._meta.label_lower,
            action="scenario:propose",
            office_code=office,
            after__version=pk,
        )
        event = told.order_by("-id").first()
        if event is not None:
            return event
        # Each was copied from an older one, so this ends; what was thrown away is still in the history.
        born = AuditEvent.objects.filter(
            subject_type=PlanVersion._meta.label_lower, subject_id=pk, action="start"
        )
        pk = next((line.after.get("base") for line in born.order_by("-id")[:1]), None)
    return None
