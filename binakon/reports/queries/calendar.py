"""The year by month: days with their holidays and activities, windows that are only guesses, clashes."""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from babel.dates import get_day_names, get_month_names
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from binakon.core.calendar import Precision
from binakon.core.holidays import Holiday, is_joint_leave_known, is_weekend
from binakon.core.measures import Scope
from binakon.planning.models import Activity
from binakon.planning.queries import year_of
from binakon.planning.rules.clashes import Clash, DaysOff
from binakon.planning.rules.life import Badge, badge_of
from binakon.planning.states import ActivityState
from binakon.reports.queries.clashes import clashes_of, days_off_of
from binakon.reports.queries.events import facts_of

WEEKS = Calendar(firstweekday=0)
SHOWN_CLASHES = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """One activity in the calendar. `shape` is done, exact, stitched, any, waiting or off (cancelled)."""

    activity: Activity
    shape: str
    badge: Badge

    @property
    def title(self) -> str:
        """What it is."""
        return self.activity.title

    @property
    def href(self) -> str:
        """Its page."""
        return f"/kegiatan/{self.activity.slug}/"

    @property
    def when(self) -> str:
        """When, in words."""
        return self.activity.window_words

    @property
    def is_guess(self) -> bool:
        """Whether its time is approximate."""
        return not self.activity.window.is_exact or self.activity.is_approximate


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of a month's grid, with the activities that are fixed on it."""

    day: date
    holiday: Holiday | None
    entries: tuple[Entry, ...]
    is_today: bool

    @property
    def is_off(self) -> bool:
        """Whether offices are closed."""
        return self.holiday is not None or is_weekend(self.day)

    @property
    def shape(self) -> str:
        """How the day is drawn: "" when nothing is fixed on it, done when everything on it took place, else exact."""
        if not self.entries:
            return ""
        return "done" if all(entry.shape == "done" for entry in self.entries) else "exact"

    @property
    def mark(self) -> str:
        """The short word that stands under the number of a holiday."""
        if self.holiday is None:
            return ""
        return _("cuti") if self.holiday.is_joint_leave else _("libur")


@dataclass(frozen=True, slots=True)
class MonthPart:
    """One month: its weeks (None outside it), its holidays, and the activities that it holds or may hold."""

    number: int
    name: str
    weeks: tuple[tuple[DayCell | None, ...], ...]
    holidays: tuple[Holiday, ...]
    entries: tuple[Entry, ...]
    is_now: bool


@dataclass(frozen=True, slots=True)
class ClashLine:
    """A clash with the activities it is about."""

    clash: Clash
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """The year at a glance. `weekdays` are (short, long) from Monday; `more_clashes` open on demand."""

    scope: Scope
    weekdays: tuple[tuple[str, str], ...]
    months: tuple[MonthPart, ...]
    clashes: tuple[ClashLine, ...]
    more_clashes: tuple[ClashLine, ...]
    waiting: tuple[Entry, ...]
    any_time: tuple[Entry, ...]
    has_activities: bool
    is_leave_known: bool


def calendar_page(scope: Scope) -> CalendarPage | None:
    """The calendar of a year; None when no plan was loaded for it."""
    reader = year_of(scope)
    if reader.programme is None:
        return None
    entries = tuple(_entry(activity, scope.as_of) for activity in reader.activities)
    by_code = {entry.activity.code: entry for entry in entries}
    placed = [entry for entry in entries if not _is_any_time(entry) and entry.activity.starts_on]
    lines = [
        ClashLine(clash, tuple(by_code[code] for code in clash.codes))
        for clash in clashes_of(scope)
    ]
    return CalendarPage(
        scope=scope,
        weekdays=_weekdays(),
        months=tuple(_months(scope, placed)),
        clashes=tuple(lines[:SHOWN_CLASHES]),
        more_clashes=tuple(lines[SHOWN_CLASHES:]),
        waiting=tuple(entry for entry in entries if entry.activity.starts_on is None),
        any_time=tuple(entry for entry in entries if _is_any_time(entry)),
        has_activities=bool(entries),
        is_leave_known=is_joint_leave_known(scope.year),
    )


def _entry(activity: Activity, day: date) -> Entry:
    return Entry(activity, _shape(activity), badge_of(facts_of(activity, day), day))


def _shape(activity: Activity) -> str:
    if activity.state == ActivityState.CANCELLED:
        return "off"
    if activity.is_done or activity.state == ActivityState.HELD:
        return "done"
    if activity.starts_on is None:
        return "waiting"
    if activity.precision == Precision.YEAR:
        return "any"
    return "exact" if activity.window.is_exact and not activity.is_approximate else "stitched"


def _is_any_time(entry: Entry) -> bool:
    return entry.activity.precision == Precision.YEAR


def _weekdays() -> tuple[tuple[str, str], ...]:
    locale = _locale()
    short, long = get_day_names("abbreviated", locale=locale), get_day_names("wide", locale=locale)
    return tuple((short[number], long[number]) for number in range(7))


def _locale() -> str:
    return "en_GB" if get_language() == "en" else "id"


def _months(scope: Scope, placed: list[Entry]) -> Iterable[MonthPart]:
    names = get_month_names("wide", "stand-alone", locale=_locale())
    days_off = days_off_of(scope.year)
    on_days = _by_day(placed)
    for number in range(1, 13):
        weeks = tuple(
            tuple(
                _cell(day, scope, days_off, on_days) if day.month == number else None
                for day in week
            )
            for week in WEEKS.monthdatescalendar(scope.year, number)
        )
        first = date(scope.year, number, 1)
        yield MonthPart(
            number=number,
            name=names[number],
            weeks=weeks,
            holidays=tuple(
                cell.holiday for week in weeks for cell in week if cell and cell.holiday
            ),
            entries=tuple(entry for entry in placed if _touches(entry, first)),
            is_now=scope.as_of.replace(day=1) == first,
        )


def _cell(day: date, scope: Scope, days_off: DaysOff, on_days: dict[date, list[Entry]]) -> DayCell:
    return DayCell(day, days_off.get(day), tuple(on_days.get(day, ())), day == scope.as_of)


def _by_day(placed: list[Entry]) -> dict[date, list[Entry]]:
    """The fixed activities on each of their days; what was cancelled holds no day."""
    found: dict[date, list[Entry]] = {}
    for entry in placed:
        start, end = entry.activity.starts_on, entry.activity.ends_on
        if entry.is_guess or entry.shape == "off" or start is None or end is None:
            continue
        for number in range(start.toordinal(), end.toordinal() + 1):
            found.setdefault(date.fromordinal(number), []).append(entry)
    return found


def _touches(entry: Entry, first: date) -> bool:
    """Whether the window holds a day of the month that begins on `first`."""
    start, end = entry.activity.starts_on, entry.activity.ends_on
    return start is not None and end is not None and start.replace(day=1) <= first <= end
