"""Every clock that the code starts is named for calendars and says whom it concerns."""

import ast
import importlib
from pathlib import Path

import pytest

from binakon.certification.actions.case_clocks import _TITLES as CASE_CLOCKS
from binakon.coordination.actions.meeting_clocks import FORM, REPLY
from binakon.core.questions import clock_kinds
from binakon.people.models import Role
from binakon.people.rules import DESK_ROLES
from binakon.people.rules.clock_roles import ALSO_CONCERNED, WHOLE_OFFICE, kinds_for
from binakon.planning.states import DutyKind

ROOT = Path(__file__).parents[2]
# Where the kind is a variable: every value that it can have.
BY_VARIABLE = {
    "binakon.certification.actions.case_clocks": set(CASE_CLOCKS),
    "binakon.coordination.actions.meeting_clocks": {FORM, REPLY},
    "binakon.trainings.actions.cpd": {"cpd_submission", "cpd_report"},
    "binakon.people.actions.expiry": {"renewals"},
    "binakon.planning.actions.duties": set(DutyKind.values),
    "binakon.certification.actions.licence_clocks": {"licence_ends"},
}


def started_in(source: str, module: str) -> set[str | None]:
    """The kinds of clocks that a module starts; None for one that only a running program knows."""
    found: set[str | None] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node.func) == "start_clock" and len(node.args) > 1:
            found.add(_kind(node.args[1], module))
    return found


def _name(node: ast.expr) -> str:
    return (
        node.attr
        if isinstance(node, ast.Attribute)
        else node.id
        if isinstance(node, ast.Name)
        else ""
    )


def _kind(node: ast.expr, module: str) -> str | None:
    if isinstance(node, ast.Constant):
        return str(node.value).partition(":")[0]
    if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        return str(node.values[0].value).partition(":")[0]
    if isinstance(node, ast.Name):
        value = getattr(importlib.import_module(module), node.id, None)
        return str(value).partition(":")[0] if isinstance(value, str) else None
    if isinstance(node, ast.Call) and len(node.args) == 1:
        made = getattr(importlib.import_module(module), _name(node.func), None)
        return str(made("x")).partition(":")[0] if made else None
    return None


def all_started() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "binakon").rglob("*.py")):
        source = path.read_text()
        if "start_clock(" not in source or path.name == "deadlines.py":
            continue
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        kinds = started_in(source, module)
        known = {kind for kind in kinds if kind is not None}
        if None in kinds:
            assert module in BY_VARIABLE, f"{module} starts a clock whose kind nobody lists here"
            known |= BY_VARIABLE[module]
        found[module] = known
    return found


def test_every_clock_that_is_started_is_named_and_has_its_row_of_roles() -> None:
    started = set().union(*all_started().values())
    named = {kind for kind, _label in clock_kinds()}
    assert started - named == set()
    assert started - set(ALSO_CONCERNED) == set()
    assert named - set(ALSO_CONCERNED) == set()


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ('start_clock(row, "offer", title="")', {"offer"}),
        ('deadlines.start_clock(row, f"reply:{code}", title="")', {"reply"}),
        ("start_clock(row, something, title='')", {None}),
        ("stop_clock(row, 'offer')", set()),
    ],
)
def test_the_reader_of_the_code_finds_what_is_started(source: str, kinds: set[str | None]) -> None:
    assert started_in(source, "binakon.core.deadlines") == kinds


def test_each_role_is_told_of_what_is_its_own() -> None:
    assert {role for role in Role if kinds_for(role) is None} == WHOLE_OFFICE
    assert kinds_for(Role.VERIFIER) == {
        "registration_closes",
        "correction",
        "objections",
        "case_correction",
    }
    assert kinds_for(Role.TREASURER) == {
        "quarter_report",
        "year_payment",
        "year_end",
        "case_payment",
        "year_recording",
    }
    assert kinds_for(Role.INSTRUCTOR) == frozenset()
    assert {role for role in DESK_ROLES if kinds_for(role) == frozenset()} == set()
