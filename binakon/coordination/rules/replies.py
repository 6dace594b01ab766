"""What an office answers: who comes or why not, and its form before the meeting; all problems at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.people.rules.phone import wa_digits

MOST_GUESTS = 10
MOST_NEEDS = 30
MOST_PEOPLE = 10_000


@dataclass(frozen=True, slots=True)
class Comer:
    """Somebody who comes, as the office states it; `row` is where it stands in the form, rows left empty counted."""

    name: str
    position: str = ""
    phone: str = ""
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Need:
    """How many people of one occupation an office needs; `level` None where it does not say. `row` as of a `Comer`."""

    name: str
    level: int | None
    people: int | None
    row: int = field(default=0, compare=False)


def reply_problems(
    *, comes: bool | None, guests: Sequence[Comer], note: str, has_come: bool = False
) -> list[Problem]:
    """What stands in the way of an answer; `comes` None is no choice yet, `has_come` when a guest was seen already."""
    if comes is None:
        return [Problem("comes", _("Pilih hadir atau tidak hadir."))]
    if not comes and has_come:
        sentence = _(
            "Sudah ada yang tercatat hadir dari kantor Anda, jadi jawabannya tetap hadir. Bila keliru, hubungi narahubungnya."
        )
        return [Problem("comes", sentence)]
    if not comes:
        sentence = _("Tulis alasan tidak hadir, supaya penyelenggara bisa menyesuaikan acaranya.")
        return [] if note.strip() else [Problem("note", sentence)]
    problems = []
    if not guests:
        problems.append(Problem("guests", _("Tulis nama yang hadir, paling sedikit satu orang.")))
    if len(guests) > MOST_GUESTS:
        sentence = _("Paling banyak %(most)d orang dari satu kantor.")
        problems.append(Problem("guests", sentence % {"most": MOST_GUESTS}))
    for place, guest in enumerate(guests, start=1):
        number = guest.row or place
        if not guest.name.strip():
            sentence = _("Orang ke-%(number)d: tulis namanya.") % {"number": number}
            problems.append(Problem("guests", sentence))
        if not guest.position.strip():
            sentence = _("Orang ke-%(number)d: tulis jabatannya.") % {"number": number}
            problems.append(Problem("guests", sentence))
        if guest.phone.strip() and not wa_digits(guest.phone):
            sentence = _("Orang ke-%(number)d: nomor HP itu tidak terbaca. Tulis seperti 0812….")
            problems.append(Problem("guests", sentence % {"number": number}))
    return problems


def needs_problems(needs: Sequence[Need]) -> list[Problem]:
    """What is wrong with the lines of needs."""
    problems, seen = [], set()
    if len(needs) > MOST_NEEDS:
        sentence = _("Paling banyak %(most)d baris kebutuhan.") % {"most": MOST_NEEDS}
        problems.append(Problem("needs", sentence))
    for place, need in enumerate(needs, start=1):
        number = need.row or place
        line = {"number": number}
        if not need.name.strip():
            problems.append(
                Problem(
                    "needs",
                    _("Kebutuhan ke-%(number)d: tulis jabatan kerjanya.") % line,
                    line=number,
                )
            )
        if need.people is None or not 1 <= need.people <= MOST_PEOPLE:
            sentence = _("Kebutuhan ke-%(number)d: tulis jumlah orangnya, paling sedikit 1.") % line
            problems.append(Problem("needs", sentence, line=number))
        if need.level is not None and not 1 <= need.level <= 9:
            sentence = _("Kebutuhan ke-%(number)d: jenjang KKNI antara 1 dan 9.") % line
            problems.append(Problem("needs", sentence, line=number))
        key = (" ".join(need.name.split()).casefold(), need.level)
        if key in seen:
            sentence = _("Kebutuhan ke-%(number)d: jabatan dan jenjang itu sudah ditulis.") % line
            problems.append(Problem("needs", sentence, line=number))
        seen.add(key)
    return problems


def contact_problems(*, phone: str, email: str) -> list[Problem]:
    """What is wrong with how an office can be reached."""
    problems = []
    if phone.strip() and not wa_digits(phone):
        problems.append(
            Problem("contact_phone", _("Nomor HP itu tidak terbaca. Tulis seperti 0812…."))
        )
    if email.strip():
        try:
            validate_email(email.strip())
        except ValidationError:
            problems.append(Problem("contact_email", _("Alamat surelnya tidak lengkap.")))
    return problems
