"""The duties of a year: quarter reports (Renja E.81), the last day to pay, the closing; by the office's own rule. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.planning.states import DutyKind

MOST_DAYS = 90
DUTIES = (
    *((DutyKind.QUARTER_REPORT, quarter) for quarter in (1, 2, 3, 4)),
    (DutyKind.YEAR_PAYMENT, 0),
    (DutyKind.YEAR_END, 0),
)
# Reports are owed to others, so they go on in a closed year; nothing else of it is due any more.
OWED_BY_CLOSED = frozenset({DutyKind.QUARTER_REPORT})
_QUARTER_ENDS = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}


@dataclass(frozen=True, slots=True)
class OwnRule:
    """By how many days, and where the office wrote so."""

    days: int
    source: str


def due_day(kind: str, part: int, year: int, days: int) -> date:
    """The last day: so many days after the quarter, after the year for its closing, or before its end for payments."""
    if kind == DutyKind.QUARTER_REPORT:
        return date(year, *_QUARTER_ENDS[part]) + timedelta(days=days)
    last = date(year, 12, 31)
    return last + timedelta(days=days) if kind == DutyKind.YEAR_END else last - timedelta(days=days)


def clock_kind(kind: str, part: int) -> str:
    """The clock of one duty: each quarter has its own on the programme year."""
    return f"{kind}:{part}" if part else str(kind)


def rule_problems(days: int, source: str) -> list[Problem]:
    """Why an office's rule cannot be kept."""
    found = []
    if not 0 <= days <= MOST_DAYS:
        found.append(Problem("days", _("Isi 0 sampai 90 hari.")))
    if not source.strip():
        found.append(Problem("source", _("Tulis dasarnya: surat, edaran, atau kesepakatan.")))
    return found


def delivery_problems(kind: str, part: int, on: date, *, year: int, today: date) -> list[Problem]:
    """Why a duty cannot have been delivered on that day."""
    if (kind, part) not in DUTIES:
        return [Problem("duty", _("Kewajiban ini tidak ada."))]
    if kind == DutyKind.YEAR_END:
        sentence = _("Penutupan tahun selesai dengan mengesahkannya di halaman penutupan.")
        return [Problem("duty", sentence)]
    if on > today:
        return [Problem("on", _("Tanggalnya belum tiba."))]
    if on.year < year:
        return [Problem("on", _("Tanggalnya sebelum tahun program ini."))]
    return []
