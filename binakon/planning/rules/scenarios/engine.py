"""The one place that knows the solver: OR-Tools MathOpt with HiGHS, 31 MiB that no web process may load."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from ortools.math_opt.python import mathopt  # type: ignore[import-untyped]  # it brings no types

from binakon.planning.rules.scenarios.program import Program, Row, Stage, value

# The gaps are closed whole, and a whole number is whole to nine places: a switch in front of 10^8 units then leaks 0.1.
EXACT = 1e-9
LONGEST = timedelta(minutes=5)


class Unsolved(Exception):
    """The solver came back without a proof."""


def best(program: Program, stages: Sequence[Stage]) -> list[int] | None:
    """The best values, stage after stage; None when nothing satisfies the rows. One thread: the same every time.

    Raises `Unsolved` when the solver neither proves an optimum nor that there is none.
    """
    model = mathopt.Model()
    made = [
        model.add_variable(lb=variable.low, ub=variable.high, is_integer=variable.is_whole)
        for variable in program.variables
    ]
    for row in program.rows:
        _add(model, made, row)
    found: list[int] | None = None
    for stage in stages:
        model.objective.clear()
        model.objective.is_maximize = stage.is_most
        for number, coefficient in _added(stage.terms):
            model.objective.set_linear_coefficient(made[number], coefficient)
        result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=_parameters())
        if result.termination.reason == mathopt.TerminationReason.INFEASIBLE and found is None:
            return None
        if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
            raise Unsolved(result.termination.detail or str(result.termination.reason))
        values = result.variable_values()
        found = [round(values[variable]) for variable in made]
        reached = value(stage.terms, found)
        bounds = {"low": reached} if stage.is_most else {"high": reached}
        _add(model, made, Row(stage.terms, **bounds))
    return found


def _add(model: mathopt.Model, made: list[mathopt.Variable], row: Row) -> None:
    held = model.add_linear_constraint(
        lb=float("-inf") if row.low is None else row.low,
        ub=float("inf") if row.high is None else row.high,
    )
    for number, coefficient in _added(row.terms):
        held.set_coefficient(made[number], coefficient)


def _added(terms: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Each variable once with the sum of its coefficients; written one by one, for expressions cost as much as the search."""
    sums: dict[int, int] = {}
    for number, coefficient in terms:
        sums[number] = sums.get(number, 0) + coefficient
    return sums.items()


def _parameters() -> mathopt.SolveParameters:
    exact = mathopt.SolveParameters(
        time_limit=LONGEST,
        random_seed=1,
        relative_gap_tolerance=0.0,
        absolute_gap_tolerance=0.0,
    )
    # MathOpt refuses `threads` for HiGHS; its own option is taken. One thread, so that nothing depends on who was first.
    exact.highs.string_options["parallel"] = "off"
    exact.highs.int_options["threads"] = 1
    exact.highs.double_options["mip_feasibility_tolerance"] = EXACT
    exact.highs.double_options["primal_feasibility_tolerance"] = EXACT
    return exact
