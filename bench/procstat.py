"""CPU seconds and memory of process trees, read from /proc."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def _stat(pid: int) -> list[str]:
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return []
    return text[text.rindex(")") + 2 :].split()


def children_of(root: int) -> list[int]:
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
    """User and system seconds of a whole tree; resolution is one clock tick."""
    stats = [_stat(pid) for pid in children_of(root)]
    return sum(int(stat[11]) + int(stat[12]) for stat in stats if stat) / TICKS


def pss_mib(root: int) -> float:
    """The proportional set size of a whole tree in MiB: shared pages are counted once."""
    total = 0
    for pid in children_of(root):
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return round(total / 1024, 1)
