"""The files of the house, and how a fault in one of them is told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "binakon").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
# Django writes migrations; they are read once and never edited.
OWN_WORDS = [path for path in SOURCES if "migrations" not in path.parts]
# What is not the house: environments, caches, data of an installation, papers of others.
NOT_OURS = {
    ".git",
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".venv",
    "__pycache__",
    "binakon.egg-info",
    "var",
    "vendor",
}

Check = Callable[[str], Iterator[str]]


@dataclass(frozen=True)
class Rule:
    """A check, the files that keep it, what to do about a fault, what it catches and what it lets be."""

    check: Check
    files: list[Path]
    advice: str
    caught: tuple[str, ...]
    fine: str

    @property
    def name(self) -> str:
        return self.check.__name__.removesuffix("_faults")


def room(name: str) -> list[Path]:
    """Every file of one room in every app: `rules.py` and `rules/`."""
    return [path for path in OWN_WORDS if path.stem == name or path.parent.name == name]


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def faults(check: Check, files: list[Path]) -> list[str]:
    return [
        f"{place(path)}:{fault}"
        for path in files
        for fault in check(path.read_text(encoding="utf-8"))
    ]


def hold(found: list[str], advice: str) -> None:
    """Fail with every fault and what to do about them."""
    assert found == [], "\n".join(["", *found, f"→ {advice}"])


def texts_of_the_house() -> list[Path]:
    """Every text file that a contributor writes or ships."""
    found = []
    for folder in (ROOT, *(path for path in ROOT.iterdir() if path.is_dir())):
        if folder.name in NOT_OURS and folder != ROOT:
            continue
        paths = folder.iterdir() if folder == ROOT else folder.rglob("*")
        found += [path for path in paths if path.is_file() and is_ours(path) and is_text(path)]
    return sorted(found)


def is_ours(path: Path) -> bool:
    return not NOT_OURS & set(path.relative_to(ROOT).parts)


def is_text(path: Path) -> bool:
    with path.open("rb") as file:
        return b"\0" not in file.read(4096)
