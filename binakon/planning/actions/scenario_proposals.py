"""One scenario becomes a proposal (usulan): a draft version that is never a target."""

from datetime import date, datetime
from typing import Literal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.planning.actions.contents import VersionContents
from binakon.planning.actions.drafts import draft_version
from binakon.planning.actions.open_books import OpenBooks
from binakon.planning.models import PlanVersion, Scenario, ScenarioAnswer
from binakon.planning.queries import version_in_force, version_with_parts, whole_entry
from binakon.planning.queries.contents import standing_entries
from binakon.planning.queries.shared_seats import shared_out
from binakon.planning.rules.plan_file import VersionEntry
from binakon.planning.rules.scenario_codec import digest_of, question_of, solution_of
from binakon.planning.rules.scenario_others import others_problems
from binakon.planning.rules.scenario_proposal import (
    assumed_costs,
    lifted,
    proposal_note,
    proposed,
    unchanged,
    unpriced,
)
from binakon.planning.rules.scenarios.answers import Answer
from binakon.planning.rules.shared_seats import shared_sums
from binakon.planning.states import Stage


@transaction.atomic
def propose_scenario(
    answer: ScenarioAnswer,
    *,
    kind: Literal["most", "least"],
    by: Actor,
    at: datetime | None = None,
) -> PlanVersion:
    """Write a draft usulan that says what the answer holds, and remember it at the scenario.

    Refused while another usulan is open, when there is no such answer, or when its assumptions or the plan beside it have
    changed since.
    """
    scenario = answer.scenario
    chosen = _chosen(answer, kind)
    programme = scenario.programme
    # From here on no other plan comes into force.
    OpenBooks.hold(programme.pk)
    in_force = version_in_force(programme.pk)
    dated = timezone.localdate(at or clock.now())
    base = _base(in_force, dated)
    question = question_of(answer.question)
    refuse(others_problems(question, base))
    shared = shared_sums(shared_out(programme.pk))
    more = lifted(question, chosen, shared)
    note = proposal_note(scenario.name, chosen, unpriced(question, base), more)
    version = draft_version(programme, stage=Stage.USULAN, dated=dated, note=note, by=by, at=at)
    standing = standing_entries(programme.pk)
    entry = proposed(
        question, chosen, base, dated, taken=standing.keys(), shared=shared, standing=standing
    )
    contents = VersionContents(version)
    contents.open()
    contents.write(entry)
    if in_force:
        contents.carry(in_force, only=unchanged(entry, base))
    PlanVersion.objects.filter(pk=version.pk).update(ceiling=entry.ceiling)
    Scenario.objects.filter(pk=scenario.pk).update(proposal=version)
    ledger.record(
        scenario,
        "scenario:propose",
        by=by,
        at=at,
        sentence=f"Skenario {scenario} menjadi {version}",
        after={"version": version.pk, "answer": answer.pk, "kind": kind, **_assumed(entry, base)},
        office_code=programme.office.code,
    )
    version.refresh_from_db()
    return version


def _base(in_force: PlanVersion | None, dated: date) -> VersionEntry:
    if in_force is None:
        return VersionEntry(Stage.USULAN.value, 1, "draft", dated)
    return whole_entry(version_with_parts(in_force.pk))


def _assumed(entry: VersionEntry, base: VersionEntry) -> dict[str, object]:
    """The rupiah that rest on the answer, as the history keeps them: whoever copies the usulan marks them."""
    return {
        "costs": assumed_costs(entry, base),
        "ceiling": entry.ceiling,
        "ceilings": {part.sub_activity: part.ceiling for part in entry.ceilings},
    }


def _chosen(answer: ScenarioAnswer, kind: Literal["most", "least"]) -> Answer:
    if answer.digest != digest_of(answer.scenario.inputs):
        raise StaleState(
            _("Asumsi skenario ini sudah berubah sejak dijawab. Hitung lagi, lalu usulkan.")
        )
    solution = solution_of(answer.answer) if answer.answer else None
    found = getattr(solution, kind) if solution else None
    if not isinstance(found, Answer):
        sentence = _("Belum ada jawaban yang bisa diusulkan. Longgarkan asumsinya lebih dulu.")
        raise Blocked([Problem("answer", sentence)])
    return found
