"""How a brief says things: pure wording on facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Class:
    """What activities must share to be counted together; `part` is how their number is asked for."""

    occupation: str
    when: str
    partners: tuple[str, ...]
    part: str


def together(classes: Iterable[Class]) -> list[tuple[str, tuple[str, ...], list[Class]]]:
    """Distinct classes that share time and partners, so that one clause can carry them, in first order."""
    clauses: dict[tuple[str, tuple[str, ...]], list[Class]] = {}
    for found in dict.fromkeys(classes):
        clauses.setdefault((found.when, found.partners), []).append(found)
    return [(when, partners, found) for (when, partners), found in clauses.items()]


@dataclass(frozen=True, slots=True)
class Approval:
    """That a person approved a text: who, when, since when it is public (None: not yet), and the quotation beside it."""

    by: str
    approved_at: datetime
    published_at: datetime | None
    quotation: str = ""
    quoted: str = ""

    @property
    def status(self) -> str:
        """`approved` or `published`."""
        return "approved" if self.published_at is None else "published"
