"""CPU and queries of public pages inside one process, the WSGI application called directly.

Without a server in front the floor is smaller than the one the budgets speak of, so only queries are judged here.
"""

import io
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from bench.report import Row
from bench.room import ACTIVITY, PROJECT, published_room

REQUESTS = 40
ROUNDS = 5
QUERIES = 6
PATHS = {"portal home": "/", "activity page": ACTIVITY}
Application = Callable[[dict[str, Any], Callable[..., object]], Any]


def measure() -> list[Row]:
    """Measure in a process of its own, which holds the settings of a temporary installation."""
    with published_room() as room:
        answer = subprocess.run(
            [sys.executable, "-m", "bench.pages"],
            cwd=PROJECT,
            env=room.environment,
            check=True,
            stdout=subprocess.PIPE,
        )
    found = json.loads(answer.stdout)
    floor = found["cpu"].pop("empty Django view")
    rows = [Row("empty Django view, in one process", floor, "CPU ms")]
    rows += [
        Row(f"{name}, in one process", cost, "CPU ms", floor) for name, cost in found["cpu"].items()
    ]
    rows += [
        Row(name, number, "queries", budget=QUERIES) for name, number in found["queries"].items()
    ]
    return rows


def ask(application: Application, path: str) -> None:
    """One request; anything but 200 is an error."""
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    statuses: list[str] = []
    answer = application(environ, lambda status, *_rest: statuses.append(status))
    for _part in answer:
        pass
    answer.close()
    if not statuses[0].startswith("200"):
        raise RuntimeError(f"{path}: {statuses[0]}")


def cost(application: Application, path: str, before: Callable[[], None]) -> float:
    """The median CPU milliseconds of a request; what happens before it is not counted."""
    ask(application, path)
    times = []
    for _turn in range(REQUESTS):
        before()
        start = time.process_time()
        ask(application, path)
        times.append(time.process_time() - start)
    return statistics.median(times) * 1000


def _in_process() -> dict[str, dict[str, float]]:
    import django

    django.setup()
    from django.core.cache import caches
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import connection
    from django.test.utils import CaptureQueriesContext, override_settings

    from binakon.core import snapshots

    def unasked() -> None:
        caches["pages"].clear()

    def written() -> None:
        unasked()
        snapshots.forget()

    kinds = {
        "first after a write": written,
        "not asked before": unasked,
        "from the page cache": lambda: None,
    }
    own = WSGIHandler()
    bare_settings = override_settings(MIDDLEWARE=[], ROOT_URLCONF="bench.floor_app")
    with bare_settings:
        bare = WSGIHandler()
    times: dict[str, list[float]] = {}
    queries: dict[str, float] = {}
    for _round in range(ROUNDS):
        with bare_settings:
            times.setdefault("empty Django view", []).append(cost(bare, "/", lambda: None))
        for name, path in PATHS.items():
            for kind, before in kinds.items():
                times.setdefault(f"{name}, {kind}", []).append(cost(own, path, before))
    for name, path in PATHS.items():
        for kind, before in kinds.items():
            before()
            with CaptureQueriesContext(connection) as captured:
                ask(own, path)
            queries[f"{name}, {kind}"] = len(captured)
    return {
        "cpu": {name: statistics.median(rounds) for name, rounds in times.items()},
        "queries": queries,
    }


if __name__ == "__main__":
    print(json.dumps(_in_process()))
