"""The clocks that run for a viewer's offices: late first, then week by week."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from binakon.core import clock, words
from binakon.core.deadlines import Nearness, distance_words, end_of_weeks, nearness
from binakon.core.holidays import is_joint_leave_known
from binakon.core.models import Deadline
from binakon.core.questions import clock_kinds, clock_label
from binakon.people.models import Office
from binakon.people.queries.clock_reach import (
    concerning,
    is_told_without_name,
    of_kinds,
    office_codes_of,
    path_for,
    running_for,
)
from binakon.people.rules import Viewer, short_office_name

PATH = "/meja/tenggat/"
A_PAGE = 100
MOST_IN_BLOCK = 8


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """One clock in words."""

    title: str
    kind: str
    when: str
    distance: str
    nearness: Nearness
    href: str
    is_owed: bool

    @property
    def is_late(self) -> bool:
        """Whether its time is over."""
        return self.nearness is Nearness.LATE


@dataclass(frozen=True, slots=True)
class Week:
    """The clocks of one week, or those that are late."""

    label: str
    lines: tuple[DeadlineLine, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value to narrow the page by."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """How the page is narrowed; "" is not. `mine` is what concerns the viewer's roles."""

    kind: str = ""
    office: str = ""
    when: str = ""
    mine: str = ""
    number: str = "1"


@dataclass(frozen=True, slots=True)
class DeadlinePage:
    """One page of running clocks; `query` repeats how it is narrowed."""

    weeks: tuple[Week, ...]
    total: int
    late: int
    kinds: tuple[Choice, ...]
    offices: tuple[Choice, ...]
    whens: tuple[Choice, ...]
    mine: tuple[Choice, ...]
    is_narrowed: bool
    query: str
    page: Page[Deadline]
    guessed_years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ThisWeek:
    """What is late and what ends this week (Monday to Sunday), the most pressing first; then `soon`, the seven days ahead.

    `ends_on` is this week's Sunday, `soon_ends_on` the seventh day from today; `more` further ones stand on their page.
    """

    lines: tuple[DeadlineLine, ...]
    soon: tuple[DeadlineLine, ...]
    more: int
    late: int
    ends_on: date
    soon_ends_on: date


def deadline_page(viewer: Viewer, asked: Asked) -> DeadlinePage:
    """Every running clock that the viewer may see, late ones first; a value that is not there narrows nothing."""
    moment = clock.now()
    running = running_for(viewer)
    kinds, offices = _kinds_in(running, asked), _offices_in(running, asked)
    whens, mine = _whens(asked), _mine(asked)
    chosen = {"jenis": kinds, "kantor": offices, "waktu": whens, "untuk": mine}
    words_of = {name: _value(choices) for name, choices in chosen.items() if _value(choices)}
    if "untuk" in words_of:
        running = concerning(viewer)
    if "jenis" in words_of:
        running = running.filter(of_kinds([words_of["jenis"]]))
    if "kantor" in words_of:
        code = words_of["kantor"]
        running = running.filter(Q(owner_code=code) | Q(owner_code="", office_code=code))
    if "waktu" in words_of:
        running = running.filter(_due(words_of["waktu"], moment))
    page = Paginator(running, A_PAGE).get_page(asked.number)
    years = {timezone.localdate(row.due_at).year for row in page.object_list}
    return DeadlinePage(
        weeks=tuple(_weeks(page.object_list, viewer, moment)),
        total=page.paginator.count,
        late=running.filter(due_at__lt=moment).count(),
        kinds=kinds,
        offices=offices,
        whens=whens,
        mine=mine,
        is_narrowed=bool(words_of),
        query=urlencode(words_of),
        page=page,
        guessed_years=tuple(sorted(year for year in years if not is_joint_leave_known(year))),
    )


def _value(choices: Iterable[Choice]) -> str:
    return next((choice.value for choice in choices if choice.is_chosen), "")


def _kinds_in(running: QuerySet[Deadline], asked: Asked) -> tuple[Choice, ...]:
    kinds = running.order_by().values_list("kind", flat=True).distinct()
    present = {each.partition(":")[0] for each in kinds}
    return tuple(
        Choice(kind, label, kind == asked.kind) for kind, label in clock_kinds() if kind in present
    )


