"""The gate of money: which cases may not be determined yet, because no ratified version of the plan pays for them."""

from collections.abc import Iterable, Sequence

from binakon.certification.models import Case, CaseOverride
from binakon.certification.rules.gate import held_back, left_over
from binakon.certification.states import OverrideKind, OverrideState
from binakon.core.problems import Problem
from binakon.enrolment.rules.opening import money_problems
from binakon.planning.models import Activity


def money_facts(activity: Activity) -> list[Problem]:
    """What the plan itself says against determining anybody of this activity, whatever two people decided."""
    version = activity.funded_by
    return money_problems(
        version.label if version is not None else "",
        is_ratified=activity.is_funded,
        waits=activity.needs_perubahan,
    )


def gate_problems(activity: Activity, cases: Iterable[Case] = ()) -> list[Problem]:
    """Why these cases must stay before *determined*; nothing when the money is there or two people decided otherwise.

    A granted exception holds for the problems that were shown to whoever granted it: one that came up later closes the
    gate again. One of the activity holds for all its cases; one of a case for that case alone, and is looked at only
    when `cases` are given. One problem for each reason and, where only some cases are held back, one that names them.
    """
    found = money_facts(activity)
    if not found:
        return []
    granted = CaseOverride.objects.filter(kind=OverrideKind.MONEY_GATE, state=OverrideState.GRANTED)
    left = left_over(found, _codes(granted.filter(activity=activity)))
    if not left:
        return []
    asked = list(cases)
    if not asked:
        return left
    by_case: dict[int, list[Sequence[str]]] = {case.pk: [] for case in asked}
    for number, problems in granted.filter(case__in=asked).values_list("case", "problems"):
        by_case[number].append([problem["code"] for problem in problems])
    held = [(case.code, left_over(left, by_case[case.pk])) for case in asked]
    return held_back([(code, problems) for code, problems in held if problems], many=len(asked))


def _codes(overrides: Iterable[CaseOverride]) -> list[list[str]]:
    return [[problem["code"] for problem in row.problems] for row in overrides]
