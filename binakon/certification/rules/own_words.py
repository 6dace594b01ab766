"""What a case says to its own person: where it stands in one plain sentence, what comes next, who is waited for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.certification.states import CaseState, Waiting
from binakon.core import words
from binakon.core.calendar import format_day


@dataclass(frozen=True, slots=True)
class OwnFacts:
    """What the sentences need. `pays` says that the person pays the bill; `wanted` how many papers are still missing."""

    state: str
    occupation: str
    waits_on: str = ""
    wanted: int = 0
    pays: bool = False
    payer: str = ""
    payment_due_at: datetime | None = None
    test_on: date | None = None
    venue: str = ""
    note: str = ""
    number: str = ""
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """The heading, what comes next, and the tone; `why` explains a refusal or a correction."""

    heading: str
    following: str
    why: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Station:
    """One station of the way: its name, when it was reached, and whether it is now."""

    label: str
    on: date | None
    state: str


def said_of(facts: OwnFacts) -> Said:
    """The words of one case."""
    state = CaseState(facts.state)
    if state == CaseState.AWAITING_PAYMENT:
        return _bill(facts)
    if state == CaseState.SCHEDULED:
        return _test(facts)
    heading, following, tone = (str(word) for word in _WORDS[state])
    told = {"occupation": facts.occupation, "number": facts.number}
    if facts.wanted and state in _ASKS:
        following = _("Unggah berkas yang masih kurang di bawah ini, satu per satu.")
    return Said(heading % told, following % told, facts.note, tone)


def asks_papers(state: str) -> bool:
    """Whether papers that are missing are asked of the person in this state."""
    return state in _ASKS


def waiting_words(waits_on: str, *, is_self: bool = False) -> str:
    """For whom the case waits, as its person reads it."""
    if is_self or waits_on == Waiting.APPLICANT:
        return _("Anda")
    return (
        {
            Waiting.OFFICE: _("kantor"),
            Waiting.LSP: _("LSP"),
            Waiting.PAYER: _("yang membayar"),
            Waiting.LPJK: _("BNSP dan LPJK"),
        }.get(Waiting(waits_on), "")
        if waits_on
        else ""
    )


def _bill(facts: OwnFacts) -> Said:
    until = words.moment(facts.payment_due_at)
    if facts.pays:
        sentence = _(
            "Bayar paling lambat %(until)s. Bila lewat, permohonannya hangus dan harus diajukan lagi."
        )
        return Said(_("Tagihan uji Anda menunggu dibayar"), sentence % {"until": until}, "", "wait")
    sentence = _("%(payer)s yang membayar, paling lambat %(until)s. Anda tidak perlu membayar.")
    told = {"payer": facts.payer or _("Kantor"), "until": until}
    return Said(_("Tagihan uji sedang dibayarkan"), sentence % told, "", "")


def _test(facts: OwnFacts) -> Said:
    day = format_day(facts.test_on) if facts.test_on else ""
    where = _(" di %(venue)s") % {"venue": facts.venue} if facts.venue else ""
    heading = _("Uji Anda %(day)s") % {"day": day} if day else _("Uji Anda sedang dijadwalkan")
    following = _("Datanglah%(where)s dengan KTP asli dan berkas asli Anda.") % {"where": where}
    return Said(heading, following, "", "")


# Where papers are still asked of the person itself.
_ASKS = frozenset(
    {CaseState.PROPOSED, CaseState.ELIGIBLE, CaseState.DETERMINED, CaseState.CORRECTION}
)
_WORDS: Mapping[CaseState, tuple[Any, Any, str]] = {
    CaseState.PROPOSED: (
        gettext_lazy("Anda diusulkan untuk sertifikasi %(occupation)s"),
        gettext_lazy("Kantor memeriksa syarat Anda. Anda tidak perlu berbuat apa-apa sekarang."),
        "",
    ),
    CaseState.ELIGIBLE: (
        gettext_lazy("Anda memenuhi syarat untuk sertifikasi %(occupation)s"),
        gettext_lazy("Kantor menyiapkan SK penetapan. Anda tidak perlu berbuat apa-apa sekarang."),
        "good",
    ),
    CaseState.DETERMINED: (
        gettext_lazy("Anda ditetapkan menerima fasilitasi sertifikasi"),
        gettext_lazy(
            "Ajukan permohonan SKK di portal perizinan, lalu beri tahu kantor nomor permohonannya (ID Izin)."
        ),
        "good",
    ),
    CaseState.APPLIED: (
        gettext_lazy("Permohonan SKK Anda sudah diajukan"),
        gettext_lazy("LSP akan memeriksa berkas Anda. Anda tidak perlu berbuat apa-apa sekarang."),
        "",
    ),
    CaseState.REVIEWING: (
        gettext_lazy("LSP memeriksa permohonan Anda"),
        gettext_lazy(
            "Anda tidak perlu berbuat apa-apa sekarang. Kami memberi tahu bila ada yang perlu diperbaiki."
        ),
        "",
    ),
    CaseState.CORRECTION: (
        gettext_lazy("Permohonan Anda perlu diperbaiki"),
        gettext_lazy("Perbaiki yang diminta, lalu beri tahu kantor."),
        "bad",
    ),
    CaseState.LAPSED: (
        gettext_lazy("Permohonan Anda hangus karena tagihannya tidak dibayar"),
        gettext_lazy(
            "Ajukan lagi permohonan SKK di portal perizinan, lalu beri tahu kantor nomor yang baru."
        ),
        "bad",
    ),
    CaseState.PAID: (
        gettext_lazy("Tagihan uji sudah dibayar"),
        gettext_lazy("LSP menetapkan hari dan tempat uji. Kami memberi tahu Anda."),
        "good",
    ),
    CaseState.ABSENT: (
        gettext_lazy("Anda tercatat tidak hadir pada uji"),
        gettext_lazy("Hubungi kantor agar uji dijadwalkan lagi."),
        "bad",
    ),
    CaseState.TESTED: (
        gettext_lazy("Anda sudah diuji"),
        gettext_lazy("LSP memutuskan hasilnya. Anda tidak perlu berbuat apa-apa sekarang."),
        "",
    ),
    CaseState.NOT_YET_COMPETENT: (
        gettext_lazy("Hasil uji: belum kompeten"),
        gettext_lazy("Anda boleh diuji lagi atau mengajukan banding kepada LSP lewat kantor."),
        "bad",
    ),
    CaseState.COMPETENT: (
        gettext_lazy("Hasil uji: kompeten"),
        gettext_lazy("SKK Anda sedang dicatat di BNSP dan LPJK."),
        "good",
    ),
    CaseState.RECORDED: (
        gettext_lazy("SKK Anda sudah tercatat"),
        gettext_lazy("LSP mencetak SKK Anda. Nomornya ada di halaman ini."),
        "good",
    ),
    CaseState.ISSUED: (
        gettext_lazy("SKK Anda sudah terbit"),
        gettext_lazy("Simpan nomornya. Kumpulkan angka kredit PKB sebelum SKK berakhir."),
        "good",
    ),
    CaseState.EXPIRED: (
        gettext_lazy("SKK Anda sudah berakhir"),
        gettext_lazy("Hubungi kantor untuk perpanjangan."),
        "bad",
    ),
    CaseState.WITHDRAWN: (
        gettext_lazy("Kasus sertifikasi Anda dihentikan"),
        gettext_lazy("Hubungi kantor bila Anda ingin mengajukan lagi."),
        "",
    ),
}
