"""Where the activities of a year are in each other's way, or in the way of the calendar."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.calendar import Precision, Window, describe
from binakon.core.holidays import Holiday, is_weekend
from binakon.core.problems import Problem
from binakon.planning.states import ActivityState

AHEAD = frozenset({ActivityState.PLANNED, ActivityState.RESCHEDULED, ActivityState.POSTPONED})
ONE_DAY = timedelta(days=1)


class ClashKind(StrEnum):
    """What is in the way."""

    PARTNER = "partner"
    REGIONS = "regions"
    DAY_OFF = "day_off"
    YEAR_END = "year_end"
    CROWDED = "crowded"


@dataclass(frozen=True, slots=True)
class ActivityFact:
    """What is known of an activity. `partners` are the organisations that teach or host it.

    `is_all_regions` means that every kabupaten and kota of the province is invited.
    """

    code: str
    title: str
    window: Window
    is_approximate: bool = False
    state: str = ActivityState.PLANNED
    partners: tuple[str, ...] = ()
    region_codes: tuple[str, ...] = ()
    is_all_regions: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether its days are fixed, not a guess."""
        return self.window.is_exact and not self.is_approximate


@dataclass(frozen=True, slots=True)
class Limits:
    """What an office holds for safe: the last month and day whose bills are still paid, and activities a month."""

    last_safe_day: tuple[int, int] = (12, 15)
    most_in_a_month: int = 4


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing in the way, in one sentence with the next step.

    `is_sure` is False where a window is approximate or a holiday estimated; `codes` are the activities involved.
    """

    kind: ClashKind
    sentence: str
    codes: tuple[str, ...]
    is_sure: bool

    @property
    def problem(self) -> Problem:
        """The same as a warning; a clash never stops a write."""
        return Problem(f"clash_{self.kind}", self.sentence, blocks=False)


DaysOff = Mapping[date, Holiday]
USUAL = Limits()


@dataclass(frozen=True, slots=True)
class _Placed:
    """An activity with a known window: its first and last day, and the days that it may take."""

    fact: ActivityFact
    start: date
    end: date
    days: frozenset[date]

    @property
    def when(self) -> str:
        if self.fact.is_dated:
            return describe(self.fact.window)
        return _("perkiraan %(when)s") % {"when": describe(self.fact.window)}

    @property
    def named(self) -> str:
        return _("“%(title)s” (%(when)s)") % {"title": self.fact.title, "when": self.when}


def clashes_in(
    activities: Iterable[ActivityFact], days_off: DaysOff, limits: Limits = USUAL
) -> list[Clash]:
    """Every clash of the activities still ahead, sure ones first; the same in whatever order they are given.

    An approximate window clashes only where it has no working day left to avoid the other.
    """
    placed = sorted(
        (place for fact in activities if fact.state in AHEAD for place in _place(fact, days_off)),
        key=lambda place: (place.start, place.end, place.fact.code),
    )
    found = [
        *(clash for pair in combinations(placed, 2) for clash in _pair_clashes(*pair)),
        *(clash for place in placed for clash in _day_off_clashes(place, days_off)),
        *(clash for place in placed for clash in _year_end_clashes(place, limits)),
        *_crowded_clashes(placed, limits),
    ]
    return sorted(found, key=lambda clash: not clash.is_sure)


def _place(fact: ActivityFact, days_off: DaysOff) -> Iterator[_Placed]:
    start, end = fact.window.start, fact.window.end
    if start is None or end is None:
        return
    days = _stretch(start, end)
    if not fact.is_dated:
        # A guess will settle on a working day where it has one.
        days = [day for day in days if _works(day, days_off)] or days
    yield _Placed(fact, start, end, frozenset(days))


def _stretch(start: date, end: date) -> list[date]:
    return [start + timedelta(days=number) for number in range((end - start).days + 1)]


def _works(day: date, days_off: DaysOff) -> bool:
    return not is_weekend(day) and day not in days_off


def _cannot_avoid(one: _Placed, other: _Placed) -> bool:
    """Whether both must share a day, whatever days the approximate ones settle on."""
    match one.fact.is_dated, other.fact.is_dated:
        case True, True:
            return one.start <= other.end and other.start <= one.end
        case True, False:
            return other.days <= one.days
        case False, True:
            return one.days <= other.days
        case _:
            return len(one.days | other.days) == 1


def _pair_clashes(one: _Placed, other: _Placed) -> Iterator[Clash]:
    shared = [name for name in one.fact.partners if name in other.fact.partners]
    is_same_regions = _share_regions(one.fact, other.fact)
    if not (shared or is_same_regions) or not _cannot_avoid(one, other):
        return
    codes = (one.fact.code, other.fact.code)
    is_sure = one.fact.is_dated and other.fact.is_dated
    told = {"one": one.named, "other": other.named, "step": _step_apart(is_sure=is_sure)}
    if shared:
        sentence = _(
            "%(partners)s terlibat dalam dua kegiatan pada waktu yang sama: %(one)s dan %(other)s. %(step)s"
        ) % {**told, "partners": words.joined(sorted(shared))}
        yield Clash(ClashKind.PARTNER, sentence, codes, is_sure)
    if is_same_regions:
        sentence = (
            _(
                "Petugas kabupaten/kota yang sama diundang ke dua kegiatan pada hari yang sama: %(one)s dan %(other)s. %(step)s"
            )
            % told
        )
        yield Clash(ClashKind.REGIONS, sentence, codes, is_sure)


def _step_apart(*, is_sure: bool) -> str:
    if is_sure:
        return _("Geser salah satunya.")
    return _("Tetapkan tanggal yang masih perkiraan di luar hari itu.")


def _share_regions(one: ActivityFact, other: ActivityFact) -> bool:
    if one.is_all_regions:
        return other.is_all_regions or bool(other.region_codes)
    if other.is_all_regions:
        return bool(one.region_codes)
    return bool(set(one.region_codes) & set(other.region_codes))


def _day_off_clashes(place: _Placed, days_off: DaysOff) -> Iterator[Clash]:
    if not place.fact.is_dated:
        if any(_works(day, days_off) for day in place.days):
            return
        sentence = _(
            "%(one)s tidak punya satu pun hari kerja. Perpanjang waktunya, atau pindahkan ke %(next)s."
        )
        yield _day_off(place, sentence, {"next": _next_working(place.end, days_off)}, is_sure=False)
        return
    found = [
        day for day in _stretch(place.start, place.end) if _is_in_the_way(day, place, days_off)
    ]
    if found:
        told = {
            "days": words.joined([_day_off_words(day, days_off) for day in found]),
            "next": _next_working(place.end, days_off),
        }
        sentence = _(
            "%(one)s jatuh pada hari libur: %(days)s. Pindahkan ke hari kerja, misalnya mulai %(next)s."
        )
        yield _day_off(
            place, sentence, told, is_sure=not all(_may_move(d, days_off) for d in found)
        )


def _day_off(place: _Placed, sentence: str, told: dict[str, str], *, is_sure: bool) -> Clash:
    said = sentence % {"one": place.named, **told}
    return Clash(ClashKind.DAY_OFF, said, (place.fact.code,), is_sure)


def _is_in_the_way(day: date, place: _Placed, days_off: DaysOff) -> bool:
    """A holiday always; a weekend where the activity begins or ends, since a longer one pauses over it."""
    return day in days_off or (is_weekend(day) and day in (place.start, place.end))


def _may_move(day: date, days_off: DaysOff) -> bool:
    holiday = days_off.get(day)
    return holiday is not None and holiday.is_estimated and not is_weekend(day)


def _day_off_words(day: date, days_off: DaysOff) -> str:
    holiday = days_off.get(day)
    why = holiday.label if holiday else words.weekday(day)
    if holiday and holiday.is_estimated:
        why = _("%(holiday)s, perkiraan") % {"holiday": why}
    return f"{words.day_of_year(day)} ({why})"


def _next_working(day: date, days_off: DaysOff) -> str:
    day += ONE_DAY
    while not _works(day, days_off):
        day += ONE_DAY
    return words.weekday_and_day(day)


def _year_end_clashes(place: _Placed, limits: Limits) -> Iterator[Clash]:
    """An activity of "any time this year" states no end, so nothing is said of it."""
    last = date(place.end.year, *limits.last_safe_day)
    if place.end <= last or place.fact.window.precision is Precision.YEAR:
        return
    if place.fact.is_dated or place.start > last:
        sentence = _(
            "%(one)s berakhir setelah %(last)s, batas aman agar pembayaran selesai dalam tahun anggaran. Majukan jadwalnya."
        )
    else:
        sentence = _(
            "%(one)s bisa berakhir setelah %(last)s, batas aman agar pembayaran selesai dalam tahun anggaran. Tetapkan tanggalnya sebelum batas itu."
        )
    said = sentence % {"one": place.named, "last": words.day(last)}
    yield Clash(ClashKind.YEAR_END, said, (place.fact.code,), place.fact.is_dated)


def _crowded_clashes(placed: list[_Placed], limits: Limits) -> Iterator[Clash]:
    """Months that hold more than the limit; a window of several months can still avoid one of them."""
    months: dict[date, list[_Placed]] = {}
    for place in placed:
        for month in _months_taken(place):
            months.setdefault(month, []).append(place)
    for month, held in sorted(months.items()):
        if len(held) <= limits.most_in_a_month:
            continue
        sentence = _(
            "%(month)s memuat %(count)d kegiatan, lebih dari %(most)d. Pindahkan sebagian ke bulan lain."
        ) % {"month": words.month(month), "count": len(held), "most": limits.most_in_a_month}
        dated = sum(place.fact.is_dated for place in held)
        codes = tuple(place.fact.code for place in held)
        yield Clash(ClashKind.CROWDED, sentence, codes, dated > limits.most_in_a_month)


def _months_taken(place: _Placed) -> list[date]:
    months = sorted({day.replace(day=1) for day in _stretch(place.start, place.end)})
    return months if place.fact.is_dated or len(months) == 1 else []
