"""The table of a run: measure, value, floor, ratio, budget, within."""

from dataclasses import asdict, dataclass

# The budgets in CPU milliseconds hold on a machine whose empty Django view costs this much.
REFERENCE_MS = 0.34
COLUMNS = ("measure", "value", "unit", "floor", "ratio", "scaled", "budget", "within")


@dataclass(frozen=True)
class Row:
    """One measured figure; `scaled` is what the budget judges where it is given, else `value`."""

    measure: str
    value: float
    unit: str
    floor: float | None = None
    scaled: float | None = None
    budget: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the floor."""
        return self.value / self.floor if self.floor else None

    @property
    def is_within(self) -> bool | None:
        """Whether the budget holds; None where there is none."""
        judged = self.value if self.scaled is None else self.scaled
        return None if self.budget is None else judged <= self.budget

    def as_json(self) -> dict[str, object]:
        """The row with what is worked out from it."""
        return asdict(self) | {"ratio": self.ratio, "within": self.is_within}

    def cells(self) -> list[str]:
        """The row in words."""
        within = {None: "–", True: "yes", False: "NO"}[self.is_within]
        numbers = [self.floor, self.ratio, self.scaled, self.budget]
        return [self.measure, _text(self.value), self.unit, *map(_text, numbers), within]


def page_row(measure: str, cost: float, floor: float, budget: float) -> Row:
    """A served page in CPU milliseconds, judged as on the reference machine."""
    return Row(measure, cost, "CPU ms", floor, cost * REFERENCE_MS / floor, budget)


def _text(number: float | None) -> str:
    if number is None:
        return "–"
    if isinstance(number, int) or number >= 1000:
        return f"{number:.0f}"
    return f"{number:.1f}" if number >= 10 else f"{number:.2f}"


def table(rows: list[Row]) -> str:
    """The rows under their heads, as a Markdown table."""
    lines = [list(COLUMNS), *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(COLUMNS))]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join(
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)) + " |"
        for line in lines
    )
