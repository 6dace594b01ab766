"""The duties of a year: four quarter reports (Renja E.81) and the last day to pay, from the office's own rule. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.planning.states import DutyKind

MOST_DAYS = 90
DUTIES = (
    *((DutyKind.QUARTER_REPORT, quarter) for quarter in (1, 2, 3, 4)),
    (DutyKind.YEAR_PAYMENT, 0),
)
_QUARTER_ENDS = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}


@dataclass(frozen=True, slots=True)
class OwnRule:
    """By how many days, and where the office wrote so."""

    days: int
    source: str


def due_day(kind: str, part: int, year: int, days: int) -> date:
    """The last day: so many days after the end of the quarter, or so many before the end of the year."""
    if kind == DutyKind.QUARTER_REPORT:
        return date(year, *_QUARTER_ENDS[part]) + timedelta(days=days)
    return date(year, 12, 31) - timedelta(days=days)


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
    if on > today:
        return [Problem("on", _("Tanggalnya belum tiba."))]
    if on.year < year:
        return [Problem("on", _("Tanggalnya sebelum tahun program ini."))]
    return []
