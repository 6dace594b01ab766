"""Jobs look for unfinished facts in the database and finish them; there is no queue to lose an entry."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from django.db import close_old_connections

from binakon.core import files, limits, outbox, queues

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A function that finishes facts and returns how many; run about every `seconds`."""

    name: str
    seconds: int
    run: Callable[[], int]


_registry: dict[str, Job] = {}


def every(*, seconds: int) -> Callable[[Callable[[], int]], Callable[[], int]]:
    """Register a job of an app's `jobs.py`."""

    def register(run: Callable[[], int]) -> Callable[[], int]:
        name = f"{run.__module__}.{run.__name__}"
        _registry[name] = Job(name, seconds, run)
        return run

    return register


@every(seconds=5)
def send_messages() -> int:
    """Messages without `sent_at` go out."""
    return outbox.send_messages()


@every(seconds=300)
def call_off_untrue() -> int:
    """Messages that wait for WhatsApp are called off once they are no longer true."""
    return outbox.call_off_untrue()


@every(seconds=6 * 60 * 60)
def sweep_files() -> int:
    """Uploaded files without a row are taken away."""
    return files.sweep_orphans()


@every(seconds=3600)
def forget_counts() -> int:
    """Counts of tries whose window has ended are deleted."""
    return limits.forget_past()


@every(seconds=60)
def watch_queues() -> int:
    """What waits too long is said in the log, also when nobody asks; it finishes nothing."""
    for each in queues.stuck():
        logger.error(
            "queue %s waits for %d minutes, %d given up", each.name, each.minutes, each.parked
        )
    return 0


def registered() -> list[Job]:
    """Every job of every installed app, by name."""
    return [_registry[name] for name in sorted(_registry)]


def run_once() -> dict[str, int]:
    """Run every job once; a failing job is logged and tried again on the next pass."""
    return {job.name: _run(job) for job in registered()}


def work(stop: Event, pause: float = 1.0) -> None:
    """Run each job when it is due until `stop` is set. Several workers may do so at once."""
    due = {job.name: 0.0 for job in registered()}
    while not stop.is_set():
        for job in registered():
            if time.monotonic() >= due[job.name]:
                close_old_connections()
                _run(job)
                due[job.name] = time.monotonic() + job.seconds
        stop.wait(pause)


def _run(job: Job) -> int:
    try:
        return job.run()
    except Exception:
        # The facts stay unfinished and the next pass finds them; one bad job must not stop the others.
        logger.exception("job %s failed", job.name)
        return 0
