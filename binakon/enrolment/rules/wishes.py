"""Several classes wished by one person: which compete together, how many may be wished, and how their order is said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.enrolment.states import Policy

# As many as anybody weighs at the phone; the seating itself takes ten.
MOST = 3
_ORDINALS = 3


@dataclass(frozen=True, slots=True)
class Way:
    """How a class gives its seats: classes of one way are selected together and may be wished together."""

    programme: int
    policy: str
    weights: Mapping[str, int]
    closes_on: date

    @property
    def selects(self) -> bool:
        """Whether seats are given by a selection at all."""
        return self.policy != Policy.FIRST_COME

    def goes_with(self, other: "Way") -> bool:
        """Whether both compete together: one programme, one way, the same points, closed on the same day.

        A class that closes on another day would let the people of this one wait for it.
        """
        return (
            self.selects
            and self.programme == other.programme
            and self.policy == other.policy
            and dict(self.weights) == dict(other.weights)
            and self.closes_on == other.closes_on
        )


def wished_by(answers: Mapping[str, Any]) -> tuple[int, ...]:
    """The classes that a draft wishes, best first; () is its own class alone."""
    return tuple(answers.get("wishes") or ())


def wish_problems(wishes: Sequence[int], *, own: int, offered: Iterable[int]) -> list[Problem]:
    """What is wrong with an order of classes, of which `own` is the one whose form it is."""
    problems = []
    if own not in wishes:
        sentence = _(
            "Kelas yang Anda daftar harus ada di antara pilihan Anda. Kalau tidak jadi ikut kelas itu, mendaftarlah dari halaman kelas yang lain."
        )
        problems.append(Problem("own", sentence))
    if len(set(wishes)) < len(wishes):
        sentence = _("Satu kelas dipilih dua kali. Pilih kelas lain, atau kosongkan.")
        problems.append(Problem("twice", sentence))
    if len(wishes) > MOST:
        sentence = _("Pilih paling banyak %(most)d kelas.") % {"most": MOST}
        problems.append(Problem("most", sentence))
    if not set(wishes) <= {own, *offered}:
        sentence = _(
            "Salah satu kelas yang Anda pilih tidak menerima pendaftaran lagi. Pilih dari daftar."
        )
        problems.append(Problem("gone", sentence))
    return problems


def wish_words(number: int) -> str:
    """Which wish it is: "pilihan pertama"."""
    if number > _ORDINALS:
        return _("pilihan ke-%(number)d") % {"number": number}
    return (_("pilihan pertama"), _("pilihan kedua"), _("pilihan ketiga"))[number - 1]
