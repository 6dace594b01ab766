"""The door: bytes as received go into a confined process of their own, a rebuilt file or a refusal comes out."""

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from threading import BoundedSemaphore

from django.conf import settings

from binakon.core.disarm import sniff
from binakon.core.disarm.confine import Made, Refusal
from binakon.core.disarm.refusals import refused

logger = logging.getLogger(__name__)

PICTURES = frozenset({sniff.JPEG, sniff.PNG, sniff.WEBP})
PAPERS = PICTURES | {sniff.PDF}
# Wall time: several times the CPU seconds allowed, for machines that have something else to do.
MOST_SECONDS = 45
# Each decoding may take 300 MB; more of them at once than cores would not be sooner through.
_SLOTS = BoundedSemaphore(max(2, os.cpu_count() or 1))
_STARTS = {sniff.JPEG: b"\xff\xd8\xff", sniff.PDF: b"%PDF-1.4\n"}


def rebuilt(data: bytes, accept: Collection[str]) -> Made:
    """The file written anew, as JPEG or PDF; raises `core.problems.Blocked` with what to do next.

    `accept` holds the media types welcome here, of `PAPERS`. The bytes are decoded nowhere but in the confined process.
    """
    try:
        return _made(data, _worker_for(data, accept))
    except Refusal as refusal:
        raise refused(refusal.code, refusal.facts)


def _worker_for(data: bytes, accept: Collection[str]) -> str:
    if not data:
        raise Refusal("empty")
    kind = sniff.kind_of(data)
    if kind not in PAPERS:
        raise Refusal(kind)
    if kind not in accept:
        raise Refusal("only_pictures" if kind == sniff.PDF else "only_papers")
    return "paper" if kind == sniff.PDF else "picture"


def _made(data: bytes, worker: str) -> Made:
    if not _SLOTS.acquire(timeout=MOST_SECONDS):
        raise Refusal("busy")
    try:
        answer = subprocess.run(
            _command(worker),
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=MOST_SECONDS,
            env={},
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refusal("heavy")
    finally:
        _SLOTS.release()
    if answer.returncode:
        logger.warning("rebuilding a file (%s) ended by %s", worker, _end(answer.returncode))
        raise Refusal("heavy")
    return _understood(answer.stdout)


def _understood(answer: bytes) -> Made:
    """What the process said; it held foreign bytes, so its word is checked too."""
    line, _, content = answer.partition(b"\n")
    try:
        head = json.loads(line)
    except ValueError:
        raise Refusal("unreadable")
    if "refused" in head:
        raise Refusal(head["refused"], **head["facts"])
    made = Made(head["media_type"], content, head["pages"])
    if not content.startswith(_STARTS[made.media_type]):
        raise Refusal("unreadable")
    return made


def _command(worker: str) -> list[str]:
    start = f"import sys; sys.path[:0] = sys.argv[1:]; from binakon.core.disarm.{worker} import main; main()"
    return [sys.executable, "-I", "-S", "-c", start, *_library_folders()]


@lru_cache(maxsize=1)
def _library_folders() -> tuple[str, ...]:
    """Where our package and its libraries stand; without `site`, Python starts in half the time."""
    folders = [str(settings.BASE_DIR), *(path for path in sys.path if "-packages" in path)]
    return tuple(folder for folder in dict.fromkeys(folders) if Path(folder).is_dir())


def _end(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit {code}"
