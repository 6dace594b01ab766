"""What a certificate says, frozen at issue as canonical JSON with its SHA-256."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from binakon.enrolment.rules.canonical import fingerprint

NOT_SKK = "Sertifikat ini bukan Sertifikat Kompetensi Kerja (SKK)."
NOT_SKK_ENGLISH = "This certificate is not a Certificate of Work Competence (SKK)."
_KINDS = {"bimtek": "Technical guidance (BIMTEK)", "training": "Training"}

# The code of a unit: letters and digits in groups, at least three of them.
_UNIT_CODE = re.compile(r"[A-Z][A-Z0-9]*(?:\.[A-Z0-9]+){2,}")


@dataclass(frozen=True, slots=True)
class Topic:
    """One subject that was taught, with its JP of 45 minutes."""

    topic: str
    jp: int


@dataclass(frozen=True, slots=True)
class Unit:
    """An occupation that the training is for, with its standard and its KKNI level; unknown is "" and None."""

    name: str
    skkni: str
    level: int | None


@dataclass(frozen=True, slots=True)
class Competency:
    """A unit of competency of a standard (SKKNI) that the training taught; an unknown code is ""."""

    code: str
    title: str


def competencies_in(text: str) -> tuple[Competency, ...]:
    """Units as people type them, one a line, with the code first where there is one ("F.410110.005.01 …")."""
    found = []
    for line in text.splitlines():
        first, _space, rest = (told := " ".join(line.split())).partition(" ")
        if rest and _UNIT_CODE.fullmatch(first):
            found.append(Competency(first, rest))
        elif told:
            found.append(Competency("", told))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Course:
    """What all certificates of one training share."""

    title: str
    english: str
    occupation: str
    units: tuple[Unit, ...]
    starts_on: date
    ends_on: date
    topics: tuple[Topic, ...]
    venue: str
    competencies: tuple[Competency, ...] = ()

    @property
    def jp(self) -> int:
        """The JP of all subjects."""
        return sum(each.jp for each in self.topics)


def content_of(
    course: Course, *, name: str, number: str, dated: date, place: str, head: Mapping[str, str]
) -> dict[str, object]:
    """Everything that is printed and verified, in plain values that JSON keeps."""
    return {
        "kind": "binakon-certificate",
        "version": 1,
        "number": number,
        "name": name,
        "title": course.title,
        "title_english": course.english,
        "occupation": course.occupation,
        "units": [
            {"name": each.name, "skkni": each.skkni, "level": each.level} for each in course.units
        ],
        "competencies": [{"code": each.code, "title": each.title} for each in course.competencies],
        "starts_on": course.starts_on.isoformat(),
        "ends_on": course.ends_on.isoformat(),
        "jp": course.jp,
        "topics": [{"topic": each.topic, "jp": each.jp} for each in course.topics],
        "venue": course.venue,
        "dated": dated.isoformat(),
        "place": place,
        "head": dict(head),
        "statement": NOT_SKK,
        "statement_english": NOT_SKK_ENGLISH,
    }


def renamed(
    content: Mapping[str, object],
    *,
    name: str,
    number: str,
    dated: date,
    place: str,
    head: Mapping[str, str],
) -> dict[str, object]:
    """The same for a certificate that replaces one whose name was wrong: what was taught stays as it was frozen."""
    return {
        **content,
        "name": name,
        "number": number,
        "dated": dated.isoformat(),
        "place": place,
        "head": dict(head),
    }


def hash_of(content: Mapping[str, object]) -> str:
    """SHA-256 of the canonical JSON; equal on every machine and in every database."""
    return fingerprint(dict(content))


def english_title(kind: str, subjects: Sequence[str]) -> str:
    """A first English line under the title, to be bettered by hand: the kind, and occupations as they are named."""
    lead = _KINDS.get(kind, "Training")
    return f"{lead}: {', '.join(subjects)}" if subjects else lead
