"""From a stored version to its paper: what a viewer may print of it."""

from binakon.core import clock
from binakon.core.calendar import today
from binakon.core.measures import Scope
from binakon.people.rules import Viewer
from binakon.planning.documents.comparison import comparison_pdf
from binakon.planning.documents.plan import plan_pdf
from binakon.planning.documents.prints import (
    ActivityChanges,
    Change,
    ComparisonPrint,
    MoneyLine,
    PlanPrint,
    Sheet,
)
from binakon.planning.models import PlanVersion
from binakon.planning.queries import year_of
from binakon.planning.queries.money import MoneyLine as MoneyFigures
from binakon.planning.queries.money import money_lines
from binakon.planning.queries.version_pages import compare_page, version_page
from binakon.planning.rules.activity_words import FIELDS
from binakon.planning.rules.compare import AmountRow
from binakon.planning.rules.compare_words import shown, signed
from binakon.planning.rules.plan_file import ActivityEntry, GoalEntry


def print_version(viewer: Viewer, pk: int, *, is_sample: bool) -> bytes | None:
    """The paper of one version; None when the viewer may not see it. Money is printed for the version in force."""
    page = version_page(viewer, pk)
    if page is None:
        return None
    programme = page.version.programme
    scope = Scope(programme.office.code, programme.year, today())
    goal = year_of(scope).goal
    is_in_force = page.in_force is not None and page.in_force.pk == pk
    people = page.entry.people
    return plan_pdf(
        PlanPrint(
            sheet=_sheet(page.version, is_sample=is_sample),
            version=page.entry,
            version_label=page.fact.label,
            state_words=page.fact.state_label,
            tree=tuple(found.branch for found in page.branches),
            people=people,
            purpose=programme.purpose,
            source=programme.source,
            goal=GoalEntry(goal.label, goal.people, programme.year, goal.meaning) if goal else None,
            gap=goal.people - people if goal else None,
            money=tuple(map(_money, money_lines(scope)[:-1])) if is_in_force else (),
            region_names=page.regions,
            place=programme.office.name,
            position="",
        )
    )


def print_comparison(viewer: Viewer, before: int, after: int, *, is_sample: bool) -> bytes | None:
    """The paper of two versions side by side; None when the viewer may not see them."""
    page = compare_page(viewer, before, after)
    if page is None:
        return None
    found = page.comparison
    return comparison_pdf(
        ComparisonPrint(
            sheet=_sheet(page.version, is_sample=is_sample),
            title=f"{page.before.label} → {page.after.label}",
            before=page.before.label,
            after=page.after.label,
            sentences=page.sentences,
            targets=tuple(map(_change, (*found.targets, found.total))),
            ceilings=tuple(map(_change, (found.ceiling, *found.ceilings))),
            added=tuple(_stated(entry, page.regions) for entry in found.added),
            removed=tuple(_stated(entry, page.regions) for entry in found.removed),
            changed=tuple(
                ActivityChanges(
                    change.entry.title,
                    tuple(Change(part.name, part.before, part.after) for part in change.changes),
                )
                for change in found.changed
            ),
        )
    )


def _sheet(version: PlanVersion, *, is_sample: bool) -> Sheet:
    programme, now = version.programme, clock.now()
    return Sheet(programme.name, programme.year, programme.office.label, now, now, is_sample)


def _money(line: MoneyFigures) -> MoneyLine:
    first, second, third, fourth = (found.value for found in line.quarters)
    return MoneyLine(
        line.code,
        line.name,
        line.ceiling.value,
        line.committed.value,
        (first, second, third, fourth),
        line.remaining.value,
    )


def _change(row: AmountRow) -> Change:
    unknown = "" if row.unit == "Rp" or row.is_people else row.unit
    return Change(
        f"{row.label} {row.code}".strip(),
        "" if row.before is None else shown(row.before, row.unit or unknown),
        "" if row.after is None else shown(row.after, row.unit or unknown),
        "" if row.delta is None else signed(row.delta, row.unit),
    )


def _stated(entry: ActivityEntry, regions: dict[str, str]) -> ActivityChanges:
    parts = [(label, say(entry, regions)) for name, label, say in FIELDS if name != "title"]
    return ActivityChanges(entry.title, tuple(Change(label, said, said) for label, said in parts))
