"""./run: what it refuses, it refuses at once and in one sentence; what it promises, a new copy keeps."""

import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from tests.doors.conftest import Door, person
from tests.installation import PROJECT, free_port

SECOND_START_SECONDS = 5


@pytest.mark.parametrize("port", ["abc", "", "0", "65536", "-1", "80 80", "999999"])
def test_a_port_that_is_no_port_is_a_usage_error(door: Door, port: str) -> None:
    refused = door("run", "--port", port)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == (
        f'Porta harus angka 1 sampai 65535, bukan "{port}". (The port must be a number from 1 to 65535.)\n'
    )


def test_port_without_a_number_is_a_usage_error(door: Door) -> None:
    refused = door("run", "--port")
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)


def test_an_unknown_option_is_a_usage_error(door: Door) -> None:
    refused = door("run", "--prot", "8000")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "Pilihan --prot tidak dikenal; lihat ./run --help. (Unknown option.)\n"


@pytest.mark.parametrize("word", ["--help", "-h"])
def test_help_names_every_option(door: Door, word: str) -> None:
    told = door("run", word)
    assert (told.returncode, told.stderr) == (0, "")
    assert [
        option for option in ("--port", "--prepare", "--empty") if option not in told.stdout
    ] == []


def test_a_taken_port_is_told_before_any_work(door: Door) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other_program:
        port = other_program.getsockname()[1]
        refused = door("run", "--port", str(port))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == (
        f"Porta {port} sedang dipakai. Tutup program itu atau jalankan ./run --port {port + 1}. "
        f"(Port {port} is in use.)\n"
    )


@pytest.mark.parametrize("version", ["2.7", "3.9", "3.10"])
@pytest.mark.parametrize("name", ["run", "test"])
def test_a_python_that_is_too_old_is_named(
    door: Door, tmp_path: Path, name: str, version: str
) -> None:
    (tmp_path / "python3").write_text(f"#!/bin/sh\necho {version}\n")
    (tmp_path / "python3").chmod(0o755)
    refused = door(name, PATH=f"{tmp_path}:{person()['PATH']}")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == (
        f"Python {version} terlalu lama; Binakon memerlukan Python 3.11 atau lebih baru. "
        "(Python 3.11 or newer is needed.)\n"
    )


def test_a_machine_without_python_is_told_so(door: Door, tmp_path: Path) -> None:
    (tmp_path / "dirname").symlink_to(shutil.which("dirname") or "")
    refused = door("run", PATH=str(tmp_path))
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (1, "", 1)


def test_demo_people_never_enter_a_production_setting(door: Door) -> None:
    refused = door("run", "--prepare", BINAKON_MODE="production")
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (1, "", 1)


@pytest.mark.fresh_copy
def test_a_new_copy_prepares_serves_and_stops(door: Door, tmp_path: Path) -> None:
    copy = a_copy_of_the_project(tmp_path / "binakon")
    first = door("run", "--prepare", project=copy)
    assert first.returncode == 0, first.stderr

    began = time.monotonic()
    second = door("run", "--prepare", project=copy)
    assert second.returncode == 0, second.stderr
    assert time.monotonic() - began < SECOND_START_SECONDS

    port = free_port()
    with subprocess.Popen(
        ["bash", str(copy / "run"), "--port", str(port)], env=person(), start_new_session=True
    ) as served:
        try:
            assert status_once_up(f"http://127.0.0.1:{port}/", served) == 200
        finally:
            served.send_signal(signal.SIGINT)
    assert served.returncode == 0

    # The tools come, and a later ./run leaves them there.
    assert "GAGAL" not in door("test", "--only", "lint", project=copy).stdout
    assert door("run", "--prepare", project=copy).returncode == 0
    assert (copy / ".venv" / "bin" / "ruff").exists()


@pytest.mark.fresh_copy
def test_a_moved_folder_gets_a_new_environment(door: Door, tmp_path: Path) -> None:
    copy = a_copy_of_the_project(tmp_path / "here")
    assert door("run", "--empty", "--prepare", project=copy).returncode == 0
    moved = copy.rename(tmp_path / "there")
    assert door("run", "--empty", "--prepare", project=moved).returncode == 0
    assert str(copy) not in (moved / ".venv" / "bin" / "binakon").read_text()


def a_copy_of_the_project(target: Path) -> Path:
    """What a clone would hold: neither environment, nor data, nor caches."""
    leave_out = shutil.ignore_patterns(
        ".venv", "var", ".git", "__pycache__", "*.egg-info", ".*_cache", ".hypothesis"
    )
    return Path(shutil.copytree(PROJECT, target, ignore=leave_out))


def status_once_up(address: str, served: subprocess.Popen[bytes]) -> int:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and served.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return int(answer.status)
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{address} never answered")
