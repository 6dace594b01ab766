"""What the justification of a scenario's answer prints: the answer chosen, the plan that it would change, and the form's head."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils import timezone
from django.utils.translation import gettext as _

from binakon.core.problems import Blocked, Problem
from binakon.people.queries import head_of_papers
from binakon.people.rules import Viewer
from binakon.planning.models import SubActivity
from binakon.planning.queries import version_in_force, version_with_parts, whole_entry
from binakon.planning.queries.contents import standing_entries
from binakon.planning.queries.scenarios import ScenarioPaperFacts, scenario_paper_facts
from binakon.planning.queries.shared_seats import shared_out
from binakon.planning.queries.year import GoalFact, YearReader
from binakon.planning.rules.plan_file import ActivityEntry, VersionEntry
from binakon.planning.rules.scenarios.answers import Answer, Infeasible, Solution
from binakon.planning.rules.shared_seats import shared_sums

PaperKind = Literal["most", "least"]


@dataclass(frozen=True, slots=True)
class SubHead:
    """What the nomenclature says of a sub-activity; empty where it is not known."""

    code: str
    name: str = ""
    output: str = ""
    indicator: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ScenarioPaper:
    """Everything behind both papers of one answer.

    `kind` is the answer that is asked for ("most" people for a ceiling, "least" money for a goal); `base` and `base_label`
    are the version in force, None and empty where there is none. `subs` are the sub-activities by their codes, `shared`
    the places of each activity that are quotas.
    """

    facts: ScenarioPaperFacts
    kind: PaperKind
    solution: Solution
    found: Answer | Infeasible
    base: VersionEntry | None
    base_label: str
    goal: GoalFact | None
    head: dict[str, str]
    subs: dict[str, SubHead]
    shared: dict[str, int]
    standing: dict[str, ActivityEntry]

    @property
    def answer(self) -> Answer:
        """The arrangement. Refused where the assumptions allow none."""
        if isinstance(self.found, Answer):
            return self.found
        sentence = _("Jawaban ini tidak punya susunan kelas. Longgarkan asumsinya lebih dulu.")
        raise Blocked([Problem("answer", sentence)])

    @property
    def dated(self) -> date:
        """The day of the answer, which is the day of its papers."""
        moment = self.facts.answer.answered_at or self.facts.answer.asked_at
        return timezone.localdate(moment)


def scenario_paper(viewer: Viewer, pk: int, kind: PaperKind | None) -> ScenarioPaper | None:
    """The papers' facts for whoever may read the answer; None otherwise and while it is not computed.

    Without a kind it is the most people for the ceiling, or the least money where that cannot be had.
    """
    facts = scenario_paper_facts(viewer, pk)
    solution = facts.answer.solution if facts else None
    if facts is None or solution is None:
        return None
    chosen: PaperKind = kind or ("most" if isinstance(solution.most, Answer) else "least")
    programme = facts.scenario.programme
    in_force = version_in_force(programme.pk)
    codes = {candidate.sub_activity for candidate in facts.answer.question.candidates}
    return ScenarioPaper(
        facts=facts,
        kind=chosen,
        solution=solution,
        found=solution.most if chosen == "most" else solution.least,
        base=whole_entry(version_with_parts(in_force.pk)) if in_force else None,
        base_label=in_force.label if in_force else "",
        goal=YearReader(programme.office.code, programme.year).goal,
        head=head_of_papers(programme.office.code, None),
        subs=_subs(codes),
        shared=shared_sums(shared_out(programme.pk)),
        standing=standing_entries(programme.pk),
    )


def _subs(codes: set[str]) -> dict[str, SubHead]:
    rows = SubActivity.objects.filter(code__in=codes).order_by("id")
    known = {
        row.code: SubHead(row.code, row.name, row.performance, row.indicator, row.unit)
        for row in rows
    }
    return {code: known.get(code, SubHead(code)) for code in sorted(codes)}
