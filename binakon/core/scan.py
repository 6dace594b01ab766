"""Codes to be scanned: one that changes every few seconds on a screen, and one that stays with a thing or a person.

A rotating code is a keyed hash of its subject and the time step, so nobody makes one without the key, a photo of it is
worth nothing after seconds, and the code of one subject is never that of another. It names its step (modulo 1,024,
some four hours), so that a code which arrives later still tells when it was on the screen.
"""

import hmac
from datetime import UTC, datetime

from binakon.core import crypto

STEP = 15
# Online a code is taken while it is shown and during the step after it.
FRESH_STEPS = 1
# No I, L, O or U: what is read from a screen and typed is not mistaken.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("ILO", "110")
_STEPS = len(ALPHABET) ** 2
_PROOF = 6
_SEAL = 12


def step_at(at: datetime) -> int:
    """The number of the time step that a moment lies in."""
    return int(at.timestamp()) // STEP


def seconds_left(at: datetime) -> int:
    """How long the code of this moment is still shown."""
    return STEP - int(at.timestamp()) % STEP


def code_at(subject: str, at: datetime) -> str:
    """The code of a subject at a moment: two letters name the step, six prove it (2^30)."""
    return _code(subject, step_at(at))


def is_fresh(code: str, subject: str, at: datetime) -> bool:
    """Whether this is the subject's code of now, or of the step before."""
    typed = plain(code)
    now = step_at(at)
    made = [_code(subject, step) for step in range(now - FRESH_STEPS, now + 1)]
    return any(hmac.compare_digest(typed.encode(), each.encode()) for each in made)


def shown_at(code: str, subject: str, *, near: datetime) -> datetime | None:
    """When the subject showed this code, in the hours around `near`; None when it never did."""
    typed = plain(code)
    if len(typed) != 2 + _PROOF or any(letter not in ALPHABET for letter in typed):
        return None
    named = ALPHABET.index(typed[0]) * len(ALPHABET) + ALPHABET.index(typed[1])
    middle = step_at(near)
    step = middle + (named - middle + _STEPS // 2) % _STEPS - _STEPS // 2
    if not hmac.compare_digest(typed.encode(), _code(subject, step).encode()):
        return None
    return datetime.fromtimestamp(step * STEP, tz=UTC)


def sealed(purpose: str, name: str, subject: str) -> str:
    """`name` with a proof (2^60) that we gave it for this subject: to print, to scan, to read aloud; it opens nothing."""
    return f"{name}.{_letters(f'{purpose}|{name}|{subject}', _SEAL)}"


def is_sealed(text: str, purpose: str, subject: str) -> bool:
    """Whether we gave this text out, for this purpose and subject."""
    if not text.isascii():
        return False
    name, _dot, _proof = text.rpartition(".")
    return hmac.compare_digest(text.encode(), sealed(purpose, name, subject).encode())


def plain(code: str) -> str:
    """A typed code as it was made: capitals, without spaces and dashes, look-alikes put right."""
    kept = "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum())
    return kept.translate(_LOOKALIKES)[:32]


def _code(subject: str, step: int) -> str:
    named = step % _STEPS
    first, second = divmod(named, len(ALPHABET))
    proof = _letters(f"rotating|{subject}|{step}", _PROOF)
    return f"{ALPHABET[first]}{ALPHABET[second]}{proof}"


def _letters(text: str, count: int) -> str:
    number = int(crypto.keyed_index("scan", text)[:16], 16)
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(count))
