"""A version as a tree: each sub-activity with its ceiling, its targets and the activities it pays for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from binakon.planning.rules.plan_file import ActivityEntry, TargetEntry, VersionEntry


@dataclass(frozen=True, slots=True)
class Branch:
    """One sub-activity of a version; code "" gathers what names none. `ceiling` None is unknown."""

    code: str
    name: str
    ceiling: int | None
    targets: tuple[TargetEntry, ...]
    activities: tuple[ActivityEntry, ...]

    @property
    def people(self) -> int | None:
        """The people its targets promise; None when it has no target in people."""
        known = [target.people for target in self.targets if target.people is not None]
        return sum(known) if known else None

    @property
    def seats(self) -> int | None:
        """The seats of its activities; None as long as one of them is unknown."""
        return whole(activity.seats for activity in self.activities)

    @property
    def cost(self) -> int | None:
        """The rupiah of its activities; None as long as one of them is unknown."""
        return whole(activity.cost for activity in self.activities)


def whole(parts: Iterable[int | None]) -> int | None:
    """The sum of parts that are all known; None for none at all or where one is unknown."""
    found = list(parts)
    known = [part for part in found if part is not None]
    return sum(known) if found and len(known) == len(found) else None


def sub_activity_of(activity: ActivityEntry, targets: Iterable[TargetEntry]) -> str:
    """The sub-activity that pays for an activity: its own, else that of its indicator where only one target has it."""
    promised = ((target.indicator, target.sub_activity) for target in targets)
    return line_of(activity.sub_activity, activity.indicator, promised)


def line_of(own: str, indicator: str, promised: Iterable[tuple[str, str]]) -> str:
    """The budget line of an activity: `own`, else the only code under which targets of its indicator stand; "" is none.

    `promised` gives indicator and code of each target of one version.
    """
    if own or not indicator:
        return own
    codes = {code for key, code in promised if key == indicator}
    return codes.pop() if len(codes) == 1 else ""


def plan_tree(
    version: VersionEntry, names: Mapping[str, str], beside: Iterable[str] = ()
) -> tuple[Branch, ...]:
    """The branches of a version in the order of their codes, what names no sub-activity last.

    `names` gives the name of each sub-activity code; `beside` are codes that stand in the tree in any case, such
    as those on which money was bound.
    """
    ceilings = {part.sub_activity: part.ceiling for part in version.ceilings}
    activities: dict[str, list[ActivityEntry]] = {}
    for activity in version.activities:
        code = sub_activity_of(activity, version.targets)
        activities.setdefault(code, []).append(activity)
    codes = {*beside, *ceilings, *activities, *(target.sub_activity for target in version.targets)}
    return tuple(
        Branch(
            code,
            names.get(code, ""),
            ceilings.get(code),
            tuple(target for target in version.targets if target.sub_activity == code),
            tuple(activities.get(code, ())),
        )
        for code in sorted(codes, key=lambda code: (not code, code))
    )
