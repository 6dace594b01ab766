"""A whole-number program as plain rows, and the same rows for every question: what is chosen, and within what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Terms = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Variable:
    """What is chosen: between two bounds, whole unless it only carries a flow that is whole by itself."""

    low: int
    high: int
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A sum of variables times coefficients between two bounds (None: no bound)."""

    terms: tuple[tuple[int, int], ...]
    low: int | None = None
    high: int | None = None


@dataclass(slots=True)
class Program:
    """Variables and rows, to which more may be added."""

    variables: list[Variable] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def variable(self, low: int, high: int, *, is_whole: bool = True) -> int:
        """Add a variable and return its number."""
        self.variables.append(Variable(low, high, is_whole))
        return len(self.variables) - 1

    def row(
        self, terms: Iterable[tuple[int, int]], *, low: int | None = None, high: int | None = None
    ) -> None:
        """Add a row; one whose terms are all 0 is left to the bounds (0 must lie between them)."""
        self.rows.append(Row(tuple(terms), low, high))

    def most(self, terms: Terms) -> int:
        """The most that a sum could be by the bounds alone."""
        return sum(
            coefficient
            * (self.variables[number].high if coefficient > 0 else self.variables[number].low)
            for number, coefficient in terms
        )


@dataclass(frozen=True, slots=True)
class Stage:
    """One thing to make as great (or as small) as can be, among the answers that the stages before leave."""

    terms: tuple[tuple[int, int], ...]
    is_most: bool = False


def value(terms: Terms, values: Sequence[int]) -> int:
    """The sum of the terms."""
    return sum(coefficient * values[number] for number, coefficient in terms)
