"""Problems of one file in the order in which its reader will meet them."""

from collections.abc import Iterable

from binakon.core.problems import Problem


def in_line_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sorted by line; problems of one line keep the order in which they were found."""
    return sorted(problems, key=lambda problem: problem.line or 0)
