"""What the process that decodes a received file may use: some memory, some seconds, no file, no connection, no child."""

import json
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from types import ModuleType

MEMORY = 320 * 1024 * 1024


class Refusal(Exception):
    """A file that is not rebuilt; `code` names the sentence, `facts` fill it."""

    def __init__(self, code: str, **facts: int) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Made:
    """A rebuilt file."""

    media_type: str
    content: bytes = field(repr=False)
    pages: int = 1


def confine(*, seconds: int, most_seconds: int) -> None:
    """Take away everything but standard input and output; more CPU than `seconds` ends the process at once.

    No descriptor can be opened any more: no file is read or written, no connection made. Imports must be done.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, most_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def allow_seconds(seconds: int) -> None:
    """Allow that many CPU seconds in all, up to what `confine` set as the most; nothing where it set none."""
    _now, most = resource.getrlimit(resource.RLIMIT_CPU)
    if most != resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_CPU, (min(seconds, most), most))


def serve(rebuild: Callable[[bytes], Made], *, seconds: int, most_seconds: int) -> None:
    """Read a file from standard input, rebuild it, write one line of JSON and the new bytes."""
    confine(seconds=seconds, most_seconds=most_seconds)
    content = b""
    try:
        made = rebuild(sys.stdin.buffer.read())
        head: dict[str, object] = {"media_type": made.media_type, "pages": made.pages}
        content = made.content
    except Refusal as refusal:
        head = {"refused": refusal.code, "facts": refusal.facts}
    except MemoryError:
        head = {"refused": "heavy", "facts": {}}
    except Exception as error:
        # Decoders raise whatever a crafted file makes them raise; all of it means the same to its owner.
        head = {"refused": "unreadable", "facts": {}, "why": type(error).__name__}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + content)
    sys.stdout.buffer.flush()


def loaded(*modules: ModuleType) -> None:
    """Name modules that are imported only so that nothing needs to be opened later."""
