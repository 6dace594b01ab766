"""Activities as a reader meets them: a big date, a title, one line, a word for where it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from binakon.core.calendar import Precision
from binakon.enrolment.queries.offered import Opening
from binakon.planning.models import Activity
from binakon.planning.rules.life import Badge, LifeFacts, badge_of, days_late
from binakon.planning.states import ActivityState

_NONE: Mapping[int, Opening] = {}


@dataclass(frozen=True, slots=True)
class EventCard:
    """One activity in a list. `is_open` means its date is approximate and drawn as a stitched line.

    `opening` says until when one may register for it now, or from when; None where nobody may. `plan` is the word of the
    plan that such a card would hide: that it was moved to another time.
    """

    big: str
    small: str
    is_open: bool
    title: str
    href: str
    line: str
    when: str
    badge: Badge
    reason: str
    days_late: int
    opening: Opening | None = None
    plan: Badge | None = None

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return self.href.split("/")[-2]


def card_of(activity: Activity, day: date, opening: Opening | None = None) -> EventCard:
    """The card of one activity as of a day; whether one may register now comes before how it was planned."""
    big, small = _date_words(activity)
    facts = facts_of(activity, day)
    is_moved = opening is not None and activity.state == ActivityState.RESCHEDULED
    return EventCard(
        big=big,
        small=small,
        is_open=not activity.window.is_exact or activity.is_approximate,
        title=activity.title,
        href=f"/kegiatan/{activity.slug}/",
        line=_line(activity),
        when=activity.window_words,
        badge=_opening_badge(opening) if opening else badge_of(facts, day),
        reason=activity.state_reason,
        days_late=days_late(facts, day),
        opening=opening,
        # Its window may be past while its class is still to come: nothing is late then.
        plan=badge_of(facts, activity.ends_on or day) if is_moved else None,
    )


def _opening_badge(opening: Opening) -> Badge:
    if opening.is_coming:
        return Badge(_("Segera dibuka"), "wait")
    return Badge(_("Pendaftaran dibuka"), "go")


def facts_of(activity: Activity, day: date) -> LifeFacts:
    """What the life of an activity is judged on, on a day."""
    return LifeFacts(
        activity.state,
        activity.ends_on,
        activity.is_done,
        activity.is_named,
        activity.waited_on(day),
    )


def coming(
    activities: Iterable[Activity], day: date, openings: Mapping[int, Opening] = _NONE
) -> list[EventCard]:
    """What is still ahead on `day`: not done, not cancelled, its window not past or its class still to come.

    `openings` say what takes registrations, by activity.
    """
    ahead = (ActivityState.PLANNED, ActivityState.RESCHEDULED, ActivityState.POSTPONED)
    found = [
        a
        for a in activities
        if a.state in ahead
        and not a.is_done
        and (a.pk in openings or not (a.ends_on and a.ends_on < day))
    ]
    return [card_of(activity, day, openings.get(activity.pk)) for activity in found]


def late(activities: Iterable[Activity], day: date) -> list[EventCard]:
    """What should be over by `day` while nobody recorded that it took place, the latest first."""
    cards = [card_of(activity, day) for activity in activities]
    return sorted((card for card in cards if card.days_late), key=lambda card: -card.days_late)


def _locale() -> str:
    return "en_GB" if get_language() == "en" else "id"


def _month(day: date) -> str:
    return str(format_date(day, "MMMM", locale=_locale()))


def _date_words(activity: Activity) -> tuple[str, str]:
    window = activity.window
    guess = _("perkiraan")
    if window.start is None or window.end is None:
        return _("Nanti"), _("setelah perubahan")
    year = str(window.start.year)
    match window.precision:
        case Precision.DAY:
            return str(window.start.day), f"{_month(window.start)} {year}"
        case Precision.RANGE if window.start.month == window.end.month:
            return f"{window.start.day}–{window.end.day}", f"{_month(window.start)} {year}"
        case Precision.RANGE:
            return (
                f"{window.start.day}",
                f"{_month(window.start)} – {window.end.day} {_month(window.end)} {year}",
            )
        case Precision.MONTH:
            return _month(window.start), f"{year}, {guess}"
        case Precision.YEAR:
            return year, _("belum pasti")
        case _:
            months = f"{format_date(window.start, 'MMM', locale=_locale())}–{format_date(window.end, 'MMM', locale=_locale())}"
            return months, f"{year}, {guess}"


def _line(activity: Activity) -> str:
    parts = []
    partners = [partner.name for partner in activity.partners.all()]
    if partners:
        parts.append(_("Bersama %(partners)s") % {"partners": ", ".join(partners)})
    if activity.levels:
        parts.append(_("Jenjang %(levels)s") % {"levels": level_words(activity.levels)})
    if activity.seats is not None:
        parts.append(_("%(seats)d kursi") % {"seats": activity.seats})
    if activity.window_text:
        parts.append(activity.window_text)
    return " · ".join(parts)


def level_words(levels: list[int]) -> str:
    """7–9 for a run of levels, else a list."""
    ordered = sorted(levels)
    is_run = len(ordered) > 1 and ordered == list(range(ordered[0], ordered[-1] + 1))
    return f"{ordered[0]}–{ordered[-1]}" if is_run else ", ".join(str(level) for level in ordered)
