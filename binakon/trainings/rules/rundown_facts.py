"""What a rundown is judged from, and the words in which a finding is told."""

from dataclasses import dataclass, field
from datetime import date, time

from binakon.core import words
from binakon.core.problems import Problem
from binakon.trainings.states import SessionKind

Span = tuple[time, time]
FRIDAY = 4
# Only these count as JP.
COUNTING = (SessionKind.TEACHING, SessionKind.PRACTICE, SessionKind.TEST)
# Proposals of one published source (domain.md 2.2); each training keeps its own.
BREAKS: tuple[Span, ...] = (
    (time(10, 15), time(10, 30)),
    (time(12), time(13)),
    (time(15, 30), time(15, 45)),
)


@dataclass(frozen=True, slots=True)
class Norms:
    """What a rundown is measured by; `longest` is how many minutes may pass without a break."""

    minutes: int = 45
    most_jp: int = 9
    most_jp_friday: int = 7
    starts_at: time = time(8)
    breaks: tuple[Span, ...] = BREAKS
    prayer: Span = (time(11, 15), time(13, 45))
    longest: int = 180
    promised_jp: int | None = None

    def most_on(self, day: date) -> int:
        """The most JP of this day."""
        return self.most_jp_friday if day.weekday() == FRIDAY else self.most_jp


@dataclass(frozen=True, slots=True)
class Slot:
    """One session as a fact; `teachers` are (key, name), `key` names it among its neighbours.

    `on_screen` says that it meets by a link, so that no room belongs to it.
    """

    key: int
    on: date
    starts: time
    ends: time
    kind: str = SessionKind.TEACHING
    jp: int = 0
    topic: str = ""
    room: str = ""
    teachers: tuple[tuple[int, str], ...] = ()
    on_screen: bool = False

    @property
    def counts(self) -> bool:
        """Whether its time is teaching, practice or a test."""
        return self.kind in COUNTING


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A session of another class: in which room of which house, taught by whom (the same keys as in `Slot`)."""

    title: str
    on: date
    starts: time
    ends: time
    room: str = ""
    teachers: tuple[int, ...] = ()
    venue: str = ""
    on_screen: bool = False


@dataclass(frozen=True, slots=True)
class RundownFacts:
    """A class's rundown and all that may clash with it.

    `hours` are its days with their hours (several a day are several), `first` and `last` its span; `holidays` are
    the days off among its days by name, `venue` is where it is held.
    """

    first: date
    last: date
    slots: tuple[Slot, ...]
    hours: tuple[tuple[date, time, time], ...] = ()
    norms: Norms = field(default_factory=Norms)
    elsewhere: tuple[Elsewhere, ...] = ()
    holidays: tuple[tuple[date, str], ...] = ()
    venue: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem, on which day (None: of the whole class) and about which sessions."""

    problem: Problem
    on: date | None = None
    slots: tuple[int, ...] = ()


def day_words(on: date) -> str:
    """A day as a finding names it."""
    return words.weekday_and_day(on)


def hours_words(starts: time, ends: time) -> str:
    """Hours as a finding names them."""
    return f"{starts:%H.%M}–{ends:%H.%M}"


def named(slot: Slot) -> str:
    """A session as a finding names it."""
    return _named(slot.topic, slot.starts, slot.ends)


def _named(topic: str, starts: time, ends: time) -> str:
    return f"“{topic}” ({hours_words(starts, ends)})"


def warn(code: str, sentence: str, on: date | None, *slots: Slot) -> Finding:
    """Something to look at."""
    return Finding(Problem(code, sentence, blocks=False), on, tuple(slot.key for slot in slots))


def stop(code: str, sentence: str, on: date | None, *slots: Slot) -> Finding:
    """Something that stands in the way."""
    return Finding(Problem(code, sentence), on, tuple(slot.key for slot in slots))


def meet(starts: time, ends: time, from_: time, until: time) -> bool:
    """Whether two stretches of one day share a minute; touching is not meeting."""
    return starts < until and from_ < ends


def briefly(sentence: str, topic: str, starts: time, ends: time) -> str:
    """What is told of a session where the session itself stands beside it: without its name in front."""
    told = sentence.removeprefix(_named(topic, starts, ends)).lstrip(": ")
    return told[:1].upper() + told[1:]
