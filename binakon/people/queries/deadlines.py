"""The clocks that run for a viewer's offices: late first, then week by week."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from binakon.core import clock, words
from binakon.core.deadlines import Nearness, distance_words, end_of_weeks, nearness
from binakon.core.holidays import is_joint_leave_known
from binakon.core.models import Deadline
from binakon.core.questions import clock_kinds, clock_label
from binakon.people.rules import DESK_ROLES, NOMINATORS, PERSONAL_SUBJECTS, SEERS, Viewer

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
class KindChoice:
    """One kind of clock to narrow the page by."""

    kind: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class DeadlinePage:
    """One page of running clocks."""

    weeks: tuple[Week, ...]
    total: int
    late: int
    kinds: tuple[KindChoice, ...]
    chosen: str
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


def office_codes_of(viewer: Viewer) -> frozenset[str]:
    """The offices whose clocks this viewer watches."""
    return viewer.codes_with(DESK_ROLES)


def running_for(viewer: Viewer, office_code: str = "") -> QuerySet[Deadline]:
    """The running clocks that a viewer's offices watch or must answer; of one office alone when it is named.

    A clock about a person names them: it is there for whoever may see the people of its office, and at the office
    that owes an answer for whoever names people for it.
    """
    codes = office_codes_of(viewer)
    if office_code:
        codes &= {office_code}
    seers, namers = viewer.codes_with(SEERS), viewer.codes_with(SEERS | NOMINATORS)
    personal = Q(subject_type__in=PERSONAL_SUBJECTS)
    concerned = Q(office_code__in=codes) | Q(owner_code__in=codes)
    seen = ~personal | Q(office_code__in=codes & seers) | Q(owner_code__in=codes & namers)
    return Deadline.objects.open().filter(concerned & seen).order_by("due_at", "id")


def deadline_page(viewer: Viewer, *, kind: str, number: str) -> DeadlinePage:
    """Every running clock of the viewer's offices, late ones first; `kind` "" is every kind."""
    moment = clock.now()
    running = running_for(viewer)
    kinds = running.order_by().values_list("kind", flat=True).distinct()
    present = {each.partition(":")[0] for each in kinds}
    known = [pair for pair in clock_kinds() if pair[0] in present]
    chosen = kind if kind in present else ""
    if chosen:
        running = running.filter(Q(kind=chosen) | Q(kind__startswith=f"{chosen}:"))
    page = Paginator(running, A_PAGE).get_page(number)
    codes = office_codes_of(viewer)
    years = {timezone.localdate(row.due_at).year for row in page.object_list}
    return DeadlinePage(
        weeks=tuple(_weeks(page.object_list, codes, moment)),
        total=page.paginator.count,
        late=running.filter(due_at__lt=moment).count(),
        kinds=tuple(KindChoice(name, label, name == chosen) for name, label in known),
        chosen=chosen,
        page=page,
        guessed_years=tuple(sorted(year for year in years if not is_joint_leave_known(year))),
    )


def _weeks(rows: Iterable[Deadline], codes: frozenset[str], moment: datetime) -> Iterable[Week]:
    for label, members in groupby(rows, key=lambda row: week_label(row.due_at, moment)):
        yield Week(label, tuple(_line(row, codes, moment) for row in members))


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


def _line(row: Deadline, codes: frozenset[str], moment: datetime) -> DeadlineLine:
    return DeadlineLine(
        title=row.title,
        kind=clock_label(row.kind),
        when=words.moment(row.due_at),
        distance=distance_words(row.due_at, moment),
        nearness=nearness(row.due_at, moment),
        href=row.path,
        is_owed=row.owner_code in codes and row.office_code not in codes,
    )


def this_week(viewer: Viewer, office_code: str, *, at: datetime | None = None) -> ThisWeek:
    """What is late, what ends by Sunday and what ends within seven days at one office's desk.

    Where the office is, a week is Monday to Sunday; on a Sunday the week alone would hide what is due tomorrow.
    """
    moment = at or clock.now()
    today, sunday = timezone.localdate(moment), end_of_weeks(moment, 0)
    last = today + timedelta(days=7)
    due = running_for(viewer, office_code).filter(due_at__lte=clock.end_of(last))
    rows = list(due[: MOST_IN_BLOCK + 1])
    more = due.count() - MOST_IN_BLOCK if len(rows) > MOST_IN_BLOCK else 0
    codes = office_codes_of(viewer)
    shown = rows[:MOST_IN_BLOCK]
    return ThisWeek(
        lines=tuple(_line(row, codes, moment) for row in shown if row.due_at <= sunday),
        soon=tuple(_line(row, codes, moment) for row in shown if row.due_at > sunday),
        more=more,
        late=due.filter(due_at__lt=moment).count() if rows else 0,
        ends_on=timezone.localdate(sunday),
        soon_ends_on=last,
    )
