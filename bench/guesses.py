"""100,000 guesses at certificates from 200 addresses, with forged headers: how many were found, refused, and told of.

`python -m bench --only guesses`; `python -m bench.guesses 2000` tries fewer. Half of them guess the code beside a number
that exists, the best that somebody can do who has seen a list of numbers; the others guess tokens and whole pairs. The
budget of an address is the one of an installation (`BINAKON_MOST_CHECKS`).
"""

import json
import random
import string
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.report import Row
from bench.room import PROJECT, Room

GUESSES = 100_000
ADDRESSES = 200
PEOPLE = 100
_LETTERS = string.ascii_uppercase + string.digits


def measure(guesses: int = GUESSES) -> list[Row]:
    """Measure in a process of its own, in a migrated installation."""
    with TemporaryDirectory(prefix="binakon-bench-") as folder:
        room = Room(Path(folder))
        room.binakon("migrate")
        answer = subprocess.run(
            [sys.executable, "-c", f"from bench.guesses import guess; guess({guesses})"],
            cwd=PROJECT,
            env=room.environment,
            check=True,
            stdout=subprocess.PIPE,
        )
    told = json.loads(answer.stdout)
    name = f"{guesses} guesses from {ADDRESSES} addresses"
    return [
        Row(f"{name}, found", told["found"], "", budget=0),
        Row(f"{name}, looked up and not found", told["missed"], ""),
        Row(f"{name}, refused by the budget of the address", told["refused"], ""),
        Row(f"{name}, alarms", told["alarms"], ""),
        Row(f"{name}, one", told["seconds"] / guesses * 1000, "CPU ms"),
        Row("wrong code of a number that exists, median", told["known"] * 1000, "CPU ms"),
        Row(
            "wrong code of a number that does not, median",
            told["unknown"] * 1000,
            "CPU ms",
            told["known"] * 1000,
        ),
    ]


def guess(guesses: int) -> None:
    """Guess and print what came of it as JSON."""
    import django

    django.setup()

    from django.test.utils import setup_test_environment

    from tests import factories
    from tests.trainings.certificates import a_completed_class, stated

    setup_test_environment()
    from binakon.trainings.actions.certificates import issue_certificates

    factories.load_reference()
    factories.ratified(factories.a_version(trained=2 * PEOPLE))
    made = issue_certificates(a_completed_class(PEOPLE), stated(), by=factories.BY)
    numbers = [certificate.number for certificate in made]
    print(json.dumps(_tried(guesses, numbers)))


def _tried(guesses: int, numbers: list[str]) -> dict[str, float]:
    from django.test import Client

    from binakon.core.models import AuditEvent

    source = random.Random(guesses)  # noqa: S311 - guesses have to be the same in every run
    client = Client(raise_request_exception=True)
    alarms = AuditEvent.objects.filter(action="certificate:guessed")
    start = time.process_time()
    statuses: Counter[int] = Counter()
    times: dict[int, list[float]] = {kind: [] for kind in range(4)}
    for number in range(guesses):
        client.cookies.clear()
        headers = {
            "REMOTE_ADDR": f"203.0.113.{number % ADDRESSES}",
            "HTTP_X_FORWARDED_FOR": f"198.51.100.{source.randrange(256)}",
        }
        began = time.process_time()
        match number % 4:
            case 0 | 1:
                pair = {"number": source.choice(numbers), "code": _word(source, 8)}
                answer = client.post("/verifikasi/periksa.json", pair, **headers)
            case 2:
                answer = client.get(f"/v/{_word(source, 26)}.json", **headers)
            case _:
                pair = {"number": f"600.4/{number}/X", "code": _word(source, 8)}
                answer = client.post("/verifikasi/periksa.json", pair, **headers)
        statuses[answer.status_code] += 1
        if answer.status_code == 404:
            times[number % 4].append(time.process_time() - began)
    return {
        "found": guesses - statuses[404] - statuses[429],
        "missed": statuses[404],
        "refused": statuses[429],
        "alarms": alarms.count(),
        "seconds": time.process_time() - start,
        "known": median(times[0] + times[1]),
        "unknown": median(times[3]),
    }


def _word(source: random.Random, many: int) -> str:
    return "".join(source.choices(_LETTERS, k=many))


if __name__ == "__main__":
    from bench.report import table

    print(table(measure(int(sys.argv[1]) if len(sys.argv) > 1 else GUESSES)))
