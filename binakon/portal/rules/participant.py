"""What a participant's page says first: the result, then the reason, then the next step, at every stage of the class."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.trainings.states import CertificateState, CompletionState, RevocationReason


class ClassStage(StrEnum):
    """Where a class stands for who takes part in it."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class ParticipantFacts:
    """What is known of a participant's class today.

    `completion` and `certificate` are states, "" of none; `ended_on` and `ended_because` tell of a revoked one.
    `upcoming` is the next session of today in words, `open_test` a test to be done now, `evaluation_until` when the
    evaluation closes; each "" of none.
    """

    first: date
    last: date
    today: date
    completion: str = ""
    certificate: str = ""
    number: str = ""
    has_file: bool = False
    ended_on: date | None = None
    ended_because: str = ""
    upcoming: str = ""
    open_test: str = ""
    evaluation_until: str = ""

    @property
    def stage(self) -> ClassStage:
        """Before its first day, from it to its last, or after."""
        if self.today < self.first:
            return ClassStage.BEFORE
        return ClassStage.DURING if self.today <= self.last else ClassStage.AFTER


@dataclass(frozen=True, slots=True)
class Said:
    """The head of the page: a heading, why it is so ("" where nothing needs saying), what comes next, and the tone."""

    heading: str
    why: str
    following: str
    tone: str


def said_of(facts: ParticipantFacts) -> Said | None:
    """What stands at the head; None before the class, where the page of the registration has the words."""
    said = _of_certificate(facts) or _of_completion(facts) or _of_stage(facts)
    if said is None:
        return None
    following = " ".join(filter(None, (said.following, _asked(facts))))
    return Said(said.heading, said.why, following, said.tone)


def _of_certificate(facts: ParticipantFacts) -> Said | None:
    if facts.certificate == CertificateState.REVOKED:
        why = _("Tidak berlaku sejak %(day)s. Sebabnya: %(reason)s.") % {
            "day": words.day(facts.ended_on) if facts.ended_on else words.unknown(),
            "reason": RevocationReason(facts.ended_because).label,
        }
        following = _(
            "Jangan pakai lagi berkas dan kredensial yang pernah Anda unduh. Kalau menurut Anda keliru, hubungi narahubung di halaman ini."
        )
        return Said(_("Sertifikat Anda dicabut"), why, following, "bad")
    if facts.certificate != CertificateState.VALID:
        return None
    if not facts.has_file:
        following = _("Berkas PDF-nya sedang dibuat. Muat ulang halaman ini sebentar lagi.")
    else:
        following = _("Unduh dan simpan sertifikatnya. Siapa pun bisa memeriksanya lewat kode QR.")
    why = _("Anda dinyatakan selesai. Nomor sertifikat %(number)s.") % {"number": facts.number}
    return Said(_("Sertifikat Anda sudah terbit"), why, following, "good")


def _of_completion(facts: ParticipantFacts) -> Said | None:
    if facts.completion == CompletionState.COMPLETED:
        following = _("Sertifikatnya sedang disiapkan dan tampil di halaman ini begitu terbit.")
        heading = _("Anda dinyatakan selesai mengikuti pelatihan ini")
        return Said(heading, "", following, "good")
    if facts.completion == CompletionState.EXCEPTION:
        following = _("Keputusannya tampil di halaman ini. Anda tidak perlu melakukan apa pun.")
        return Said(_("Hasil Anda sedang ditinjau"), "", following, "wait")
    if facts.completion in ("", CompletionState.PENDING):
        return None
    following = _("Hubungi narahubung di halaman ini untuk langkah berikutnya.")
    return Said(_("Hasil Anda: perlu pembinaan lanjutan"), "", following, "wait")


def _of_stage(facts: ParticipantFacts) -> Said | None:
    if facts.stage == ClassStage.BEFORE:
        return None
    if facts.stage == ClassStage.AFTER:
        why = _("Kelas berakhir %(day)s.") % {"day": words.day(facts.last)}
        following = _("Hasil Anda sedang disiapkan penyelenggara dan tampil di halaman ini.")
        return Said(_("Kelas Anda sudah selesai"), why, following, "good")
    if facts.upcoming:
        following = _("Berikutnya hari ini: %(session)s. Tunjukkan kode QR Anda saat masuk.")
        following %= {"session": facts.upcoming}
    elif facts.today < facts.last:
        following = _("Sesi hari ini sudah selesai. Kelas berlanjut pada hari berikutnya.")
    else:
        following = _("Sesi hari ini sudah selesai.")
    return Said(_("Kelas Anda sedang berlangsung"), "", following, "good")


def _asked(facts: ParticipantFacts) -> str:
    """What is still asked of them."""
    asked = []
    if facts.open_test:
        sentence = _("%(test)s bisa dikerjakan sekarang.")
        asked.append(sentence % {"test": facts.open_test.capitalize()})
    if facts.evaluation_until:
        sentence = _("Isi evaluasinya paling lambat %(until)s.")
        asked.append(sentence % {"until": facts.evaluation_until})
    return " ".join(asked)
