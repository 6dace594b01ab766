"""Python that runs in an installation, in processes of its own: alone, or several let go at the same moment."""

from collections.abc import Sequence

from tests.host import forked
from tests.installation import Installation


def in_process(installation: Installation, code: str) -> str:
    """Run Python in an installation, alone; what it printed."""
    return at_once(installation, code, ["sendiri"])[0]


def at_once(
    installation: Installation, code: str, runners: Sequence[str], *, ready: str = ""
) -> list[str]:
    """Run the code in one process per runner, all let go when every one is ready; what each printed.

    The code knows its runner as `me`, and `meet()` waits until every runner has come as far; so a careless deed is
    wrong on any machine: all look, all meet, all write. What `ready` reads is read before anybody is let go: a runner that is slow to
    start must not find the row gone that all of them race for. So are the modules imported that the code asks for.
    """
    answers = forked(installation.environment, code, runners, ready=ready)
    errors = [f"{error}exit {status}" for status, _answer, error in answers if status or error]
    assert errors == [], "\n".join(errors)
    return [answer.strip() for _status, answer, _error in answers]
