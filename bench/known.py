"""Does time tell that a NIK is registered? Whole walks over HTTP with known and unknown NIK, taken in turn by lot.

Three kinds of NIK: registered in this very class, registered in another one, never typed before. Everybody else's words
are the same. Judged are the difference of medians (P26: at most 5 ms) and whether a lot could have made it so large.
"""

import http.client
import json
import random
import re
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from bench.procstat import cpu_of, tree
from bench.report import Row
from bench.room import PROJECT, Room, published_room
from bench.served import PRODUCT, Server, served
from tests.postgres import DURABLE, cluster

EACH = 300
WARM = 20
PERMUTATIONS = 2_000
MOST_MS = 5.0
HERE, ELSEWHERE, NOWHERE = "registered here", "registered elsewhere", "new"
_CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_FORM_KEY = re.compile(r'name="form_key" value="([0-9a-f]{32})"')
_REGENCY = re.compile(r'<option value="(\d+)"')
_REACH = {
    "phone": "081200001234", "email": "pendaftar@contoh.example", "education": "bachelor",
    "field_of_study": "Teknik Sipil", "employer": "CV Contoh Karya", "position": "Pelaksana", "has_skk": "no",
    "skk_expires_on": "",
}  # fmt: skip


def measure() -> list[Row]:
    """Both databases."""
    rows = [*_measured("SQLite", "")]
    with cluster(DURABLE) as url:
        rows += _measured("PostgreSQL", url)
    return rows


