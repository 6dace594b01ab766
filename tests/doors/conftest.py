"""Opening a door of the project as a person at a shell would."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.installation import PROJECT

Door = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def door() -> Door:
    """`door("run", "--port", "abc", PATH=…)` runs ./run with these words and this environment."""

    def opened(
        name: str, *words: str, project: Path = PROJECT, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        bash = shutil.which("bash")
        assert bash
        # From the folder above, because a person may stand anywhere.
        return subprocess.run(
            [bash, f"{project.name}/{name}", *words],
            cwd=project.parent,
            env=person() | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    return opened


def person() -> dict[str, str]:
    """The environment of someone who has configured nothing."""
    return {name: value for name, value in os.environ.items() if not name.startswith("BINAKON_")}
