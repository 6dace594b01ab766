"""The house rules hold in every file, and each rule catches its violation."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.house import checks

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    path for path in (ROOT / "binakon").rglob("*.py") if "migrations" not in path.parts
)
Check = Callable[[str], Iterator[str]]


def faults(check: Check, paths: list[Path]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}: {fault}"
        for path in paths
        for fault in check(path.read_text(encoding="utf-8"))
    ]


def in_room(room: str) -> list[Path]:
    return [path for path in SOURCES if path.stem == room or room in path.parent.parts[-1:]]


OUTSIDE_THE_LEDGER = [path for path in SOURCES if path.name != "ledger.py"]
RULES: list[tuple[Check, list[Path], str]] = [
    (checks.length_faults, SOURCES, "def long():\n" + "    x = 1\n" * 60),
    (checks.docstring_faults, SOURCES, "x = 1\n"),
    (checks.state_faults, OUTSIDE_THE_LEDGER, "version.state = 'ratified'\n"),
    (checks.state_faults, OUTSIDE_THE_LEDGER, "rows.update(state='ratified')\n"),
    (checks.boolean_faults, SOURCES, "def load(plan, is_dry_run: bool): ...\n"),
    (checks.purity_faults, in_room("rules"), "from django.db import models\n"),
    (checks.purity_faults, in_room("rules"), "rows = Activity.objects.all()\n"),
    (checks.actor_faults, in_room("actions"), "def commit(activity): ...\n"),
    (checks.machine_faults, SOURCES, "x = '/ho" + "me/someone'\n"),
]


@pytest.mark.parametrize(("check", "paths", "violation"), RULES)
def test_every_file_keeps_the_rule_and_the_rule_catches_its_violation(
    check: Check, paths: list[Path], violation: str
) -> None:
    assert len(paths) > 1
    assert list(check(violation)) != []
    assert faults(check, paths) == []


def test_there_is_no_junk_drawer() -> None:
    assert [path for path in SOURCES if path.name in checks.JUNK_DRAWERS] == []


TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


@pytest.mark.parametrize(
    "violation",
    ['<p style="color:red">', "<script>alert()</script>", '<a onclick="x()">', "\n" * 201],
)
def test_templates_carry_no_inline_code(violation: str) -> None:
    assert list(checks.template_faults(violation)) != []
    assert faults(checks.template_faults, TEMPLATES) == []


def test_a_template_includes_only_components_and_its_own_folder() -> None:
    found = []
    for path in TEMPLATES:
        app = path.relative_to(ROOT / "templates").parts[0]
        found += [f"{path.name}: {fault}" for fault in checks.include_faults(path.read_text(), app)]
    assert found == []
    assert list(checks.include_faults('{% include "portal/_events.html" %}', "reports")) == [
        "includes portal/_events.html"
    ]


def test_no_document_names_a_path_of_one_machine() -> None:
    papers = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "run", ROOT / "test"]
    assert faults(checks.machine_faults, papers) == []
