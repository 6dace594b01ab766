"""The words a plan may use, and the small questions that several of its rules ask."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Protocol

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.planning.rules.plan_file import KnownFacts
from binakon.planning.states import ActivityKind, Stage, VersionState

STAGES = tuple(Stage.values)
# A file states what people decided; that a version was superseded follows from the newer one.
STATUSES = tuple(VersionState.values[:3])
KINDS = tuple(ActivityKind.values)
PROPOSAL = Stage.USULAN.value
FIRST_YEAR, LAST_YEAR = 2000, 2100

REGION = re.compile(r"[0-9]{2}\.[0-9]{2}")


class Entry(Protocol):
    """Any part of a plan that knows where it is written."""

    @property
    def line(self) -> int | None: ...

    @property
    def lines(self) -> dict[str, int]: ...


def line_of(entry: Entry, key: str) -> int | None:
    """The line of one key of the entry, else of the entry itself."""
    return entry.lines.get(key, entry.line)


def is_lost(lost: frozenset[str], *names: str) -> bool:
    """Whether any of these is lost; "version" asks for the table with all its keys."""
    return any(
        each == name or each.startswith(name + ".") or name.startswith(each + ".")
        for each in lost
        for name in names
    )


def word_problem(entry: Entry, key: str, word: str, words: tuple[str, ...]) -> Iterator[Problem]:
    """A word outside its list; an empty one could not be read and has been reported."""
    if not word or word in words:
        return
    meant = get_close_matches(word.lower(), words, n=1)
    sentence = _("Kolom “%(key)s” berisi “%(word)s”; pakai salah satu dari: %(words)s") % {
        "key": key,
        "word": word,
        "words": ", ".join(words),
    }
    if meant:
        sentence += _(" (mungkin maksudnya “%(meant)s”)") % {"meant": meant[0]}
    yield Problem("unknown_word", sentence, line=line_of(entry, key))


def region_fault(code: str, known: KnownFacts) -> str:
    """Why the code is no kabupaten/kota that may be used, or nothing."""
    if not REGION.fullmatch(code):
        return _("Wilayah “%(code)s” bukan kode kabupaten/kota; tulis seperti “63.03”") % {
            "code": code
        }
    province = code[:2]
    if province not in known.provinces:
        return _("Wilayah “%(code)s” berada di provinsi yang tidak dikenal; periksa kodenya") % {
            "code": code
        }
    loaded = known.regions_of.get(province)
    if loaded and code not in loaded:
        return _("Wilayah “%(code)s” tidak ada di provinsi %(province)s; periksa kodenya") % {
            "code": code,
            "province": province,
        }
    return ""


def sub_activity_fault(code: str, known: KnownFacts) -> str:
    """Why the code is no sub-activity that may be used, or nothing."""
    if not code or code in known.sub_activities:
        return ""
    return _(
        "Subkegiatan “%(code)s” tidak dikenal; periksa kodenya atau kosongkan sub_activity"
    ) % {"code": code}


def dotted(number: int) -> str:
    """1.500.000, as Indonesian writes it."""
    return f"{number:,}".replace(",", ".")


def rupiah(amount: int) -> str:
    """Rp1.500.000."""
    return f"Rp{dotted(amount)}" if amount >= 0 else f"-Rp{dotted(-amount)}"
