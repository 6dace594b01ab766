"""The catalogue of a year: what was asked for, what that finds, what else could be asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from babel.dates import format_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from binakon.core.measures import Scope
from binakon.enrolment.queries.offered import Opening, openings_of
from binakon.planning.models import Activity
from binakon.planning.queries import year_of
from binakon.planning.rules.life import badge_of
from binakon.planning.states import ActivityState
from binakon.portal.rules.catalogue import (
    AFTER,
    ANY_TIME,
    NAMES,
    PER_PAGE,
    Asked,
    Chip,
    Choice,
    Listed,
    ask,
    choices,
    found_by,
    month_key,
    total_words,
)
from binakon.reports.queries.events import EventCard, card_of, facts_of

MOST_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Filter:
    """One field of the filter bar."""

    name: str
    label: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One page of the catalogue."""

    scope: Scope
    asked: Asked
    filters: list[Filter]
    chips: list[Chip]
    cards: tuple[EventCard, ...]
    activities: tuple[Activity, ...]
    total: str
    count: int
    everything: int
    page: int
    pages: int

    @property
    def query(self) -> str:
        """The query that asks for the same."""
        return _query(self.asked.asking()) if self.asked.asking() else ""

    @property
    def previous(self) -> str:
        """The query of the page before; "" on the first."""
        return (_query(self.asked.asking(page=self.page - 1))) if self.page > 1 else ""

    @property
    def following(self) -> str:
        """The query of the next page; "" on the last."""
        return _query(self.asked.asking(page=self.page + 1)) if self.page < self.pages else ""


def catalogue(scope: Scope, words: Mapping[str, str]) -> Catalogue:
    """The activities of the year that the query of an address asks for."""
    activities = year_of(scope).activities
    openings = openings_of(activities)
    told = {**openings.coming, **openings.by_activity}
    listed = [
        _listed(number, activity, scope, told.get(activity.pk))
        for number, activity in enumerate(activities)
    ]
    asked = ask(words, listed)
    found = found_by(asked, listed)
    pages = max(1, -(-len(found) // PER_PAGE))
    page = min(max(asked.page, 1), pages)
    shown = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    labels = _labels(listed, scope)
    on_page = [activities[each.number] for each in shown]
    return Catalogue(
        scope=scope,
        asked=asked,
        filters=[
            Filter(name, str(label), choices(name, asked, listed, labels[name].__getitem__))
            for name, label in NAMES.items()
        ],
        chips=_chips(asked, labels),
        cards=tuple(card_of(found, scope.as_of, told.get(found.pk)) for found in on_page),
        activities=tuple(activities[each.number] for each in found),
        total=total_words(len(found), len(listed)),
        count=len(found),
        everything=len(listed),
        page=page,
        pages=pages,
    )


def _listed(number: int, activity: Activity, scope: Scope, opening: Opening | None) -> Listed:
    partners = " ".join(partner.name for partner in activity.partners.all())
    badge = badge_of(facts_of(activity, scope.as_of), scope.as_of)
    regions = (
        tuple(region.code for region in year_of(scope).regions)
        if activity.is_all_regions
        else tuple(activity.region_codes)
    )
    return Listed(
        number=number,
        kind=activity.kind,
        kind_label=str(activity.get_kind_display()),
        months=_months(activity),
        occupation=activity.occupation,
        regions=regions,
        states=(*_opening_states(opening), _state(activity)),
        state_label=badge.text,
        words=f"{activity.title} {activity.occupation} {partners}".casefold(),
    )


def _opening_states(opening: Opening | None) -> tuple[str, ...]:
    """That one may register, before how it was planned."""
    if opening is None:
        return ()
    return ("segera-dibuka",) if opening.is_coming else ("pendaftaran-dibuka",)


def _state(activity: Activity) -> str:
    if activity.is_done or activity.state in {ActivityState.HELD, ActivityState.CLOSED}:
        return "terlaksana"
    if activity.waits_for_perubahan:
        return "menunggu-perubahan"
    return {
        ActivityState.CANCELLED.value: "dibatalkan",
        ActivityState.POSTPONED.value: "ditunda",
        ActivityState.RESCHEDULED.value: "dijadwalkan-ulang",
    }.get(activity.state, "direncanakan")


def _months(activity: Activity) -> tuple[str, ...]:
    """The months of its window; one that may be any time of the year is that, not twelve months."""
    start, end = activity.starts_on, activity.ends_on
    if start is None or end is None:
        return (AFTER,)
    count = (end.year - start.year) * 12 + end.month - start.month + 1
    if count > MOST_MONTHS:
        return (ANY_TIME,)
    return tuple(
        month_key(
            date(start.year + (start.month + step - 1) // 12, (start.month + step - 1) % 12 + 1, 1)
        )
        for step in range(count)
    )


def _labels(listed: list[Listed], scope: Scope) -> dict[str, dict[str, str]]:
    regions = {region.code: region.name for region in year_of(scope).regions}
    months = {month for each in listed for month in each.months}
    states = {
        "pendaftaran-dibuka": _("Pendaftaran dibuka"),
        "segera-dibuka": _("Segera dibuka"),
        "direncanakan": _("Direncanakan"),
        "terlaksana": _("Terlaksana"),
        "ditunda": _("Ditunda"),
        "dibatalkan": _("Dibatalkan"),
        "dijadwalkan-ulang": _("Dijadwalkan ulang"),
        "menunggu-perubahan": _("Menunggu perubahan"),
    }
    return {
        "jenis": {each.kind: each.kind_label for each in listed},
        "bulan": {month: _month(month) for month in months},
        "jabatan": {each.occupation: each.occupation for each in listed},
        "wilayah": {code: regions.get(code, code) for each in listed for code in each.regions},
        "keadaan": states,
    }


def _month(key: str) -> str:
    if key == AFTER:
        return _("Setelah perubahan")
    if key == ANY_TIME:
        return _("Kapan saja")
    locale = "en_GB" if get_language() == "en" else "id"
    return str(format_date(date.fromisoformat(f"{key}-01"), "MMMM y", locale=locale))


def _chips(asked: Asked, labels: dict[str, dict[str, str]]) -> list[Chip]:
    found = [
        Chip(f"{NAMES[name]}: {labels[name].get(value, value)}", _query(asked.asking(without=name)))
        for name, value in asked.chosen.items()
    ]
    if asked.search:
        found.append(Chip(f"“{asked.search}”", _query(asked.asking(without="cari"))))
    return found


def _query(words: dict[str, str]) -> str:
    return f"?{urlencode(words)}"
