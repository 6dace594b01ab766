"""The chain of a case: for whom each state waits, and what a step must know before it is written."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from binakon.certification.states import CaseState, Waiting
from binakon.core.calendar import format_day
from binakon.core.problems import Problem

WAITS_ON: Mapping[CaseState, Waiting] = {
    CaseState.PROPOSED: Waiting.OFFICE,
    CaseState.ELIGIBLE: Waiting.OFFICE,
    CaseState.DETERMINED: Waiting.APPLICANT,
    CaseState.APPLIED: Waiting.LSP,
    CaseState.REVIEWING: Waiting.LSP,
    CaseState.CORRECTION: Waiting.APPLICANT,
    CaseState.AWAITING_PAYMENT: Waiting.PAYER,
    CaseState.LAPSED: Waiting.APPLICANT,
    CaseState.PAID: Waiting.LSP,
    CaseState.SCHEDULED: Waiting.LSP,
    CaseState.ABSENT: Waiting.OFFICE,
    CaseState.TESTED: Waiting.LSP,
    CaseState.NOT_YET_COMPETENT: Waiting.APPLICANT,
    CaseState.COMPETENT: Waiting.LPJK,
    CaseState.RECORDED: Waiting.LSP,
    CaseState.ISSUED: Waiting.NOBODY,
    CaseState.EXPIRED: Waiting.NOBODY,
    CaseState.WITHDRAWN: Waiting.NOBODY,
}
NUMBERS = ("blank_number", "certificate_number", "bnsp_number", "lpjk_number")
# Steps that lie ahead when they are written: everything else has happened.
_AHEAD = frozenset({"schedule"})
# Steps that a clock takes.
_BY_CLOCK = frozenset({"lapse", "expire"})


def day_problems(move: str, on: date, *, today: date, since: date) -> list[Problem]:
    """A step happened today or before, and not before the one it follows; only a test is arranged for a day to come."""
    if on > today and move not in _AHEAD:
        return [
            Problem(
                "future",
                _("Tanggalnya %(day)s belum tiba. Tulis tanggal kejadiannya.")
                % {"day": format_day(on)},
            )
        ]
    if on < since and move not in _BY_CLOCK:
        words = {"day": format_day(on), "since": format_day(since)}
        return [
            Problem(
                "before",
                _("Tanggalnya %(day)s mendahului langkah sebelumnya (%(since)s).") % words,
            )
        ]
    return []


def application_problems(
    number: str, on: date, *, is_taken: bool, lapsed_on: date | None
) -> list[Problem]:
    """An application has a number of its own; after a bill lapsed on `lapsed_on` it is made again, later."""
    problems = []
    if not number:
        problems.append(
            Problem("number", _("Tulis nomor permohonan (ID-Izin) dari portal perizinan."))
        )
    if is_taken:
        sentence = _("Nomor permohonan %(number)s sudah dipakai kasus lain. Periksa nomornya.")
        problems.append(Problem("number_taken", sentence % {"number": number}))
    if lapsed_on is not None and on <= lapsed_on:
        sentence = _("Tagihan sebelumnya hangus setelah %(day)s. Tulis tanggal permohonan barunya.")
        problems.append(Problem("lapsed", sentence % {"day": format_day(lapsed_on)}))
    return problems


def correction_problems(what: str, on: date, due_on: date | None) -> list[Problem]:
    """Whoever corrects must know what, and has until a day that comes after the asking."""
    problems = []
    if not what.strip():
        problems.append(Problem("what", _("Tulis apa yang harus diperbaiki pemohon.")))
    if due_on is not None and due_on < on:
        problems.append(
            Problem("due", _("Batas perbaikan tidak boleh sebelum tanggal permintaannya."))
        )
    return problems


def bill_problems(on: date, due_on: date | None) -> list[Problem]:
    """A bill stands until a day that is known and does not come before it."""
    if due_on is None:
        return [
            Problem("due", _("Belum ada aturan lama tagihan berlaku. Tulis tanggal jatuh tempo."))
        ]
    if due_on < on:
        return [Problem("due", _("Jatuh tempo tidak boleh sebelum tanggal tagihan."))]
    return []


def paid_problems(on: date, due_on: date | None, *, has_evidence: bool) -> list[Problem]:
    """A payment is shown by a paper or its number, and was made before the bill lapsed."""
    problems = []
    if not has_evidence:
        problems.append(Problem("evidence", _("Lampirkan bukti bayar atau tulis nomornya.")))
    if due_on is not None and on > due_on:
        sentence = _(
            "Tagihan hangus setelah %(day)s, jadi pembayaran sesudahnya tidak berlaku. Ajukan permohonan lagi."
        )
        problems.append(Problem("lapsed", sentence % {"day": format_day(due_on)}))
    return problems


def expiry_problems(issued_on: date, until: date | None) -> list[Problem]:
    """An SKK holds until a day that is known and comes after its issue."""
    if until is None:
        return [
            Problem("expiry", _("Belum ada aturan masa berlaku. Tulis tanggal berakhir di SKK."))
        ]
    if until <= issued_on:
        return [Problem("expiry", _("Tanggal berakhir SKK harus sesudah tanggal terbit."))]
    return []


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def number_problems(numbers: Mapping[str, str]) -> list[Problem]:
    """Which of the four numbers of a recorded SKK are still empty."""
    names = {
        "blank_number": _("No. Blanko"),
        "certificate_number": _("No. Sertifikat"),
        "bnsp_number": _("No. Registrasi BNSP"),
        "lpjk_number": _("No. Registrasi LPJK"),
    }
    return [
        Problem(field, _("%(name)s belum diisi.") % {"name": names[field]})
        for field in NUMBERS
        if not numbers.get(field, "").strip()
    ]
