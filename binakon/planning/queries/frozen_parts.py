"""Which figures a closing freezes: every measure of the registry, whole and in every part that pages open."""

from binakon.core.figures import Figure, figure
from binakon.core.measures import Scope, all_measures
from binakon.planning.queries.year import YearReader, class_part, year_of
from binakon.planning.rules.frozen_year import FrozenFact, kept_rows
from binakon.planning.rules.versions import VersionFact

# These mean nothing as a whole.
ONLY_IN_PARTS = frozenset({"activities_for", "history_target", "history_realised"})
_OF_KINDS = ("activities_planned", "activities_named", "activities_unnamed", "activities_done")
_OF_LINES = ("ceiling", "money_committed", "money_realised", "money_remaining")
_QUARTERS = ("TW1", "TW2", "TW3", "TW4")


def frozen_facts(scope: Scope) -> list[FrozenFact]:
    """Every figure of a year as of the scope's day, counted by the one counting function, in the order of the year."""
    parts = _parts(year_of(scope), scope)
    found = []
    for measure in all_measures():
        own = parts.get(measure.key, [])
        whole = [] if measure.key in ONLY_IN_PARTS else [""]
        found += [_fact(figure(measure.key, scope, part)) for part in (*whole, *own)]
    return found


def _fact(found: Figure) -> FrozenFact:
    measure, counted = found.measure, found.counted
    return FrozenFact(
        measure=measure.key,
        part=found.scope.part,
        services=counted.services,
        people=counted.people,
        rows=kept_rows(measure, counted.rows),
        version=counted.version,
        is_about=counted.is_about,
        note=counted.note,
        label=str(measure.label),
        unit=str(measure.unit),
        definition=str(measure.definition),
        source=str(measure.source),
    )


def _parts(reader: YearReader, scope: Scope) -> dict[str, list[str]]:
    version = reader.in_force_on(scope.as_of)
    kinds = sorted({activity.kind for activity in reader.activities})
    indicators = [target.indicator for target in version.targets] if version else []
    published = {
        a.indicator.key for a in reader.activities if a.indicator and a.realised is not None
    }
    facts = list(dict.fromkeys(fact.part for fact in reader.history))
    codes = _codes(reader, version)
    quarters = [*_QUARTERS, *(f"{code}@{quarter}" for code in codes for quarter in _QUARTERS)]
    return {
        "planned_places": list(dict.fromkeys(indicators)),
        "published": sorted(published),
        "activities_for": list(dict.fromkeys(class_part(each) for each in reader.activities)),
        "history_target": facts,
        "history_realised": facts,
        **dict.fromkeys(_OF_KINDS, kinds),
        **dict.fromkeys(_OF_LINES, codes),
        "money_realised": [*codes, *quarters],
    }


def _codes(reader: YearReader, version: VersionFact | None) -> list[str]:
    given = set(reader.ceilings_of(version.pk)) if version else set()
    promised = {target.sub_activity for target in version.targets} if version else set()
    paid = {row.sub_activity.code for row in reader.realisations}
    return sorted((given | promised | paid) - {""})
