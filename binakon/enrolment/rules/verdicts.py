"""What verdicts on papers mean: whether one may be given, and what all of them together make of a registration."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.problems import Problem
from binakon.enrolment.states import CorrectionReason, DocumentKind, DocumentState

ACCEPT, CORRECT, REFUSE = "accept", "correct", "refuse"
SHORTEST_REASON = 5
OPEN = frozenset({DocumentState.WAITING, DocumentState.SEEN_ONCE})


class Outcome(StrEnum):
    """What becomes of a registration when its review is closed."""

    VERIFY = "verify"
    CORRECTION = "ask_correction"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as a fact: which, how it stands, and the words of the verdict in force on it."""

    kind: str
    state: str
    reason: str = ""
    note: str = ""


def verdict_problems(
    word: str, reason: str, note: str, *, state: str, has_judged: bool
) -> list[Problem]:
    """Why a verdict may not be given; `has_judged`: the same person has a verdict in force on this paper."""
    problems = []
    if state not in OPEN:
        sentence = _("Berkas ini sudah diputuskan. Pakai “Periksa ulang” bila putusannya keliru.")
        problems.append(Problem("judged", sentence))
    if has_judged:
        problems.append(
            Problem(
                "same_person",
                _(
                    "Anda sudah memeriksa berkas ini. Kelas ini memakai dua pemeriksa, jadi putusan kedua harus dari orang lain."
                ),
            )
        )
    if word not in (ACCEPT, CORRECT, REFUSE):
        problems.append(Problem("word", _("Pilih dulu: terima, minta diperbaiki, atau tolak.")))
    if word in (CORRECT, REFUSE) and reason not in CorrectionReason.values:
        problems.append(Problem("reason", _("Pilih alasannya; pendaftar membacanya apa adanya.")))
    if reason == CorrectionReason.OTHER and len(note.split()) < 2 and word != ACCEPT:
        sentence = _("Untuk “alasan lain”, tulis dalam catatan apa yang harus diperbaiki.")
        problems.append(Problem("note", sentence))
    return problems


def missing_kinds(asked: Iterable[str], papers: Iterable[Paper]) -> list[str]:
    """The kinds of papers that the class asks for and nobody handed in, in the order asked."""
    held = {paper.kind for paper in papers}
    return [kind for kind in asked if kind not in held]


def outcome_of(asked: Iterable[str], papers: Sequence[Paper]) -> Outcome | None:
    """What the verdicts make of the registration; None while a paper waits for its verdict.

    One refused paper ends it; else one to be replaced or missing asks for correction; else it is complete.
    """
    states = {paper.state for paper in papers}
    if states & OPEN:
        return None
    if DocumentState.REFUSED in states:
        return Outcome.REJECT
    if DocumentState.CORRECTION in states or missing_kinds(asked, papers):
        return Outcome.CORRECTION
    return Outcome.VERIFY


def verify_problems(asked: Iterable[str], papers: Sequence[Paper]) -> list[Problem]:
    """Everything that keeps a registration from being complete, one sentence a paper."""
    problems = []
    for kind in missing_kinds(asked, papers):
        sentence = _("%(paper)s belum diunggah.") % {"paper": kind_label(kind)}
        problems.append(Problem(f"missing_{kind}", sentence))
    for paper in papers:
        if paper.state != DocumentState.ACCEPTED:
            state = DocumentState(paper.state).label
            sentence = _("%(paper)s: %(state)s.") % {
                "paper": kind_label(paper.kind),
                "state": state,
            }
            problems.append(Problem(f"{paper.state}_{paper.kind}", sentence))
    return problems


def open_problems(papers: Iterable[Paper]) -> list[Problem]:
    """The papers that still wait for a verdict, so that nothing can be said of the registration yet."""
    found = [paper for paper in papers if paper.state in OPEN]
    sentence = _("%(paper)s: %(state)s.")
    return [
        Problem(
            f"open_{paper.kind}",
            sentence % {"paper": kind_label(paper.kind), "state": DocumentState(paper.state).label},
        )
        for paper in found
    ]


def demands(asked: Iterable[str], papers: Sequence[Paper], states: Iterable[str]) -> list[str]:
    """What the applicant reads, one line a paper: what is wrong with it and the verifier's own words."""
    wanted = set(states)
    lines = [_spoken(paper) for paper in papers if paper.state in wanted]
    if DocumentState.CORRECTION in wanted:
        lines += [
            _("%(paper)s: belum diunggah.") % {"paper": kind_label(kind)}
            for kind in missing_kinds(asked, papers)
        ]
    return lines


def _spoken(paper: Paper) -> str:
    known = paper.reason in CorrectionReason.values
    is_named = known and paper.reason != CorrectionReason.OTHER
    why = str(CorrectionReason(paper.reason).label) if is_named else ""
    note = paper.note.strip()
    said = f"{why}. {note}" if why and note else why or note or str(_("perlu diganti"))
    line = f"{kind_label(paper.kind)}: {said}"
    return line if line.endswith((".", "!", "?")) else f"{line}."


def kind_label(kind: str) -> str:
    """The name of a paper: Ijazah."""
    return str(DocumentKind(kind).label) if kind in DocumentKind.values else kind


def in_one_line(lines: Iterable[str]) -> str:
    """Several demands as one sentence of history."""
    return words.joined([line.rstrip(".") for line in lines])
