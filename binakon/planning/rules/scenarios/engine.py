"""The one place that knows the solver: OR-Tools MathOpt with HiGHS, 31 MiB that no web process may load."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ortools.math_opt.python import mathopt  # type: ignore[import-untyped]  # it brings no types

from binakon.planning.rules.scenarios.program import Program, Row, Stage, value

# The gaps are closed whole, and a row must hold to nine places.
EXACT, USUAL = 1e-9, 1e-6
LONGEST = timedelta(minutes=5)
# Whole numbers differ by 1: half of it more room loses none of them and adds none, and no rounding of the solver's matters.
HALF = 0.5
# Rows of rupiah are handed over in units in which the greatest factor has ten bits: nine places of 10^9 are more than a float has.
BITS = 10


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to ask the solver: with its first simplification or without, and how exactly a row must hold."""

    presolve: str
    tolerance: float


# HiGHS now and then takes for impossible what is possible (its issues 1958, 2033 and 2872). So nothing is impossible because
# one way says so, and whatever is found is counted again in whole numbers.
WAYS = (_Way("choose", EXACT), _Way("off", EXACT), _Way("choose", USUAL))


class Unsolved(Exception):
    """The solver came back without a proof."""


def best(program: Program, stages: Sequence[Stage]) -> list[int] | None:
    """The best values, stage after stage; None when nothing satisfies the rows. One thread: the same every time.

    Raises `Unsolved` when the solver neither proves an optimum nor, in two ways, that there is none.
    """
    model = mathopt.Model()
    made = [
        model.add_variable(lb=variable.low, ub=variable.high, is_integer=variable.is_whole)
        for variable in program.variables
    ]
    exact: list[Row] = []
    for row in program.rows:
        is_whole = all(program.variables[number].is_whole for number, _each in row.terms)
        _add(model, made, row, room=HALF if is_whole else 0)
        # A flow that is whole by itself is proved where the answer is.
        if is_whole:
            exact.append(row)
    found: list[int] | None = None
    for stage in stages:
        unit = _unit(stage.terms)
        model.objective.clear()
        model.objective.is_maximize = stage.is_most
        for number, coefficient in _added(stage.terms):
            model.objective.set_linear_coefficient(made[number], coefficient / unit)
        found = _solved(model, made, exact, is_possible=found is not None)
        if found is None:
            return None
        reached = value(stage.terms, found)
        bounds = {"low": reached} if stage.is_most else {"high": reached}
        exact.append(Row(stage.terms, **bounds))
        _add(model, made, exact[-1], room=HALF)
    return found


def _solved(
    model: mathopt.Model, made: list[mathopt.Variable], exact: Sequence[Row], *, is_possible: bool
) -> list[int] | None:
    """The best values of one stage; None where two ways agree that there are none.

    `exact` are the rows that must hold in whole numbers; `is_possible`: the stage before has left some, so that no denial
    is believed.
    """
    denials = 0
    for way in WAYS:
        result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=_parameters(way))
        reason = result.termination.reason
        if reason == mathopt.TerminationReason.OPTIMAL:
            values = result.variable_values()
            found = [round(values[variable]) for variable in made]
            if all(_holds(row, found) for row in exact):
                return found
        elif reason == mathopt.TerminationReason.INFEASIBLE:
            denials += 1
        else:
            raise Unsolved(result.termination.detail or str(reason))
        if denials > 1 and not is_possible:
            return None
    raise Unsolved("no two ways agree")


def _holds(row: Row, found: Sequence[int]) -> bool:
    reached = value(row.terms, found)
    return (row.low is None or reached >= row.low) and (row.high is None or reached <= row.high)


def _unit(terms: Sequence[tuple[int, int]]) -> int:
    """The power of two by which a row is divided, without any rounding; 1 for rows of people and classes."""
    greatest = max((abs(coefficient) for _number, coefficient in terms), default=0)
    return 1 << max(greatest.bit_length() - BITS, 0)


def _add(model: mathopt.Model, made: list[mathopt.Variable], row: Row, *, room: float) -> None:
    unit = _unit(row.terms)
    more = room if unit > 1 else 0
    held = model.add_linear_constraint(
        lb=float("-inf") if row.low is None else (row.low - more) / unit,
        ub=float("inf") if row.high is None else (row.high + more) / unit,
    )
    for number, coefficient in _added(row.terms):
        held.set_coefficient(made[number], coefficient / unit)


def _added(terms: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Each variable once with the sum of its coefficients; written one by one, for expressions cost as much as the search."""
    sums: dict[int, int] = {}
    for number, coefficient in terms:
        sums[number] = sums.get(number, 0) + coefficient
    return sums.items()


def _parameters(way: _Way) -> mathopt.SolveParameters:
    exact = mathopt.SolveParameters(
        time_limit=LONGEST,
        random_seed=1,
        relative_gap_tolerance=0.0,
        absolute_gap_tolerance=0.0,
    )
    # MathOpt refuses `threads` for HiGHS; its own option is taken. One thread, so that nothing depends on who was first.
    exact.highs.string_options["parallel"] = "off"
    exact.highs.int_options["threads"] = 1
    exact.highs.string_options["presolve"] = way.presolve
    exact.highs.double_options["mip_feasibility_tolerance"] = way.tolerance
    exact.highs.double_options["primal_feasibility_tolerance"] = way.tolerance
    return exact
