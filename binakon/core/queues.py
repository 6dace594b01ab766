"""The alarm of the queues: what a worker should have finished by now, since when it waits, and what was given up.

There is no table of jobs (decision 4): a queue is a question about unfinished facts. A chapter asks it in
`queries/answers.py`, which core finds by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from binakon.core import clock
from binakon.core.letters import Group, of_group, pause_after
from binakon.core.models import Message

# Workers look every few seconds; what waits longer than this, nobody finishes.
OLD = timedelta(minutes=5)
_MOST_ASKED = 200


@dataclass(frozen=True, slots=True)
class Waiting:
    """One queue: since when its oldest entry could have been done (None: it is empty), and how many were given up."""

    since: datetime | None
    parked: int = 0


@dataclass(frozen=True, slots=True)
class Stuck:
    """A queue that needs somebody: how many whole minutes its oldest entry waits, and how many were given up."""

    name: str
    label: str
    minutes: int
    parked: int

    @property
    def sentence(self) -> str:
        """What is the matter, for whoever runs the office or its server."""
        words = []
        if self.minutes:
            sentence = ngettext(
                "yang tertua menunggu %(count)d menit",
                "yang tertua menunggu %(count)d menit",
                self.minutes,
            )
            words.append(sentence % {"count": self.minutes})
        if self.parked:
            sentence = ngettext(
                "%(count)d berkali-kali gagal dan tidak dicoba lagi",
                "%(count)d berkali-kali gagal dan tidak dicoba lagi",
                self.parked,
            )
            words.append(sentence % {"count": self.parked})
        return f"{self.label}: {_(' dan ').join(words)}."


Asked = Callable[[datetime], Waiting]
_queues: dict[str, tuple[Promise, Asked]] = {}


def queue(name: str, label: Promise) -> Callable[[Asked], Asked]:
    """Register the question behind one queue; it is asked with the moment of now."""

    def register(asked: Asked) -> Asked:
        if name in _queues:
            raise ValueError(f"queue {name} is registered twice")
        _queues[name] = label, asked
        return asked

    return register


def stuck(*, at: datetime | None = None) -> list[Stuck]:
    """The queues whose oldest entry waits longer than `OLD`, or in which something was given up."""
    moment = at or clock.now()
    found = []
    for name, (label, asked) in _queues.items():
        waiting = asked(moment)
        age = moment - waiting.since if waiting.since else timedelta(0)
        minutes = int(age.total_seconds() // 60) if age > OLD else 0
        if minutes or waiting.parked:
            found.append(Stuck(name, str(label), minutes, waiting.parked))
    return found


@queue("messages", gettext_lazy("Pesan keluar"))
def messages(moment: datetime) -> Waiting:
    """Letters that could have been sent; one that rests after a failed try waits since its first."""
    is_due = Q(due_at=None) | Q(due_at__lte=moment) | Q(attempts__gt=0)
    rows = Message.objects.filter(of_group(Group.WAITING) & is_due).order_by("id")
    known = rows.values_list("created_at", "due_at", "attempts")[:_MOST_ASKED]
    return Waiting(min((_first_due(*row) for row in known), default=None))


def _first_due(created_at: datetime, due_at: datetime | None, attempts: int) -> datetime:
    rested = sum((pause_after(attempt) for attempt in range(1, attempts + 1)), timedelta(0))
    return max(created_at, due_at - rested) if due_at else created_at
