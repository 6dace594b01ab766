"""What a plan file may not change: versions that were ratified."""

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.planning.rules.plan import version_changes
from binakon.planning.rules.plan_file import KnownFacts, PlanFile
from binakon.planning.states import FROZEN_STATES


def frozen_problems(plan: PlanFile, known: KnownFacts) -> list[Problem]:
    """One problem per ratified version that the file states differently, with the differences."""
    held = {(row.stage, row.number): row for row in known.stored_versions}
    problems = []
    for given in plan.versions:
        row = held.get((given.stage, given.number))
        if row is None or row.state not in FROZEN_STATES:
            continue
        changes = version_changes(row.entry, given)
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
