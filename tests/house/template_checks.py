"""House rules on templates, and on the one name that a page has in four places, as pure functions."""

import ast
import re
from collections.abc import Iterator, Mapping

LONGEST_TEMPLATE = 200
TAG = re.compile(r"{%-?\s*(include|extends)\s+(\S+)")
URL = re.compile(r"{%\s*url\s+(.+?)\s*%}", re.DOTALL)
WORD = re.compile(r"""(?:"[^"]*"|'[^']*'|[^\s"'])+""")
QUOTED = re.compile(r"""(["'])(.*)\1""")
INLINE_STYLE = re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE)
INLINE_SCRIPT = re.compile(
    r"<script\b(?![^>]*\ssrc\s*=)|<script\b[^>]*>\s*[^<\s]|[\s\"']on[a-z]+\s*=|javascript:",
    re.IGNORECASE,
)
PAPER_IMPORT = re.compile(r"\b(import|include)\s+([^\s:]+)")
PAPER_COMMENT = re.compile(r"//[^\n]*")
PAPER_FAULTS = (
    (re.compile(r"\b(eval|plugin|read)\s*\("), "evaluates or reads what it should only show"),
    (re.compile(r"\[\s*[A-Za-z]"), "words of its own"),
    # Whole quotations are stepped over, so that what stands between two of them is not taken for one.
    (
        re.compile(
            r'^(?!.*font:)(?:[^"\n]*"[^"\n]*")*?[^"\n]*"[^"\n]*[a-z] [a-z][^"\n]*"', re.MULTILINE
        ),
        "words of its own",
    ),
)
RAW_COLOUR = re.compile(r"\b(rgb|luma|cmyk)\s*\(")
COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", re.DOTALL)


def length_faults(source: str) -> Iterator[str]:
    """Templates of more than 200 lines."""
    lines = len(source.splitlines())
    if lines > LONGEST_TEMPLATE:
        yield f"{lines} lines, more than {LONGEST_TEMPLATE}"


def inline_faults(source: str) -> Iterator[str]:
    """Styles and scripts that the content security policy refuses to run."""
    for pattern, words in ((INLINE_STYLE, "inline style"), (INLINE_SCRIPT, "inline script")):
        for match in pattern.finditer(source):
            yield f"{line_of(source, match)}: {words}"


def reach_faults(source: str, folder: str) -> Iterator[str]:
    """Includes from another chapter's folder, or of a name that only the run knows.

    `folder` is where the template stands; "" is the top, where the pages of refusals are.
    """
    for match in TAG.finditer(without_comments(source)):
        tag, name = match.groups()
        quoted = QUOTED.fullmatch(name)
        if quoted is None:
            yield f"{line_of(source, match)}: {tag} of {name}, which is no plain name"
            continue
        allowed = ("ui/", f"{folder}/") if folder else ("ui/",)
        if not quoted[2].startswith(allowed if tag == "include" else (*allowed, "shells/")):
            yield f"{line_of(source, match)}: {tag} of {quoted[2]}"


def paper_faults(source: str) -> Iterator[str]:
    """Papers that evaluate, read files, or hold words that no translator would find."""
    plain = without_paper_comments(source)
    for pattern, words in PAPER_FAULTS:
        for match in pattern.finditer(plain):
            yield f"{line_of(source, match)}: {words}"


def paper_colour_faults(source: str) -> Iterator[str]:
    """Colours of a paper's own."""
    for match in RAW_COLOUR.finditer(without_paper_comments(source)):
        yield f"{line_of(source, match)}: a raw colour"


def paper_reach_faults(source: str, folder: str) -> Iterator[str]:
    """Imports of a package, which would be fetched from the network, or from another chapter's folder."""
    for match in PAPER_IMPORT.finditer(without_paper_comments(source)):
        tag, name = match.groups()
        quoted = QUOTED.fullmatch(name)
        if quoted is None or not quoted[2].startswith(("/print/", f"/{folder}/")):
            yield f"{line_of(source, match)}: {tag} of {name}"


def without_paper_comments(source: str) -> str:
    return PAPER_COMMENT.sub(lambda match: " " * len(match[0]), source)


def url_faults(source: str, known: Mapping[str, set[frozenset[str]]]) -> Iterator[str]:
    """`{% url %}` of a name that no address has, or with another number of arguments.

    `known` tells for each name the sets of arguments that its addresses take.
    """
    for match in URL.finditer(without_comments(source)):
        words = WORD.findall(match[1])
        if "as" in words:
            words = words[: words.index("as")]
        quoted = QUOTED.fullmatch(words[0])
        if quoted is None:
            yield f"{line_of(source, match)}: url of {words[0]}, which is no plain name"
        elif quoted[2] not in known:
            yield f"{line_of(source, match)}: no address is called {quoted[2]}"
        elif not any(fits(words[1:], arguments) for arguments in known[quoted[2]]):
            yield f"{line_of(source, match)}: {quoted[2]} takes other arguments"


def fits(words: list[str], arguments: frozenset[str]) -> bool:
    named = {word.partition("=")[0] for word in words if "=" in word}
    return named == set(arguments) if named else len(words) == len(arguments)


def page_name_faults(source: str, app: str) -> Iterator[str]:
    """Views that render a template of another name or another app."""
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            if not isinstance(node, ast.Call) or name_of(node.func) != "render":
                continue
            template = node.args[1] if len(node.args) > 1 else None
            if not isinstance(template, ast.Constant):
                yield f"{node.lineno}: {function.name} renders a name that only the run knows"
            elif template.value != f"{app}/{function.name}.html":
                yield f"{node.lineno}: {function.name} renders {template.value}"


def url_name_faults(source: str) -> Iterator[str]:
    """Addresses of our own views that are called differently from the view."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or name_of(node.func) not in {"path", "re_path"}:
            continue
        view = node.args[1] if len(node.args) > 1 else None
        if isinstance(view, ast.Attribute) and name_of(view.value) == "views":
            name = next((key.value for key in node.keywords if key.arg == "name"), None)
            if not isinstance(name, ast.Constant) or name.value != view.attr:
                yield f"{node.lineno}: the address of views.{view.attr} has another name"


def name_of(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def posted_messages(source: str) -> set[str]:
    """The names of the messages that a module posts to the outbox."""
    return {
        str(node.args[0].value)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and name_of(node.func.value) == "outbox"
        and node.func.attr in {"post", "written"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def without_comments(source: str) -> str:
    """The template with its comments blanked, every other character at its place."""
    return COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), source)


def view_names(source: str) -> set[str]:
    return set(re.findall(r"^def (\w+)\(", source, re.MULTILINE))


def line_of(source: str, match: re.Match[str]) -> int:
    return source.count("\n", 0, match.start()) + 1
