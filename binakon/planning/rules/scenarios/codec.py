"""Questions and answers as canonical JSON and back: the same facts, the same bytes, with the version of the form."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from binakon.planning.rules.scenarios.facts import Question

# Raised when a field changes its meaning; what is stored in an older form is then not read as if it were of this one.
VERSION = 1
Fact = TypeVar("Fact")


class UnknownForm(Exception):
    """The JSON is of another version or shape."""


def written(fact: object) -> str:
    """A fact as JSON: keys in order, no spaces, dates as in ISO 8601, with its version."""
    body = {"version": VERSION, "kind": type(fact).__name__, "facts": _plain(fact)}
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def read(kind: type[Fact], text: str) -> Fact:
    """The fact that `written` wrote. Raises `UnknownForm` where it is not of this kind and version."""
    try:
        body = json.loads(text)
        if body["version"] != VERSION or body["kind"] != kind.__name__:
            raise UnknownForm(f"{body['kind']}, version {body['version']}")
        found: Fact = _made(kind, body["facts"])
    except (KeyError, TypeError, ValueError) as error:
        raise UnknownForm(str(error)) from error
    return found


def fingerprint(question: Question) -> str:
    """The SHA-256 of a question: two questions with the same one have the same answer."""
    return hashlib.sha256(written(question).encode()).hexdigest()


def _plain(fact: object) -> object:
    if is_dataclass(fact):
        return {each.name: _plain(getattr(fact, each.name)) for each in fields(fact)}
    if isinstance(fact, tuple):
        return [_plain(each) for each in fact]
    if isinstance(fact, Enum):
        return fact.value
    return fact.isoformat() if isinstance(fact, date) else fact


def _made(kind: Any, plain: Any) -> Any:
    if get_origin(kind) in (Union, UnionType):
        return _one_of(get_args(kind), plain)
    if get_origin(kind) is tuple:
        return tuple(_made(get_args(kind)[0], each) for each in plain)
    if is_dataclass(kind):
        return _dataclass(kind, plain)
    if kind is date:
        return date.fromisoformat(plain)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(plain)
    if type(plain) is not kind:
        raise UnknownForm(f"{plain!r} is no {kind.__name__}")
    return plain


def _one_of(kinds: tuple[Any, ...], plain: Any) -> Any:
    if plain is None and NoneType in kinds:
        return None
    some = [kind for kind in kinds if kind is not NoneType]
    if len(some) == 1:
        return _made(some[0], plain)
    # Of two kinds of answer the fields tell which.
    keys = frozenset(plain)
    return _made(next(kind for kind in some if frozenset(_hints(kind)) == keys), plain)


def _dataclass(kind: Any, plain: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    if plain.keys() != hints.keys():
        raise UnknownForm(f"{kind.__name__}: {sorted(plain.keys() ^ hints.keys())}")
    return kind(**{name: _made(hint, plain[name]) for name, hint in hints.items()})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
