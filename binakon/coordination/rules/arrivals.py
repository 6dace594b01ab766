"""Arrivals at a meeting: whom a code names, whether the door is open, which guest a typed name means."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing
from django.utils.translation import gettext as _

from binakon.coordination.rules.replies import MOST_GUESTS
from binakon.coordination.states import MeetingState
from binakon.core.problems import Problem

MOST_IN_BATCH = 500
# Guests arrive before the hour; the list on paper is typed in the days after.
EARLY = timedelta(hours=6)
# How far the word of a device about its own moment is taken.
REACH = timedelta(hours=12)
LASTS = timedelta(minutes=10)
_SALT = "binakon.coordination.hadir"
_KEY = re.compile(r"(?<![0-9A-F])[0-9A-F]{32}(?![0-9A-F])")
_BETWEEN = re.compile(r"-|(?<=[0-9A-F]{4})\s+(?=[0-9A-F]{4})")


@dataclass(frozen=True, slots=True)
class SentScan:
    """What a device read or its owner typed; `is_read` when the camera did."""

    nonce: UUID
    text: str
    at: datetime
    is_read: bool


@dataclass(frozen=True, slots=True)
class NamedGuest:
    """A guest as far as a typed name can mean one."""

    pk: int
    name: str


def guest_code(key: UUID) -> str:
    """The text of a guest's own QR: 122 bits that nobody guesses, and that open nothing."""
    return key.hex.upper()


def typed_code(key: UUID) -> str:
    """The same for a door without a camera: in fours, as it stands under the QR."""
    code = guest_code(key)
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def key_in(text: str) -> str:
    """The key of a guest in what was read, as lower hex: bare, with dashes or spaces, or at the end of an address; "" without one."""
    found = _KEY.search(_BETWEEN.sub("", text.upper()))
    return found[0].lower() if found else ""


def room_subject(code: str, seed: str) -> str:
    """What the changing code in the room of a meeting is made of."""
    return f"rapat|{code}|{seed}"


def door_problems(state: str, starts_at: datetime, now: datetime) -> list[Problem]:
    """Why nobody can be marked now: the meeting was cancelled, or its day has not come."""
    if state == MeetingState.CANCELLED:
        return [
            Problem("cancelled", _("Rapat ini dibatalkan, jadi tidak ada kehadiran yang dicatat."))
        ]
    if now < starts_at - EARLY:
        sentence = _("Kehadiran dicatat mulai enam jam sebelum rapat. Periksa waktu rapatnya.")
        return [Problem("early", sentence)]
    return []


def beginning_problems(starts_at: datetime, now: datetime) -> list[Problem]:
    """Why a meeting cannot begin now: its day has not come, as for the door."""
    if now >= starts_at - EARLY:
        return []
    sentence = _(
        "Rapat bisa dimulai paling cepat enam jam sebelum jamnya. Bila rapatnya dimajukan, ubah dulu waktunya di halaman rapat."
    )
    return [Problem("early", sentence)]


def withdrawal_problems(reason: str, *, people: int, was_closed: bool) -> list[Problem]:
    """Why the beginning of a meeting cannot be undone: no reason, somebody came, or it was closed once."""
    problems = []
    if not reason:
        problems.append(Problem("reason", _("Tulis alasan membatalkan mulainya rapat ini.")))
    if people:
        sentence = _(
            "Sudah ada yang tercatat hadir, jadi rapatnya memang berlangsung. Tutup rapatnya bila sudah selesai."
        )
        problems.append(Problem("came", sentence))
    if was_closed:
        sentence = _(
            "Rapat ini pernah ditutup, jadi rencana sudah mencatatnya terlaksana. Tutup lagi bila perbaikannya selesai."
        )
        problems.append(Problem("closed", sentence))
    return problems


def crowd_problems(unannounced: int) -> list[Problem]:
    """Why the code on the wall adds nobody more for an office: one phone that knows the code is not a delegation."""
    if unannounced < MOST_GUESTS:
        return []
    sentence = _(
        "Sudah %(most)d orang di luar daftar tercatat dari kantor ini. Minta petugas di pintu mencatat Anda."
    )
    return [Problem("crowd", sentence % {"most": MOST_GUESTS})]


def guest_problems(name: str, *, has_office: bool, body: str) -> list[Problem]:
    """What is missing of somebody who came unannounced."""
    problems = []
    if not name.strip():
        problems.append(Problem("name", _("Tulis nama yang hadir.")))
    if not has_office and not body.strip():
        problems.append(Problem("body", _("Pilih kantornya, atau tulis asal instansinya.")))
    return problems


def believable(said: datetime, now: datetime) -> datetime:
    """The moment that a device states, where it can be true; else now."""
    return said if now - REACH <= said <= now else now


def meant_by(name: str, guests: Iterable[NamedGuest]) -> int | None:
    """The one guest whose name was typed, however it is spelt in capitals, titles' dots and spaces; None without one."""
    wanted = _folded(name)
    found = [guest.pk for guest in guests if _folded(guest.name) == wanted]
    return found[0] if found else None


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(re.sub(r"[.,]", " ", plain).split())


def ticket_of(code: str, at: datetime) -> str:
    """A ticket for whoever opened the code of a meeting's room while it was on the screen: time to type a name."""
    return signing.Signer(salt=_SALT, sep="~").sign(f"{code}.{int(at.timestamp())}")


def is_ticket(ticket: str, code: str, now: datetime) -> bool:
    """Whether we gave this ticket out for this meeting, not too long ago."""
    try:
        text = signing.Signer(salt=_SALT, sep="~").unsign(ticket)
    except signing.BadSignature:
        return False
    named, _dot, moment = text.rpartition(".")
    return named == code and now.timestamp() - int(moment) <= LASTS.total_seconds()
