"""What may still be open when a year is closed: what refuses, what is only said, and what is carried on."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from binakon.core.problems import Problem

# What would stand wrong for ever once the figures are frozen, because nothing of it can move in a closed year.
REFUSING = ("year_running", "activities", "versions", "figures")
# What goes on, or what somebody may leave as it is knowingly.
WARNING = (
    "trainings",
    "certificates",
    "cases",
    "meetings",
    "agreements",
    "commitments",
    "payments",
    "briefs",
    "clocks",
)
ORDER = (*REFUSING, *WARNING)


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One kind of thing that is not finished: how many, in one sentence, and where they stand ("" is nowhere)."""

    key: str
    many: int
    sentence: str
    href: str = ""

    @property
    def is_refusing(self) -> bool:
        """Whether the year cannot be closed before it is done; a kind that nobody knows refuses too."""
        return self.key not in WARNING

    @property
    def problem(self) -> Problem:
        """The same as a problem: it blocks, or it is a warning."""
        return Problem(self.key, self.sentence, blocks=self.is_refusing)


def in_order(points: Iterable[OpenPoint]) -> tuple[OpenPoint, ...]:
    """What is really open, in the order in which it is settled: what refuses first."""
    rank = {key: place for place, key in enumerate(ORDER)}
    found = [point for point in points if point.many]
    return tuple(sorted(found, key=lambda point: rank.get(point.key, -1)))


def closing_problems(points: Iterable[OpenPoint]) -> list[Problem]:
    """All that speaks against closing, at once; warnings do not block."""
    return [point.problem for point in in_order(points)]


def running_year(year: int, day: date) -> OpenPoint:
    """A year is closed after its last day: before it facts may still come."""
    sentence = _(
        "Tahun %(year)d belum berakhir. Penutupan bisa disahkan mulai 31 Desember %(year)d."
    )
    many = 0 if day >= date(year, 12, 31) else 1
    return OpenPoint("year_running", many, sentence % {"year": year})


def seen_of(points: Iterable[OpenPoint]) -> str:
    """The fingerprint of a list as somebody read it: equal lists give equal words."""
    told = [(point.key, point.many) for point in in_order(points)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def reason_problems(reason: str) -> list[Problem]:
    """Opening a closed year again, or denying it, says why."""
    if reason.strip():
        return []
    return [Problem("reason", _("Tulis alasannya: alasan itu masuk riwayat dan bisa dibaca lagi."))]


def closed_sentence(year: int) -> str:
    """Why a write is refused in a closed year, and what to do."""
    return _(
        "Tahun %(year)d sudah ditutup dan angkanya dibekukan, jadi ini tidak bisa diubah. Bila memang keliru, minta "
        "pembukaan kembali di halaman penutupan tahun %(year)d."
    ) % {"year": year}
