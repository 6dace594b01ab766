"""The papers of a case in words: how each stands, what is wrong with it, and who may still hand in what."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from binakon.certification.states import CaseDocumentKind, CaseState
from binakon.core.problems import Problem
from binakon.enrolment.states import CorrectionReason

LONGEST_NOTE = 250
# The test is behind them, or nobody waits for them any more.
_CLOSED = frozenset(
    {
        CaseState.TESTED,
        CaseState.COMPETENT,
        CaseState.RECORDED,
        CaseState.ISSUED,
        CaseState.EXPIRED,
        CaseState.WITHDRAWN,
    }
)


def takes_papers(state: str) -> bool:
    """Whether a case in this state still takes papers in."""
    return state not in _CLOSED


def problem_of(reason: str, note: str) -> str:
    """A problem as a paper keeps it: the code of the reason, and words where there are some."""
    words = " ".join(note.split())[:LONGEST_NOTE]
    return f"{reason}: {words}" if words else reason


def problem_words(problem: str) -> str:
    """A kept problem as its person reads it."""
    code, _mark, note = problem.partition(": ")
    if code not in CorrectionReason.values:
        return problem
    label = str(CorrectionReason(code).label)
    if code == CorrectionReason.OTHER and note:
        return note
    return f"{label}. {note}".strip() if note else label


def judge_problems(*, is_in_order: bool, reason: str, note: str, is_own: bool) -> list[Problem]:
    """Why a paper cannot be judged so; `is_own` is False for one that was judged in its class."""
    problems = []
    if not is_own:
        sentence = _("Berkas ini sudah diterima pada kelasnya. Unggah penggantinya bila perlu.")
        problems.append(Problem("class", sentence))
    if not is_in_order and reason not in CorrectionReason.values:
        problems.append(Problem("reason", _("Pilih alasannya; pemohon membacanya apa adanya.")))
    if not is_in_order and reason == CorrectionReason.OTHER and len(note.split()) < 2:
        sentence = _("Untuk “alasan lain”, tulis dalam catatan apa yang harus diperbaiki.")
        problems.append(Problem("note", sentence))
    return problems


def names(kinds: Iterable[CaseDocumentKind]) -> str:
    """Papers in one line."""
    return ", ".join(str(kind.label) for kind in kinds)
