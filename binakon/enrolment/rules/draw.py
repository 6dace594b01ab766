r"""Policy *draw*: an order by lot that anybody can make again from the seed and the published codes.

Before registration closes, the fingerprint of the seed (SHA-256) is published, or the seed itself where it is a public
text fixed beforehand that nobody here can choose. Afterwards the seed and all codes are. Then, in three lines:

    import hmac
    seed, codes = open("benih.txt", "rb").read().strip(), open("kode.txt").read().split()
    print(*sorted(codes, key=lambda code: hmac.digest(seed, code.encode(), "sha256")), sep="\n")

The lot of a code is HMAC-SHA-256 of the code with the seed as key; the smallest lot is first. Nothing else goes in: not
the order of rows, not the time, not the machine, not a library's chance.
"""

import hashlib
import hmac
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.problems import Problem, refuse
from binakon.enrolment.rules.canonical import plain

LEAST_SEED = 16
MOST_SEED = 200
_MOST_NAMED = 5
# What reads the same in a file, in a terminal and on paper: no spaces, no letters that look alike in Unicode.
_CODE = re.compile(r"[A-Za-z0-9._/-]+")
_SEED = re.compile(r"[!-~](?:[ -~]*[!-~])?")


@dataclass(frozen=True, slots=True)
class Lot:
    """What a code drew, and its place in the order from 1."""

    code: str
    lot: str
    place: int


@dataclass(frozen=True, slots=True)
class Draw:
    """A draw with all that a stranger needs to make it again."""

    seed: str
    commitment: str
    lots: tuple[Lot, ...]

    @property
    def order(self) -> tuple[str, ...]:
        """The codes, the first first."""
        return tuple(lot.code for lot in self.lots)

    def as_json(self) -> object:
        """The record as JSON stores it."""
        return plain(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The record that was stored."""
        return cls(data["seed"], data["commitment"], tuple(Lot(**lot) for lot in data["lots"]))


def commitment(seed: str) -> str:
    """The SHA-256 of the seed in UTF-8, as published before registration closes."""
    return hashlib.sha256(seed.encode()).hexdigest()


def lot_of(seed: str, code: str) -> str:
    """HMAC-SHA-256 of the code with the seed as key, 64 hexadecimal digits."""
    return hmac.digest(seed.encode(), code.encode(), "sha256").hex()


def draw(codes: Iterable[str], seed: str, *, published: str) -> Draw:
    """Draw an order for the public registration codes; `published` is the fingerprint that was published before.

    Raises `Blocked` with `draw_problems`.
    """
    known = list(codes)
    refuse(draw_problems(known, seed, published))
    # Two equal lots of different codes would be a collision of SHA-256; the code would decide.
    lots = sorted((lot_of(seed, code), code) for code in known)
    return Draw(
        seed,
        commitment(seed),
        tuple(Lot(code, lot, place) for place, (lot, code) in enumerate(lots, start=1)),
    )


def draw_problems(codes: Sequence[str], seed: str, published: str) -> list[Problem]:
    """Everything that would make this draw impossible, or impossible to check."""
    problems = seed_problems(seed)
    if commitment(seed) != published.strip().lower():
        problems.append(
            Problem(
                "other_seed",
                _(
                    "Benih ini bukan benih yang sidik jarinya diumumkan sebelum pendaftaran ditutup. Pakai benih yang"
                    " diumumkan."
                ),
            )
        )
    twice = sorted(code for code, count in Counter(codes).items() if count > 1)
    if twice:
        problems.append(
            Problem(
                "code_twice",
                _("Kode pendaftaran tercantum lebih dari sekali: %(codes)s. Hapus yang berlebih.")
                % {"codes": words.joined(twice[:_MOST_NAMED])},
            )
        )
    odd = sorted(code for code in codes if not _CODE.fullmatch(code))
    if odd:
        problems.append(
            Problem(
                "odd_code",
                _(
                    "Kode pendaftaran hanya boleh berisi huruf, angka, dan tanda . _ / -, supaya undian bisa diperiksa"
                    " siapa pun. Perbaiki: %(codes)s."
                )
                % {"codes": words.joined([f"“{code}”" for code in odd[:_MOST_NAMED]])},
            )
        )
    return problems


def seed_problems(seed: str) -> list[Problem]:
    """What is wrong with a seed before its fingerprint is published."""
    problems = []
    if len(seed) < LEAST_SEED:
        problems.append(
            Problem(
                "short_seed",
                _(
                    "Benih undian %(length)s huruf; paling sedikit %(least)s, supaya tidak bisa ditebak dari sidik"
                    " jarinya. Perpanjang."
                )
                % {"length": words.number(len(seed)), "least": words.number(LEAST_SEED)},
            )
        )
    if len(seed) > MOST_SEED:
        problems.append(
            Problem(
                "long_seed",
                _("Benih undian %(length)s huruf; paling banyak %(most)s. Perpendek.")
                % {"length": words.number(len(seed)), "most": words.number(MOST_SEED)},
            )
        )
    if seed and not _SEED.fullmatch(seed):
        problems.append(
            Problem(
                "odd_seed",
                _(
                    "Benih undian hanya boleh berisi huruf tanpa tanda khusus, angka, dan tanda baca biasa dalam satu"
                    " baris, tanpa spasi di tepi. Ubah benihnya."
                ),
            )
        )
    return problems


def seed_words(published: str) -> str:
    """What is published before registration closes."""
    return _(
        "Urutan ditentukan dengan undian. Sidik jari benih undian (SHA-256): %(published)s. Benihnya diumumkan setelah"
        " pendaftaran ditutup."
    ) % {"published": published}


def lot_words(drawn: Draw, code: str) -> str:
    """The place of one code in the draw."""
    place = drawn.order.index(code) + 1
    return _("Dalam undian Anda urutan ke-%(place)s dari %(all)s.") % {
        "place": words.number(place),
        "all": words.number(len(drawn.lots)),
    }
