"""What the next year would be copied from, and what of a copied draft is still last year's."""

from dataclasses import dataclass
from datetime import date

from binakon.core.holidays import holidays_of
from binakon.people.rules import Viewer, can_see_desk
from binakon.planning.models import PlanVersion, ProgrammeYear
from binakon.planning.queries import programme as programme_of
from binakon.planning.queries import version_for, version_in_force, versions_of
from binakon.planning.queries.contents import contents_of
from binakon.planning.rules.next_year import ToCheck, copied_activity, to_check


@dataclass(frozen=True, slots=True)
class NextYearPage:
    """The year that is copied, the versions to choose from, and what of the chosen one must be looked at again."""

    programme: ProgrammeYear
    next_year: int
    base: PlanVersion | None
    choices: tuple[tuple[int, str], ...]
    many: int
    checks: tuple[ToCheck, ...]


def next_year_page(viewer: Viewer, office: str, year: int, chosen: str) -> NextYearPage | None:
    """The page for a viewer with a desk role at the office; None otherwise or without a plan of the year."""
    programme = programme_of(office, year)
    if programme is None or not can_see_desk(viewer, office):
        return None
    held = [version for version in versions_of(programme.pk) if version.is_frozen]
    by_key = {str(version.pk): version for version in held}
    base = by_key.get(chosen) or version_in_force(programme.pk)
    entries = contents_of(base.pk) if base else ()
    copies = [copied_activity(entry, 1) for entry in entries]
    return NextYearPage(
        programme=programme,
        next_year=year + 1,
        base=base,
        choices=tuple((row.pk, f"{row} ({row.get_state_display()})") for row in reversed(held)),
        many=len(entries),
        checks=tuple(to_check(copies, entries, from_year=year, days_off=_days_off(year + 1))),
    )


def base_chosen(viewer: Viewer, pk: int) -> PlanVersion | None:
    """The version to copy, if the viewer holds a role at its office."""
    return version_for(viewer, pk)


def copy_checks(version: PlanVersion) -> tuple[ToCheck, ...]:
    """What of a draft that was copied from an earlier year is still that year's; nothing once it is decided."""
    if version.copied_from_id is None or version.is_frozen:
        return ()
    base = PlanVersion.objects.select_related("programme").get(pk=version.copied_from_id)
    found = to_check(
        contents_of(version.pk),
        contents_of(base.pk),
        from_year=base.programme.year,
        days_off=_days_off(version.programme.year),
    )
    return tuple(found)


def _days_off(year: int) -> dict[date, object]:
    # A stretch that begins in December may end in the next year.
    return {holiday.day: holiday for each in (year, year + 1) for holiday in holidays_of(each)}
