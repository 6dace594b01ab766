"""Questions and answers of scenarios as JSON and back, and the digest that tells whether a question has changed."""

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from binakon.planning.rules.scenarios.answers import Solution
from binakon.planning.rules.scenarios.facts import Question

T = TypeVar("T")


def packed(value: Any) -> Any:
    """Facts as plain JSON values: dates as ISO text, enums as their value, dataclasses as objects."""
    if is_dataclass(value) and not isinstance(value, type):
        found = {each.name: packed(getattr(value, each.name)) for each in fields(value)}
        return {"_": type(value).__name__, **found}
    if isinstance(value, tuple | list):
        return [packed(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def unpacked(kind: type[T], value: Any) -> T:
    """The facts of this kind that `packed` wrote; unknown keys are a KeyError, never a guess."""
    return cast("T", _read(kind, value))


def question_of(value: Any) -> Question:
    """A stored question."""
    return unpacked(Question, value)


def solution_of(value: Any) -> Solution:
    """A stored answer."""
    return unpacked(Solution, value)


def digest_of(value: Any) -> str:
    """The SHA-256 of a packed question, the same for the same facts."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _read(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _read_one_of(get_args(kind), value)
    if origin is tuple:
        return tuple(_read(get_args(kind)[0], each) for each in value)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        given = {name: each for name, each in value.items() if name != "_"}
        return cast("Any", kind)(**{name: _read(hints[name], each) for name, each in given.items()})
    if kind is date:
        return date.fromisoformat(value)
    return kind(value) if isinstance(kind, type) and issubclass(kind, Enum) else value


def _read_one_of(kinds: tuple[Any, ...], value: Any) -> Any:
    if value is None:
        return None
    known = [kind for kind in kinds if kind is not type(None)]
    if len(known) > 1:
        known = [kind for kind in known if kind.__name__ == value["_"]]
    return _read(known[0], value)
