"""A frozen figure as a fact: its fingerprint, which rows may be kept, and how it differs from what is counted now."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.measures import Measure, Row

# Rows of these are named by whoever typed a paper or a decree, so the name of a person may stand in them.
TYPED_ROWS = frozenset({"money_committed", "money_realised"})
# Rows of what is counted from records of people are kept only where they lead to an activity.
ACTIVITY_PATHS = ("/kegiatan/", "/meja/sertifikasi/kegiatan/")

StoredRow = list[str | int | None]


@dataclass(frozen=True, slots=True)
class FrozenFact:
    """One figure as it was reported; None is unknown, never 0."""

    measure: str
    part: str
    services: int | None
    people: int | None
    rows: tuple[StoredRow, ...]
    version: str
    is_about: bool
    note: str
    label: str
    unit: str
    definition: str
    source: str

    @property
    def digest(self) -> str:
        """The fingerprint of the figure with all that explained it."""
        whole = [
            self.measure, self.part, self.services, self.people, list(self.rows), self.version,
            self.is_about, self.note, self.label, self.unit, self.definition, self.source,
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(whole, ensure_ascii=False).encode()).hexdigest()


def whole_digest(facts: Iterable[FrozenFact]) -> str:
    """The fingerprint of all figures of a closing, in their order."""
    return hashlib.sha256("".join(fact.digest for fact in facts).encode()).hexdigest()


def kept_rows(measure: Measure, rows: Iterable[Row]) -> tuple[StoredRow, ...]:
    """The rows that may be frozen: parts of the plan and activities, never people or words that somebody typed."""
    if measure.key in TYPED_ROWS:
        return ()
    return tuple(
        [row.label, row.detail, row.amount]
        for row in rows
        if not measure.is_of_people or row.path.startswith(ACTIVITY_PATHS)
    )


@dataclass(frozen=True, slots=True)
class FrozenSince:
    """A figure of a closed year: what was reported on a day, beside what is counted now."""

    services: int | None
    people: int | None
    as_of: date
    definition: str
    version: str
    note: str
    live: int | None
    live_people: int | None
    live_definition: str
    live_note: str
    is_money: bool = False

    @property
    def shown(self) -> str:
        """What was reported, in words; unknown is said."""
        return self._words(self.services)

    @property
    def live_shown(self) -> str:
        """What is counted now."""
        return self._words(self.live)

    @property
    def is_moved(self) -> bool:
        """Whether something is counted otherwise now."""
        return (self.services, self.people) != (self.live, self.live_people)

    @property
    def is_redefined(self) -> bool:
        """Whether the definition, or the decision of the office behind it, is another one by now."""
        return (self.definition, self.note) != (self.live_definition, self.live_note)

    @property
    def difference(self) -> str:
        """How far it moved: "+2", "−1"; "" where one of both is unknown or nothing moved."""
        if self.services is None or self.live is None or self.services == self.live:
            return ""
        sign = "+" if self.live > self.services else "−"
        return sign + self._words(abs(self.live - self.services))

    @property
    def moved_words(self) -> str:
        """What is counted otherwise, as one sentence; "" while nothing is."""
        if not self.is_moved:
            return ""
        if self.services != self.live:
            return _("Dihitung sekarang %(live)s, dilaporkan %(frozen)s.") % {
                "live": self.live_shown,
                "frozen": self.shown,
            }
        return _("Dihitung sekarang %(live)s orang unik, dilaporkan %(frozen)s.") % {
            "live": self._words(self.live_people),
            "frozen": self._words(self.people),
        }

    def _words(self, value: int | None) -> str:
        if value is None:
            return words.unknown()
        return words.rupiah(value) if self.is_money else words.number(value)
