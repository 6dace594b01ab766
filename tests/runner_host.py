"""The process from which an installation's runners are forked: Django is started once, each runner is a process.

Reads one JSON line per race on stdin (`before`, `code`, `runners`) and answers one line: what each runner printed and
complained of. Nothing here touches the database before it forks, so no connection is shared.
"""

import json
import os
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from typing import IO, Any

import django

SECONDS = 120


@dataclass
class Runner:
    """One forked process: where it says that it is ready, where it is let go, and what it printed."""

    me: str
    ready: tuple[int, int] = field(default_factory=os.pipe)
    go: tuple[int, int] = field(default_factory=os.pipe)
    out: IO[bytes] = field(default_factory=tempfile.TemporaryFile)
    err: IO[bytes] = field(default_factory=tempfile.TemporaryFile)
    pid: int = 0

    def start(self, names: dict[str, Any], before: str, code: str) -> None:
        self.pid = os.fork()
        if self.pid == 0:
            os._exit(self._run({**names, "me": self.me}, before, code))
        os.close(self.ready[1])
        os.close(self.go[0])

    def _run(self, names: dict[str, Any], before: str, code: str) -> int:
        os.dup2(self.out.fileno(), 1)
        os.dup2(self.err.fileno(), 2)
        os.close(self.go[1])
        status = 0
        try:
            exec(before, names)
            os.write(self.ready[1], b"1")
            os.read(self.go[0], 1)
            exec(code, names)
            django.db.connections.close_all()
        except BaseException:
            traceback.print_exc()
            status = 1
        os.write(self.ready[1], b"1")
        sys.stdout.flush()
        sys.stderr.flush()
        return status

    def told(self) -> list[str]:
        os.close(self.ready[0])
        found = []
        for file in (self.out, self.err):
            file.seek(0)
            found.append(file.read().decode())
            file.close()
        return found


def race(names: dict[str, Any], asked: dict[str, Any]) -> list[list[str]]:
    """Let every runner go when all are ready; what each printed on stdout and stderr."""
    runners = [Runner(me) for me in asked["runners"]]
    for runner in runners:
        runner.start(names, asked["before"], asked["code"])
    for runner in runners:
        os.read(runner.ready[0], 1)
    for runner in runners:
        os.write(runner.go[1], b"1")
        os.close(runner.go[1])
    end = time.monotonic() + SECONDS
    waiting = {runner.pid for runner in runners}
    while waiting and time.monotonic() < end:
        waiting -= {pid for pid in waiting if os.waitpid(pid, os.WNOHANG)[0]}
        time.sleep(0.005)
    for pid in waiting:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
    return [runner.told() for runner in runners]


def main() -> None:
    """Serve races until stdin ends."""
    django.setup()
    names: dict[str, Any] = {"__name__": "__main__"}
    exec(json.loads(sys.stdin.readline()), names)
    for line in sys.stdin:
        print(json.dumps(race(names, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
