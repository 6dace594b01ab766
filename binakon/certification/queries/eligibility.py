"""How cases stand before the rules today: every answer with the decisions and exceptions that speak of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import override

from binakon.certification.models import Case, CaseOverride, EligibilityCheck
from binakon.certification.queries.facts import Facts, facts_of, with_facts
from binakon.certification.rules.applicants import Verdict
from binakon.certification.rules.eligibility import eligibility
from binakon.certification.rules.standing import Line, settle, spoken
from binakon.certification.states import OverrideKind, OverrideState

# What is kept is written in the language of the office's papers, whoever looks.
KEPT_LANGUAGE = "id"


@dataclass(frozen=True, slots=True)
class Standing:
    """One case before the rules of a day. `last` is the newest check that was kept, where there is one."""

    case: Case
    on: date
    lines: tuple[Line, ...]
    last: EligibilityCheck | None

    @property
    def is_eligible(self) -> bool:
        """Whether nothing stands in the way any more."""
        return all(line.is_settled for line in self.lines)

    @property
    def is_kept(self) -> bool:
        """Whether the newest check says exactly this."""
        return self.last is not None and self.last.answers == [
            line.as_json() for line in self.lines
        ]

    @property
    def met(self) -> tuple[Line, ...]:
        """What is met, by the rows or because people said so."""
        return tuple(line for line in self.lines if line.is_settled)

    @property
    def missing(self) -> tuple[Line, ...]:
        """What is missing."""
        return tuple(line for line in self.lines if line.verdict is Verdict.MISSING)

    @property
    def undecided(self) -> tuple[Line, ...]:
        """What waits for a person's decision."""
        return tuple(line for line in self.lines if line.verdict is Verdict.DECIDE)

    def of(self, rule: str) -> Line | None:
        """The line of one rule."""
        return next((line for line in self.lines if line.kept.rule == rule), None)


def standing(case: Case, on: date) -> Standing:
    """How one case stands; it is read anew, whatever the row at hand knows."""
    found: Standing = standings(list(with_facts().filter(pk=case.pk)), on)[case.pk]
    return found


def standings(cases: Sequence[Case], on: date) -> dict[int, Standing]:
    """How each of these cases of `with_facts` stands, in the same few queries for one and for hundreds."""
    facts = facts_of(cases, on)
    last = _last_checks(facts)
    granted = _granted(facts)
    return {
        case.pk: Standing(
            case,
            on,
            _lines(facts[case.pk], last.get(case.pk), granted[case.pk]),
            last.get(case.pk),
        )
        for case in cases
    }


def _lines(
    facts: Facts, last: EligibilityCheck | None, granted: set[tuple[str, str]]
) -> tuple[Line, ...]:
    answers = eligibility(facts.who, facts.wanted, facts.rules)
    with override(KEPT_LANGUAGE):
        kept = eligibility(facts.who, facts.wanted, facts.rules)
    return tuple(settle(answers, kept, last.answers if last else (), granted))


def _last_checks(cases: Iterable[int]) -> dict[int, EligibilityCheck]:
    rows = EligibilityCheck.objects.filter(case__in=list(cases)).order_by("pk")
    return {row.case_id: row for row in rows}


def _granted(cases: Iterable[int]) -> defaultdict[int, set[tuple[str, str]]]:
    found: defaultdict[int, set[tuple[str, str]]] = defaultdict(set)
    rows = CaseOverride.objects.filter(
        case__in=list(cases), kind=OverrideKind.ELIGIBILITY, state=OverrideState.GRANTED
    )
    for number, problems in rows.values_list("case", "problems"):
        assert number is not None, "found by its case"
        found[number] |= {(problem["code"], spoken(problem["sentence"])) for problem in problems}
    return found