@dataclass
class Walker:
    """One connection that walks for everybody, and what each step took."""

    server: Server
    pids: list[int]
    wall: dict[str, float] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)
    seen: dict[str, tuple[int, int]] = field(default_factory=dict)
    cookie: str = ""

    def ask(self, step: str, path: str, words: dict[str, str] | None = None) -> tuple[str, str]:
        """One request: its address to go on with, and its page."""
        headers = {"Cookie": self.cookie}
        body = None
        if words is not None:
            body = urlencode(words)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = self.server.connection
        before, begin = cpu_of(self.pids), time.perf_counter()
        connection.request("GET" if body is None else "POST", path, body=body, headers=headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        self.wall[step] = (time.perf_counter() - begin) * 1000
        self.cpu[step] = (cpu_of(self.pids) - before) * 1000
        self.seen[step] = (answer.status, len(page))
        self._keep_cookie(answer)
        return urlsplit(answer.headers.get("Location", "")).path, page

    def _keep_cookie(self, answer: http.client.HTTPResponse) -> None:
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            if cookie.startswith("csrftoken="):
                self.cookie = cookie.split(";")[0]


def _walk(server: Server, pids: list[int], start: str, nik: str) -> Walker:
    """From the empty form to the registration taken back; every walk as a stranger."""
    walker = Walker(server, pids)
    _path, page = walker.ask("form", start)
    words = {
        **_csrf(page), "form_key": _FORM_KEY.findall(page)[0], "name": "Muhammad Zainuddin Noor (contoh)",
        "nik": nik, "born_on": "4 5 1991", "sex": "male",
    }  # fmt: skip
    path, _page = walker.ask("who", start, words)
    home = path.split("isian/")[0]
    _path, page = walker.ask("reach", path)
    reach = {**_csrf(page), **_REACH, "office": _REGENCY.findall(page)[0]}
    path, _page = walker.ask("reach sent", path, reach)
    _path, page = walker.ask("check", path)
    path, _page = walker.ask("send", path, {**_csrf(page), "is_true": "on"})
    walker.ask("status", path)
    _path, page = walker.ask("withdraw", f"{home}mundur/")
    path, _page = walker.ask("withdrawn", f"{home}mundur/", {**_csrf(page), "reason": "berubah"})
    walker.ask("status after", path)
    return walker


def _csrf(page: str) -> dict[str, str]:
    return {"csrfmiddlewaretoken": _CSRF.findall(page)[0]}


def _measured(name: str, url: str) -> Iterator[Row]:
    walks: dict[str, list[Walker]] = defaultdict(list)
    with published_room(url) as room:
        made = _prepare(room)
        unlimited = {"BINAKON_MOST_STARTS": "1000000"}
        with served(PRODUCT, room, environment=unlimited) as server:
            start = f"/kegiatan/{made['slug']}/daftar/"
            pids = tree(server.pid)
            for nik in made["warm"]:
                _walk(server, pids, start, nik)
            turns = [(kind, nik) for kind in (HERE, ELSEWHERE, NOWHERE) for nik in made[kind]]
            random.Random(26).shuffle(turns)  # noqa: S311 - an order, no secret
            for kind, nik in turns:
                walks[kind].append(_walk(server, pids, start, nik))
    yield from _rows(name, walks)


def _rows(name: str, walks: dict[str, list[Walker]]) -> Iterator[Row]:
    answers = {
        kind: {tuple(sorted(w.seen.items())) for w in found} for kind, found in walks.items()
    }
    apart = sum(1 for kind in (HERE, ELSEWHERE) if answers[kind] != answers[NOWHERE])
    yield Row(f"NIK on {name}, kinds told apart by status or length", apart, "", budget=0)
    for step in ("send", "withdrawn", "whole walk"):
        for unit in ("wall", "cpu"):
            times = {kind: [_time(w, unit, step) for w in found] for kind, found in walks.items()}
            what = f"NIK on {name}, {step}, {unit}"
            new = statistics.median(times[NOWHERE])
            yield Row(f"{what}, new", new, "ms")
            for kind in (HERE, ELSEWHERE):
                gap = abs(statistics.median(times[kind]) - new)
                yield Row(f"{what}, {kind}: median apart by", gap, "ms", budget=MOST_MS)
                chance = permutation_chance(times[kind], times[NOWHERE])
                yield Row(f"{what}, {kind}: chance of that gap by lot", chance, "p")


def _time(walker: Walker, unit: str, step: str) -> float:
    steps: dict[str, float] = getattr(walker, unit)
    return sum(steps.values()) if step == "whole walk" else steps[step]


def permutation_chance(one: Sequence[float], two: Sequence[float]) -> float:
    """The share of shuffles whose medians lie at least as far apart: small means that time tells the two apart."""
    gap = abs(statistics.median(one) - statistics.median(two))
    pooled, lot = [*one, *two], random.Random(26)  # noqa: S311 - a test, no secret
    hits = 0
    for _turn in range(PERMUTATIONS):
        lot.shuffle(pooled)
        first, second = pooled[: len(one)], pooled[len(one) :]
        hits += abs(statistics.median(first) - statistics.median(second)) >= gap
    return (hits + 1) / (PERMUTATIONS + 1)


def _prepare(room: Room) -> dict[str, list[str]]:
    line = [sys.executable, "-m", "bench.known"]
    made = subprocess.run(
        line, cwd=PROJECT, env=room.environment, check=True, stdout=subprocess.PIPE
    )
    found: dict[str, list[str]] = json.loads(made.stdout)
    return found


def _two_classes() -> dict[str, object]:
    """Two open classes with room for everybody, and the NIK of who is registered where."""
    import django

    django.setup()
    from binakon.planning.models import Activity
    from tests.enrolment.people import a_nik, a_training, registered

    free = Activity.objects.filter(kind="bimtek", training=None).order_by("pk")[:2]
    here, elsewhere = (a_training(activity=each, seats=10 * EACH) for each in free)
    for number in range(EACH):
        registered(here, number)
        registered(elsewhere, EACH + number)
    kinds = (HERE, ELSEWHERE, NOWHERE)
    niks = {
        kind: [a_nik(turn * EACH + number) for number in range(EACH)]
        for turn, kind in enumerate(kinds)
    }
    warm = [a_nik(3 * EACH + number) for number in range(WARM)]
    return {"slug": here.activity.slug, "warm": warm, **niks}


if __name__ == "__main__":
    print(json.dumps(_two_classes()))
