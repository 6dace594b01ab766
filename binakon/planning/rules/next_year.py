"""Copying a plan into the next year: windows a year later, what must be looked at again."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from binakon.core.calendar import Window, describe, parse_window
from binakon.core.holidays import is_weekend
from binakon.planning.rules.plan_file import ActivityEntry, VersionEntry
from binakon.planning.states import Stage, VersionState

_YEAR = re.compile(r"(?<![0-9])([0-9]{4})")
_LEAP_DAY = re.compile(r"([0-9]{4})-02-29")


def shifted(window: Window, years: int) -> Window:
    """The same time so many years later, as precise as it was stated; 29 February becomes the 28th; an open one waits on."""
    if window.start is None:
        return window
    text = _YEAR.sub(lambda found: f"{int(found[1]) + years:04d}", window.text)
    return parse_window(_LEAP_DAY.sub(_existing, text))


def _existing(found: re.Match[str]) -> str:
    year = int(found[1])
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return found[0] if is_leap else f"{year:04d}-02-28"


def copied_activity(entry: ActivityEntry, years: int) -> ActivityEntry:
    """One activity as the next year's draft states it: its code kept, nothing realised, words about its old time dropped."""
    is_open = entry.window.start is None
    return replace(
        entry,
        window=shifted(entry.window, years),
        window_text=entry.window_text if is_open else "",
        funded_by="",
        realised=None,
        line=None,
        lines={},
    )


def copied_version(entry: VersionEntry, *, dated: date, years: int, note: str) -> VersionEntry:
    """A version as a draft murni so many years later.

    Targets, seats, partners, regions and costs stay; ceilings do not, for the next budget has not given any.
    """
    return replace(
        entry,
        stage=Stage.MURNI.value,
        number=1,
        status=VersionState.DRAFT.value,
        dated=dated,
        ceiling=None,
        ceilings=(),
        note=note,
        document="",
        activities=tuple(copied_activity(each, years) for each in entry.activities),
        line=None,
        lines={},
    )


@dataclass(frozen=True, slots=True)
class ToCheck:
    """One thing of a copied activity that somebody must look at, in one sentence."""

    code: str
    title: str
    kind: str
    sentence: str


def to_check(
    copies: Iterable[ActivityEntry],
    originals: Iterable[ActivityEntry],
    *,
    from_year: int,
    days_off: Mapping[date, object],
) -> list[ToCheck]:
    """What of a copy is still last year's: days that are off now, costs, titles with the old year, open times."""
    known = {entry.code: entry for entry in originals}
    return [
        ToCheck(entry.code, entry.title, kind, sentence)
        for entry in copies
        if entry.code in known
        for kind, sentence in _told(entry, known[entry.code], from_year, days_off)
    ]


def _told(
    copy: ActivityEntry, original: ActivityEntry, from_year: int, days_off: Mapping[date, object]
) -> Iterable[tuple[str, str]]:
    off = [day for day in _days(copy.window) if is_weekend(day) or day in days_off]
    if off:
        sentence = _("%(when)s kena akhir pekan atau hari libur.")
        yield "day_off", sentence % {"when": describe(copy.window)}
    if copy.window.start is None:
        yield "open", _("Waktunya menunggu perubahan anggaran, padahal ini rencana murni.")
    if copy.cost is not None and copy.cost == original.cost:
        yield "cost", _("Biayanya masih biaya %(year)d.") % {"year": from_year}
    if str(from_year) in copy.title:
        yield "title", _("Judulnya masih menyebut %(year)d.") % {"year": from_year}


def _days(window: Window) -> Iterable[date]:
    if not window.is_exact or window.start is None or window.end is None:
        return
    for number in range((window.end - window.start).days + 1):
        yield window.start + timedelta(days=number)
