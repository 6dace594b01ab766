"""What the rules, a person's decision and an exception of two people say together of one case."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from binakon.certification.rules.applicants import Answer, Verdict
from binakon.core.problems import Problem

_NUMBER = re.compile(r"\d+")
# Where on a person's page the record stands that would fix a rule.
RECORDS = {
    "experience": "#pengalaman",
    "programme": "#pendidikan",
    "membership": "#kta",
    "held": "#skk",
    "most_certificates": "#skk",
    "classifications": "#skk",
}


class Because(StrEnum):
    """Who has the last word on one rule."""

    RULE = "rule"
    PERSON = "person"
    EXCEPTION = "exception"


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided where no row settles it; `at` is written as ISO 8601."""

    verdict: Verdict
    reason: str
    by: str
    at: str

    def as_json(self) -> dict[str, str]:
        """The decision as a check keeps it."""
        return {
            "verdict": self.verdict.value,
            "reason": self.reason,
            "by": self.by,
            "at": self.at,
        }


@dataclass(frozen=True, slots=True)
class Line:
    """One rule's answer as the reader reads it, with what people said of it; `kept` is the answer as a check keeps it."""

    answer: Answer
    kept: Answer
    decision: Decision | None = None
    is_excepted: bool = False

    @property
    def verdict(self) -> Verdict:
        """The last word."""
        if self.is_excepted:
            return Verdict.MET
        return self.decision.verdict if self.decision else self.answer.verdict

    @property
    def because(self) -> Because:
        """Whose word that is."""
        if self.is_excepted:
            return Because.EXCEPTION
        return Because.PERSON if self.decision else Because.RULE

    @property
    def record(self) -> str:
        """The place on the person's page that would fix it, "" where it is not there."""
        return RECORDS.get(self.kept.rule, "")

    @property
    def is_settled(self) -> bool:
        """Whether it stands in nobody's way."""
        return self.verdict is Verdict.MET

    def as_json(self) -> dict[str, Any]:
        """The line as a check keeps it."""
        told: dict[str, Any] = dict(self.kept.as_json())
        if self.decision:
            told["decision"] = self.decision.as_json()
        if self.is_excepted:
            told["excepted"] = True
        return told


def settle(
    answers: Sequence[Answer],
    kept: Sequence[Answer],
    stored: Iterable[Mapping[str, Any]],
    granted: Collection[tuple[str, str]],
) -> list[Line]:
    """Each answer with the decision and the exception that still speak of it.

    `kept` are the same answers in the language of records. A decision holds as long as the very words that it was made
    on stand; an exception holds although a number in it moved on (months of work grow by themselves), not when
    the diploma, the association or the rule is another. `granted` pairs rules with sentences through `spoken`.
    """
    decided = {
        (row["rule"], row["sentence"], row["fix"]): _decision(row["decision"])
        for row in stored
        if row.get("decision")
    }
    return [
        Line(
            answer,
            fact,
            decided.get((fact.rule, fact.sentence, fact.fix))
            if fact.verdict is Verdict.DECIDE
            else None,
            is_excepted=fact.verdict is not Verdict.MET
            and (fact.rule, spoken(fact.sentence)) in granted,
        )
        for answer, fact in zip(answers, kept, strict=True)
    ]


def spoken(sentence: str) -> str:
    """A sentence without its figures, by which an exception is known again."""
    return _NUMBER.sub("#", sentence)


def in_the_way(lines: Iterable[Line]) -> list[Problem]:
    """What is missing or waits for a decision, as the problems of a refusal."""
    return [
        Problem(line.answer.rule, f"{line.answer.sentence} {line.answer.fix}".strip())
        for line in lines
        if not line.is_settled
    ]


def _decision(row: Mapping[str, str]) -> Decision:
    return Decision(Verdict(row["verdict"]), row["reason"], row["by"], row["at"])
