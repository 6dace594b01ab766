"""What a letter must have before it is kept, and before it is sent: facts in, problems out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.enrolment.states import LetterKind

MOST_TYPED = 40
_SEPARATOR = ";"


@dataclass(frozen=True, slots=True)
class Typed:
    """A recipient that was typed in: "name; place; e-mail", the last two may be missing."""

    name: str
    place: str = ""
    email: str = ""


def typed_recipients(text: str) -> tuple[list[Typed], list[Problem]]:
    """The recipients of a typed text, one a line, and every line that cannot be read."""
    found, problems = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        parts = [" ".join(part.split()) for part in line.split(_SEPARATOR)]
        if not any(parts):
            continue
        one, fault = _typed(parts)
        if fault:
            sentence = _("Penerima baris %(line)d: %(fault)s") % {"line": number, "fault": fault}
            problems.append(Problem("others", sentence, line=number))
        else:
            found.append(one)
    if len(found) > MOST_TYPED:
        sentence = _("Paling banyak %(most)d penerima tambahan. Buat surat kedua untuk sisanya.")
        problems.append(Problem("others", sentence % {"most": MOST_TYPED}))
    return found, problems


def _typed(parts: list[str]) -> tuple[Typed, str]:
    name, place, email = [*parts, "", ""][:3]
    one = Typed(name[:300], place[:100], email)
    if len(parts) > 3:
        return one, _("tulis nama; tempat; surel, dipisah titik koma.")
    if not name:
        return one, _("namanya belum ditulis.")
    if email:
        try:
            validate_email(email)
        except ValidationError:
            return one, _("alamat surelnya tidak lengkap.")
    return one, ""


def letter_problems(
    *, kind: str, subject: str, recipients: int, reply_by: date | None, day: date, has_decree: bool
) -> list[Problem]:
    """What stands in the way of keeping a letter."""
    problems = []
    if not subject.strip():
        problems.append(Problem("subject", _("Tulis hal suratnya.")))
    if not recipients:
        problems.append(Problem("offices", _("Pilih paling sedikit satu penerima.")))
    if kind == LetterKind.CALL and not has_decree:
        sentence = _("Surat panggilan dibuat setelah SK ditandatangani.")
        problems.append(Problem("no_decree", sentence))
    if kind != LetterKind.CALL and reply_by is None:
        problems.append(Problem("reply_by", _("Tulis batas waktu jawabannya.")))
    if reply_by is not None and reply_by < day:
        problems.append(Problem("reply_by", _("Batas waktunya sudah lewat. Tulis tanggal lain.")))
    return problems


def sending_problems(*, number: str, reply_by: date | None, day: date) -> list[Problem]:
    """What stands in the way of sending a letter."""
    problems = []
    if not number:
        problems.append(Problem("number", _("Surat ini belum bernomor. Beri nomor dulu.")))
    if reply_by is not None and reply_by < day:
        sentence = _("Batas waktu di surat ini sudah lewat. Ubah suratnya dulu.")
        problems.append(Problem("reply_by", sentence))
    return problems


def unreached(emails: Sequence[str]) -> int:
    """How many recipients have no address and must be reached otherwise."""
    return sum(not email for email in emails)
