"""How a test and a go at it stand, in words and tones."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from binakon.trainings.states import ExamState, SittingState

TONES = {ExamState.PREPARED: "", ExamState.OPEN: "go", ExamState.CLOSED: "good"}
SITTING_TONES = {
    SittingState.RUNNING: "wait",
    SittingState.SUBMITTED: "good",
    SittingState.LAPSED: "wait",
}


def standing(
    *,
    state: ExamState,
    questions: int,
    people: int,
    done: int,
    running: int,
    opens: str,
    is_early: bool,
) -> str:
    """Where a test stands, in one sentence."""
    facts: dict[str, Any] = {"done": done, "people": people, "opens": opens}
    if state == ExamState.PREPARED:
        if not questions:
            return _("Belum ada soal. Pilih soalnya dulu.")
        return ngettext(
            "%(questions)d soal dipilih. Soal tetap begitu tes dibuka.",
            "%(questions)d soal dipilih. Soal tetap begitu tes dibuka.",
            questions,
        ) % {"questions": questions}
    if state == ExamState.OPEN and is_early:
        return _("Peserta bisa mulai %(opens)s.") % facts
    if state == ExamState.OPEN and running:
        return ngettext(
            "%(done)d dari %(people)d peserta sudah bernilai, %(running)d sedang mengerjakan.",
            "%(done)d dari %(people)d peserta sudah bernilai, %(running)d sedang mengerjakan.",
            running,
        ) % {**facts, "running": running}
    return _("%(done)d dari %(people)d peserta sudah bernilai.") % facts


def sitting_words(state: SittingState | None, *, is_paper: bool) -> str:
    """How one person stands in a test."""
    if state is None:
        return _("belum mengerjakan")
    if is_paper:
        return _("diketik dari kertas")
    return str(state.label)


def own_test_words(
    *, problem: str, is_running: bool, has_ended: bool, score: str, closes: str
) -> str:
    """How a test stands for one participant, in one sentence.

    `problem` is why it cannot be started, `score` is "" where it is not told, `closes` when it or their go ends.
    """
    if has_ended:
        if score:
            return _("Nilai Anda %(score)s dari 100.") % {"score": score}
        return _("Jawaban Anda sudah diterima.")
    if is_running:
        return _("Sedang Anda kerjakan, sampai %(closes)s.") % {"closes": closes}
    return problem or _("Bisa dikerjakan sekarang, sampai %(closes)s.") % {"closes": closes}
