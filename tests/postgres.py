"""A PostgreSQL cluster of the tests' own: `python -m tests.postgres -- CMD…` runs CMD with it and then removes it."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

# A crash loses a test cluster anyway, so nothing is spent on surviving one, nor on tidying or planning what is small.
FAST = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB"),
    *("wal_level=minimal", "max_wal_senders=0", "autovacuum=off", "jit=off"),
)
# As a package of the system sets it up: what was acknowledged is on the disk. For measuring.
DURABLE = ("shared_buffers=128MB",)
START_SECONDS = 180


class NoPostgres(Exception):
    """There is no PostgreSQL server to be started here."""


def programs() -> Path:
    """The folder of the newest installed server."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parent.parent.name),
    )
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    if elsewhere:
        return Path(elsewhere).resolve().parent
    raise NoPostgres("PostgreSQL belum terpasang: sudo apt-get install -y postgresql")


@contextmanager
def cluster(settings: Sequence[str] = FAST) -> Iterator[str]:
    """Start a private cluster, reachable only through a socket in its own folder; yield its URL."""
    binaries = programs()
    # Not TMPDIR: a socket's path may hold 107 bytes only.
    folder = Path(tempfile.mkdtemp(prefix="binakon-pg-", dir="/tmp"))
    try:
        as_owner = _owner(folder)
        _initialise(binaries, folder, as_owner)
        server = _start(binaries, folder, as_owner, settings)
        try:
            _await_ready(server, folder)
            yield f"postgresql://binakon@/postgres?host={folder}"
        finally:
            server.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                server.send_signal(signal.SIGQUIT)
                server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner(folder: Path) -> list[str]:
    # PostgreSQL refuses to run as root; the kernel stops it should this process be killed outright.
    prefix = ["setpriv", "--pdeathsig", "INT"]
    if os.geteuid() != 0:
        return prefix
    account = pwd.getpwnam("postgres")
    os.chown(folder, account.pw_uid, account.pw_gid)
    return [*prefix, "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def _initialise(binaries: Path, folder: Path, as_owner: list[str]) -> None:
    subprocess.run(
        [
            *as_owner,
            str(binaries / "initdb"),
            *("--pgdata", str(folder / "data"), "--username", "binakon", "--auth", "trust"),
            *("--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync", "--no-instructions"),
        ],
        check=True,
        cwd=folder,
        stdout=subprocess.DEVNULL,
    )


def _start(
    binaries: Path, folder: Path, as_owner: list[str], settings: Sequence[str]
) -> subprocess.Popen[bytes]:
    settings = ["listen_addresses=", f"unix_socket_directories={folder}", *settings]
    with (folder / "server.log").open("wb") as log:
        return subprocess.Popen(
            [
                *as_owner,
                str(binaries / "postgres"),
                *("-D", str(folder / "data")),
                *(word for setting in settings for word in ("-c", setting)),
            ],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for the tests; they still need their server to tidy up
        )


def _await_ready(server: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    status = folder / "data" / "postmaster.pid"
    while time.monotonic() < deadline and server.poll() is None:
        # The postmaster writes its own state on the eighth line.
        if status.exists() and "ready" in status.read_text():
            return
        time.sleep(0.05)
    log = (folder / "server.log").read_text(errors="replace")
    raise NoPostgres(f"PostgreSQL tidak mau mulai. (PostgreSQL did not start.)\n{log}")


def main(command: list[str]) -> int:
    """Run the command with BINAKON_DATABASE_URL set to a cluster that ends with it."""
    if command[:1] == ["--"]:
        command = command[1:]
    if not command:
        print("python -m tests.postgres -- CMD…", file=sys.stderr)
        return 2

    def interrupted(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt("terminated")

    signal.signal(signal.SIGTERM, interrupted)
    try:
        with cluster() as url:
            environment = os.environ | {"BINAKON_DATABASE_URL": url}
            with subprocess.Popen(command, env=environment) as running:
                try:
                    return running.wait()
                except KeyboardInterrupt as reason:
                    if reason.args:
                        # Ctrl-C reaches the command by itself; a SIGTERM meant for us does not.
                        running.send_signal(signal.SIGINT)
                    running.wait()
                    return 130
    except NoPostgres as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
