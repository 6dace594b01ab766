"""All years of an office side by side, per indicator: what was promised, what was reached, and from where each is known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.charts import BarChart, Column
from binakon.core.figures import Figure
from binakon.core.measures import Counted, Scope, all_measures, count, measure
from binakon.people.models import Office
from binakon.people.rules import Viewer, can_plan, can_see_desk
from binakon.planning.models import HistoryFact, Indicator, ProgrammeYear
from binakon.planning.queries.closing import TONES
from binakon.planning.queries.frozen_year import newest_closing, totals_of
from binakon.planning.queries.year import YearReader
from binakon.planning.rules.versions import VersionFact
from binakon.planning.rules.year_totals import OWN_SOURCE, Total
from binakon.planning.states import FROZEN_STATES, Stage, YearState, indicator_label


@dataclass(frozen=True, slots=True)
class YearRow:
    """One programme year in the list."""

    programme: ProgrammeYear
    tone: str
    closed_on: date | None
    has_next: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A number that opens; None is unknown, never 0."""

    value: int | None
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """One year of one indicator, with where its figures come from and how its result is counted."""

    year: int
    murni: Cell | None
    perubahan: Cell | None
    realised: Cell
    origin: str
    counted_as: str
    is_running: bool = False
    published: Cell | None = None

    @property
    def target(self) -> Cell | None:
        """The last promise of the year; of a year without a plan here, the target that was published."""
        return self.perubahan or self.murni or self.published


@dataclass(frozen=True, slots=True)
class IndicatorYears:
    """One indicator over the years in its own unit; indicators and units are never added."""

    key: str
    label: str
    unit: str
    lines: tuple[Line, ...]
    chart: BarChart
    definitions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class YearsPage:
    """The years of one office, the newest first, and what they promised and reached."""

    office: Office
    years: tuple[YearRow, ...]
    indicators: tuple[IndicatorYears, ...]
    may_plan: bool


def years_page(viewer: Viewer, office: Office, day: date) -> YearsPage | None:
    """The years of an office for a viewer with a desk role there; None otherwise."""
    if not can_see_desk(viewer, office.code):
        return None
    rows = list(
        ProgrammeYear.objects.filter(office=office).select_related("office").order_by("-year")
    )
    known = {row.year for row in rows}
    found: dict[str, list[Line]] = {}
    for row in reversed(rows):
        for key, line in _year_lines(row, day):
            found.setdefault(key, []).append(line)
    for key, line in _published_lines(rows, day):
        found.setdefault(key, []).append(line)
    return YearsPage(
        office=office,
        years=tuple(_row(row, known) for row in rows),
        indicators=tuple(_indicator(key, lines) for key, lines in found.items()),
        may_plan=can_plan(viewer, office.code),
    )


def _row(programme: ProgrammeYear, known: set[int]) -> YearRow:
    closing = newest_closing(programme.pk)
    return YearRow(
        programme,
        TONES[YearState(programme.state)],
        closing.as_of if closing else None,
        programme.year + 1 in known,
    )


def _year_lines(programme: ProgrammeYear, day: date) -> Iterator[tuple[str, Line]]:
    """What Binakon itself knows of a year: frozen where it is closed, counted today where it runs."""
    reader = YearReader(programme.office.code, programme.year)
    scope = Scope(programme.office.code, programme.year, day)
    scope.memo[f"year:{scope.office}:{scope.year}"] = reader
    closing = newest_closing(programme.pk)
    frozen = {total.indicator: total for total in totals_of(closing)} if closing else {}
    versions = [version for version in reader.versions_on(day) if version.is_budget]
    murni = _last(versions, Stage.MURNI)
    perubahan = _last(versions, Stage.PERUBAHAN) or _last(versions, Stage.PERGESERAN)
    for key in _indicators(murni, perubahan):
        total = frozen.get(key) or _running(scope, key)
        origin = (
            _("dibekukan %(day)s") % {"day": words.day(closing.as_of)}
            if closing
            else _("dihitung %(day)s, tahun belum ditutup") % {"day": words.day(day)}
        )
        yield (
            key,
            Line(
                programme.year,
                _promise(murni, key, scope),
                _promise(perubahan, key, scope),
                Cell(total.realised, _href(_measure_of(key), scope, _part_of(key))),
                origin,
                total.counted_as,
                is_running=closing is None,
            ),
        )


