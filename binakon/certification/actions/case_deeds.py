"""The same step for many cases at once, all of them or none: declared here, previewed and confirmed by `core.bulk`."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from binakon.certification.actions import case_steps
from binakon.certification.actions.case_steps import Told
from binakon.certification.models import Case
from binakon.certification.rules.case_words import MOVES as WORDS
from binakon.certification.states import CASE
from binakon.core import words
from binakon.core.bulk import Deed, Doing
from binakon.core.problems import Problem

# Every step that a page takes on one case; the ones that need a number of their own are not taken for many.
MOVES = frozenset(WORDS)
_OF_MANY = ("review", "ask_correction", "bill", "pay", "schedule", "test", "miss", "pass", "fail", "issue", "withdraw")  # fmt: skip
# Where a form shows a problem of an action.
PROBLEM_FIELDS: Mapping[str, str] = {
    "future": "on",
    "before": "on",
    "lapsed": "on",
    "number_taken": "number",
    "what": "note",
    "reason": "note",
    "due": "until",
    "expiry": "until",
    "evidence": "reference",
    "blank_number_taken": "blank_number",
    "certificate_number_taken": "certificate_number",
    "bnsp_number_taken": "bnsp_number",
    "lpjk_number_taken": "lpjk_number",
    "over_ceiling": "rupiah",
}


def _problems(move: str) -> Callable[[Sequence[Case]], Mapping[int, Sequence[Problem]]]:
    def judge(rows: Sequence[Case]) -> Mapping[int, Sequence[Problem]]:
        starts = CASE.moves[move][0]
        sentence = _("Keadaannya “%(state)s”, jadi langkah ini tidak berlaku baginya.")
        return {
            row.pk: [Problem("state", sentence % {"state": row.get_state_display()})]
            for row in rows
            if row.state not in starts
        }

    return judge


def _do(move: str) -> Callable[[Case, Doing], Any]:
    def do(row: Case, doing: Doing) -> None:
        case_steps.take(row, move, Told.read(doing.details), by=doing.by, at=doing.at)

    return do


def _asks(move: str) -> Callable[[int], str]:
    def ask(count: int) -> str:
        sentence = ngettext(
            "%(what)s untuk %(count)s orang?", "%(what)s untuk %(count)s orang?", count
        )
        return sentence % {"what": WORDS[move], "count": words.number(count)}

    return ask


def _said(move: str) -> Callable[[int], str]:
    def say(count: int) -> str:
        sentence = ngettext("%(what)s: %(count)s orang.", "%(what)s: %(count)s orang.", count)
        return sentence % {"what": WORDS[move], "count": words.number(count)}

    return say


ALL = tuple(
    Deed(
        move,
        WORDS[move],
        asks=_asks(move),
        said=_said(move),
        problems=_problems(move),
        do=_do(move),
        stamp=lambda row: f"{row.state} {row.revision}",
        is_whole=True,
        tone="bad" if move == "withdraw" else "",
    )
    for move in _OF_MANY
)
