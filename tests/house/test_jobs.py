"""Every job that somebody wrote is run: none is shadowed, none forgotten by the package of its chapter."""

import ast
from collections.abc import Iterable
from pathlib import Path

from binakon.core.jobs import registered
from tests.house.tree import OWN_WORDS, ROOT


def written(path: Path, source: str) -> list[str]:
    """The names of the jobs of a file, as they are registered."""
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    return [
        f"{module}.{node.name}"
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef)
        and any(
            isinstance(each, ast.Call)
            and getattr(each.func, "id", getattr(each.func, "attr", "")) == "every"
            for each in node.decorator_list
        )
    ]


def shadowed(paths: Iterable[Path]) -> list[str]:
    """Modules beside a package of the same name: Python takes the package and never reads the module."""
    known = set(paths)
    return [
        str(path.relative_to(ROOT))
        for path in sorted(known)
        if path.with_suffix("") / "__init__.py" in known
    ]


def test_every_job_of_every_chapter_is_registered() -> None:
    found = [name for path in OWN_WORDS for name in written(path, path.read_text(encoding="utf-8"))]
    known = {job.name for job in registered() if job.name.startswith("binakon.")}
    assert sorted(found) == sorted(known)
    assert "binakon.coordination.jobs.meetings.remind_offices" in found


def test_a_job_is_found_however_it_is_decorated() -> None:
    source = "@every(seconds=1)\ndef one(): ...\n@jobs.every(seconds=1)\ndef two(): ...\ndef three(): ...\n"
    path = ROOT / "binakon" / "core" / "jobs" / "__init__.py"
    assert written(path, source) == ["binakon.core.jobs.one", "binakon.core.jobs.two"]


def test_no_module_stands_beside_a_package_of_its_name() -> None:
    assert shadowed(OWN_WORDS) == []
    own = ROOT / "binakon" / "coordination"
    assert shadowed([own / "jobs.py", own / "jobs" / "__init__.py"]) == [
        "binakon/coordination/jobs.py"
    ]
