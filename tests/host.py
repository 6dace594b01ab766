"""One process for a whole test run, from which the processes of all its installations are forked: see `tests.forking`."""

import ast
import atexit
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent

# What every runner knows, besides `me` and `meet`.
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

_hosts: list[subprocess.Popen[str]] = []


def forked(
    environment: dict[str, str], code: str, runners: Sequence[str], *, ready: str = ""
) -> list[tuple[int, str, str]]:
    """Run the code in one fork per runner, with the settings of this environment: exit status, stdout, stderr of each."""
    asked = {
        "environment": environment | {"DJANGO_SETTINGS_MODULE": "binakon.config.settings"},
        "imports": imports_of(code),
        "before": f"{ready}\n{imports_of(code)}",
        "code": code,
        "runners": list(runners),
    }
    host = _host()
    assert host.stdin is not None
    assert host.stdout is not None
    host.stdin.write(json.dumps(asked) + "\n")
    host.stdin.flush()
    answer = host.stdout.readline()
    assert answer, "the process that forks has ended: its complaint stands in the captured stderr"
    return [(status, out, err) for status, out, err in json.loads(answer)]


def imports_of(code: str) -> str:
    """The imports at the head of a runner's code."""
    found = [n for n in ast.parse(code).body if isinstance(n, ast.Import | ast.ImportFrom)]
    return "\n".join(ast.unparse(node) for node in found)


def _host() -> subprocess.Popen[str]:
    """The process that forks runners for every installation; started with the settings of the tests themselves."""
    if not _hosts or _hosts[0].poll() is not None:
        _hosts.clear()
        host = subprocess.Popen(
            [sys.executable, "-m", "tests.forking"],
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "binakon.config.settings"},
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert host.stdin is not None
        host.stdin.write(json.dumps(KNOWN) + "\n")
        host.stdin.flush()
        _hosts.append(host)
    return _hosts[0]


@atexit.register
def end_host() -> None:
    """End that process."""
    for host in _hosts:
        assert host.stdin is not None
        host.stdin.close()
        assert host.stdout is not None
        host.stdout.close()
        host.wait(timeout=30)
    _hosts.clear()
