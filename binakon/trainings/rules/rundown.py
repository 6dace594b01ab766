"""What is wrong with a rundown: every problem and every warning at once, from facts alone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from itertools import combinations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
    """One session as a fact; `teachers` are (key, name), `key` names it among its neighbours."""

    key: int
    on: date
    starts: time
    ends: time
    kind: str = SessionKind.TEACHING
    jp: int = 0
    topic: str = ""
    room: str = ""
    teachers: tuple[tuple[int, str], ...] = ()

    @property
    def counts(self) -> bool:
        """Whether its time is teaching, practice or a test."""
        return self.kind in COUNTING


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A session of another class: in which room, taught by whom (the same keys as in `Slot`)."""

    title: str
    on: date
    starts: time
    ends: time
    room: str = ""
    teachers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RundownFacts:
    """A class's rundown and all that may clash with it.

    `hours` are its days with their hours (several a day are several), `first` and `last` its span; `holidays` are
    the days off among its days by name.
    """

    first: date
    last: date
    slots: tuple[Slot, ...]
    hours: tuple[tuple[date, time, time], ...] = ()
    norms: Norms = field(default_factory=Norms)
    elsewhere: tuple[Elsewhere, ...] = ()
    holidays: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem, on which day (None: of the whole class) and about which sessions."""

    problem: Problem
    on: date | None = None
    slots: tuple[int, ...] = ()


def minutes_between(starts: time, ends: time) -> int:
    """Minutes from one time to another of the same day."""
    return (ends.hour * 60 + ends.minute) - (starts.hour * 60 + starts.minute)


def proposed_jp(kind: str, starts: time, ends: time, norms: Norms) -> int:
    """The JP that a session's minutes make, whole ones only; 0 for what does not count."""
    return max(minutes_between(starts, ends), 0) // norms.minutes if kind in COUNTING else 0


def findings(facts: RundownFacts) -> list[Finding]:
    """Everything that is wrong (`blocks`) and everything to look at, day by day, then the class as a whole."""
    found: list[Finding] = []
    for on in sorted({slot.on for slot in facts.slots}):
        day = sorted(
            (s for s in facts.slots if s.on == on), key=lambda slot: (slot.starts, slot.key)
        )
        found += _overlaps(on, day)
        found += _outside(on, day, facts)
        found += _limits(on, day, facts.norms)
        found += _pauses(on, day, facts.norms)
        found += _elsewhere(on, day, facts.elsewhere)
    found += [
        _warn("holiday", _("%(day)s hari libur: %(name)s.") % {"day": _day(on), "name": name}, on)
        for on, name in facts.holidays
    ]
    return found + list(_promise(facts))


def rundown_problems(facts: RundownFacts) -> list[Problem]:
    """The same as problems alone."""
    return [finding.problem for finding in findings(facts)]


def _day(on: date) -> str:
    return words.weekday_and_day(on)


def _hours(starts: time, ends: time) -> str:
    return f"{starts:%H.%M}–{ends:%H.%M}"


def _named(slot: Slot) -> str:
    return f"“{slot.topic}” ({_hours(slot.starts, slot.ends)})"


def _warn(code: str, sentence: str, on: date | None, *slots: Slot) -> Finding:
    return Finding(Problem(code, sentence, blocks=False), on, tuple(slot.key for slot in slots))


def _stop(code: str, sentence: str, on: date | None, *slots: Slot) -> Finding:
    return Finding(Problem(code, sentence), on, tuple(slot.key for slot in slots))


def _meet(starts: time, ends: time, from_: time, until: time) -> bool:
    """Whether two stretches of one day share a minute; touching is not meeting."""
    return starts < until and from_ < ends


def _overlaps(on: date, day: Sequence[Slot]) -> Iterator[Finding]:
    for slot in day:
        if slot.ends <= slot.starts:
            sentence = _("%(topic)s: jam selesai harus setelah jam mulai.") % {
                "topic": _named(slot)
            }
            yield _stop("ends_at", sentence, on, slot)
    for one, other in combinations(day, 2):
        if _meet(one.starts, one.ends, other.starts, other.ends):
            sentence = _("%(day)s: %(one)s bertumpuk dengan %(other)s. Geser salah satunya.")
            told = {"day": _day(on), "one": _named(one), "other": _named(other)}
            yield _stop("overlap", sentence % told, on, one, other)


