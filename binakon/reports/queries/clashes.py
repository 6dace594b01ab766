"""What is in each other's way in a year, from its activities and the public holidays."""

from collections.abc import Iterable

from binakon.core.holidays import holidays_of
from binakon.core.measures import Scope
from binakon.planning.models import Activity
from binakon.planning.queries import year_of
from binakon.planning.rules.clashes import ActivityFact, Clash, DaysOff, clashes_in


def clashes_of(scope: Scope) -> list[Clash]:
    """The clashes of a year that can still be solved on the day of the scope, sure ones first."""
    ahead = [
        activity
        for activity in year_of(scope).activities
        if not activity.is_done and not activity.window.is_past(scope.as_of)
    ]
    return clashes_in(_facts(ahead), days_off_of(scope.year))


def days_off_of(year: int) -> DaysOff:
    """The holidays and the joint leave that activities of the year can meet, by day."""
    # The next working day after a clash at the end of the year lies in the next one.
    return {holiday.day: holiday for each in (year, year + 1) for holiday in holidays_of(each)}


def _facts(activities: Iterable[Activity]) -> list[ActivityFact]:
    """Facts in which one organisation has one name, whatever each activity calls it."""
    names: dict[int | str, str] = {}
    found = []
    for activity in activities:
        partners = [
            names.setdefault(partner.organisation_id or partner.name.casefold(), partner.name)
            for partner in activity.partners.all()
        ]
        found.append(
            ActivityFact(
                code=activity.code,
                title=activity.title,
                window=activity.window,
                is_approximate=activity.is_approximate,
                state=activity.state,
                partners=tuple(partners),
                region_codes=tuple(activity.region_codes),
                is_all_regions=activity.is_all_regions,
            )
        )
    return found
