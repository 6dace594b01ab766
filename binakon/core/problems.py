"""What can be wrong, said all at once, and the refusals that carry it to a page, a terminal or the API."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, in one sentence of the reader's language, with what to do next.

    `blocks` is False for a warning that is shown and recorded but does not stop the write.
    `line` is the 1-based line of the file that says it, or None where there is no file. `href` leads to what stands in the
    way, with `link` as its words; both "" where nothing does.
    """

    code: str
    sentence: str
    blocks: bool = True
    line: int | None = None
    href: str = ""
    link: str = ""


class Blocked(Exception):
    """The facts do not allow it; carries every problem (HTTP 422)."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.sentence for problem in self.problems))


class IllegalMove(Exception):
    """The step does not start from the present state (HTTP 409)."""


class StaleState(Exception):
    """Someone else changed it first; reload and look again (HTTP 409)."""


class NotAllowed(Exception):
    """The viewer's role does not hold this verb (HTTP 403)."""


def blocking(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that stop a write."""
    return [problem for problem in problems if problem.blocks]


def refuse(problems: Iterable[Problem]) -> None:
    """Raise `Blocked` when any of the problems blocks."""
    found = tuple(problems)
    if blocking(found):
        raise Blocked(found)
