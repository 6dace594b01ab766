"""A brief as a fact: its text as runs, its figures, its fingerprint, and how two of them differ."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from django.utils.translation import gettext as _

from binakon.core.problems import Problem

# A run is a piece of text and the key of the figure that it shows; "" is plain text.
Run = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FigureFact:
    """A number with everything that explains it; `value` None is unknown, never 0."""

    key: str
    measure: str
    part: str
    value: int | None
    shown: str
    label: str
    definition: str
    version: str
    unit: str


@dataclass(frozen=True, slots=True)
class BriefFact:
    """The text and the figures of a brief, live or frozen; a quotation is a person's and stands beside it."""

    title: tuple[Run, ...]
    paragraphs: tuple[tuple[Run, ...], ...]
    figures: tuple[FigureFact, ...]
    unknown: tuple[str, ...]
    source: str

    @property
    def title_text(self) -> str:
        """The title as plain text."""
        return plain(self.title)

    @property
    def sentences(self) -> list[str]:
        """Title, paragraphs, what is not known and the source as plain texts, in the order of reading."""
        return [self.title_text, *map(plain, self.paragraphs), *self.unknown, self.source]

    @property
    def digest(self) -> str:
        """The fingerprint of text and figures: equal facts give equal digests, whatever the day."""
        figures = sorted((f.key, f.value, f.definition, f.version) for f in self.figures)
        whole = [self.title, self.paragraphs, figures, self.unknown, self.source]
        return hashlib.sha256(json.dumps(whole, ensure_ascii=False).encode()).hexdigest()


def plain(runs: Iterable[Run]) -> str:
    """Runs as one text."""
    return "".join(text for text, _key in runs)


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that is not what it was: its words before and after, and the version that it follows now.

    `version` is "" where the version stayed; a figure that came or went has "" before or after.
    """

    label: str
    before: str
    after: str
    version: str = ""
    is_definition_changed: bool = False

    @property
    def is_version_changed(self) -> bool:
        """Whether it is measured against another version."""
        return bool(self.version)

    @property
    def words(self) -> str:
        """The difference as one clause, Indonesian as the brief is: "target dilatih 60 → 90 (perubahan, …)"."""
        notes = [self.version] if self.version else []
        if self.is_definition_changed:
            notes.append("definisinya berubah")
        before, after = self.before or "belum ada", self.after or "tidak ada lagi"
        change = f"{before} → {after}" if before != after else after
        return f"{self.label} {change}" + (f" ({'; '.join(notes)})" if notes else "")


def brief_differences(frozen: Iterable[FigureFact], live: Iterable[FigureFact]) -> list[Difference]:
    """What moved between two sets of figures, in their order; versions that alone changed are said once."""
    old, new = ({fact.key: fact for fact in facts} for facts in (frozen, live))
    found: list[Difference] = []
    versions: dict[tuple[str, str], None] = {}
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        if before is None or after is None:
            if difference := _came_or_went(before, after):
                found.append(difference)
            continue
        is_redefined = before.definition != after.definition
        moved = after.version if before.version != after.version else ""
        if before.value != after.value or is_redefined:
            found.append(Difference(after.label, before.shown, after.shown, moved, is_redefined))
        elif moved or before.version != after.version:
            versions[(before.version, after.version)] = None
    said = {difference.version for difference in found}
    found += [
        Difference("versi anggaran", before, after)
        for before, after in versions
        if after not in said
    ]
    return found


def _came_or_went(before: FigureFact | None, after: FigureFact | None) -> Difference | None:
    if after is not None and after.value is not None:
        return Difference(after.label, "", after.shown, after.version)
    if before is not None and before.value is not None:
        return Difference(before.label, before.shown, "")
    return None


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence before and after; "" where one came or went."""

    before: str
    after: str


def sentence_changes(before: Sequence[str], after: Sequence[str]) -> list[SentenceChange]:
    """Which sentences changed between two texts, paired in the order of reading."""
    found: list[SentenceChange] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            pairs = zip_longest(before[a:b], after[c:d], fillvalue="")
            found += [SentenceChange(old, new) for old, new in pairs if old or new]
    return found


@dataclass(frozen=True, slots=True)
class Seen:
    """What an approver read before pressing the button: the fingerprint, and the figures to name what moved."""

    digest: str
    shown: Mapping[str, str]


def seen_of(fact: BriefFact) -> Seen:
    """What a reader of this text has seen."""
    return Seen(fact.digest, {figure.key: figure.shown for figure in fact.figures})


def moved_words(seen: Seen, live: BriefFact) -> str:
    """What moved while somebody read, in one sentence; "" when nothing did."""
    if seen.digest == live.digest:
        return ""
    moved = [
        f"{figure.label} {seen.shown.get(figure.key, 'belum ada')} → {figure.shown}"
        for figure in live.figures
        if seen.shown.get(figure.key, figure.shown if figure.value is None else "") != figure.shown
    ]
    return (
        _("Angka berubah sementara Anda membaca: %(moved)s. Baca lagi, lalu putuskan.")
        % {"moved": "; ".join(moved)}
        if moved
        else _("Kalimatnya berubah sementara Anda membaca. Baca lagi, lalu putuskan.")
    )


def quotation_problems(quotation: str, quoted: str) -> list[Problem]:
    """Why a quotation may not stand in a brief: a number in it would not open, and somebody must have said it."""
    problems = [
        Problem(
            code,
            _(
                "Setiap angka dalam siaran pers harus bisa dibuka sampai ke sumbernya; angka yang diketik tidak bisa. "
                "Hapus angkanya: jumlahnya sudah tertulis di naskah."
            ),
        )
        for code, text in (("quotation", quotation), ("quoted", quoted))
        if any(character.isnumeric() for character in text)
    ]
    if quotation and not quoted:
        problems.append(Problem("quoted", _("Tulis siapa yang mengatakannya, dengan jabatannya.")))
    if quoted and not quotation:
        problems.append(
            Problem("quotation", _("Tulis kutipannya, atau kosongkan juga nama yang dikutip."))
        )
    return problems
