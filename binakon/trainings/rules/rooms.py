"""Whether two ways of writing a room or a house mean the same one: surely, perhaps, or not."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+|\d+")
# "P.U.P.R." is one word.
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}[^\W\d_]?\b|\b(?:[^\W\d_]\.){2,}")
_SHORT = {
    "aud": "auditorium",
    "bid": "bidang",
    "gd": "gedung",
    "gdg": "gedung",
    "jl": "jalan",
    "jln": "jalan",
    "kab": "kabupaten",
    "kalsel": "kalimantan selatan",
    "lt": "lantai",
    "no": "nomor",
    "prov": "provinsi",
    "prop": "provinsi",
    "propinsi": "provinsi",
    "r": "ruang",
    "rg": "ruang",
    "rng": "ruang",
    "ruangan": "ruang",
}
# Words that stand in one way of writing and not in the other, and tell no room from another.
_EMPTY = frozenset({"contoh", "dan", "di", "gedung", "kantor", "lantai", "nomor", "ruang", "the"})
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_NO_ROOM = frozenset({"daring", "gmeet", "meet", "online", "teams", "virtual", "webinar", "zoom"})
# So much of two texts must be equal to be one with a slip of the finger in it.
_ALIKE = 0.88


class Likeness(IntEnum):
    """How sure it is that two writings mean one place."""

    OTHER = 0
    PERHAPS = 1
    SAME = 2


@dataclass(frozen=True, slots=True)
class _Written:
    """A place as it is compared: what it is called, and the numbers and letters that tell it from its neighbours."""

    names: tuple[str, ...]
    marks: frozenset[str]


@lru_cache(maxsize=2048)
def _read(text: str) -> _Written:
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = _INITIALS.sub(lambda found: found.group().replace(".", "") + " ", folded)
    told = " ".join(_SHORT.get(word, word) for word in _WORD.findall(folded)).split()
    words = [_ROMAN.get(word, word) for word in told if word not in _EMPTY]
    marks = {word.lstrip("0") or "0" for word in words if word.isdigit() or len(word) == 1}
    names = [word for word in words if not word.isdigit() and len(word) > 1]
    return _Written(tuple(names), frozenset(marks))


def is_online(room: str) -> bool:
    """Whether what stands in the place of a room is a meeting on a screen."""
    return bool(_NO_ROOM & set(_read(room).names))


def likeness(one: str, other: str) -> Likeness:
    """How sure it is that both texts name one place.

    The same but for capitals, marks, abbreviations, the order of words and words like "ruang" is the same. Another
    number or letter ("Ruang 1", "Ruang 2") is always another. One that says more than the other ("Aula", "Aula Dinas
    PUPR"), or differs by a slip of the finger, is perhaps the same. Nothing written is never like anything.
    """
    here, there = _read(one), _read(other)
    if not (here.names or here.marks) or not (there.names or there.marks):
        return Likeness.OTHER
    if here.marks != there.marks and (here.marks and there.marks):
        return Likeness.OTHER
    if sorted(here.names) == sorted(there.names) or _joined(here) == _joined(there):
        return Likeness.SAME if here.marks == there.marks else Likeness.PERHAPS
    if here.marks != there.marks:
        return Likeness.OTHER
    mine, yours = set(here.names), set(there.names)
    if mine and yours and (mine <= yours or yours <= mine):
        return Likeness.PERHAPS
    is_slip = SequenceMatcher(None, _joined(here), _joined(there)).ratio() >= _ALIKE
    return Likeness.PERHAPS if is_slip else Likeness.OTHER


def _joined(written: _Written) -> str:
    """Without spaces: "Banjar baru" is Banjarbaru."""
    return "".join(written.names)
