"""Minutes that several write at once: which words are new, where two contradict, what is missing at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _

from binakon.coordination.states import MeetingState
from binakon.core.problems import Problem

# The parts of the minutes around the agenda, and the longest each may be.
FRAME = {"opening": 20_000, "closing": 20_000, "chair": 200, "minutes_by": 200}
MOST_MINUTES = 20_000


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody wrote into one part, and the mark of what they had read there."""

    text: str
    base: str


@dataclass(frozen=True, slots=True)
class TextClash:
    """One part that two wrote at once: both texts, and the mark of the one that is stored."""

    part: str
    label: str
    mine: str
    theirs: str
    base: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What may be written, and where two contradict each other."""

    writes: dict[str, str]
    clashes: tuple[TextClash, ...]


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What is known of a meeting when it is about to be closed."""

    invited: int
    came: int
    people: int
    empty_items: tuple[str, ...]
    items: int
    has_chair: bool
    has_writer: bool
    has_closing: bool
    undated: int
    unsettled: int


def cleaned(text: str, most: int = MOST_MINUTES) -> str:
    """A typed text as it is kept: one kind of line end, nothing around it, never longer than fits."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()[:most]


def mark_of(text: str) -> str:
    """The mark of a text: whoever sends it back has read this text."""
    return sha256(text.encode()).hexdigest()[:16]


def judge(
    stored: Mapping[str, str], typed: Mapping[str, Typed], labels: Mapping[str, str]
) -> Judged:
    """Compare part by part: changed by one of both is kept, changed by both to something different is a clash."""
    writes, clashes = {}, []
    for part, told in typed.items():
        if part not in stored:
            continue
        theirs, mine = stored[part], cleaned(told.text, FRAME.get(part, MOST_MINUTES))
        if mine == theirs or mark_of(mine) == told.base:
            continue
        if mark_of(theirs) == told.base:
            writes[part] = mine
        else:
            clashes.append(TextClash(part, labels[part], mine, theirs, mark_of(theirs)))
    return Judged(writes, tuple(clashes))


def writing_problems(state: str, *, has_record: bool) -> list[Problem]:
    """Why the minutes cannot be written now."""
    if state == MeetingState.CANCELLED:
        return [Problem("cancelled", _("Rapat ini dibatalkan, jadi notulennya tidak ditulis."))]
    if state == MeetingState.CLOSED and has_record:
        sentence = _(
            "Berita acaranya sudah bernomor. Untuk memperbaiki notulen, lanjutkan rapat dulu dengan alasannya."
        )
        return [Problem("recorded", sentence)]
    return []


def closing_warnings(facts: MeetingFacts) -> list[Problem]:
    """Everything that is missing at the end, all at once; none of it stops the closing."""
    found: list[tuple[str, str]] = []
    if not facts.people:
        found.append(("nobody", _("Belum seorang pun tercatat hadir.")))
    elif not facts.came:
        found.append(("no_office", _("Belum ada kantor yang diundang tercatat hadir.")))
    if not facts.items:
        found.append(("no_agenda", _("Rapat ini belum punya acara.")))
    if facts.empty_items:
        told = {"items": "; ".join(facts.empty_items)}
        found.append(("empty", _("Acara tanpa notulen: %(items)s.") % told))
    if not facts.has_chair:
        found.append(("chair", _("Pemimpin rapat belum ditulis.")))
    if not facts.has_writer:
        found.append(("writer", _("Notulis belum ditulis.")))
    if not facts.has_closing:
        found.append(("closing", _("Penutup belum ditulis.")))
    found += _agreed(facts)
    return [Problem(code, sentence, blocks=False) for code, sentence in found]


def _agreed(facts: MeetingFacts) -> Sequence[tuple[str, str]]:
    found = []
    if facts.undated:
        told = {"many": facts.undated}
        found.append(("undated", _("Komitmen tanpa tanggal: %(many)d.") % told))
    if facts.unsettled:
        told = {"many": facts.unsettled}
        found.append(("unsettled", _("Usul yang belum disepakati: %(many)d.") % told))
    return found
