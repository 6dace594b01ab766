"""What a version does, once ratified, to classes, quotas and agreements that were made from the plan in force."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.calendar import Precision, Window, describe
from binakon.core.problems import Problem
from binakon.planning.rules.activity_words import window_words
from binakon.planning.rules.plan_file import ActivityEntry


@dataclass(frozen=True, slots=True)
class Opened:
    """Something made from an activity, in words; `first` and `last` are its days, `seats` its seats, where it has any.

    `keeps` says why its activity may not be cancelled under it and what is to be done first; "" where it may.
    `follows` says what becomes of it when its activity is cancelled; "" where nothing does by itself.
    """

    label: str
    first: date | None = None
    last: date | None = None
    seats: int | None = None
    keeps: str = ""
    follows: str = ""


@dataclass(frozen=True, slots=True)
class Effects:
    """What would happen: `problems` refuse it, `grave` is to be accepted by a tick, `mild` is only told."""

    problems: tuple[Problem, ...] = ()
    grave: tuple[str, ...] = ()
    mild: tuple[str, ...] = ()

    @property
    def seal(self) -> str:
        """What a tick stands for: it holds for these sentences and no others; "" where none is asked for."""
        return sha256("\n".join(self.grave).encode()).hexdigest()[:16] if self.grave else ""


def keeps_days(window: Window, before: ActivityEntry | None, after: ActivityEntry) -> bool:
    """Whether an activity was given days since the version before, and the time that is stated now holds them."""
    return (
        before is not None
        and window != before.window
        and window.start is not None
        and window.end is not None
        and after.window.contains(window.start)
        and after.window.contains(window.end)
    )


def effects_of(
    before: Sequence[ActivityEntry],
    after: Sequence[ActivityEntry],
    standing: Mapping[str, ActivityEntry],
    opened: Mapping[str, Sequence[Opened]],
) -> Effects:
    """What the living activities still ahead (`standing`) and all that was made of them would suffer.

    A version that states no activity says nothing about them.
    """
    if not after:
        return Effects()
    earlier, stated = (
        {entry.code: entry for entry in before},
        {entry.code: entry for entry in after},
    )
    problems: list[Problem] = []
    grave: list[str] = []
    mild: list[str] = []
    for code, row in standing.items():
        held = opened.get(code, ())
        entry = stated.get(code)
        if entry is not None:
            told = [*_moved(row, earlier.get(code), entry, held), *_fewer(row, entry, held)]
            grave += [sentence for sentence, is_grave in told if is_grave]
            mild += [sentence for sentence, is_grave in told if not is_grave]
        elif code in earlier and held:
            kept = [each.keeps for each in held if each.keeps]
            problems += [Problem("opened", f"{row.title}: {why}") for why in kept]
            grave += [] if kept else [_cancelled(row, held)]
    return Effects(tuple(problems), tuple(grave), tuple(mild))


def accept_problems(effects: Effects, accepted: str) -> list[Problem]:
    """Why a ratification is refused: what it would break, and what nobody has accepted yet."""
    if effects.problems or accepted == effects.seal:
        return list(effects.problems)
    sentence = _(
        "Pengesahan ini mengubah yang sudah dibuat dari rencana: %(rows)s Baca dulu, lalu centang persetujuannya."
    )
    return [Problem("accept", sentence % {"rows": " ".join(effects.grave)})]


def _cancelled(row: ActivityEntry, held: Iterable[Opened]) -> str:
    rows = list(held)
    sentence = _("%(title)s dibatalkan, padahal sudah ada %(rows)s.")
    told = sentence % {"title": row.title, "rows": words.joined([each.label for each in rows])}
    return " ".join([told, *(each.follows for each in rows if each.follows)])


def _moved(
    row: ActivityEntry, before: ActivityEntry | None, after: ActivityEntry, held: Iterable[Opened]
) -> Iterator[tuple[str, bool]]:
    was_stated = before is not None and _when(before) == _when(after)
    if was_stated or _when(row) == _when(after) or keeps_days(row.window, before, after):
        return
    facts = {"title": row.title, "was": window_words(row), "now": window_words(after)}
    dated = [each for each in held if each.first and each.last]
    if not dated:
        if before is not None and row.window != before.window:
            yield _("%(title)s sudah dijadwalkan %(was)s; waktunya menjadi %(now)s.") % facts, True
        return
    for each in dated:
        first, last = each.first, each.last
        assert first is not None
        assert last is not None
        named = {
            **facts,
            "opened": each.label,
            "days": describe(Window(Precision.RANGE, first, last, "")),
        }
        if after.window.contains(first) and after.window.contains(last):
            yield (
                _("%(title)s: waktunya di rencana menjadi %(now)s; %(opened)s tetap pada %(days)s.")
                % named,
                False,
            )
        else:
            yield (
                _(
                    "%(title)s: waktunya di rencana menjadi %(now)s, padahal %(opened)s pada %(days)s."
                )
                % named,
                True,
            )


def _fewer(
    row: ActivityEntry, after: ActivityEntry, held: Iterable[Opened]
) -> Iterator[tuple[str, bool]]:
    if after.seats is None or after.seats == row.seats:
        return
    for each in held:
        if each.seats is not None and each.seats > after.seats:
            sentence = _(
                "%(title)s: kursinya di rencana menjadi %(now)s, padahal %(opened)s punya %(seats)s kursi."
            )
            facts = {
                "title": row.title,
                "opened": each.label,
                "now": words.number(after.seats),
                "seats": words.number(each.seats),
            }
            yield sentence % facts, True


def _when(entry: ActivityEntry) -> tuple[Window, str, bool]:
    return entry.window, entry.window_text, entry.is_approximate
