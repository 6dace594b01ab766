"""Who gets a certificate, who does not and why, and the secrets that are printed on it."""

import base64
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.problems import Problem
from binakon.enrolment.rules.codes import ALPHABET
from binakon.trainings.states import CompletionState

CODE_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """The facts about one participant; `completion` is "" while nobody has decided.

    `standing` is the number of the certificate that stands ("" when there is none); `revoked_at` is when the newest
    one was revoked, `decided_at` when completion was decided.
    """

    pk: int
    name: str
    completion: str
    decided_at: datetime | None
    standing: str
    revoked_at: datetime | None


def why_not(candidate: Candidate) -> str:
    """Why this person gets no certificate now, as a clause; "" when they get one."""
    if candidate.standing:
        return _("sudah punya sertifikat %(number)s") % {"number": candidate.standing}
    if candidate.completion != CompletionState.COMPLETED:
        return _WHY.get(candidate.completion, _undecided)()
    if candidate.revoked_at is not None and not _decided_after(candidate):
        return _("sertifikatnya dicabut; putuskan lagi selesainya bila ia tetap berhak")
    return ""


def _undecided() -> str:
    return _("selesainya belum diputuskan")


def _short() -> str:
    return _("belum memenuhi syarat selesai")


def _waiting() -> str:
    return _("pengecualiannya masih menunggu orang kedua")


_WHY = {CompletionState.INCOMPLETE.value: _short, CompletionState.EXCEPTION.value: _waiting}


def _decided_after(candidate: Candidate) -> bool:
    revoked, decided = candidate.revoked_at, candidate.decided_at
    return revoked is not None and decided is not None and decided > revoked


def issue_problems(chosen: Sequence[Candidate]) -> list[Problem]:
    """Everybody who stands in the way of issuing to all of these people at once."""
    if not chosen:
        sentence = _("Belum ada peserta yang bisa diberi sertifikat. Putuskan dulu siapa selesai.")
        return [Problem("nobody", sentence)]
    sentence = _("%(name)s tidak bisa diberi sertifikat: %(why)s.")
    return [
        Problem("not_complete", sentence % {"name": each.name, "why": why})
        for each in chosen
        if (why := why_not(each))
    ]


def date_problems(dated: date | None, *, ends_on: date, today: date) -> list[Problem]:
    """What is wrong with the date on a certificate: it says that a class was completed, so never before its end."""
    if dated is None:
        return []
    if dated < ends_on:
        sentence = _("Tanggal sertifikat tidak boleh sebelum hari terakhir kelas, %(day)s.")
        return [Problem("dated", sentence % {"day": words.day(ends_on)})]
    if dated > today:
        return [Problem("dated", _("Tanggal sertifikat tidak boleh setelah hari ini."))]
    return []


def typed_number_problems(
    numbers: Sequence[str], *, people: int, used: Iterable[str]
) -> list[Problem]:
    """What is wrong with numbers typed from the office's own agenda, one for each person."""
    problems = []
    if len(numbers) != people:
        sentence = _(
            "Tulis %(people)d nomor, satu baris satu nomor. Sekarang ada %(numbers)d baris."
        )
        problems.append(Problem("numbers", sentence % {"people": people, "numbers": len(numbers)}))
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    problems += [
        Problem("numbers", _("Nomor %(number)s ditulis dua kali.") % {"number": number})
        for number in twice
    ]
    problems += [
        Problem(
            "numbers",
            _("Nomor %(number)s terlalu panjang, paling banyak 100 huruf.")
            % {"number": f"{number[:20]}…"},
        )
        for number in numbers
        if len(number) > 100
    ]
    taken = _("Nomor %(number)s sudah dipakai. Periksa buku agenda.")
    return problems + [Problem("numbers", taken % {"number": number}) for number in sorted(used)]


def new_token() -> str:
    """26 letters and digits of base32 from 128 random bits: nobody finds a certificate by trying."""
    return base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=")


def new_code() -> str:
    """The second fact beside the number, without letters that look like digits: "K7M39QXT"."""
    return "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))
