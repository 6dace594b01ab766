"""What a forecast stands on and adds up: one class, batch or activity as a line, with why it is expected so."""

from dataclasses import dataclass

from binakon.reports.rules.forecast import Group, Past, Range, of_unit


@dataclass(frozen=True, slots=True)
class Waiting:
    """People who stand alike, before it is known whether anything of the past speaks for them."""

    people: int
    past: Past | None
    is_possible: bool = True
    is_doubtful: bool = False

    @property
    def group(self) -> Group | None:
        """The same for the arithmetic; None while no past speaks for people who could still be counted."""
        if self.past is None:
            return None if self.people and self.is_possible else Group(0, Past(0, 1, 0))
        return Group(self.people, self.past, self.is_possible, self.is_doubtful)


@dataclass(frozen=True, slots=True)
class Line:
    """One class, batch or activity: what is counted now, who is under way, and why it is expected as it is.

    `is_unfilled`: nobody has said how many people it is for, so that it adds nothing and is told apart.
    """

    title: str
    detail: str
    href: str
    now: int
    waiting: tuple[Waiting, ...]
    why: tuple[str, ...]
    seats: int | None = None
    is_unfilled: bool = False

    @property
    def under_way(self) -> int:
        """How many are not counted yet and can still be before the year ends."""
        return sum(each.people for each in self.waiting if each.is_possible)

    @property
    def has_people(self) -> bool:
        """Whether anybody stands behind it at all, counted or not."""
        return bool(self.now) or any(each.people for each in self.waiting)

    @property
    def expected(self) -> Range | None:
        """Its range; None while too little is known."""
        groups = [each.group for each in self.waiting]
        known = [group for group in groups if group is not None]
        return of_unit(self.now, known, self.seats) if len(known) == len(groups) else None
