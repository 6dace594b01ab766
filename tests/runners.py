"""Python that runs in an installation, in processes of its own: alone, or several let go at the same moment."""

import ast
import atexit
import json
import subprocess
import sys
from collections.abc import Sequence

from tests.installation import PROJECT, Installation

# What every runner knows; `me` is its own word.
KNOWN = """
import sys, time
from binakon.core import outbox
from binakon.core.actor import job_actor
from binakon.core.problems import Blocked, IllegalMove, StaleState
from binakon.people.models import Office
from binakon.planning import actions
from binakon.planning.models import Activity, Commitment, PlanVersion, RegionalQuota, Target
by = job_actor("lomba")
"""

_hosts: dict[Installation, subprocess.Popen[str]] = {}


def in_process(installation: Installation, code: str) -> str:
    """Run Python in an installation, alone; what it printed."""
    return at_once(installation, code, ["sendiri"])[0]


def at_once(
    installation: Installation, code: str, runners: Sequence[str], *, ready: str = ""
) -> list[str]:
    """Run the code in one process per runner, all let go when every one is ready; what each printed.

    The code knows its runner as `me`. What `ready` reads is read before anybody is let go: a runner that is slow to
    start must not find the row gone that all of them race for. So are the modules imported that the code asks for.
    """
    asked = {"before": ready + "\n" + imports_of(code), "code": code, "runners": list(runners)}
    host = _host(installation)
    assert host.stdin is not None
    assert host.stdout is not None
    host.stdin.write(json.dumps(asked) + "\n")
    host.stdin.flush()
    answers = json.loads(host.stdout.readline())
    errors = [error for _answer, error in answers]
    assert errors == [""] * len(runners), "\n".join(errors)
    return [answer.strip() for answer, _error in answers]


def imports_of(code: str) -> str:
    """The imports at the head of a runner's code."""
    found = [n for n in ast.parse(code).body if isinstance(n, ast.Import | ast.ImportFrom)]
    return "\n".join(ast.unparse(node) for node in found)


def _host(installation: Installation) -> subprocess.Popen[str]:
    """The process that forks runners for this installation; one lives at a time."""
    host = _hosts.get(installation)
    if host is None or host.poll() is not None:
        end_hosts()
        host = subprocess.Popen(
            [sys.executable, "-m", "tests.runner_host"],
            env=installation.environment | {"DJANGO_SETTINGS_MODULE": "binakon.config.settings"},
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert host.stdin is not None
        host.stdin.write(json.dumps(KNOWN) + "\n")
        host.stdin.flush()
        _hosts[installation] = host
    return host


@atexit.register
def end_hosts() -> None:
    """End every such process."""
    for host in _hosts.values():
        assert host.stdin is not None
        host.stdin.close()
        assert host.stdout is not None
        host.stdout.close()
        host.wait(timeout=30)
    _hosts.clear()
