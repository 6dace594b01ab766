"""A rush: 1,000 applicants for 200 seats, 100 at a time, from the page of the activity to the signed status page.

Beside it, in the same run and on the same database with the same settings, the bare form. Both are warm: some have
registered in another class before. Everything counts: web processes, database processes, the job worker that sends
the messages, the walks of those who came too late.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from bench import walks
from bench.crowd import OK, Crowd, Walk, rush
from bench.procstat import spent_seconds
from bench.report import Row
from bench.room import PROJECT, Room, published_room
from bench.served import PRODUCT, Server, served
from tests.postgres import DURABLE, cluster

PEOPLE, SEATS, AT_A_TIME = 1_000, 200, 100
WARM = 40
WORKERS = 3
TIMES_FLOOR, TIMES_ACCEPTED = 4, 6
FLOOR = "bench.floor_flow:application"


def measure() -> list[Row]:
    """Both databases, each with its own floor."""
    return [*measure_on(""), *_on_postgresql()]


def _on_postgresql() -> list[Row]:
    with cluster(DURABLE) as url:
        return measure_on(url)


def measure_on(url: str) -> list[Row]:
    """One database; "" is SQLite."""
    name = "PostgreSQL" if url else "SQLite"
    with published_room(url) as room:
        database = _postmaster(url) if url else None
        slugs = _prepare(room)
        room.run([sys.executable, "-m", "bench.floor_flow", str(WARM)])
        with _working(room) as worker:
            with served(PRODUCT, room, workers=WORKERS, environment=_UNLIMITED) as web:
                _walked(web, walks.product(f"/kegiatan/{slugs['warm']}/", PEOPLE), WARM)
                own = _spent(web, database, worker, walks.product(f"/kegiatan/{slugs['rush']}/"))
            with served(FLOOR, room, workers=WORKERS) as web:
                _walked(web, walks.floor, WARM)
                room.run([sys.executable, "-m", "bench.floor_flow", str(SEATS)])
                bare = _spent(web, database, None, walks.floor)
    return list(_rows(name, own, bare))


# Everybody of this crowd comes from one address; counting them stays.
_UNLIMITED = {"BINAKON_MOST_STARTS": "1000000"}


def _walked(web: Server, walk: Walk, people: int, at_a_time: int = 12) -> Crowd:
    crowd = rush(f"http://127.0.0.1:{web.port}", walk, people=people, at_a_time=at_a_time)
    wrong = {word: many for word, many in crowd.outcomes.items() if word not in {OK, "full"}}
    if wrong or crowd.failures:
        raise RuntimeError(f"not a rush that can be measured: {wrong}, {crowd.statuses}")
    return crowd


def _spent(
    web: Server, database: int | None, worker: int | None, walk: Walk
) -> tuple[Crowd, dict[str, float]]:
    """The crowd, and CPU seconds by kind of process."""
    roots = {"web": web.pid, "database": database, "worker": worker}
    known = {name: pid for name, pid in roots.items() if pid is not None}
    _rest(known)
    before = {name: spent_seconds(pid) for name, pid in known.items()}
    crowd = _walked(web, walk, PEOPLE, AT_A_TIME)
    if crowd.outcomes[OK] != SEATS:
        raise RuntimeError(f"{crowd.outcomes[OK]} seats given instead of {SEATS}")
    _rest(known)
    return crowd, {name: spent_seconds(pid) - before[name] for name, pid in known.items()}


def _rest(roots: dict[str, int]) -> None:
    """Wait until nobody works any more: messages belong to the registrations that cause them."""
    last = sum(map(spent_seconds, roots.values()))
    for _turn in range(60):
        time.sleep(2)
        now = sum(map(spent_seconds, roots.values()))
        if now - last < 0.05:
            return
        last = now


def _rows(
    name: str, own: tuple[Crowd, dict[str, float]], bare: tuple[Crowd, dict[str, float]]
) -> Iterator[Row]:
    (crowd, spent), (bare_crowd, bare_spent) = own, bare
    cost, floor = sum(spent.values()) / SEATS, sum(bare_spent.values()) / SEATS
    rush_of = f"rush on {name}"
    yield Row(f"{rush_of}, a registration", cost, "CPU s", floor)
    yield Row(f"{rush_of}, to the floor (accepted up to 6)", cost / floor, "×", budget=TIMES_FLOOR)
    for kind, seconds in spent.items():
        share = seconds / SEATS * 1000
        yield Row(
            f"{rush_of}, of it {kind}", share, "CPU ms", bare_spent.get(kind, 0) / SEATS * 1000
        )
    yield Row(f"{rush_of}, requests", crowd.requests, "", bare_crowd.requests)
    yield Row(f"{rush_of}, from first to last", crowd.wall, "s", bare_crowd.wall)
    print(f"{rush_of}: {crowd.steps()}; floor: {bare_crowd.steps()}")


def _postmaster(url: str) -> int:
    folder = Path(dict(parse_qsl(urlsplit(url).query))["host"])
    return int((folder / "data" / "postmaster.pid").read_text().split()[0])


@contextmanager
def _working(room: Room) -> Iterator[int]:
    """The job worker, which sends the messages."""
    line = [sys.executable, "-m", "binakon", "work"]
    process = subprocess.Popen(
        line,
        cwd=PROJECT,
        env=room.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def _prepare(room: Room) -> dict[str, str]:
    made = subprocess.run(
        [sys.executable, "-m", "bench.rush"],
        cwd=PROJECT,
        env=room.environment,
        check=True,
        stdout=subprocess.PIPE,
    )
    found: dict[str, str] = json.loads(made.stdout)
    return found


def _open_classes() -> dict[str, str]:
    """Two open classes of planned activities: first come, no waiting list, no papers."""
    import django

    django.setup()
    from binakon.planning.models import Activity
    from tests.enrolment.people import a_training

    free = Activity.objects.filter(kind="bimtek", training=None).order_by("pk")[:2]
    classes = zip(("rush", "warm"), free, (SEATS, WARM), strict=True)
    return {
        name: a_training(activity=each, seats=seats, has_waiting_list=False).activity.slug
        for name, each, seats in classes
    }


if __name__ == "__main__":
    print(json.dumps(_open_classes()))
