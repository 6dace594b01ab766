"""When another version may be opened."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.planning.states import FROZEN_STATES, Stage


@dataclass(frozen=True, slots=True)
class Held:
    """A version of the year: its stage and state, its name in words, and its page."""

    stage: str
    state: str
    label: str = ""
    href: str = ""


def open_problems(stage: Stage, held: Iterable[Held]) -> list[Problem]:
    """Why no draft of this stage may be opened; `held` are all versions of the year."""
    found = list(held)
    ratified = [row.stage for row in found if row.state in FROZEN_STATES]
    problems = []
    for row in found:
        if row.stage == stage and row.state not in FROZEN_STATES:
            sentence = _(
                "Masih ada %(stage)s yang belum disahkan. Lanjutkan atau buang konsep itu dulu."
            )
            words = sentence % {"stage": stage.label}
            link = _("Buka %(version)s") % {"version": row.label or stage.label}
            problems.append(Problem("open", words, href=row.href, link=link))
    if stage == Stage.MURNI and any(name == Stage.MURNI for name in ratified):
        sentence = _("Anggaran murni sudah disahkan. Buat pergeseran atau perubahan.")
        problems.append(Problem("murni_once", sentence))
    if stage in {Stage.PERGESERAN, Stage.PERUBAHAN} and not ratified:
        sentence = _(
            "Belum ada anggaran yang disahkan, jadi belum ada yang bisa diubah. Sahkan murni dulu."
        )
        problems.append(Problem("no_budget", sentence))
    return problems
