"""`python -m bench.setup`: the first set-up in a fresh clone, with its downloads and without; needs the network.

Three times in the same clone: package caches empty; the environment and the data thrown away but the caches warm;
nothing thrown away. Each is `./run --prepare`; after the last, `./run` is timed until it is ready.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.report import Row, table
from bench.room import PROJECT, free_port
from bench.start import until_ready

BUDGET_SECONDS = 90
START_SECONDS = 5


def measure() -> list[Row]:
    """Seconds of each set-up and of the start after them."""
    with TemporaryDirectory(prefix="binakon-setup-") as folder:
        clone, environment = Path(folder) / "clone", _environment(Path(folder) / "cache")
        subprocess.run(["git", "clone", "-q", f"file://{PROJECT}", clone], check=True)  # noqa: S607 - whichever git
        cold = _prepare(clone, environment)
        for name in (".venv", "var"):
            shutil.rmtree(clone / name)
        warm = _prepare(clone, environment)
        again = _prepare(clone, environment)
        begun = _start(clone, environment)
    return [
        Row("first set-up, package caches empty", cold, "s"),
        Row("of it downloads (difference)", cold - warm, "s"),
        Row("first set-up, package caches warm", warm, "s", budget=BUDGET_SECONDS),
        Row("./run --prepare again", again, "s"),
        Row("./run until ready", begun, "s", budget=START_SECONDS),
    ]


def _environment(cache: Path) -> dict[str, str]:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("BINAKON_", "VIRTUAL_"))}
    caches = {"XDG_CACHE_HOME": cache, "PIP_CACHE_DIR": cache / "pip", "UV_CACHE_DIR": cache / "uv"}
    return inherited | {name: str(folder) for name, folder in caches.items()}


def _prepare(clone: Path, environment: dict[str, str]) -> float:
    begin = time.monotonic()
    subprocess.run(["./run", "--prepare"], cwd=clone, env=environment, check=True)
    return time.monotonic() - begin


def _start(clone: Path, environment: dict[str, str]) -> float:
    port = free_port()
    begin = time.monotonic()
    process = subprocess.Popen(
        ["./run", "--port", str(port)], cwd=clone, env=environment, stdout=subprocess.DEVNULL
    )
    try:
        until_ready(f"http://127.0.0.1:{port}", process)
        return time.monotonic() - begin
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)


def main() -> None:
    """Measure, print a table, perhaps write JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.setup", description=__doc__)
    parser.add_argument("--out", type=Path, help="write the figures as JSON")
    options = parser.parse_args()
    rows = measure()
    print(table(rows))
    if options.out:
        options.out.write_text(json.dumps([row.as_json() for row in rows], indent=1), "utf-8")


if __name__ == "__main__":
    main()
