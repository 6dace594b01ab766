"""CPU of public pages in one process, interleaved with the floor: an empty Django view through no middleware."""

import json
import os
import statistics
import subprocess
import sys
import time

from bench.room import PLAN, PROJECT, a_room

ROUNDS = 60
PATHS = {"portal home": "/", "activity page": "/kegiatan/63-2026-bimtek-jalan/"}


def measure() -> dict[str, dict[str, float]]:
    """Measure in a fresh process on a fresh installation."""
    with a_room() as room:
        room.binakon("load-plan", PLAN)
        (room.folder / "data" / "static").mkdir(exist_ok=True)
        answer = subprocess.run(
            [sys.executable, "-m", "bench.pages"],
            cwd=PROJECT,
            env=room.environment | {"DJANGO_SETTINGS_MODULE": "binakon.config.settings"},
            check=True,
            capture_output=True,
            text=True,
        )
        found: dict[str, dict[str, float]] = json.loads(answer.stdout)
        return found


def _inside() -> dict[str, dict[str, float]]:
    import django  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415

    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    django.setup()
    from django.core.cache import caches  # noqa: PLC0415
    from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test import RequestFactory  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    product = WSGIHandler()
    kept = settings.MIDDLEWARE
    settings.MIDDLEWARE = []
    bare = WSGIHandler()
    settings.MIDDLEWARE = kept
    factory = RequestFactory()

    def cost(handler: WSGIHandler, path: str) -> float:
        request = factory.get(path, SERVER_NAME="localhost")
        environ = request.environ
        start = time.process_time()
        response = handler(environ, lambda *_answer: None)
        b"".join(response)
        seconds = time.process_time() - start
        response.close()
        return seconds * 1000

    rows: dict[str, list[float]] = {"floor": []}
    for name, path in PATHS.items():
        rows[f"{name}, uncached"], rows[f"{name}, cached"] = [], []
        cost(product, path)
    cost(bare, "/-/live")
    for _round in range(ROUNDS):
        rows["floor"].append(cost(bare, "/-/live"))
        for name, path in PATHS.items():
            caches["pages"].clear()
            rows[f"{name}, uncached"].append(cost(product, path))
            rows[f"{name}, cached"].append(cost(product, path))
    found = {name: {"ms": statistics.median(times)} for name, times in rows.items()}
    for name, path in PATHS.items():
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as queries:
            cost(product, path)
        found[f"{name}, uncached"]["queries"] = len(queries)
    return found


if __name__ == "__main__":
    os.chdir(PROJECT)
    print(json.dumps(_inside()))
