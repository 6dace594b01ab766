"""What the frozen content of a certificate says of the training: the one place that knows its members."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Said:
    """The words that the public may compare with the paper."""

    name: str
    title: str
    starts_on: date
    ends_on: date
    jp: int


def said(content: Mapping[str, Any]) -> Said:
    """Read `name`, `title`, `starts_on`, `ends_on` (ISO dates) and `jp`. Raises `KeyError` where one is missing."""
    return Said(
        name=str(content["name"]),
        title=str(content["title"]),
        starts_on=date.fromisoformat(content["starts_on"]),
        ends_on=date.fromisoformat(content["ends_on"]),
        jp=int(content["jp"]),
    )
