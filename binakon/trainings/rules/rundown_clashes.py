"""What other classes do at the same time: in the same room, or with the same instructor."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from binakon.trainings.rules.rooms import Likeness, is_online, likeness
from binakon.trainings.rules.rundown_facts import (
    Elsewhere,
    Finding,
    RundownFacts,
    Slot,
    hours_words,
    meet,
    named,
    warn,
)
from binakon.trainings.states import SessionKind


def clashes(on: date, day: Sequence[Slot], facts: RundownFacts) -> Iterator[Finding]:
    """Everything of a day that meets another class; nothing of it stops anybody."""
    there = [other for other in facts.elsewhere if other.on == on]
    asked: set[str] = set()
    for slot in day:
        for other in there:
            if not meet(slot.starts, slot.ends, other.starts, other.ends):
                continue
            yield from _rooms(on, slot, other, facts.venue, asked)
            told = {"title": other.title, "hours": hours_words(other.starts, other.ends)}
            for key, name in slot.teachers:
                if key in other.teachers:
                    sentence = _("%(topic)s: %(name)s mengajar di %(title)s, %(hours)s.")
                    told |= {"topic": named(slot), "name": name}
                    yield warn("instructor", sentence % told, on, slot)


def _rooms(
    on: date, slot: Slot, other: Elsewhere, venue: str, asked: set[str]
) -> Iterator[Finding]:
    """Whether both are in one room; of a room that nobody wrote it is said once a day that it is not known."""
    has_room = not (slot.on_screen or is_online(slot.room) or slot.kind == SessionKind.BREAK)
    if not has_room or other.on_screen or is_online(other.room):
        return
    house = likeness(venue, other.venue) if venue or other.venue else Likeness.SAME
    told = {
        "topic": named(slot),
        "title": other.title,
        "hours": hours_words(other.starts, other.ends),
    }
    if house == Likeness.OTHER:
        return
    if not slot.room.strip() or not other.room.strip():
        if venue and other.title not in asked:
            asked.add(other.title)
            sentence = _(
                "%(topic)s: %(title)s juga di %(venue)s, %(hours)s. Tulis ruang di kedua rundown supaya bentrok bisa diperiksa."
            )
            yield warn("venue", sentence % {**told, "venue": other.venue}, on, slot)
        return
    room = likeness(slot.room, other.room)
    if room == Likeness.SAME and house == Likeness.SAME:
        sentence = _("%(topic)s: “%(room)s” dipakai %(title)s, %(hours)s.")
        yield warn("room", sentence % {**told, "room": slot.room}, on, slot)
    elif room != Likeness.OTHER:
        sentence = _(
            "%(topic)s: “%(room)s” mungkin sama dengan “%(other)s”, yang dipakai %(title)s, %(hours)s."
        )
        where = {"room": slot.room, "other": _whole(other, house)}
        yield warn("room", sentence % {**told, **where}, on, slot)


def _whole(other: Elsewhere, house: Likeness) -> str:
    """The room of another class; with its house where that is written in another way too."""
    return other.room if house == Likeness.SAME else f"{other.room}, {other.venue}"
