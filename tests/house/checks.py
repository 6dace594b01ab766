"""House rules as functions over source text, so that each can be shown to catch a violation."""

import ast
import re
from collections.abc import Iterator

LONGEST_FUNCTION = 50
LONGEST_FILE = 300
IMPURE = ("django.db", "django.http", "binakon.core.clock", "requests")
JUNK_DRAWERS = ("utils.py", "helpers.py", "common.py")


def length_faults(source: str) -> Iterator[str]:
    """Files over 300 lines and functions over 50."""
    lines = source.count("\n")
    if lines > LONGEST_FILE:
        yield f"{lines} lines: a room that wants a second door"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.end_lineno:
            length = node.end_lineno - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"line {node.lineno}: {node.name} has {length} lines"


def docstring_faults(source: str) -> Iterator[str]:
    """Modules that do not open with a sentence saying what they are for."""
    if not ast.get_docstring(ast.parse(source)):
        yield "opens with no docstring"


def state_faults(source: str) -> Iterator[str]:
    """States moved outside the ledger: `x.state = …` or `update(state=…)`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Attribute) and target.attr == "state":
                    yield f"line {node.lineno}: assigns .state; call core.ledger.move"
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "update"
        ) and any(keyword.arg == "state" for keyword in node.keywords):
            yield f"line {node.lineno}: updates state; call core.ledger.move"


def boolean_faults(source: str) -> Iterator[str]:
    """Boolean parameters that could be passed by position."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            for argument in [*node.args.posonlyargs, *node.args.args]:
                if isinstance(argument.annotation, ast.Name) and argument.annotation.id == "bool":
                    yield f"line {node.lineno}: {node.name}({argument.arg}) takes a bool by position"


def purity_faults(source: str) -> Iterator[str]:
    """Rules that reach for a database, a request or a clock."""
    for node in ast.walk(ast.parse(source)):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.Attribute) and node.attr in {"objects", "now", "utcnow"}:
            yield f"line {node.lineno}: uses .{node.attr}"
        for name in names:
            if name.startswith(IMPURE):
                yield f"line {node.lineno}: imports {name}"


def actor_faults(source: str) -> Iterator[str]:
    """Public actions that do not name their actor by a keyword-only `by`."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            writes = not isinstance(node.returns, ast.Subscript) or "Problem" not in ast.dump(
                node.returns
            )
            if writes and "by" not in [argument.arg for argument in node.args.kwonlyargs]:
                yield f"line {node.lineno}: {node.name} has no keyword-only by="


def template_faults(source: str) -> Iterator[str]:
    """Inline style, inline script, and templates of more than 200 lines."""
    if re.search(r"<style|\sstyle\s*=", source):
        yield "inline style"
    if re.search(r"<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*[\"']", source):
        yield "inline script"
    if source.count("\n") > 200:
        yield "more than 200 lines"


def include_faults(source: str, app: str) -> Iterator[str]:
    """Includes that reach into another app's folder."""
    for name in re.findall(r'{%\s*include\s+"([^"]+)"', source):
        if not name.startswith(("ui/", f"{app}/")):
            yield f"includes {name}"


def machine_faults(source: str) -> Iterator[str]:
    """Paths of one machine."""
    for path in re.findall(r"(?<![\w.])/(?:work|root|home|Users)/\w+", source):
        yield f"names {path}"
