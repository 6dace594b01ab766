"""What an import keeps at rest: a row's values encrypted for one row of one file, and names without a NIK."""

import json
import re
from datetime import date
from typing import Any

from binakon.core import crypto
from binakon.people.rules.import_facts import Values

PURPOSE = "staged"
_NIK_LIKE = re.compile(r"\d(?:[ .\-]?\d){11,}")
_DAYS = ("born_on", "kta_until", "issued_on", "expires_on")


def seal_row(values: Values, *, source: int, number: int) -> bytes:
    """The values of a row, readable only as that row of that file."""
    text = json.dumps(values, default=_plain, ensure_ascii=False, separators=(",", ":"))
    return crypto.encrypt(PURPOSE, text.encode(), row=f"{source}:{number}")


def open_row(sealed: bytes, *, source: int, number: int) -> Values:
    """The values again."""
    values: Values = json.loads(crypto.decrypt(PURPOSE, sealed, row=f"{source}:{number}"))
    for key in _DAYS:
        if key in values:
            values[key] = date.fromisoformat(values[key])
    return values


def without_nik(text: str) -> str:
    """What a file calls itself, a sheet or a heading, with whatever could be a NIK blotted out: "Data …"."""
    return _NIK_LIKE.sub("…", text)


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
