"""A standard day as a proposal: blocks of JP between the breaks of the norms, to be edited afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from binakon.trainings.rules.rundown import FRIDAY, Norms, Span
from binakon.trainings.states import SessionKind

TEACHING, PAUSE, PRAYER = "Materi", "Istirahat", "Istirahat dan salat Jumat"
# What may not be stretched to the minute is left free: at most so many JP stand in one block.
MOST_IN_A_BLOCK = 3
_DAY_ENDS = 24 * 60 - 1


@dataclass(frozen=True, slots=True)
class Proposed:
    """One stretch of a proposed day."""

    starts: time
    ends: time
    kind: str
    jp: int
    topic: str


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _time(minute: int) -> time:
    return time(*divmod(minute, 60))


def pauses_of(day: date, norms: Norms) -> list[tuple[Span, str]]:
    """The breaks of a day in order; on Fridays the prayer takes the place of the breaks that it meets."""
    prayer = norms.prayer
    found = [(span, PAUSE) for span in norms.breaks]
    if day.weekday() == FRIDAY:
        found = [one for one in found if one[0][1] <= prayer[0] or one[0][0] >= prayer[1]]
        found.append((prayer, PRAYER))
    return sorted(found)


def standard_day(day: date, norms: Norms, *, until: time | None = None) -> list[Proposed]:
    """The day from the hour of the norms up to its most JP, or up to `until`; it never ends with a break."""
    ends = _minute(until) if until else _DAY_ENDS
    rows = list(_rows(day, norms, ends))
    while rows and rows[-1].kind == SessionKind.BREAK:
        rows.pop()
    return rows


def _rows(day: date, norms: Norms, ends: int) -> Iterator[Proposed]:
    at, left = _minute(norms.starts_at), norms.most_on(day)
    for (start, end), name in [*pauses_of(day, norms), ((_time(ends), _time(ends)), "")]:
        blocks = list(_blocks(at, min(_minute(start), ends), left, norms.minutes))
        yield from blocks
        left -= sum(block.jp for block in blocks)
        if not left or not name or _minute(end) > ends or _minute(end) <= at:
            if not left or not name:
                return
            continue
        yield Proposed(start, end, SessionKind.BREAK, 0, name)
        at = _minute(end)


def _blocks(at: int, until: int, left: int, minutes: int) -> Iterator[Proposed]:
    jp = min(max(until - at, 0) // minutes, left)
    while jp > 0:
        part = min(jp, MOST_IN_A_BLOCK)
        yield Proposed(_time(at), _time(at + part * minutes), SessionKind.TEACHING, part, TEACHING)
        at, jp = at + part * minutes, jp - part
