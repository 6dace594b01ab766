"""One text for equal facts, so that what was decided can be fingerprinted and checked on any machine."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction


class NotCanonical(TypeError):
    """A value that has no single text: a float, a set of mixed things, two keys that read alike."""


def canonical_json(value: object) -> str:
    """The value as JSON with sorted keys, no spaces and letters as they are written.

    Records become objects, tuples and sets arrays (sets sorted by their texts), fractions "a/b", days and
    moments ISO 8601. Raises `NotCanonical` for floats, because they are not exact, and for anything unknown.
    """
    return json.dumps(
        plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )


def fingerprint(value: object) -> str:
    """SHA-256 of the canonical JSON in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def plain(value: object) -> object:
    """The value made of what JSON knows: objects with text keys, arrays, texts, whole numbers, null."""
    # An enum's text is its value; str() of the base type takes the class away.
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, date):
        return value.isoformat()
    return _gathered(value)


def _gathered(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        found = {str(plain(key)): plain(part) for key, part in value.items()}
        if len(found) != len(value):
            raise NotCanonical("two keys of an object read alike")
        return found
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, set | frozenset):
        return sorted((plain(part) for part in value), key=canonical_json)
    raise NotCanonical(f"{type(value).__name__} has no single text")
