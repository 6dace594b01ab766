"""What is wrong with a rundown: every problem and every warning at once, from facts alone."""

from collections.abc import Iterator, Sequence
from datetime import date, time
from itertools import combinations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from binakon.core import words
from binakon.core.problems import Problem
from binakon.trainings.rules.rundown_clashes import clashes
from binakon.trainings.rules.rundown_facts import (
    BREAKS,
    COUNTING,
    FRIDAY,
    Elsewhere,
    Finding,
    Norms,
    RundownFacts,
    Slot,
    Span,
    briefly,
    day_words,
    hours_words,
    meet,
    named,
    stop,
    warn,
)
from binakon.trainings.states import SessionKind

__all__ = [
    "BREAKS",
    "COUNTING",
    "FRIDAY",
    "Elsewhere",
    "Finding",
    "Norms",
    "RundownFacts",
    "Slot",
    "Span",
    "briefly",
    "findings",
    "minutes_between",
    "proposed_jp",
    "rundown_problems",
]


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
        found += clashes(on, day, facts)
    found += [
        warn(
            "holiday", _("%(day)s hari libur: %(name)s.") % {"day": day_words(on), "name": name}, on
        )
        for on, name in facts.holidays
    ]
    return found + list(_promise(facts))


def rundown_problems(facts: RundownFacts) -> list[Problem]:
    """The same as problems alone."""
    return [finding.problem for finding in findings(facts)]


def _overlaps(on: date, day: Sequence[Slot]) -> Iterator[Finding]:
    for slot in day:
        if slot.ends <= slot.starts:
            sentence = _("%(topic)s: jam selesai harus setelah jam mulai.") % {"topic": named(slot)}
            yield stop("ends_at", sentence, on, slot)
    for one, other in combinations(day, 2):
        if meet(one.starts, one.ends, other.starts, other.ends):
            sentence = _("%(day)s: %(one)s bertumpuk dengan %(other)s. Geser salah satunya.")
            told = {"day": day_words(on), "one": named(one), "other": named(other)}
            yield stop("overlap", sentence % told, on, one, other)


def _outside(on: date, day: Sequence[Slot], facts: RundownFacts) -> Iterator[Finding]:
    hours = [(starts, ends) for each, starts, ends in facts.hours if each == on]
    is_ours = bool(hours) if facts.hours else facts.first <= on <= facts.last
    if not is_ours:
        sentence = _(
            "%(day)s bukan hari kelas ini. Pilih salah satu harinya, atau ubah ketentuan kelas."
        )
        yield stop("on", sentence % {"day": day_words(on)}, on, *day)
        return
    for slot in day:
        if hours and not any(starts <= slot.starts and slot.ends <= ends for starts, ends in hours):
            told = {
                "topic": named(slot),
                "hours": words.joined([hours_words(starts, ends) for starts, ends in hours]),
            }
            sentence = _("%(topic)s di luar jam kelas hari itu, %(hours)s.")
            yield warn("outside_hours", sentence % told, on, slot)


def _limits(on: date, day: Sequence[Slot], norms: Norms) -> Iterator[Finding]:
    jp, most = sum(slot.jp for slot in day), norms.most_on(on)
    if jp > most:
        sentence = _("%(day)s berisi %(jp)d JP, lebih dari batas %(most)d JP sehari.")
        yield warn("day_limit", sentence % {"day": day_words(on), "jp": jp, "most": most}, on)
    for slot in day:
        fits = proposed_jp(slot.kind, slot.starts, slot.ends, norms)
        if slot.jp > fits:
            sentence = _(
                "%(topic)s dicatat %(jp)d JP, tetapi waktunya cukup untuk %(fits)d JP (%(minutes)d menit per JP)."
            )
            told = {"topic": named(slot), "jp": slot.jp, "fits": fits, "minutes": norms.minutes}
            yield warn("jp", sentence % told, on, slot)


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
                "day": day_words(on),
                "from": f"{run.starts:%H.%M}",
                "until": f"{until:%H.%M}",
                "most": norms.longest,
            }
            yield warn("break_missing", sentence % told, on, run, slot)
            run = until = None
    if on.weekday() != FRIDAY:
        return
    for slot in day:
        if slot.kind != SessionKind.BREAK and meet(slot.starts, slot.ends, *norms.prayer):
            sentence = _("%(topic)s berjalan pada waktu salat Jumat, %(hours)s.")
            told = {"topic": named(slot), "hours": hours_words(*norms.prayer)}
            yield warn("friday_prayer", sentence % told, on, slot)


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
    yield warn("promised_jp", sentence % told, None)
