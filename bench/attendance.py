"""Attendance as served: one scan through HTTP, and a queue of 2,000 that waited on a phone, sent in batches."""

import http.client
import json
import re
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator

from bench.procstat import cpu_seconds
from bench.report import Row
from bench.room import PROJECT, published_room
from bench.served import FLOOR, PRODUCT, Server, served

PEOPLE, SESSIONS, BATCH, ROUNDS = 100, 20, 500, 3
SCAN_MS, SYNC_SECONDS = 10, 10


def measure() -> list[Row]:
    """The median of a scan over several rounds, and the whole queue once."""
    with published_room() as room:
        made = subprocess.run(
            [sys.executable, "-m", "bench.attendance"],
            cwd=PROJECT,
            env=room.environment,
            check=True,
            stdout=subprocess.PIPE,
        )
        known = json.loads(made.stdout)
        with served(PRODUCT, room) as own, served(FLOOR, room) as bare:
            return list(_rows(own, bare, known))


def _rows(own: Server, bare: Server, known: dict[str, object]) -> Iterator[Row]:
    phone = _Phone(own, known)
    costs, floors = [], []
    for turn in range(ROUNDS):
        some = phone.queue[turn * PEOPLE : (turn + 1) * PEOPLE]
        begin = cpu_seconds(own.pid)
        for scan in some:
            phone.send([scan])
        costs.append((cpu_seconds(own.pid) - begin) / len(some) * 1000)
        begin = cpu_seconds(bare.pid)
        for _scan in some:
            bare.ask("/")
        floors.append((cpu_seconds(bare.pid) - begin) / len(some) * 1000)
    yield Row(
        "one scan, served",
        statistics.median(costs),
        "CPU ms",
        statistics.median(floors),
        budget=SCAN_MS,
    )
    queue = [{**scan, "nonce": str(uuid.uuid4())} for scan in phone.queue]
    name = f"{len(queue)} queued scans"
    for again in ("", " sent again"):
        begin, clock = cpu_seconds(own.pid), time.perf_counter()
        for start in range(0, len(queue), BATCH):
            phone.send(queue[start : start + BATCH])
        took = time.perf_counter() - clock
        yield Row(f"{name}{again}, until taken", took, "s", budget=SYNC_SECONDS)
        cost = (cpu_seconds(own.pid) - begin) / len(queue) * 1000
        yield Row(f"{name}{again}, each", cost, "CPU ms", budget=3)


class _Phone:
    """A phone of staff with the scanning page open."""

    def __init__(self, server: Server, known: dict[str, object]) -> None:
        self.queue: list[dict[str, object]] = known["queue"]  # type: ignore[assignment]  # as JSON
        self.path = f"{known['path']}kirim/"
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        self.cookie = str(known["cookie"])
        self.connection.request("GET", str(known["page"]), headers={"Cookie": self.cookie})
        answer = self.connection.getresponse()
        text = answer.read().decode()
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
        given = re.search(r"csrftoken=(\w+)", answer.headers["Set-Cookie"] or "")
        if answer.status != 200 or found is None or given is None:
            raise RuntimeError(f"{known['page']}: {answer.status}")
        self.token = found[1]
        self.cookie = f"{self.cookie}; csrftoken={given[1]}"

    def send(self, scans: list[dict[str, object]]) -> None:
        """One batch; anything but 200 is an error."""
        body = json.dumps({"scans": scans})
        headers = {
            "Cookie": self.cookie,
            "X-CSRFToken": self.token,
            "Content-Type": "application/json",
        }
        self.connection.request("POST", self.path, body=body, headers=headers)
        answer = self.connection.getresponse()
        taken = json.loads(answer.read())
        if answer.status != 200 or len(taken["taken"]) != len(scans):
            raise RuntimeError(f"{self.path}: {answer.status}")


def _prepare() -> dict[str, object]:
    """A class of 100 with twenty sessions yesterday; the queue is everybody in every session."""
    import django

    django.setup()
    from datetime import time as hour
    from datetime import timedelta

    from django.test import Client
    from django.utils import timezone

    from binakon.people.models import User
    from binakon.planning.models import Activity
    from binakon.trainings.queries.attendance import badge_of, facts_of
    from tests.trainings.classes import a_class, a_session, participants

    day = timezone.localdate() - timedelta(days=1)
    training = a_class(
        PEOPLE,
        activity=Activity.objects.filter(training=None, kind="bimtek").order_by("id")[0],
        starts_on=day,
        ends_on=day,
    )
    sessions = [
        a_session(
            training,
            starts=hour(6 + number // 2, 30 * (number % 2)),
            ends=hour(6 + number // 2, 30 * (number % 2) + 29),
        )
        for number in range(SESSIONS)
    ]
    client = Client()
    client.force_login(User.objects.get(email="kasi@contoh.example"))
    name, morsel = next(iter(client.cookies.items()))
    home = f"/meja/pelatihan/{training.activity.slug}/hadir/"
    queue = [
        {
            "nonce": str(uuid.uuid4()),
            "session": session.pk,
            "text": badge_of(person),
            "at": int(facts_of(session).starts.timestamp() * 1000),
            "device": "bench",
        }
        for session in sessions
        for person in participants(training)
    ]
    return {
        "path": home,
        "page": f"{home}{sessions[0].pk}/pindai/",
        "cookie": f"{name}={morsel.value}",
        "queue": queue,
    }


if __name__ == "__main__":
    print(json.dumps(_prepare()))
