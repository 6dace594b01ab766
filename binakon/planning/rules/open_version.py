"""When another version may be opened."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.planning.states import FROZEN_STATES, Stage


def open_problems(stage: Stage, held: Iterable[tuple[str, str]]) -> list[Problem]:
    """Why no draft of this stage may be opened; `held` are stage and state of every version of the year."""
    found = list(held)
    ratified = [name for name, state in found if state in FROZEN_STATES]
    problems = []
    if any(name == stage and state not in FROZEN_STATES for name, state in found):
        sentence = _(
            "Masih ada %(stage)s yang belum disahkan. Lanjutkan atau buang konsep itu dulu."
        )
        problems.append(Problem("open", sentence % {"stage": stage.label}))
    if stage == Stage.MURNI and any(name == Stage.MURNI for name in ratified):
        sentence = _("Anggaran murni sudah disahkan. Buat pergeseran atau perubahan.")
        problems.append(Problem("murni_once", sentence))
    if stage in {Stage.PERGESERAN, Stage.PERUBAHAN} and not ratified:
        sentence = _(
            "Belum ada anggaran yang disahkan, jadi belum ada yang bisa diubah. Sahkan murni dulu."
        )
        problems.append(Problem("no_budget", sentence))
    return problems
