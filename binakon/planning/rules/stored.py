"""What a plan file may not change: versions that were ratified."""

from dataclasses import replace

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.planning.rules.plan import version_changes
from binakon.planning.rules.plan_file import KnownFacts, PlanFile, VersionEntry
from binakon.planning.states import FROZEN_STATES


def as_stated(stored: VersionEntry, given: VersionEntry) -> VersionEntry:
    """What a file says of a version, keeping what a file need not say: the paper's number and the parts of the ceiling."""
    return replace(
        given,
        document=given.document or stored.document,
        ceilings=given.ceilings or stored.ceilings,
    )


def frozen_problems(plan: PlanFile, known: KnownFacts) -> list[Problem]:
    """One problem per ratified version that the file states differently, with the differences."""
    held = {(row.stage, row.number): row for row in known.stored_versions}
    problems = []
    for given in plan.versions:
        row = held.get((given.stage, given.number))
        if row is None or row.state not in FROZEN_STATES:
            continue
        changes = version_changes(row.entry, as_stated(row.entry, given))
        if changes:
            problems.append(
                Problem(
                    "ratified_differs",
                    _(
                        "Versi %(stage)s nomor %(number)d sudah disahkan dan tidak dapat diubah: %(changes)s. "
                        "Buat versi baru (pergeseran atau perubahan) untuk perubahan ini."
                    )
                    % {"stage": given.stage, "number": given.number, "changes": "; ".join(changes)},
                    line=given.line,
                )
            )
    return problems
