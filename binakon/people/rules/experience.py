"""How long somebody has worked: months of the calendar, overlapping work counted once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of work from a day to a day; None goes on."""

    starts_on: date
    ends_on: date | None


def months_worked(pieces: Iterable[Work], *, on: date) -> int:
    """Whole months of work up to and with `on`; days that two pieces share count once, gaps count nothing."""
    spans = sorted(
        (piece.starts_on, min(piece.ends_on or on, on)) for piece in pieces if piece.starts_on <= on
    )
    joined: list[tuple[date, date]] = []
    for first, last in spans:
        if joined and first <= joined[-1][1] + timedelta(days=1):
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return sum(_months(first, last) for first, last in joined)


def _months(first: date, last: date) -> int:
    # The last day is worked too: 1 January to 31 December is 12 months.
    after = last + timedelta(days=1)
    months = (after.year - first.year) * MONTHS + after.month - first.month
    return months - (after.day < first.day)
