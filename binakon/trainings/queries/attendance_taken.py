"""What became of marks of attendance, as it is told to whoever made them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from binakon.core import fetch
from binakon.enrolment.models import Registration
from binakon.trainings.models import Scan
from binakon.trainings.queries.attendance import shown_name
from binakon.trainings.states import ScanOutcome


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a mark: told to whoever made it; `word` is another word for the outcome, "" its own."""

    nonce: UUID
    outcome: str
    name: str
    reason: str
    is_late: bool
    word: str = ""

    @property
    def outcome_words(self) -> str:
        """The outcome in words, with its reason where there is one."""
        word = self.word or str(ScanOutcome(self.outcome).label)
        return f"{word}. {self.reason}" if self.reason else word


def taken_before(nonces: Sequence[UUID]) -> dict[UUID, Taken]:
    """The marks that were taken before, by their nonce."""
    if len(nonces) == 1 and fetch.one_or_none(Scan, nonce=nonces[0]) is None:
        # A scan that comes alone is nearly always new.
        return {}
    rows = Scan.objects.filter(nonce__in=nonces).values_list(
        "nonce", "outcome", "reason", "is_late", "registration__name", "registration__is_invented"
    )
    return {
        nonce: Taken(
            nonce, outcome, shown_name(name or "", is_invented=bool(made)), reason, is_late
        )
        for nonce, outcome, reason, is_late, name, made in rows.order_by()
    }


def taken_of(registration: Registration, nonces: Sequence[UUID]) -> dict[UUID, Taken]:
    """The marks of one participant, by their nonce, as they themself are told: by the topic of the session."""
    rows = Scan.objects.filter(nonce__in=nonces, registration=registration).order_by()
    # Whoever made it contradicts nobody in their own eyes.
    words = {ScanOutcome.CONFLICT.value: _("menunggu kepastian petugas")}
    return {
        nonce: Taken(nonce, outcome, topic, reason, is_late, words.get(outcome, ""))
        for nonce, outcome, topic, reason, is_late in rows.values_list(
            "nonce", "outcome", "session__topic", "reason", "is_late"
        )
    }


def unknown_code(nonce: UUID) -> Taken:
    """The answer to a code that no session of the class ever showed; nothing of it is kept."""
    reason = _("Tidak ada sesi kelas ini yang pernah menampilkan kode itu.")
    return Taken(nonce, ScanOutcome.REFUSED, "", reason, is_late=False)


def without_session(nonce: UUID, name: str) -> Taken:
    """The answer to a scan for what is no session of the class, or was removed while the scan waited on a device."""
    reason = _(
        "Sesi ini tidak ada lagi di susunan acara kelas ini. Catat orangnya dengan tangan di sesi penggantinya."
    )
    return Taken(nonce, ScanOutcome.REFUSED, name, reason, is_late=False)


def taken(row: Scan, name: str) -> Taken:
    """What its maker is told of a mark."""
    return Taken(row.nonce, row.outcome, name, row.reason, row.is_late)
