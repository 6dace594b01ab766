"""./test: no failure may hide, nothing may be left running, and its parts are what they say."""

import os
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.doors.conftest import Door, person
from tests.installation import PROJECT

PARTS = ["lint", "types", "unit", "processes", "house", "doors", "journeys", "pg"]
TOOLS = ["ruff", "lint-imports", "djlint", "python", "mypy", "pytest"]


@pytest.fixture
def stage(tmp_path: Path) -> Path:
    """The real ./test, with tools that only say their name."""
    shutil.copy(PROJECT / "test", tmp_path / "test")
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "setup.sh").write_text(
        'VENV="$PROJECT/venv"\n'
        "ensure_environment() { :; }\n"
        "ensure_packages() { :; }\n"
        'usage_error() { echo "$*" >&2; exit 2; }\n'
    )
    (tmp_path / "venv" / "bin").mkdir(parents=True)
    for tool in TOOLS:
        plays(tmp_path, tool, f'echo "{tool} $*"')
    return tmp_path


def plays(stage: Path, tool: str, script: str) -> None:
    path = stage / "venv" / "bin" / tool
    path.write_text(f"#!/bin/bash\n{script}\n")
    path.chmod(0o755)


def summary(output: str) -> dict[str, str]:
    lines = output.partition("ringkasan (summary)\n")[2].splitlines()[:-1]
    return {line.split()[0]: line.split()[1] for line in lines}


def test_every_part_passes_and_is_named(door: Door, stage: Path) -> None:
    done = door("test", project=stage)
    assert done.returncode == 0, done.stdout + done.stderr
    assert summary(done.stdout) == dict.fromkeys(PARTS, "lulus")
    assert done.stdout.splitlines()[-1].startswith("Semua 8 bagian lulus, ")


@pytest.mark.parametrize(
    ("tool", "failing"),
    [
        ("ruff", {"lint"}),
        ("djlint", {"lint"}),
        ("mypy", {"types"}),
        ("python", {"lint", "pg"}),
        ("pytest", {"unit", "processes", "house", "doors", "journeys"}),
    ],
)
def test_a_failing_tool_fails_its_parts_and_the_whole(
    door: Door, stage: Path, tool: str, failing: set[str]
) -> None:
    plays(stage, tool, "exit 1")
    done = door("test", project=stage)
    assert done.returncode == 1
    assert {part for part, word in summary(done.stdout).items() if word == "GAGAL"} == failing


def test_a_part_in_which_no_test_ran_has_failed(door: Door, stage: Path) -> None:
    plays(stage, "pytest", "exit 5")
    done = door("test", "--only", "unit", project=stage)
    assert (done.returncode, summary(done.stdout)) == (1, {"unit": "GAGAL"})
    assert "unit: tidak ada uji yang berjalan. (No test ran.)" in done.stdout.splitlines()


def test_a_chosen_part_runs_alone(door: Door, stage: Path) -> None:
    done = door("test", "--only", "house", "--only=types", project=stage)
    assert (done.returncode, summary(done.stdout)) == (0, {"house": "lulus", "types": "lulus"})


def test_the_configured_installation_is_hidden_from_the_tests(door: Door, stage: Path) -> None:
    plays(stage, "pytest", 'echo "url=${BINAKON_DATABASE_URL:-none} mode=$BINAKON_MODE"')
    done = door(
        "test", "--only", "unit", project=stage,
        BINAKON_DATABASE_URL="postgresql://real/one", BINAKON_MODE="production",
    )  # fmt: skip
    assert "url=none mode=test" in done.stdout.splitlines()


@pytest.fixture
def ctrl_c_is_heard() -> Iterator[None]:
    """What a script starts in the background begins deaf to Ctrl-C, and so does everything that it starts in turn."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c_is_heard")
def test_ctrl_c_ends_both_lanes(stage: Path) -> None:
    for tool in ("pytest", "mypy"):
        plays(stage, tool, f"echo $$ >$PROJECT_STAGE/{tool}.pid; exec sleep 60")
    with subprocess.Popen(
        ["bash", str(stage / "test"), "--only", "unit", "--only", "types"],
        env=person() | {"PROJECT_STAGE": str(stage)},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        pids = [int(appears(stage / f"{tool}.pid")) for tool in ("pytest", "mypy")]
        os.killpg(running.pid, signal.SIGINT)
        assert running.wait(timeout=10) == 130
    assert [pid for pid in pids if is_alive(pid)] == []


@pytest.mark.parametrize("words", [("--bogus",), ("--only",), ("--only", "everything"), ("unit",)])
def test_words_it_does_not_know_are_a_usage_error(door: Door, words: tuple[str, ...]) -> None:
    refused = door("test", *words)
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)


def test_help_names_every_part(door: Door) -> None:
    told = door("test", "--help")
    assert (told.returncode, told.stderr) == (0, "")
    assert [part for part in PARTS if part not in told.stdout] == []


def test_a_private_cluster_ends_with_its_command() -> None:
    wrapper = [sys.executable, "-m", "tests.postgres", "--"]
    told = subprocess.run(
        [*wrapper, "sh", "-c", "echo $BINAKON_DATABASE_URL; exit 7"],
        cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    folder = told.stdout.strip().partition("host=")[2]
    assert (told.returncode, told.stderr, bool(folder)) == (7, "", True)
    assert not Path(folder).exists()


@pytest.mark.usefixtures("ctrl_c_is_heard")
def test_a_private_cluster_ends_when_interrupted(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    with subprocess.Popen(
        [
            *(sys.executable, "-m", "tests.postgres", "--"),
            *("bash", "-c", f'echo "$BINAKON_DATABASE_URL" >{seen}; exec sleep 60'),
        ],
        cwd=PROJECT,
    ) as running:
        folder = Path(appears(seen).strip().partition("host=")[2])
        server = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        running.terminate()
        assert running.wait(timeout=20) == 130
    assert (folder.exists(), is_alive(server)) == (False, False)


def test_reports_are_kept_from_every_chapter_that_has_actions() -> None:
    house = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]
    contract = next(
        one
        for one in house["contracts"]
        if one["name"] == "Reports write nothing but their own briefs"
    )
    chapters = {path.name for path in (PROJECT / "binakon").iterdir() if any(path.glob("actions*"))}
    forbidden = {f"binakon.{chapter}.actions" for chapter in chapters - {"reports"}}
    assert set(contract["forbidden_modules"]) == forbidden


def test_the_runtime_set_is_within_the_development_set() -> None:
    runtime, development = (
        {line.split()[0] for line in (PROJECT / name).read_text().splitlines() if "==" in line}
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert runtime - development == set()


def appears(path: Path) -> str:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if path.exists() and path.read_text().endswith("\n"):
            return path.read_text()
        time.sleep(0.05)
    raise AssertionError(f"{path} never appeared")


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
