"""What a letter of a meeting must have before it is kept and before it is sent, and its usual words."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from binakon.coordination.states import MeetingPaperKind, MeetingState
from binakon.core.problems import Problem

NATURES = ("Biasa", "Penting", "Segera", "Sangat Segera")


def letter_problems(
    *, kind: str, state: str, subject: str, offices: int, has_draft: bool
) -> list[Problem]:
    """What stands in the way of keeping a letter."""
    problems = []
    if kind == MeetingPaperKind.INVITATION and state not in (
        MeetingState.PREPARED,
        MeetingState.INVITED,
    ):
        sentence = _("Undangan hanya untuk rapat yang belum dimulai dan tidak dibatalkan.")
        problems.append(Problem("state", sentence))
    if kind == MeetingPaperKind.CANCELLATION and state != MeetingState.CANCELLED:
        sentence = _("Surat pembatalan dibuat setelah rapatnya dibatalkan.")
        problems.append(Problem("state", sentence))
    if has_draft:
        sentence = _("Masih ada konsep surat seperti ini. Kirim atau buang dulu yang itu.")
        problems.append(Problem("has_draft", sentence))
    if not subject.strip():
        problems.append(Problem("subject", _("Tulis hal suratnya.")))
    if not offices:
        problems.append(Problem("offices", _("Pilih paling sedikit satu kabupaten/kota.")))
    return problems


def sending_problems(
    *, kind: str, number: str, starts_at: datetime, reply_by: date | None, at: datetime, day: date
) -> list[Problem]:
    """What stands in the way of sending a letter."""
    problems = []
    if not number:
        problems.append(Problem("number", _("Surat ini belum bernomor. Beri nomor dulu.")))
    if kind == MeetingPaperKind.INVITATION:
        if starts_at <= at:
            sentence = _("Waktu rapat di surat ini sudah lewat. Ubah rapatnya dulu.")
            problems.append(Problem("starts", sentence))
        if reply_by is not None and reply_by < day:
            sentence = _("Batas jawaban rapat ini sudah lewat. Ubah rapatnya dulu.")
            problems.append(Problem("reply_by", sentence))
    return problems


def usual_subject(kind: str, title: str, *, is_correction: bool) -> str:
    """What a letter is usually about, in the language of papers."""
    if kind == MeetingPaperKind.CANCELLATION:
        return f"Pembatalan {title}"
    return f"Perubahan undangan {title}" if is_correction else f"Undangan {title}"