def _outside(on: date, day: Sequence[Slot], facts: RundownFacts) -> Iterator[Finding]:
    hours = [(starts, ends) for each, starts, ends in facts.hours if each == on]
    is_ours = bool(hours) if facts.hours else facts.first <= on <= facts.last
    if not is_ours:
        sentence = _(
            "%(day)s bukan hari kelas ini. Pilih salah satu harinya, atau ubah ketentuan kelas."
        )
        yield _stop("on", sentence % {"day": _day(on)}, on, *day)
        return
    for slot in day:
        if hours and not any(starts <= slot.starts and slot.ends <= ends for starts, ends in hours):
            told = {
                "topic": _named(slot),
                "hours": words.joined([_hours(starts, ends) for starts, ends in hours]),
            }
            sentence = _("%(topic)s di luar jam kelas hari itu, %(hours)s.")
            yield _warn("outside_hours", sentence % told, on, slot)


def _limits(on: date, day: Sequence[Slot], norms: Norms) -> Iterator[Finding]:
    jp, most = sum(slot.jp for slot in day), norms.most_on(on)
    if jp > most:
        sentence = _("%(day)s berisi %(jp)d JP, lebih dari batas %(most)d JP sehari.")
        yield _warn("day_limit", sentence % {"day": _day(on), "jp": jp, "most": most}, on)
    for slot in day:
        fits = proposed_jp(slot.kind, slot.starts, slot.ends, norms)
        if slot.jp > fits:
            sentence = _(
                "%(topic)s dicatat %(jp)d JP, tetapi waktunya cukup untuk %(fits)d JP (%(minutes)d menit per JP)."
            )
            told = {"topic": _named(slot), "jp": slot.jp, "fits": fits, "minutes": norms.minutes}
            yield _warn("jp", sentence % told, on, slot)


def _pauses(on: date, day: Sequence[Slot], norms: Norms) -> Iterator[Finding]:
    run: Slot | None = None
    until: time | None = None
    for slot in day:
        if not slot.counts:
            run = until = None
            continue
        if run is None or until is None or slot.starts > until:
            run = slot
        until = slot.ends if until is None else max(until, slot.ends)
        if minutes_between(run.starts, until) > norms.longest:
            sentence = _(
                "%(day)s: dari %(from)s sampai %(until)s tidak ada istirahat, lebih dari %(most)d menit."
            )
            told = {
                "day": _day(on),
                "from": f"{run.starts:%H.%M}",
                "until": f"{until:%H.%M}",
                "most": norms.longest,
            }
            yield _warn("break_missing", sentence % told, on, run, slot)
            run = until = None
    if on.weekday() != FRIDAY:
        return
    for slot in day:
        if slot.kind != SessionKind.BREAK and _meet(slot.starts, slot.ends, *norms.prayer):
            sentence = _("%(topic)s berjalan pada waktu salat Jumat, %(hours)s.")
            told = {"topic": _named(slot), "hours": _hours(*norms.prayer)}
            yield _warn("friday_prayer", sentence % told, on, slot)


def _same_room(one: str, other: str) -> bool:
    return bool(one.strip()) and " ".join(one.casefold().split()) == " ".join(
        other.casefold().split()
    )


def _elsewhere(on: date, day: Sequence[Slot], others: Iterable[Elsewhere]) -> Iterator[Finding]:
    there = [other for other in others if other.on == on]
    for slot in day:
        for other in there:
            if not _meet(slot.starts, slot.ends, other.starts, other.ends):
                continue
            told = {"title": other.title, "hours": _hours(other.starts, other.ends)}
            if _same_room(slot.room, other.room):
                sentence = _("%(topic)s: ruang %(room)s dipakai %(title)s, %(hours)s.")
                told |= {"topic": _named(slot), "room": slot.room}
                yield _warn("room", sentence % told, on, slot)
            for key, name in slot.teachers:
                if key in other.teachers:
                    sentence = _("%(topic)s: %(name)s mengajar di %(title)s, %(hours)s.")
                    told |= {"topic": _named(slot), "name": name}
                    yield _warn("instructor", sentence % told, on, slot)


def _promise(facts: RundownFacts) -> Iterator[Finding]:
    promised, jp = facts.norms.promised_jp, sum(slot.jp for slot in facts.slots)
    if promised is None or promised == jp or not facts.slots:
        return
    if jp < promised:
        sentence = ngettext(
            "Kelas ini menjanjikan %(promised)d JP; rundown baru berisi %(jp)d JP, kurang %(gap)d JP.",
            "Kelas ini menjanjikan %(promised)d JP; rundown baru berisi %(jp)d JP, kurang %(gap)d JP.",
            promised - jp,
        )
    else:
        sentence = ngettext(
            "Kelas ini menjanjikan %(promised)d JP; rundown berisi %(jp)d JP, lebih %(gap)d JP.",
            "Kelas ini menjanjikan %(promised)d JP; rundown berisi %(jp)d JP, lebih %(gap)d JP.",
            jp - promised,
        )
    told = {"promised": promised, "jp": jp, "gap": abs(jp - promised)}
    yield _warn("promised_jp", sentence % told, None)
