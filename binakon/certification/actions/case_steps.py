"""Taking a step of a case as a form tells it: one place where each move meets its verb."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.certification.actions import chain
from binakon.certification.actions.chain import Deed
from binakon.certification.models import Case, CaseStep
from binakon.core import files
from binakon.core.actor import Actor
from binakon.core.problems import IllegalMove

# How a preview calls what was told.
ON, UNTIL, REFERENCE, NOTE, PAYER, RUPIAH = (
    "Tanggal", "Sampai tanggal", "Rujukan", "Catatan", "Dibayar oleh", "Rupiah",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody told of a step; of these each move takes what it needs."""

    on: date
    reference: str = ""
    note: str = ""
    evidence: files.RebuiltFile | None = None
    number: str = ""
    payer: str = ""
    rupiah: int | None = None
    until: date | None = None
    numbers: Mapping[str, str] = field(default_factory=dict)

    def details(self) -> dict[str, str]:
        """What was told for many cases, as a preview shows it and its deed keeps it; what is empty is left out."""
        said = {
            ON: self.on.isoformat(),
            UNTIL: self.until.isoformat() if self.until else "",
            REFERENCE: self.reference,
            NOTE: self.note,
            PAYER: self.payer,
            RUPIAH: "" if self.rupiah is None else str(self.rupiah),
        }
        return {name: text for name, text in said.items() if text}

    @classmethod
    def read(cls, details: Mapping[str, str]) -> "Told":
        """The same, read back."""
        rupiah, until = details.get(RUPIAH, ""), details.get(UNTIL, "")
        return cls(
            on=date.fromisoformat(details[ON]),
            reference=details.get(REFERENCE, ""),
            note=details.get(NOTE, ""),
            payer=details.get(PAYER, ""),
            rupiah=int(rupiah) if rupiah else None,
            until=date.fromisoformat(until) if until else None,
        )


_Verb = Callable[[Case, Deed, Told, Actor, datetime | None], CaseStep]

_VERBS: Mapping[str, _Verb] = {
    "apply": lambda case, deed, told, by, at: chain.apply(
        case, deed, number=told.number, by=by, at=at
    ),
    "review": lambda case, deed, told, by, at: chain.start_review(case, deed, by=by, at=at),
    "ask_correction": lambda case, deed, told, by, at: chain.ask_correction(
        case, deed, due_on=told.until, by=by, at=at
    ),
    "bill": lambda case, deed, told, by, at: chain.bill(
        case, deed, payer=told.payer, rupiah=told.rupiah, due_on=told.until, by=by, at=at
    ),
    "pay": lambda case, deed, told, by, at: chain.pay(case, deed, by=by, at=at),
    "schedule": lambda case, deed, told, by, at: chain.schedule_test(case, deed, by=by, at=at),
    "test": lambda case, deed, told, by, at: chain.record_test(case, deed, by=by, at=at),
    "miss": lambda case, deed, told, by, at: chain.record_absence(case, deed, by=by, at=at),
    "pass": lambda case, deed, told, by, at: chain.record_competent(case, deed, by=by, at=at),
    "fail": lambda case, deed, told, by, at: chain.record_not_competent(case, deed, by=by, at=at),
    "record": lambda case, deed, told, by, at: chain.record_numbers(
        case, deed, numbers=told.numbers, by=by, at=at
    ),
    "issue": lambda case, deed, told, by, at: chain.issue(
        case, deed, expires_on=told.until, by=by, at=at
    ),
    "withdraw": lambda case, deed, told, by, at: chain.withdraw(
        case, reason=told.note, on=told.on, by=by, at=at
    ),
}


@transaction.atomic
def take(case: Case, move: str, told: Told, *, by: Actor, at: datetime | None = None) -> CaseStep:
    """Take the step `move` with what was told of it; its evidence is kept with it.

    Raises what its verb raises, and `IllegalMove` for a move that no page takes.
    """
    verb = _VERBS.get(move)
    if verb is None:
        raise IllegalMove(_("Langkah ini tidak diambil dari halaman kasus."))
    kept = files.keep(told.evidence) if told.evidence is not None else None
    return verb(case, Deed(told.on, told.reference, told.note, kept), told, by, at)
