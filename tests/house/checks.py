"""House rules on Python as functions over source text, so that each can be shown to catch a violation."""

import ast
from collections.abc import Iterator

LONGEST_FUNCTION = 50
LONGEST_FILE = 300
LAST_LIMIT = 400
JUNK_DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc"}
# What a rule may not know: tables, requests, other machines, and what time it is.
IMPURE_MODULES = ("django.db", "django.http", "binakon.core.clock", "requests", "httpx", "urllib")
IMPURE_ROOMS = {"queries", "actions", "views", "forms"}
CLOCKS = {"now", "utcnow", "today", "localdate", "localtime"}
# Here a bare True or False is the value itself, not a switch whose name the reader misses.
VALUES = {"getattr", "setattr", "get", "pop", "setdefault", "append", "Value", "is_"}
BIRTHS = {"create", "get_or_create", "update_or_create"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def nodes(source: str) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(source))


def length_faults(source: str) -> Iterator[str]:
    """Files over 300 lines, with a louder word over 400, and functions over 50."""
    lines = len(source.splitlines())
    if lines > LAST_LIMIT:
        yield f"{lines} lines, more than {LAST_LIMIT}: nobody reads this; split it before anything else"
    elif lines > LONGEST_FILE:
        yield f"{lines} lines, more than {LONGEST_FILE}: the room has outgrown its file"
    for node in nodes(source):
        if isinstance(node, Function) and node.end_lineno:
            length = node.end_lineno - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{node.lineno}: {node.name} has {length} lines, more than {LONGEST_FUNCTION}"


def docstring_faults(source: str) -> Iterator[str]:
    """Modules that do not open with a sentence saying what they are for."""
    if not ast.get_docstring(ast.parse(source)):
        yield "1: opens with no sentence"


def state_faults(source: str) -> Iterator[str]:
    """States moved or given at birth without the ledger, in any of the ways that Django offers."""
    for node in nodes(source):
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(each, ast.Attribute) and each.attr == "state" for each in targets):
                yield f"{node.lineno}: assigns .state"
        elif isinstance(node, ast.Call):
            name, words = called(node), texts(node)
            given = {keyword.arg for keyword in node.keywords}
            if name == "setattr" and "state" in words:
                yield f"{node.lineno}: sets the attribute state"
            elif name == "update" and ("state" in given or "state" in unpacked(node)):
                yield f"{node.lineno}: updates state in the table"
            elif name in {"bulk_update", "save"} and "state" in words:
                yield f"{node.lineno}: writes the column state"
            elif name in BIRTHS and "state" in given:
                yield f"{node.lineno}: gives birth in a state other than the first"


def boolean_faults(source: str) -> Iterator[str]:
    """Switches without their name: boolean parameters and arguments that go by position."""
    for node in nodes(source):
        if isinstance(node, Function):
            arguments = [*node.args.posonlyargs, *node.args.args]
            padding: list[ast.expr | None] = [None] * (len(arguments) - len(node.args.defaults))
            for argument, default in zip(arguments, padding + node.args.defaults, strict=True):
                annotation = argument.annotation
                is_bool = isinstance(annotation, ast.Name) and annotation.id == "bool"
                if is_bool or is_switch(default):
                    yield f"{node.lineno}: {node.name} takes {argument.arg} by position"
        elif (
            isinstance(node, ast.Call)
            and called(node) not in VALUES
            and any(is_switch(argument) for argument in node.args)
        ):
            yield f"{node.lineno}: {called(node)} is given a bare True or False"


def purity_faults(source: str) -> Iterator[str]:
    """Rules that reach for a table, a request, another machine or a clock."""
    for node in nodes(source):
        for module, names in imports(node):
            rooms = set(module.split(".")) if module.startswith("binakon.") else set()
            if module.startswith(IMPURE_MODULES) or rooms & IMPURE_ROOMS:
                yield f"{line(node)}: imports {module}"
            elif names & CLOCKS:
                yield f"{line(node)}: imports a clock from {module}"
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}:
            yield f"{node.lineno}: asks a table through .{node.attr}"
        elif isinstance(node, ast.Call) and called(node) in CLOCKS:
            yield f"{node.lineno}: asks what time it is"


def actor_faults(source: str) -> Iterator[str]:
    """Public actions without a keyword-only `by`; a function that only returns problems writes nothing."""
    for node in ast.parse(source).body:
        if not isinstance(node, Function) or node.name.startswith("_"):
            continue
        only_judges = isinstance(node.returns, ast.Subscript) and "Problem" in ast.dump(
            node.returns
        )
        if not only_judges and "by" not in {argument.arg for argument in node.args.kwonlyargs}:
            yield f"{node.lineno}: {node.name} does not say who acts"


def inline_import_faults(source: str) -> Iterator[str]:
    """Imports inside a function."""
    for node in nodes(source):
        if isinstance(node, Function):
            for inner in ast.walk(node):
                for module, _names in imports(inner):
                    yield f"{line(inner)}: {node.name} imports {module}"


def environment_faults(source: str) -> Iterator[str]:
    """A variable of ours read around `config/env.py`, where nobody documents it."""
    for node in nodes(source):
        reads = isinstance(node, ast.Subscript) and "environ" in ast.dump(node.value)
        asks = isinstance(node, ast.Call) and called(node) in {"getenv", "get"}
        if (reads or asks) and any(text.startswith("BINAKON_") for text in texts(node)):
            yield f"{line(node)}: reads the environment by hand"


def utc_day_faults(source: str) -> Iterator[str]:
    """A day cut from a moment that is in UTC: from midnight to eight in the morning it is yesterday's."""
    for node in nodes(source):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            moment = node.func.value
            is_now = isinstance(moment, ast.Call) and called(moment) in {"now", "utcnow"}
            if node.func.attr == "date" and is_now:
                yield f"{line(node)}: now().date() is a day of UTC"


def junk_drawer_faults(path: str) -> Iterator[str]:
    """A module or a folder whose name says nothing of what is in it."""
    for part in path.removesuffix(".py").split("/"):
        if part in JUNK_DRAWERS:
            yield f"1: {part} is a junk drawer"


def called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def is_switch(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, bool)


def texts(node: ast.AST) -> set[str]:
    """The text constants anywhere in an expression."""
    found = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant))
    return {value for value in found if isinstance(value, str)}


def unpacked(node: ast.Call) -> set[str]:
    """The text constants in `**{…}` of a call."""
    return {text for key in node.keywords if key.arg is None for text in texts(key.value)}


def imports(node: ast.AST) -> Iterator[tuple[str, set[str]]]:
    """The module and the names that an import statement brings in."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield alias.name, set()
    elif isinstance(node, ast.ImportFrom):
        yield node.module or ".", {alias.name for alias in node.names}


def line(node: ast.AST) -> int:
    return int(getattr(node, "lineno", 1))
