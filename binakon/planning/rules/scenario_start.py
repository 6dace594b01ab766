"""What a scenario begins with: the classes and figures of a plan version, nothing that nobody has said."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from binakon.planning.rules.plan_file import ActivityEntry, VersionEntry
from binakon.planning.rules.scenarios.checks import price_name
from binakon.planning.rules.scenarios.facts import (
    Assumption,
    Candidate,
    Ceiling,
    Goal,
    Indicator,
    Question,
    Rupiah,
    price_key,
)

CODES = {
    Indicator.TRAINED: "1.03.11.1.01.0011",
    Indicator.FACILITATED: "1.03.11.1.01.0014",
}
AFTER = "after-perubahan"
# A size that the plan does not tell is 0, "belum diisi", and must be said before anything is computed.
LEAST, UNKNOWN = 1, 0


def empty_question(
    year: int, asked_on: date, regions: tuple[str, ...], goal: int | None = None
) -> Question:
    """A question without candidates: finished by 15 December, three days of the perubahan to be tried, prices asked for."""
    return Question(
        year=year,
        asked_on=asked_on,
        finish_by=date(year, 12, 15),
        candidates=(),
        regions=regions,
        goals=(Goal(goal),) if goal else (),
        cuts=(10,),
        change_days=(date(year, 9, 1), date(year, 10, 1), date(year, 11, 2)),
        curve_points=12,
    )


def question_from(
    question: Question, version: VersionEntry, label: str, waiting: Iterable[ActivityEntry] = ()
) -> Question:
    """The question with the classes of a version and what waits outside it, its ceilings, and no price that it lacks."""
    entries = {entry.code: entry for entry in (*version.activities, *waiting)}
    found = tuple(
        candidate_of(entry, question) for entry in entries.values() if entry.indicator in CODES
    )
    ceilings = [Ceiling(part.sub_activity, part.ceiling, label) for part in version.ceilings]
    if version.ceiling is not None:
        ceilings.insert(0, Ceiling("", version.ceiling, label))
    return replace(question, candidates=found, ceilings=tuple(ceilings))


def as_it_stands(
    entry: ActivityEntry, standing: ActivityEntry | None, seats: int | None
) -> ActivityEntry:
    """What a version says of an activity, on the days on which it stands by now, with the seats that it has by now."""
    if standing is None:
        return entry
    known = standing.seats if standing.seats is not None else seats
    return replace(
        entry,
        window=standing.window,
        window_text=standing.window_text,
        is_approximate=standing.is_approximate,
        seats=entry.seats if known is None else known,
    )


def candidate_of(entry: ActivityEntry, question: Question) -> Candidate:
    """An activity of the plan as a candidate. Its stated cost is all that the class costs; all else is asked for.

    The plan's cost holds the people and their travel: a price per person beside it would count them twice.
    """
    indicator = Indicator(entry.indicator)
    first, last = date(question.year, 1, 1), question.finish_by
    start = entry.window.start or first
    end = min(entry.window.end or last, last)
    regions = () if entry.is_all_regions else entry.regions
    of_person = None if entry.cost is None else 0
    return Candidate(
        code=entry.code,
        title=entry.title,
        indicator=indicator,
        kind=entry.kind,
        sub_activity=entry.sub_activity or CODES[indicator],
        fixed_cost=entry.cost,
        cost_per_person=of_person,
        travel_per_person=of_person,
        least=LEAST,
        most=entry.seats or UNKNOWN,
        most_times=1,
        earliest=min(start, end),
        latest=end,
        partner=entry.partners[0] if entry.partners else "",
        waits_for_change=entry.window.text == AFTER,
        regions=regions,
    )


def stated(
    question: Question, code: str, prices: Mapping[Rupiah, int | None], source: str, label: str
) -> Question:
    """The question with these prices of one candidate (empty code: of all) as assumptions; None takes one away."""
    keys = {price_key(price, code) for price in prices}
    kept = [each for each in question.assumptions if each.key not in keys]
    added = [
        Assumption(price_key(price, code), f"{label}, {price_name(price)}", value, "rupiah", source)
        for price, value in prices.items()
        if value is not None
    ]
    return replace(question, assumptions=(*kept, *added))
