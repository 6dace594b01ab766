"""Who keeps and who reads the register of people, and what must be true of a person before it is written."""

import re
from datetime import date

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.people.rules import ENROLLERS, NOMINATORS, SEERS, VERIFIERS, Viewer
from binakon.people.rules.messages import holds_nik
from binakon.people.rules.nik import nik_problems
from binakon.people.rules.phone import phone_problems

# Who writes in the register; a regency's officer reads of their own people and writes nothing.
KEEPERS_OF_PEOPLE = VERIFIERS | ENROLLERS
READERS_OF_PEOPLE = SEERS | NOMINATORS
SHORTEST_REASON = 5
# Nobody who works is older; an earlier year is a slip of the finger.
EARLIEST_BIRTH = 1920
_LONG_NUMBER = re.compile(r"\d{12,}")


def can_read_people(viewer: Viewer) -> bool:
    """May this viewer open the register at all?"""
    return any(grant.role in READERS_OF_PEOPLE for grant in viewer.held)


def can_keep_people(viewer: Viewer) -> bool:
    """May this viewer write in the register?"""
    return any(grant.role in KEEPERS_OF_PEOPLE for grant in viewer.held)


def tidy(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def person_problems(
    *, name: str, born_on: date | None, phone: str, today: date, nik: str, no_nik_reason: str
) -> list[Problem]:
    """Everything that stops a person from being written; `nik` and `phone` are normalised.

    Either a NIK of the right form or a reason why there is none; the form of a NIK proves nothing about its owner.
    """
    problems = _name_problems(name)
    if born_on is not None and not (born_on.year >= EARLIEST_BIRTH and born_on < today):
        sentence = _("Tanggal lahir tidak mungkin. Lihat lagi KTP.")
        problems.append(Problem("born_on", sentence))
    if phone:
        problems += [Problem("phone", each.sentence) for each in phone_problems(phone)]
    return [*problems, *identity_problems(nik, no_nik_reason)]


def identity_problems(nik: str, no_nik_reason: str) -> list[Problem]:
    """Why neither the NIK nor the reason for having none can be taken."""
    if nik and no_nik_reason:
        sentence = _("NIK sudah diisi, jadi alasan tanpa NIK tidak perlu. Kosongkan salah satunya.")
        return [Problem("no_nik_reason", sentence)]
    if nik:
        return [Problem("nik", each.sentence) for each in nik_problems(nik)]
    if len(no_nik_reason) < SHORTEST_REASON:
        sentence = _("Isi NIK, atau tulis mengapa orang ini dicatat tanpa NIK.")
        return [Problem("nik", sentence)]
    if _LONG_NUMBER.search(no_nik_reason):
        sentence = _("Jangan menulis NIK di alasan. NIK hanya ditulis di kotaknya.")
        return [Problem("no_nik_reason", sentence)]
    return []


def correction_problems(nik: str, reason: str, *, is_same: bool) -> list[Problem]:
    """Why a NIK cannot be put in place of another: its form, that it is the one that stands, or no reason."""
    problems = [Problem("nik", each.sentence) for each in nik_problems(nik)]
    if is_same:
        problems.append(Problem("nik", _("NIK ini sudah tercatat pada orang ini.")))
    if len(reason) < SHORTEST_REASON:
        sentence = _("Tulis mengapa NIK-nya dibetulkan, sedikitnya beberapa kata.")
        problems.append(Problem("reason", sentence))
    if _LONG_NUMBER.search(reason) or holds_nik(reason):
        sentence = _("Jangan menulis NIK di alasan. NIK hanya ditulis di kotaknya.")
        problems.append(Problem("reason", sentence))
    return problems


def _name_problems(name: str) -> list[Problem]:
    if not any(sign.isalpha() for sign in name):
        return [Problem("name", _("Nama belum diisi. Tulis seperti di KTP."))]
    if _LONG_NUMBER.search(name):
        return [Problem("name", _("Nama berisi angka panjang. Hapus angkanya."))]
    return []
