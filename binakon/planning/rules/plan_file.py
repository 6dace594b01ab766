"""The content of a plan file as facts: what file, Excel template and demo all become.

`lines` tells where each key of an entry is written; `unread` names what could not be read
("activity.cost"), so that no rule judges a figure by half of its parts.
"""

from dataclasses import dataclass, field
from datetime import date

from binakon.core.calendar import Window
from binakon.planning.states import indicator_label


@dataclass(frozen=True, slots=True)
class TargetEntry:
    """A promise of one version: so many people, or a value in another unit."""

    indicator: str
    sub_activity: str = ""
    people: int | None = None
    value: int | None = None
    unit: str = ""
    line: int | None = None
    lines: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def indicator_label(self) -> str:
        """What it counts, in words."""
        return indicator_label(self.indicator)


@dataclass(frozen=True, slots=True)
class CeilingEntry:
    """The most rupiah that one version gives one sub-activity."""

    sub_activity: str
    ceiling: int
    line: int | None = None
    lines: dict[str, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """One budget version (murni, pergeseran, perubahan) or proposal (usulan), with all that it says.

    `activities` is filled where a version is compared or edited; a plan file states its activities apart and
    says by `funded_by` which version brings them.
    """

    stage: str
    number: int
    status: str
    dated: date
    ceiling: int | None = None
    note: str = ""
    is_total_about: bool = False
    document: str = ""
    targets: tuple[TargetEntry, ...] = ()
    ceilings: tuple[CeilingEntry, ...] = ()
    activities: tuple["ActivityEntry", ...] = ()
    line: int | None = None
    lines: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def people(self) -> int:
        """The people of all targets together; values in other units are never added."""
        return sum(target.people or 0 for target in self.targets)


@dataclass(frozen=True, slots=True)
class GoalEntry:
    """What the office would need, beside what it promises."""

    label: str
    people: int
    year: int
    meaning: str = ""
    line: int | None = None
    lines: dict[str, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ActivityEntry:
    """One activity of the year as the file states it; None means the file does not say."""

    code: str
    kind: str
    title: str
    window: Window
    occupation: str = ""
    levels: tuple[int, ...] = ()
    window_text: str = ""
    is_approximate: bool = False
    seats: int | None = None
    partners: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    is_all_regions: bool = False
    funded_by: str = ""
    cost: int | None = None
    indicator: str = ""
    sub_activity: str = ""
    realised: int | None = None
    line: int | None = None
    lines: dict[str, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A published figure of an earlier (or this) year, with its source."""

    year: int
    indicator: str
    target: int | None = None
    realised: int | None = None
    note: str = ""
    source: str = ""
    line: int | None = None
    lines: dict[str, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A whole plan file. `stated` holds the totals the office published and the line of each."""

    office: str
    year: int
    name: str
    office_name: str = ""
    source: str = ""
    purpose: str = ""
    spokesperson: str = ""
    versions: tuple[VersionEntry, ...] = ()
    goals: tuple[GoalEntry, ...] = ()
    activities: tuple[ActivityEntry, ...] = ()
    history: tuple[HistoryEntry, ...] = ()
    stated: dict[str, tuple[int, int | None]] = field(default_factory=dict)
    line: int | None = None
    lines: dict[str, int] = field(default_factory=dict, compare=False, repr=False)
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """A version that the database already holds for this office and year."""

    stage: str
    number: int
    state: str
    entry: VersionEntry


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """What the installation already knows, handed to the rules so that they need no query.

    `regions_of` maps a province code to the codes of its loaded kabupaten/kota (absent = none
    loaded).
    `offices` are the codes of the offices that already exist.
    """

    provinces: frozenset[str]
    regions_of: dict[str, frozenset[str]]
    sub_activities: frozenset[str]
    stored_versions: tuple[StoredVersion, ...] = ()
    stored_activity_codes: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
