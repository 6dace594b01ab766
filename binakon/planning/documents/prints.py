"""Exactly what a paper prints, as facts; None is unknown and printed as such."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from binakon.planning.rules.plan_file import GoalEntry, VersionEntry
from binakon.planning.rules.plan_tree import Branch

Quarters = tuple[int | None, int | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every paper of a programme says of itself.

    `as_of` is the moment whose facts are printed and the date of the file; `is_sample` marks invented data.
    """

    programme: str
    year: int
    office: str
    printed_at: datetime
    as_of: datetime
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """The rupiah of one sub-activity; `realised` holds the four quarters, `remaining` what is free."""

    code: str
    name: str
    ceiling: int | None
    committed: int | None
    realised: Quarters
    remaining: int | None


@dataclass(frozen=True, slots=True)
class PlanPrint:
    """One version of the plan as it is printed.

    `version_label` is how it is called ("murni", "pergeseran 2") and `state_words` its state in words;
    `people` is the total that the office promises. `region_names` names the codes of regions; a code
    without a name prints as it is. `place` and `position` stand over the line for the signature.
    """

    sheet: Sheet
    version: VersionEntry
    version_label: str
    state_words: str
    tree: tuple[Branch, ...]
    people: int | None
    purpose: str = ""
    source: str = ""
    goal: GoalEntry | None = None
    gap: int | None = None
    money: tuple[MoneyLine, ...] = ()
    region_names: Mapping[str, str] = field(default_factory=dict)
    place: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing before and after, in words ("" is unknown); `difference` where it can be counted."""

    name: str
    before: str
    after: str
    difference: str = ""


@dataclass(frozen=True, slots=True)
class ActivityChanges:
    """One activity and what about it differs; an added one says only what it is, a removed one what it was."""

    title: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparisonPrint:
    """How two versions differ, as it is printed; `before` and `after` are how the versions are called."""

    sheet: Sheet
    title: str
    before: str
    after: str
    sentences: tuple[str, ...] = ()
    targets: tuple[Change, ...] = ()
    ceilings: tuple[Change, ...] = ()
    added: tuple[ActivityChanges, ...] = ()
    removed: tuple[ActivityChanges, ...] = ()
    changed: tuple[ActivityChanges, ...] = ()
