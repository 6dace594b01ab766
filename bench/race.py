"""10,000 people send at 200 seats, 64 at a time, three processes, on both databases: how it ends and what it takes.

The same race as `tests/race`, ten times as long: drafts are prepared by the actions, sending is real HTTP. Everybody of
the first wave is let go by one barrier when all but the last byte was sent.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from bench.crowd import percentile
from bench.procstat import spent_seconds
from bench.report import Row
from bench.room import Room, empty_room
from tests.installation import Installation
from tests.postgres import DURABLE, cluster
from tests.race.hall import PRODUCT, served
from tests.race.posting import at_once, form

PEOPLE, SEATS = 10_000, 200
P99_SECONDS = 3


def measure() -> list[Row]:
    """Both databases."""
    rows = [*_race("SQLite", "")]
    with cluster(DURABLE) as url:
        rows += _race("PostgreSQL", url)
    return rows


def _race(name: str, url: str) -> Iterator[Row]:
    with _installed(url) as installation, served(installation, PRODUCT) as hall:
        room = hall.a_class(SEATS, PEOPLE)
        posts = [form(f"/pendaftaran/{t}/isian/kirim/", is_true="on") for t in room["tokens"]]
        before = spent_seconds(hall.process.pid)
        answers = at_once(hall.port, posts)
        spent = spent_seconds(hall.process.pid) - before
        found = hall.outcome(room)
    statuses = Counter(answer.status for answer in answers)
    print(f"{name}: answers {dict(statuses)}", file=sys.stderr)
    times = [answer.seconds for answer in answers]
    what = f"race of {PEOPLE} on {name}"
    faults = sum(many for status, many in statuses.items() if status not in {302, 422})
    yield Row(f"{what}, seats given ({SEATS} there are)", found["seated"], "", SEATS, budget=SEATS)
    yield Row(f"{what}, seats counted", found["taken"], "", SEATS, budget=SEATS)
    yield Row(f"{what}, told so", statuses[302], "", SEATS, budget=SEATS)
    yield Row(f"{what}, other answers than yes and full", faults, "", budget=0)
    yield Row(f"{what}, half within", percentile(times, 50), "s")
    yield Row(f"{what}, 99 of 100 within", percentile(times, 99), "s", budget=P99_SECONDS)
    yield Row(f"{what}, an attempt, web processes", spent / PEOPLE * 1000, "CPU ms")


@contextmanager
def _installed(url: str) -> Iterator[Installation]:
    with empty_room(url) as room:
        yield Installation(room.folder, room.url or _file_of(room), "test")


def _file_of(room: Room) -> str:
    return f"sqlite:///{room.database}"
