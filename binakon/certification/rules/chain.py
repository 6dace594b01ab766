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


def day_problems(move: str, on: date, *, today: date, since: date) -> list[Problem]:
    """A step happened today or before, and not before the one it follows; only a test is arranged for a day to come."""
    if move in _AHEAD:
        return []
    if on > today:
        return [
            Problem(
                "future",
                _("Tanggalnya %(day)s belum tiba. Tulis tanggal kejadiannya.")
                % {"day": format_day(on)},
            )
        ]
    if on < since:
        words = {"day": format_day(on), "since": format_day(since)}
        return [
            Problem(
                "before",
                _("Tanggalnya %(day)s mendahului langkah sebelumnya (%(since)s).") % words,
            )
        ]
    return []


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
