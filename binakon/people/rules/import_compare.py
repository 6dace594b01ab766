"""What a row of a file would change of somebody who is known: what it fills, and where it says otherwise."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from binakon.people.rules.names import name_key

PERSON_FIELDS = ("name", "born_on", "sex", "phone", "email", "office")
HELD_DATA = (
    "occupation", "occupation_code", "level", "classification", "blank_number", "certificate_number", "bnsp_number",
    "lpjk_number", "issued_on", "expires_on", "issuer",
)  # fmt: skip


class Outcome(StrEnum):
    """What becomes of a row when its file goes in."""

    NEW = "new"
    SAME = "same"
    FILLS = "fills"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Fields that are empty and would be filled, and fields that say something else; both with what the file says."""

    fills: Mapping[str, Any] = field(default_factory=dict)
    differs: Mapping[str, Any] = field(default_factory=dict)

    @property
    def outcome(self) -> Outcome:
        """The word for a row that meets what is known."""
        if self.differs:
            return Outcome.DIFFERS
        return Outcome.FILLS if self.fills else Outcome.SAME


def compare(
    values: Mapping[str, Any], known: Mapping[str, Any], fields: Collection[str]
) -> Comparison:
    """Field by field; a name that differs only in titles or spelling is the same name."""
    fills, differs = {}, {}
    for key in fields:
        said = values.get(key)
        if said in ("", None):
            continue
        stands = known.get(key)
        if stands in ("", None):
            fills[key] = said
        elif stands != said and not (key == "name" and name_key(stands) == name_key(said)):
            differs[key] = said
    return Comparison(fills, differs)


@dataclass(frozen=True, slots=True)
class Additions:
    """What stands beside a person as far as a file may say it: keys of diplomas and memberships, employers.

    `employer` is for whom they work now, as far as anybody knows.
    """

    diplomas: frozenset[tuple[str, str]] = frozenset()
    memberships: frozenset[tuple[int, str]] = frozenset()
    employers: frozenset[str] = frozenset()
    employer: str = ""


def new_besides(values: Mapping[str, Any], known: Additions) -> frozenset[str]:
    """Which of "diploma", "membership", "employment" a row adds to what is known.

    Another employer than the present one is no addition: it differs.
    """
    found = set()
    if values.get("diploma") and diploma_key(values) not in known.diplomas:
        found.add("diploma")
    if values.get("association") and membership_key(values) not in known.memberships:
        found.add("membership")
    if is_new_employer(values, known) and not known.employer:
        found.add("employment")
    return frozenset(found)


def is_new_employer(values: Mapping[str, Any], known: Additions) -> bool:
    """Whether a row names an employer whom nobody knows of this person."""
    employer = values.get("employer", "")
    return bool(employer) and employer.casefold() not in known.employers


def diploma_key(values: Mapping[str, Any]) -> tuple[str, str]:
    """By what two statements are of one diploma."""
    return values["diploma"], values.get("study_programme", "").casefold()


def membership_key(values: Mapping[str, Any]) -> tuple[int, str]:
    """By what two statements are of one membership."""
    return values["association"], values.get("kta_number", "")