def _offices_in(running: QuerySet[Deadline], asked: Asked) -> tuple[Choice, ...]:
    """The offices that must act: the owner of a clock, else the desk that watches it."""
    pairs = running.order_by().values_list("owner_code", "office_code").distinct()
    codes = {owner or watching for owner, watching in pairs}
    rows = Office.objects.filter(code__in=codes).order_by("code").values_list("code", "name")
    return tuple(Choice(code, short_office_name(name), code == asked.office) for code, name in rows)


def _whens(asked: Asked) -> tuple[Choice, ...]:
    pairs = (
        ("terlambat", _("Terlambat")),
        ("minggu-ini", _("Minggu ini")),
        ("nanti", _("Sesudah minggu ini")),
    )
    return tuple(Choice(value, label, value == asked.when) for value, label in pairs)


def _mine(asked: Asked) -> tuple[Choice, ...]:
    return (Choice("peran", _("Peran saya"), asked.mine == "peran"),)


def _due(when: str, moment: datetime) -> Q:
    sunday = end_of_weeks(moment, 0)
    if when == "terlambat":
        return Q(due_at__lt=moment)
    if when == "minggu-ini":
        return Q(due_at__gte=moment, due_at__lte=sunday)
    return Q(due_at__gt=sunday)


def _weeks(rows: Iterable[Deadline], viewer: Viewer, moment: datetime) -> Iterable[Week]:
    for label, members in groupby(rows, key=lambda row: week_label(row.due_at, moment)):
        yield Week(label, tuple(_line(row, viewer, moment) for row in members))


def week_label(due_at: datetime, moment: datetime) -> str:
    """The week of a due moment as a heading, or that it is late."""
    if due_at < moment:
        return _("Terlambat")
    due, today = _monday(timezone.localdate(due_at)), _monday(timezone.localdate(moment))
    weeks = (due - today).days // 7
    if weeks == 0:
        return _("Minggu ini")
    if weeks == 1:
        return _("Minggu depan")
    last = due + timedelta(days=6)
    first = str(due.day) if due.month == last.month else words.day_of_year(due)
    return _("Minggu %(first)s–%(last)s") % {"first": first, "last": words.day(last)}


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def lines_for(viewer: Viewer, rows: Iterable[Deadline]) -> tuple[DeadlineLine, ...]:
    """Clocks of `running_for` in words, as far as this viewer may be told of each."""
    moment = clock.now()
    return tuple(_line(row, viewer, moment) for row in rows)


def _line(row: Deadline, viewer: Viewer, moment: datetime) -> DeadlineLine:
    codes = office_codes_of(viewer)
    return DeadlineLine(
        title=clock_label(row.kind) if is_told_without_name(row, viewer) else row.title,
        kind=clock_label(row.kind),
        when=words.moment(row.due_at),
        distance=distance_words(row.due_at, moment),
        nearness=nearness(row.due_at, moment),
        href=path_for(row, viewer),
        is_owed=row.owner_code in codes and row.office_code not in codes,
    )


def this_week(viewer: Viewer, office_code: str = "", *, at: datetime | None = None) -> ThisWeek:
    """What is late, what ends by Sunday and what ends within seven days, of what concerns the viewer's roles.

    `office_code` is the desk where it is asked; "" is wherever the viewer stands, for whoever has no desk.

    Where the office is, a week is Monday to Sunday; on a Sunday the week alone would hide what is due tomorrow.
    """
    moment = at or clock.now()
    today, sunday = timezone.localdate(moment), end_of_weeks(moment, 0)
    last = today + timedelta(days=7)
    due = concerning(viewer, office_code).filter(due_at__lte=clock.end_of(last))
    rows = list(due[: MOST_IN_BLOCK + 1])
    more = due.count() - MOST_IN_BLOCK if len(rows) > MOST_IN_BLOCK else 0
    shown = rows[:MOST_IN_BLOCK]
    return ThisWeek(
        lines=tuple(_line(row, viewer, moment) for row in shown if row.due_at <= sunday),
        soon=tuple(_line(row, viewer, moment) for row in shown if row.due_at > sunday),
        more=more,
        late=due.filter(due_at__lt=moment).count() if rows else 0,
        ends_on=timezone.localdate(sunday),
        soon_ends_on=last,
    )
