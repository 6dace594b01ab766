"""House rules on documents, settings and the data model's papers, as pure functions over their text."""

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

# Written in pieces, so that this file does not name what it forbids.
_MACHINE = re.compile(
    r"(?<![\w.~-])/(?:" + "|".join(["work", "root", "home", "Users"]) + r")/\w[\w.-]*"
)
_REGISTRIES = re.compile(
    "|".join(
        [
            r"pypi\." + "org",
            "python" + "hosted",
            "npm" + "js",
            r"crates\." + "io",
            "artifact" + "ory",
        ]
    ),
    re.IGNORECASE,
)
RETENTION_KEYS = ("rule", "about", "fields", "why", "basis", "keep", "then", "decided")


def machine_faults(source: str) -> Iterator[str]:
    """Paths of one machine."""
    for number, text in enumerate(source.splitlines(), start=1):
        for found in _MACHINE.findall(text):
            yield f"{number}: names {found}"


def registry_faults(source: str) -> Iterator[str]:
    """Hosts of package registries, which differ from one installation to the next."""
    for number, text in enumerate(source.splitlines(), start=1):
        for found in _REGISTRIES.findall(text):
            yield f"{number}: names the registry {found}"


@dataclass(frozen=True)
class Entry:
    """One row of the glossary: a term, its code names, and the words that pages print for each value."""

    term: str
    codes: tuple[str, ...]
    words: Mapping[str, str] = field(default_factory=dict)


def glossary_of(paper: str) -> list[Entry]:
    """The rows of every table of the glossary."""
    entries = []
    for text in paper.splitlines():
        cells = [cell.strip() for cell in text.strip("|").split("|")]
        codes = tuple(re.findall(r"`([^`]+)`", cells[1])) if len(cells) > 2 else ()
        if text.startswith("|") and codes:
            words = {
                match[1]: match[2].strip()
                for word in (cells[3].split("·") if len(cells) > 3 else ())
                if (match := re.fullmatch(r"\s*`([^`]+)`(.*)", word))
            }
            entries.append(Entry(cells[0], codes, words))
    return entries


def glossary_faults(
    entries: Sequence[Entry], names: Iterable[str], words: Mapping[str, Mapping[str, str]]
) -> Iterator[str]:
    """Code names that stand nowhere or twice, terms left empty, and words that pages do not print.

    `names` must stand in the glossary; `words` tells for each list of words what pages print.
    """
    held = {code: entry for entry in entries for code in entry.codes}
    counted = Counter(code for entry in entries for code in entry.codes)
    yield from (f"{code} stands {times} times" for code, times in counted.items() if times > 1)
    yield from (f"{entry.codes[0]} has no Indonesian term" for entry in entries if not entry.term)
    yield from (f"{name} is missing" for name in names if name not in held)
    for name, wanted in words.items():
        if name not in held:
            yield f"{name} is missing"
        elif list(held[name].words.items()) != list(wanted.items()):
            yield f"{name} should read: " + " · ".join(f"`{k}` {v}" for k, v in wanted.items())


def variables_read(source: str) -> dict[str, str]:
    """The variables read through `env`, each with its default where that is a plain word, else ""."""
    found = {}
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "env"
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            given = node.args[1:2] + [key.value for key in node.keywords if key.arg == "default"]
            found[str(node.args[0].value)] = plain(given[0]) if given else ""
    return found


def plain(node: ast.expr) -> str:
    if not isinstance(node, ast.Constant):
        return ""
    return (
        {True: "yes", False: "no"}[node.value] if isinstance(node.value, bool) else str(node.value)
    )


def variables_explained(paper: str) -> dict[str, str]:
    """The variables in the table of settings, each with the cell of its default."""
    rows = re.findall(r"^\| `(BINAKON_\w+)` \| ([^|]*) \| *\S[^|]*\|$", paper, re.MULTILINE)
    return {name: default.strip() for name, default in rows}


def variables_shown(example: str) -> set[str]:
    """The variables of `.env.example`, set or commented; a secret may be shown as its file."""
    names = re.findall(r"^#?(BINAKON_\w+)=", example, re.MULTILINE)
    return {name.removesuffix("_FILE") for name in names}


def settings_faults(
    read: Mapping[str, str], explained: Mapping[str, str], shown: set[str]
) -> Iterator[str]:
    """Variables that are read and not explained, explained and not read, or explained with another default."""
    yield from (f"{name} is not in docs/operate/settings.md" for name in read.keys() - explained)
    yield from (f"{name} is explained, but nothing reads it" for name in explained.keys() - read)
    yield from (f"{name} is not in .env.example" for name in read.keys() - shown)
    yield from (f"{name} is in .env.example, but nothing reads it" for name in shown - read.keys())
    for name in read.keys() & explained.keys():
        if read[name] and f"`{read[name]}`" not in explained[name]:
            yield f"{name}: the default is {read[name]}, explained as {explained[name]}"


def retention_faults(policy: Mapping[str, Any], fields: set[str]) -> Iterator[str]:
    """Fields without a rule, fields with two, rules for fields that are gone, and rules left half empty."""
    named: Counter[str] = Counter()
    for group, keys in (("personal", RETENTION_KEYS), ("not_personal", ("why", "fields"))):
        for rule in policy.get(group) or ():
            name = rule.get("rule") or rule.get("why") or "a rule"
            yield from (
                f"{group}, {name}: {key} is empty"
                for key in keys
                if rule.get(key) in (None, "", [])
            )
            yield from (f"{group}, {name}: {key} is not a key" for key in rule if key not in keys)
            named.update(rule.get("fields") or ())
    yield from (f"{name} has no rule" for name in sorted(fields - named.keys()))
    yield from (f"{name} is no field any more" for name in sorted(named.keys() - fields))
    yield from (f"{name} stands {times} times" for name, times in named.items() if times > 1)


def dead_links(paper: str) -> Iterator[str]:
    """The files that a document points to, without their anchors."""
    for target in re.findall(r"\]\(([^)\s]+)\)", paper):
        if "://" not in target and not target.startswith(("#", "mailto:")):
            yield target.partition("#")[0]
