"""CPU seconds and memory of process trees, read from /proc."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
NANO = 1_000_000_000


def _stat(pid: int) -> list[str]:
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return []
    return text[text.rindex(")") + 2 :].split()


def tree(root: int) -> list[int]:
    """The process and all its live descendants."""
    pids = [int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit()]
    parents = {pid: int(stat[1]) for pid in pids if (stat := _stat(pid))}
    found, todo = [], [root]
    while todo:
        pid = todo.pop()
        found.append(pid)
        todo += [child for child, parent in parents.items() if parent == pid]
    return found


def cpu_seconds(root: int) -> float:
    """CPU seconds of the live threads of a whole tree.

    The scheduler counts nanoseconds; a kernel without its statistics leaves ticks of a hundredth of a second.
    """
    return cpu_of(tree(root))


def cpu_of(pids: list[int]) -> float:
    """The same of processes that are known: cheap enough to be asked around each request."""
    return sum(_cpu_of(pid) for pid in pids)


def _cpu_of(pid: int) -> float:
    nanoseconds = 0
    for thread in Path(f"/proc/{pid}/task").glob("*"):
        try:
            nanoseconds += int((thread / "schedstat").read_text().split()[0])
        except OSError:
            continue
    if nanoseconds:
        return nanoseconds / NANO
    stat = _stat(pid)
    return (int(stat[11]) + int(stat[12])) / TICKS if stat else 0.0


def spent_seconds(root: int) -> float:
    """CPU seconds of a whole tree since it began, with its threads and children that have ended.

    In ticks of a hundredth of a second, so only for what takes seconds.
    """
    return sum(sum(map(int, stat[11:15])) for pid in tree(root) if (stat := _stat(pid))) / TICKS


def pss_mib(root: int) -> float:
    """The proportional set size of a whole tree in MiB: shared pages are counted once."""
    total = 0
    for pid in tree(root):
        # A process whose memory cannot be read would make the sum too small, so it is an error.
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024
