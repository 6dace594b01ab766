"""What is known of an applicant, what is asked for, the rows in force, and the shape of an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy


class Verdict(StrEnum):
    """What one rule says."""

    MET = "met"
    MISSING = "missing"
    DECIDE = "decide"


LABELS: Mapping[str, object] = {
    "authority": gettext_lazy("Wewenang"),
    "experience": gettext_lazy("Pengalaman kerja"),
    "graduate_training": gettext_lazy("PKT lulusan baru"),
    "programme": gettext_lazy("Program studi"),
    "membership": gettext_lazy("KTA asosiasi"),
    "held": gettext_lazy("SKK yang dimiliki"),
    "most_certificates": gettext_lazy("Jumlah SKK"),
    "classifications": gettext_lazy("Klasifikasi"),
    "architect": gettext_lazy("PPAr atau STRA"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What one rule says of one applicant, in one sentence; `fix` is what would change it, `source` the regulation."""

    rule: str
    verdict: Verdict
    sentence: str
    fix: str = ""
    source: str = ""

    @property
    def label(self) -> str:
        """What the rule is about, in a word or two."""
        return str(LABELS.get(self.rule, self.rule))

    def as_json(self) -> dict[str, str]:
        """The answer as a check keeps it."""
        return {
            "rule": self.rule,
            "verdict": self.verdict.value,
            "sentence": self.sentence,
            "fix": self.fix,
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class Held:
    """An SKK that somebody holds or held; an unknown level or classification stays None or ""."""

    occupation: str
    level: int | None
    classification: str
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class Card:
    """A membership of a professional association."""

    association: str
    is_active: bool
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Applicant:
    """What is known of somebody. `studies` pairs each diploma with its study programme; `months` of relevant work."""

    studies: Sequence[tuple[str, str]] = ()
    months: int | None = None
    cards: Sequence[Card] = ()
    held: Sequence[Held] = ()
    has_graduate_training: bool = False
    has_architect_papers: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which SKK is asked for, on which path, by an office of which tier, on which day."""

    occupation: str
    level: int
    classification: str
    path: str
    tier: str
    on: date


@dataclass(frozen=True, slots=True)
class Years:
    """A row of the table of experience."""

    diploma: str
    years: int
    needs_training: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class LevelTerms:
    """A row of what holds for a level; None is no known limit."""

    authority: str
    most_certificates: int | None = None
    most_classifications: int | None = None
    required_classification: str = ""
    needs_membership: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rows in force. `programmes` are those that lead to the occupation; None when no list was loaded for it."""

    experience: Sequence[Years] = ()
    level: LevelTerms | None = None
    programmes: frozenset[str] | None = None
    programmes_source: str = ""
    tier_names: Mapping[str, str] = field(default_factory=dict)


def met(rule: str, sentence: str, source: str = "") -> Answer:
    """The rule is met."""
    return Answer(rule, Verdict.MET, sentence, source=source)


def missing(rule: str, sentence: str, fix: str, source: str = "") -> Answer:
    """The rule is not met; `fix` says what would change that."""
    return Answer(rule, Verdict.MISSING, sentence, fix, source)


def decide(rule: str, sentence: str, fix: str, source: str = "") -> Answer:
    """The rows do not settle it: a person decides, with a reason."""
    return Answer(rule, Verdict.DECIDE, sentence, fix, source)


def plain(text: str) -> str:
    """Words as they are compared."""
    return " ".join(text.casefold().split())
