"""The process from which the runners and commands of every installation are forked: Django is started once.

Reads one JSON line per race on stdin (`environment`, `imports`, `before`, `code`, `runners`) and answers one line: the
exit status of each runner, what it printed and what it complained of. Nothing here touches a database before it forks,
so no connection is shared; each fork takes the settings of its own environment.
"""

import importlib
import json
import multiprocessing
import os
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from typing import IO, Any

import django
from django.conf import Settings, settings
from django.core.signals import setting_changed
from django.db import connections

# Only whoever hangs meets it: a restore beside much else runs every migration.
SECONDS = 600


@dataclass
class Runner:
    """One forked process: where it says that it is ready, where it is let go, and what it printed."""

    me: str
    ready: tuple[int, int] = field(default_factory=os.pipe)
    go: tuple[int, int] = field(default_factory=os.pipe)
    out: IO[bytes] = field(default_factory=tempfile.TemporaryFile)
    err: IO[bytes] = field(default_factory=tempfile.TemporaryFile)
    pid: int = 0

    status: int = 0

    def start(self, names: dict[str, Any], asked: dict[str, Any]) -> None:
        self.pid = os.fork()
        if self.pid == 0:
            os._exit(self._run({**names, "me": self.me}, asked))
        os.close(self.ready[1])
        os.close(self.go[0])

    def _run(self, names: dict[str, Any], asked: dict[str, Any]) -> int:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(self.out.fileno(), 1)
        os.dup2(self.err.fileno(), 2)
        os.close(self.go[1])
        status = 0
        try:
            take_settings(asked["environment"])
            exec(asked["before"], names)
            os.write(self.ready[1], b"1")
            os.read(self.go[0], 1)
            exec(asked["code"], names)
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        except BaseException:
            traceback.print_exc()
            status = 1
        # The last to leave a WAL database folds the log back in, so nobody may leave without closing.
        connections.close_all()
        os.write(self.ready[1], b"1")
        sys.stdout.flush()
        sys.stderr.flush()
        return status

    def told(self) -> tuple[int, str, str]:
        os.close(self.ready[0])
        found = []
        for file in (self.out, self.err):
            file.seek(0)
            found.append(file.read().decode())
            file.close()
        return self.status, found[0], found[1]


def take_settings(environment: dict[str, str]) -> None:
    """Read the settings again as this environment has them, and let everybody forget what they knew of others."""
    os.environ.clear()
    os.environ.update(environment)
    old = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
    importlib.reload(sys.modules["binakon.config.settings"])
    settings._wrapped = Settings("binakon.config.settings")
    for name, value in old.items():
        # The one that no receiver knows is dealt with below.
        if name != "DATABASES" and getattr(settings, name) != value:
            setting_changed.send(
                sender=Settings, setting=name, value=getattr(settings, name), enter=True
            )
    connections.__dict__.pop("settings", None)
    connections._settings = None
    for alias in connections:
        if hasattr(connections._connections, alias):
            delattr(connections._connections, alias)


def race(names: dict[str, Any], asked: dict[str, Any]) -> list[tuple[int, str, str]]:
    """Let every runner go when all are ready; the status of each, what it printed on stdout and on stderr."""
    exec(asked["imports"], {})
    runners = [Runner(me) for me in asked["runners"]]
    meeting = multiprocessing.get_context("fork").Barrier(len(runners))
    names = {**names, "meet": lambda: meeting.wait(SECONDS)}
    for runner in runners:
        runner.start(names, asked)
    for runner in runners:
        os.read(runner.ready[0], 1)
    for runner in runners:
        os.write(runner.go[1], b"1")
        os.close(runner.go[1])
    end = time.monotonic() + SECONDS
    waiting = set(range(len(runners)))
    while waiting and time.monotonic() < end:
        for number in sorted(waiting):
            pid, status = os.waitpid(runners[number].pid, os.WNOHANG)
            if pid:
                runners[number].status = os.waitstatus_to_exitcode(status)
                waiting.discard(number)
        time.sleep(0.005)
    for number in waiting:
        os.kill(runners[number].pid, 9)
        runners[number].status = os.waitstatus_to_exitcode(os.waitpid(runners[number].pid, 0)[1])
    return [runner.told() for runner in runners]


def main() -> None:
    """Serve races until stdin ends."""
    django.setup()
    # What commands and pages import; and who forgets when a setting changes.
    for each in ("binakon.cli.commands", "binakon.config.urls", "django.test.signals"):
        importlib.import_module(each)
    names: dict[str, Any] = {"__name__": "__main__"}
    exec(json.loads(sys.stdin.readline()), names)
    for line in sys.stdin:
        print(json.dumps(race(names, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
