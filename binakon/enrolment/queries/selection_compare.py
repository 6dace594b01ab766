"""Two runs of a selection beside each other."""

from dataclasses import dataclass

from binakon.enrolment.models import SelectionResult, SelectionRun
from binakon.enrolment.queries.selection_pages import inputs_of_run
from binakon.enrolment.rules.competition_changes import change_words


@dataclass(frozen=True, slots=True)
class ChangedResult:
    """One registration whose result differs; None where it does not stand in that run."""

    code: str
    before: SelectionResult | None
    after: SelectionResult | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What two runs differ in."""

    facts: tuple[str, ...]
    results: tuple[ChangedResult, ...]
    same: int


def compared(before: SelectionRun, after: SelectionRun) -> Difference:
    """The facts that are not the same, and the results that are not."""
    old, new = _by_code(before), _by_code(after)
    changed, same = [], 0
    for code in sorted(old.keys() | new.keys()):
        first, second = old.get(code), new.get(code)
        if first and second and _said(first) == _said(second):
            same += 1
        else:
            changed.append(ChangedResult(code, first, second))
    facts = change_words(inputs_of_run(before), inputs_of_run(after))
    return Difference(tuple(facts), tuple(changed), same)


def _by_code(run: SelectionRun) -> dict[str, SelectionResult]:
    rows = run.results.select_related("registration")
    return {result.registration.code: result for result in rows}


def _said(result: SelectionResult) -> tuple[str, str]:
    return (result.outcome, result.bucket)
