"""The page of one opened number."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from binakon.core.calendar import QUARTERS, BadWindow, describe, parse_window
from binakon.core.figures import Figure, figure
from binakon.core.measures import Scope, all_measures
from binakon.people.rules import SEERS, Viewer
from binakon.planning.queries import year_of
from binakon.planning.queries.frozen_year import all_frozen_since, frozen_since
from binakon.planning.rules.frozen_year import FrozenSince
from binakon.planning.rules.versions import VersionFact
from binakon.planning.states import ActivityKind, indicator_label

# The boards of certification show people; what they count may be read by everybody at the desk.
_OF_PEOPLE = "/meja/sertifikasi/"


@dataclass(frozen=True, slots=True)
class OpenedFigure:
    """A figure with the versions it can be measured against and whether its unit is rupiah."""

    figure: Figure
    versions: tuple[VersionFact, ...]
    is_money: bool
    is_counted: bool
    part_label: str
    source: str
    frozen: FrozenSince | None = None


def open_figure(scope: Scope, key: str, words: Mapping[str, str]) -> OpenedFigure | None:
    """One number by its address; None when the measure, the year or the day in the address does not exist."""
    known = {measure.key: measure for measure in all_measures()}
    reader = year_of(scope)
    if key not in known or reader.programme is None:
        return None
    narrowed = scope
    if "per" in words:
        try:
            narrowed = replace(scope, as_of=date.fromisoformat(words["per"]))
        except ValueError:
            return None
    found = figure(key, narrowed, words.get("bagian", ""))
    return OpenedFigure(
        figure=found,
        versions=reader.versions_on(narrowed.as_of),
        is_money=known[key].is_money,
        is_counted=known[key].counter is not None
        and (found.value is not None or not known[key].is_of_people),
        part_label=part_label(narrowed.of(words.get("bagian", "")).part),
        source="" if found.value is None or known[key].is_of_people else reader.programme.source,
        frozen=frozen_since(found),
    )


def for_viewer(page: OpenedFigure, viewer: Viewer) -> OpenedFigure:
    """The same for a viewer of its office: no row leads to a page about people where they may see none."""
    scope = page.figure.scope
    if scope.office in viewer.codes_with(SEERS):
        return page
    counted = page.figure.counted
    rows = tuple(
        replace(row, path="") if row.path.startswith(_OF_PEOPLE) else row for row in counted.rows
    )
    return replace(page, figure=replace(page.figure, counted=replace(counted, rows=rows)))


QUARTER_PARTS = {f"TW{number}": roman for number, roman in enumerate(QUARTERS, start=1)}


def part_label(part: str) -> str:
    """The part of a measure in words: an indicator, a kind of activity, an occupation, a time."""
    if "@" in part:
        return " · ".join(part_label(word) for word in part.split("@"))
    if part in QUARTER_PARTS:
        return _("triwulan %(quarter)s") % {"quarter": QUARTER_PARTS[part]}
    if part in ActivityKind.values:
        return str(ActivityKind(part).label)
    year, colon, indicator = part.partition(":")
    if colon and year.isdigit():
        return f"{year}, {indicator_label(indicator)}"
    return _window_words(part) or indicator_label(part)


def _window_words(part: str) -> str:
    """A time as people write it: 15–17 Desember 2026; "" for whatever is no time."""
    try:
        return describe(parse_window(part))
    except BadWindow:
        return ""


@dataclass(frozen=True, slots=True)
class ListedFigure:
    """A figure of the list; of a closed year with what was reported beside it."""

    figure: Figure
    frozen: FrozenSince | None


def all_figures(scope: Scope) -> list[ListedFigure]:
    """Every measure of the registry in the order of the year, counted."""
    found = [
        figure(measure.key, scope) for measure in all_measures() if measure.key not in NEED_PART
    ]
    frozen = all_frozen_since(scope.office, scope.year, found)
    return [ListedFigure(each, frozen.get(each.measure.key)) for each in found]


# These mean nothing as a whole: they are always asked for one part.
NEED_PART = frozenset({"activities_for", "history_target", "history_realised"})
