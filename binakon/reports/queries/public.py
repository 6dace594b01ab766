"""What the public reads: the year's promise, its activities, its result so far."""

from dataclasses import dataclass
from datetime import datetime

from binakon.core.calendar import today
from binakon.core.charts import Strip
from binakon.core.figures import Figure, figure
from binakon.core.measures import Scope
from binakon.enrolment.queries.offered import openings_of
from binakon.planning.models import Activity, HistoryFact
from binakon.planning.queries import Region, YearReader, activity, year_of
from binakon.planning.queries.life import LifeStep, life_of
from binakon.planning.rules.versions import VersionFact
from binakon.planning.states import ActivityState
from binakon.reports.queries.charts import promise_strip
from binakon.reports.queries.events import EventCard, card_of, coming, level_words
from binakon.reports.queries.reported import Reported, ReportedFigure, reported, reported_figures


@dataclass(frozen=True, slots=True)
class Promise:
    """The figures that every public page of a year opens with."""

    scope: Scope
    version: VersionFact | None
    total: Figure
    trained: Figure
    facilitated: Figure
    goal: Figure
    gap: Figure
    regions: Figure
    done: Figure

    @property
    def is_about(self) -> bool:
        """Whether the total was published as "about"."""
        return self.total.counted.is_about


@dataclass(frozen=True, slots=True)
class HomePage:
    """The portal's first page: what one may register for now, then what else is coming.

    `true_until` is when the clock alone changes what is open; None where nothing opens or closes.
    """

    promise: Promise
    opened: tuple[EventCard, ...]
    coming: tuple[EventCard, ...]
    has_plan: bool
    levels: str
    strip: Strip | None
    region: str
    is_for_experts: bool
    reported: Reported | None
    true_until: datetime | None


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """One activity for the public."""

    activity: Activity
    card: EventCard
    levels: str
    partners: tuple[str, ...]
    regions: tuple[Region, ...]
    year: int
    when: str
    life: tuple[LifeStep, ...]

    @property
    def region_names(self) -> list[str]:
        """The regions by name."""
        return [region.name for region in self.regions]


@dataclass(frozen=True, slots=True)
class AchievementPage:
    """Promise and result of one year."""

    promise: Promise
    strip: Strip | None
    versions: tuple[VersionFact, ...]
    planned: Figure
    named: Figure
    finished: Figure
    measures: tuple[ReportedFigure, ...]
    reported: Reported | None
    published: tuple[Figure, ...]
    history: tuple[HistoryFact, ...]
    cards: tuple[EventCard, ...]


def promise_of(scope: Scope) -> Promise:
    """The promise of a year, counted once per page."""
    return Promise(
        scope=scope,
        version=year_of(scope).in_force_on(scope.as_of),
        total=figure("planned_places", scope),
        trained=figure("planned_places", scope, "trained"),
        facilitated=figure("planned_places", scope, "facilitated"),
        goal=figure("goal", scope),
        gap=figure("gap", scope),
        regions=figure("regions", scope),
        done=figure("trained", scope),
    )


def home_page(scope: Scope) -> HomePage:
    """The first page; `has_plan` is False before any plan was loaded."""
    reader = year_of(scope)
    levels = sorted({level for found in reader.activities for level in found.levels})
    openings = openings_of(reader.activities)
    opened = openings.by_activity
    others = [found for found in reader.activities if found.pk not in opened]
    promise = promise_of(scope)
    return HomePage(
        promise=promise,
        opened=tuple(
            card_of(found, scope.as_of, opened[found.pk])
            for found in reader.activities
            if found.pk in opened
        ),
        coming=tuple(coming(others, scope.as_of, openings.coming)),
        true_until=openings.changes_at,
        has_plan=reader.programme is not None,
        levels=level_words(levels) if levels else "",
        strip=promise_strip(scope),
        is_for_experts=reader.is_for_experts,
        reported=reported(scope),
        region=reader.programme.office.name.removeprefix("Provinsi ") if reader.programme else "",
    )


def activity_page(slug: str, read: YearReader | None) -> ActivityPage | None:
    """One activity by its address, from a year already read where it stands there; None when there is none."""
    known = {row.slug: row for row in read.activities} if read else {}
    found = known.get(slug) or activity(slug)
    if found is None:
        return None
    programme = found.programme
    reader = read if read and slug in known else YearReader(programme.office.code, programme.year)
    regions = _regions(found, reader)
    return ActivityPage(
        activity=found,
        card=card_of(found, today()),
        levels=level_words(found.levels) if found.levels else "",
        partners=tuple(partner.name for partner in found.partners.all()),
        regions=regions,
        year=found.programme.year,
        when=sentence_case(found.window_words),
        life=life_of(found) if found.state != ActivityState.PLANNED else (),
    )


def sentence_case(text: str) -> str:
    """The first letter large."""
    return text[:1].upper() + text[1:]


def _regions(found: Activity, reader: YearReader) -> tuple[Region, ...]:
    if found.is_all_regions:
        return reader.regions
    if not found.region_codes:
        return ()
    names = {region.code: region for region in reader.regions}
    return tuple(names.get(code, Region(code, code, code)) for code in found.region_codes)


def achievement_page(scope: Scope) -> AchievementPage | None:
    """Promise and result; None when no plan was loaded for the year."""
    reader = year_of(scope)
    if reader.programme is None:
        return None
    keys = {a.indicator.key for a in reader.activities if a.indicator and a.realised is not None}
    measures = reported_figures(scope)
    return AchievementPage(
        promise=promise_of(scope),
        strip=promise_strip(scope),
        versions=reader.versions_on(scope.as_of),
        planned=figure("activities_planned", scope),
        named=figure("activities_named", scope),
        finished=figure("activities_done", scope),
        measures=measures,
        reported=reported(scope, measures),
        published=tuple(figure("published", scope, key) for key in sorted(keys)),
        history=reader.history,
        cards=tuple(card_of(found, scope.as_of) for found in reader.activities),
    )
