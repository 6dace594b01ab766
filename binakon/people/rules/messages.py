"""Who may read and act on messages, and what of a message everybody may see."""

import re

from django.utils.html import linebreaks, urlize
from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.people.models import Role
from binakon.people.rules import (
    DESK_ROLES,
    ENROLLERS,
    PERSONAL_SUBJECTS,
    PLANNERS,
    SEERS,
    Viewer,
)

WRITERS = ENROLLERS | PLANNERS

# A signed link is a secret of its receiver: every long part of an address is one, until proven otherwise.
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")
_HOST = re.compile(r"https?://[^/?#]*")
_SECRET = re.compile(r"(?<=[/=?#&])[^/?&=#\s<>\"']{20,}")
_NIK = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){15}(?!\d)")
_HIDDEN = "••••"


def can_read_messages(viewer: Viewer, office_code: str, subject_type: str = "") -> bool:
    """May this viewer read this office's messages about such a subject, secrets masked? Those about people: who sees them."""
    readers = SEERS if subject_type in PERSONAL_SUBJECTS else DESK_ROLES
    return bool(viewer.roles_at(office_code) & readers)


def can_write_messages(viewer: Viewer, office_code: str) -> bool:
    """May this viewer edit, cancel, repeat and pass on the messages of this office?"""
    return bool(viewer.roles_at(office_code) & WRITERS)


def reads_every_office(viewer: Viewer) -> bool:
    """Whether the viewer's reach is the installation: also the messages that belong to no office."""
    return Role.ADMINISTRATOR in viewer.roles_at("")


def without_secrets(text: str) -> str:
    """The text with the secret parts of its links, and anything as long as a NIK, hidden."""
    return without_nik(_ADDRESS.sub(_without_secret, text))


def _without_secret(address: re.Match[str]) -> str:
    host = _HOST.match(address[0])
    start = host.end() if host else 0
    return address[0][:start] + _SECRET.sub(_shortened, address[0][start:])


def _shortened(found: re.Match[str]) -> str:
    return f"{found[0][:4]}{_HIDDEN}"


def without_nik(text: str) -> str:
    """The text with every run of sixteen digits hidden: a NIK never stands in a message."""
    return _NIK.sub(_HIDDEN * 4, text)


def holds_nik(text: str) -> bool:
    """Whether a text holds sixteen digits as a NIK has them; the digits within links do not count."""
    return bool(_NIK.search(_ADDRESS.sub(" ", text)))


def no_nik_here() -> Problem:
    """That a NIK was typed where text is kept as it is typed."""
    return Problem("nik_here", _("Jangan tulis NIK di sini. NIK hanya ditulis di isian NIK."))


def typed_problems(*texts: str) -> list[Problem]:
    """What stops words that are kept as they are typed: a NIK in one of them."""
    return [no_nik_here()] if any(map(holds_nik, texts)) else []


def html_of(text: str) -> str:
    """The HTML of a text that a person wrote: paragraphs, links that can be pressed, everything else as typed."""
    return linebreaks(urlize(text, autoescape=True))


def masked_email(address: str) -> str:
    """The address as readers see it: "p••••@contoh.example"."""
    name, at, host = address.partition("@")
    return f"{name[:1]}{_HIDDEN}{at}{host}" if at else ""


def masked_phone(number: str) -> str:
    """The number as readers see it: "628••••01"."""
    return f"{number[:3]}{_HIDDEN}{number[-2:]}" if number else ""


def outside_links_without_nik(text: str) -> str:
    """Hide what may be a NIK, and leave links as they are."""
    parts, end = [], 0
    for link in _ADDRESS.finditer(text):
        parts += [without_nik(text[end : link.start()]), link[0]]
        end = link.end()
    return "".join([*parts, without_nik(text[end:])])
