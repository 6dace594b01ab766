"""What was made from the activities of a plan: the quotas that planning keeps, and what later chapters say of theirs.

A chapter registers its question in its `queries/answers.py`, which core finds by itself: planning imports none of them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from binakon.planning.models import Activity, PlanVersion
from binakon.planning.queries import version_in_force
from binakon.planning.queries.contents import contents_of, standing_entries
from binakon.planning.queries.shared_seats import shared_out
from binakon.planning.rules.plan_file import ActivityEntry, VersionEntry
from binakon.planning.rules.ratify_effects import Effects, Opened, effects_of
from binakon.planning.rules.versions import version_order
from binakon.planning.states import ActivityState

Ask = Callable[[int], Mapping[str, list[Opened]]]

_AHEAD = (ActivityState.PLANNED, ActivityState.RESCHEDULED, ActivityState.POSTPONED)
_asked: dict[str, Ask] = {}


def opened_as(key: str) -> Callable[[Ask], Ask]:
    """Register what a chapter made of a programme's activities (its number), by their codes; a key is taken once."""

    def register(ask: Ask) -> Ask:
        if key in _asked:
            raise ValueError(f"what is opened as {key} is registered twice")
        _asked[key] = ask
        return ask

    return register


def opened_of(programme_id: int) -> dict[str, list[Opened]]:
    """All that was made of the activities of a programme, by their codes."""
    found: dict[str, list[Opened]] = {}
    for ask in _asked.values():
        for code, rows in ask(programme_id).items():
            found.setdefault(code, []).extend(rows)
    for code, shares in shared_out(programme_id).items():
        label = _("kuota %(places)d kursi di %(offices)d kabupaten/kota")
        facts = {"places": sum(each.places for each in shares), "offices": len(shares)}
        found.setdefault(code, []).append(Opened(label % facts))
    return found


def seats_now(activities: Iterable[Activity]) -> dict[int, int | None]:
    """The seats that may be shared out of each activity, by its number: the plan's, or fewer where its class has fewer.

    None where neither says a number.
    """
    rows = list(activities)
    opened: dict[int, dict[str, list[Opened]]] = {}
    found: dict[int, int | None] = {}
    for row in rows:
        if row.programme_id not in opened:
            opened[row.programme_id] = opened_of(row.programme_id)
        of_classes = [each.seats for each in opened[row.programme_id].get(row.code, ())]
        known = [seats for seats in (row.seats, *of_classes) if seats is not None]
        found[row.pk] = min(known, default=None)
    return found


def ratify_effects(version: PlanVersion, entry: VersionEntry) -> Effects:
    """What ratifying a version that says `entry` would do now; nothing where no living activity would follow it."""
    if version.is_frozen or not version.is_budget or not entry.activities:
        return Effects()
    in_force = version_in_force(version.programme_id)
    if in_force is not None and _order(in_force) > _order(version):
        return Effects()
    before = contents_of(in_force.pk) if in_force is not None else ()
    return effects_now(version.programme_id, before, entry.activities)


def effects_now(
    programme_id: int, before: Sequence[ActivityEntry], after: Sequence[ActivityEntry]
) -> Effects:
    """What it does that a version states these activities after the one that stated those `before`."""
    ahead = Activity.objects.filter(programme=programme_id, state__in=_AHEAD, realised=None)
    codes = set(ahead.values_list("code", flat=True))
    found = standing_entries(programme_id)
    standing = {code: row for code, row in found.items() if code in codes}
    return effects_of(before, after, standing, opened_of(programme_id))


def _order(version: PlanVersion) -> tuple[object, int, int]:
    return version_order(version.stage, version.number, version.dated)
