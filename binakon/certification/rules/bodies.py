"""What holds for who tests: how long a licence still runs, and how the scope of a licence is typed."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from binakon.core.problems import Problem

SOON = timedelta(days=90)
MOST_SCHEMES = 300
LEVELS = range(1, 10)
_LONGEST_NAME = 200
_LONGEST_CODE = 20


class Standing(StrEnum):
    """How something licensed stands on a day."""

    GOOD = "good"
    SOON = "soon"
    OVER = "over"
    AHEAD = "ahead"
    UNKNOWN = "unknown"
    RETIRED = "retired"

    @property
    def tone(self) -> str:
        """The tone of its badge."""
        return _TONES.get(self, "")


_TONES = {Standing.GOOD: "good", Standing.SOON: "wait", Standing.OVER: "bad"}


def standing_of(
    *, is_active: bool, valid_from: date | None, valid_to: date | None, today: date
) -> Standing:
    """How it stands; without a known end nobody can say how long it holds."""
    if not is_active:
        return Standing.RETIRED
    if valid_from is not None and valid_from > today:
        return Standing.AHEAD
    if valid_to is None:
        return Standing.UNKNOWN
    if valid_to < today:
        return Standing.OVER
    return Standing.SOON if valid_to - today <= SOON else Standing.GOOD


def standing_words(standing: Standing) -> str:
    """The same in words."""
    return {
        Standing.GOOD: _("berlaku"),
        Standing.SOON: _("segera habis"),
        Standing.OVER: _("sudah habis"),
        Standing.AHEAD: _("belum mulai"),
        Standing.UNKNOWN: _("akhirnya belum diisi"),
        Standing.RETIRED: _("tidak dipakai lagi"),
    }[standing]


def day_problems(valid_from: date | None, valid_to: date | None) -> list[Problem]:
    """A licence ends on its first day or later."""
    if valid_from is not None and valid_to is not None and valid_to < valid_from:
        sentence = _("Tanggal akhirnya mendahului tanggal mulainya. Betulkan salah satunya.")
        return [Problem("valid_to", sentence)]
    return []


@dataclass(frozen=True, slots=True)
class SchemeLine:
    """One line of the scope of a licence; without a level it covers every level of its occupation."""

    occupation: str
    level: int | None = None
    code: str = ""


def read_schemes(text: str) -> tuple[list[SchemeLine], list[Problem]]:
    """The scope as it is typed, "jabatan kerja; jenjang; kode" a line; every fault by its line."""
    lines: list[SchemeLine] = []
    problems = []
    for number, raw in enumerate(text.splitlines(), start=1):
        if not raw.strip():
            continue
        name, level, code = (*(" ".join(part.split()) for part in raw.split(";", 2)), "", "")[:3]
        found = int(level) if level.isascii() and level.isdigit() else None
        if not name or len(name) > _LONGEST_NAME or len(code) > _LONGEST_CODE:
            problems.append(_at(number, _("tulis nama jabatan kerjanya, lalu jenjang dan kode.")))
        elif level and found not in LEVELS:
            sentence = _("jenjang “%(text)s” tidak dikenal. Tulis angka 1 sampai 9.")
            problems.append(_at(number, sentence % {"text": level[:20]}))
        elif any(_same(SchemeLine(name, found), line) for line in lines):
            problems.append(_at(number, _("jabatan dan jenjang ini sudah ada di atasnya.")))
        else:
            lines.append(SchemeLine(name, found, code))
    if len(lines) > MOST_SCHEMES:
        sentence = _("Satu lisensi memuat paling banyak %(most)d skema.")
        problems.append(Problem("schemes", sentence % {"most": MOST_SCHEMES}))
    return lines, problems


def scheme_text(lines: list[SchemeLine]) -> str:
    """The scope as `read_schemes` reads it."""
    return "\n".join(
        "; ".join(
            (line.occupation, "" if line.level is None else str(line.level), line.code)
        ).rstrip("; ")
        for line in lines
    )


def _same(one: SchemeLine, other: SchemeLine) -> bool:
    return (one.occupation.casefold(), one.level) == (other.occupation.casefold(), other.level)


def _at(number: int, sentence: str) -> Problem:
    words = {"number": number, "sentence": sentence}
    return Problem("schemes", _("Baris %(number)d: %(sentence)s") % words)