def _last(versions: Iterable[VersionFact], stage: Stage) -> VersionFact | None:
    found = [
        version for version in versions if version.stage == stage and version.state in FROZEN_STATES
    ]
    return found[-1] if found else None


def _indicators(*versions: VersionFact | None) -> list[str]:
    return list(
        dict.fromkeys(
            target.indicator
            for version in versions
            if version is not None
            for target in version.targets
            if target.people is not None
        )
    )


def _promise(version: VersionFact | None, key: str, scope: Scope) -> Cell | None:
    if version is None:
        return None
    people = [t.people for t in version.targets if t.indicator == key and t.people is not None]
    promised = Scope(scope.office, scope.year, version.dated, key)
    return Cell(sum(people) if people else None, _href("planned_places", promised, key))


def _running(scope: Scope, key: str) -> Total:
    """What is counted of a running year, as the totals of a closed one would say it."""
    name, part = _measure_of(key), _part_of(key)
    found = count(name, scope.of(part))
    if found.services is None and name != "published":
        published = count("published", scope.of(key))
        found = published if published.services is not None else found
    return Total(key, None, found.services, found.note, str(measure(name).definition), found.note)


def _measure_of(key: str) -> str:
    """The measure of an indicator's own name; else what the office published of it."""
    return key if key in {each.key for each in all_measures()} else "published"


def _part_of(key: str) -> str:
    return "" if _measure_of(key) == key else key


def _href(key: str, scope: Scope, part: str) -> str:
    return Figure(measure(key), scope.of(part), Counted()).desk_href


def _published_lines(rows: list[ProgrammeYear], day: date) -> Iterator[tuple[str, Line]]:
    """Figures that the office published itself, each once, as the newest year knows them."""
    facts = HistoryFact.objects.filter(programme__in=rows).exclude(source__startswith=OWN_SOURCE)
    told: set[tuple[int, str, int | None, int | None]] = set()
    for fact in facts.select_related("programme__office").order_by("-programme__year", "year"):
        same = (fact.year, fact.indicator, fact.target, fact.realised)
        if same in told:
            continue
        told.add(same)
        scope = Scope(fact.programme.office.code, fact.programme.year, day)
        promised = Cell(fact.target, _href("history_target", scope, fact.part))
        yield (
            fact.indicator,
            Line(
                fact.year,
                None,
                None,
                Cell(fact.realised, _href("history_realised", scope, fact.part)),
                _("diumumkan: %(source)s") % {"source": fact.source or words.unknown()},
                _("seperti diumumkan sumbernya"),
                published=promised if fact.target is not None else None,
            ),
        )


def _indicator(key: str, lines: list[Line]) -> IndicatorYears:
    ordered = tuple(sorted(lines, key=lambda line: line.year))
    found = Indicator.objects.filter(key=key).first()
    label = found.label if found else indicator_label(key)
    ways: dict[str, list[str]] = {}
    for line in ordered:
        if line.realised.value is not None and line.counted_as:
            ways.setdefault(line.counted_as, []).append(str(line.year))
    told = tuple((words.joined(years), way) for way, years in ways.items())
    return IndicatorYears(
        key=key,
        label=label,
        unit=found.unit if found else _("layanan"),
        lines=tuple(reversed(ordered)),
        chart=_chart(label, ordered),
        definitions=told if len(told) > 1 else (),
    )


def _chart(label: str, lines: tuple[Line, ...]) -> BarChart:
    columns = tuple(
        Column(
            str(line.year),
            line.target.value if line.target else None,
            line.realised.value,
            line.target.href if line.target else line.realised.href,
            line.realised.href,
            is_running=line.is_running,
        )
        for line in lines
    )
    spoken = "; ".join(
        f"{column.label}: {_('janji')} {words.number(column.plan)}, {_('hasil')} {words.number(column.done)}"
        for column in columns
    )
    return BarChart(
        label[:1].upper() + label[1:],
        _(
            "Kotak bergaris adalah janji versi terakhir, kotak penuh hasilnya. Tahun yang berjalan berwarna muda."
        ),
        spoken,
        columns,
        (_("Tahun"), _("Janji"), _("Hasil")),
    )
