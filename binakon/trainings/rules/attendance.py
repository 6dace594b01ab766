"""What a mark of attendance is worth: present, again, in conflict or refused, with its reason; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from binakon.trainings.states import Evidence, Method, ScanOutcome

# Attendance is scanned from an hour before a session to half an hour after it.
EARLY = timedelta(hours=1)
AFTER = timedelta(minutes=30)
# A mark that arrives later than this after it was made is marked late.
LATE = timedelta(minutes=5)
# How far a device's clock may run ahead, and a device's word may differ from the step that a code names.
SKEW = timedelta(minutes=2)

EVIDENCE: Mapping[Method, Evidence] = {
    Method.STAFF_SCAN: Evidence.A,
    # Nothing but the word of staff says that the person stood before them: a code may be read out or sent by message.
    Method.STAFF_TYPED: Evidence.D,
    Method.OWN_SCAN: Evidence.B,
    Method.PAPER: Evidence.C,
    Method.STATEMENT: Evidence.D,
}
# Made on the spot, with the time of a device; the others are written down afterwards.
SCANNED = frozenset({Method.STAFF_SCAN, Method.STAFF_TYPED, Method.OWN_SCAN})

# The most scans of one sending; a longer queue comes in several.
MOST_IN_BATCH = 500
# Nothing contradicts an own scan that waited on its phone, and nothing proves it.
UNPROVEN = gettext_lazy(
    "Terkirim setelah kode berganti, jadi tidak terbukti dipindai selagi kode tampil. Petugas memastikannya."
)
# What proves a presence.
PROVING = frozenset({ScanOutcome.PRESENT, ScanOutcome.AGAIN})


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """One session as attendance knows it; moments with a time zone."""

    pk: int
    starts: datetime
    ends: datetime
    closed_at: datetime | None = None

    def meets(self, other: "SessionFacts") -> bool:
        """Whether nobody can be in both."""
        return self.pk != other.pk and self.starts < other.ends and other.starts < self.ends

    def takes(self, at: datetime) -> bool:
        """Whether scanning belongs to this moment."""
        return self.starts - EARLY <= at <= self.ends + AFTER


@dataclass(frozen=True, slots=True)
class Sent:
    """One scan as a device of staff sent it: what its camera read (`is_read`) or somebody typed, when by its own clock."""

    nonce: UUID
    session: int
    text: str
    at: datetime
    device: str = ""
    is_read: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark as it came. `registration` None: the code named nobody of the class.

    `shown_at` is when the code of an own scan was on the screen, None when it never was; `is_seen` says that it came to
    us while it was still there, so that nobody has to believe the device.
    """

    nonce: UUID
    session: int
    registration: int | None
    method: Method
    at: datetime
    device: str = ""
    reason: str = ""
    shown_at: datetime | None = None
    is_seen: bool = False

    @property
    def is_word_only(self) -> bool:
        """Whether nothing but the device says that the code was scanned while it was on the screen."""
        return self.method == Method.OWN_SCAN and not self.is_seen


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a mark."""

    mark: Mark
    outcome: ScanOutcome
    evidence: Evidence
    is_late: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Known:
    """What stands before a batch: the evidence of who is present in which session, and who was struck out."""

    sessions: Mapping[int, SessionFacts]
    present: Mapping[tuple[int, int], Evidence] = field(default_factory=dict)
    struck: frozenset[tuple[int, int]] = frozenset()


def judge(marks: Iterable[Mark], known: Known, received_at: datetime) -> list[Judged]:
    """Every mark of a batch, in its order, each in the light of what stands and of the marks before it.

    The same nonce twice in a batch is one mark. The first good mark of a person in a session is present; further ones
    are the same again. What contradicts is a conflict and makes nobody present.
    """
    present = dict(known.present)
    seen: set[UUID] = set()
    judged = []
    for mark in marks:
        if mark.nonce in seen:
            continue
        seen.add(mark.nonce)
        answer = _judge(mark, replace(known, present=present), received_at)
        if mark.registration is not None and answer.outcome in PROVING:
            key = (mark.session, mark.registration)
            present[key] = best(present.get(key), answer.evidence)
        judged.append(answer)
    return judged


def best(one: Evidence | None, other: Evidence) -> Evidence:
    """The stronger evidence of two; A is the strongest."""
    return other if one is None else Evidence(min(str(one), str(other)))


def unproven_sentences() -> frozenset[str]:
    """The reason of a scan that only lacks proof, in every language in which it may have been kept."""
    sentences = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            sentences.add(str(UNPROVEN))
    return frozenset(sentences)


def _judge(mark: Mark, known: Known, received_at: datetime) -> Judged:
    # Whoever got a photo of the code could say the same: until staff confirm it, it is a statement.
    evidence = Evidence.D if mark.is_word_only else EVIDENCE[mark.method]
    is_late = mark.method in SCANNED and received_at - mark.at > LATE
    outcome, reason = _outcome(mark, known, received_at)
    words = f"{reason} {mark.reason}".strip()[:300]
    return Judged(mark, outcome, evidence, is_late, words)


def _outcome(mark: Mark, known: Known, received_at: datetime) -> tuple[ScanOutcome, str]:
    if mark.registration is None:
        return ScanOutcome.REFUSED, _("Kode ini bukan kode peserta kelas ini.")
    session = known.sessions[mark.session]
    key = (mark.session, mark.registration)
    if key in known.struck:
        return ScanOutcome.CONFLICT, _("Kehadirannya di sesi ini pernah dicoret.")
    against = _against_scan(mark, session, received_at) if mark.method in SCANNED else ""
    against = against or _against_closed(mark, session)
    if against:
        return ScanOutcome.CONFLICT, against
    if key in known.present:
        return ScanOutcome.AGAIN, ""
    if _is_elsewhere(mark.registration, session, known):
        return ScanOutcome.CONFLICT, _("Pada jam yang sama ia tercatat hadir di sesi lain.")
    if mark.is_word_only:
        return ScanOutcome.CONFLICT, str(UNPROVEN)
    return ScanOutcome.PRESENT, ""


def _against_scan(mark: Mark, session: SessionFacts, received_at: datetime) -> str:
    """Why a scan of a device is not believed; "" when it is."""
    if mark.at - received_at > SKEW:
        return _("Jam perangkat lebih maju daripada jam server.")
    if not session.takes(mark.at):
        return _("Dipindai di luar jam sesi.")
    if mark.method != Method.OWN_SCAN:
        return ""
    if mark.shown_at is None:
        return _("Kode sesi tidak pernah ditampilkan.")
    if abs(mark.at - mark.shown_at) > SKEW:
        return _("Kode sesi ditampilkan pada waktu lain daripada waktu pindainya.")
    return ""


def _against_closed(mark: Mark, session: SessionFacts) -> str:
    """A closed session takes statements only, which carry the reason that somebody wrote."""
    if session.closed_at is None or mark.method == Method.STATEMENT:
        return ""
    return _("Diterima setelah presensi sesi ini ditutup.")


def _is_elsewhere(registration: int, session: SessionFacts, known: Known) -> bool:
    return any(
        other.meets(session)
        for pk, other in known.sessions.items()
        if (pk, registration) in known.present
    )
