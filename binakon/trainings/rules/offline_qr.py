"""What a certificate says in a QR code that is checked without network: few facts, one Ed25519 signature, no revocation.

Form: `BK1` and base64url of 64 bytes of signature and a JSON array; about 350 characters, so that a printed code of
3 cm still scans. `static/js/offline.js` reads the same form in a browser.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from binakon.trainings.rules import signing

FORM = "BK1"
# What is signed begins with words of its own, so that no other signature of the key can stand for one of these.
_PURPOSE = b"binakon offline certificate 1\n"
_SIGNATURE = 64
_MOST_FACTS = 196
_LEAST_TITLE = 12
_MOST_PAYLOAD = 2000
KID = 8
_KINDS = (str, str, str, str, str, int, int, int)


@dataclass(frozen=True, slots=True)
class OfflineFacts:
    """What the code says: the name that is compared, the training (perhaps shortened), days, JP, number, office."""

    office: str
    number: str
    name: str
    title: str
    starts_on: date
    ends_on: date
    jp: int


@dataclass(frozen=True, slots=True)
class PublishedKey:
    """A public Ed25519 key and the only office that it speaks for."""

    kid: str
    office: str
    jwk: Mapping[str, str]


def payload(facts: OfflineFacts, *, kid: str, private: bytes) -> str:
    """The text of the QR code. A long title is cut with "…"; the name never is."""
    body = _fitting(facts, kid)
    return FORM + signing.encoded(signing.sign_raw(_PURPOSE + body, private) + body)


def read(text: str, keys: Iterable[PublishedKey]) -> OfflineFacts | None:
    """The facts that one of these keys signed for its own office; None for everything else."""
    raw = signing.decoded(text[len(FORM) :]) if text.startswith(FORM) else None
    if raw is None or len(text) > _MOST_PAYLOAD:
        return None
    signature, body = raw[:_SIGNATURE], raw[_SIGNATURE:]
    told = _told(body)
    if told is None:
        return None
    kid, office = told[0], told[1]
    for key in keys:
        if key.kid[:KID] != kid or key.office != office:
            continue
        if signing.is_signed_raw(_PURPOSE + body, signature, key.jwk):
            return _facts(told)
    return None


def _fitting(facts: OfflineFacts, kid: str) -> bytes:
    title = facts.title
    body = _body(facts, kid, title)
    while len(body) > _MOST_FACTS and len(title) > _LEAST_TITLE:
        title = title[: max(_LEAST_TITLE - 1, len(title) - 2)].rstrip() + "…"
        body = _body(facts, kid, title)
    return body


def _body(facts: OfflineFacts, kid: str, title: str) -> bytes:
    told = [
        kid[:KID],
        facts.office,
        facts.number,
        facts.name,
        title,
        _day(facts.starts_on),
        _day(facts.ends_on),
        facts.jp,
    ]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _told(body: bytes) -> list[Any] | None:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, list) or len(told) != len(_KINDS):
        return None
    # `type`, because True is an int too.
    return told if all(type(v) is kind for v, kind in zip(told, _KINDS, strict=True)) else None


def _facts(told: list[Any]) -> OfflineFacts | None:
    _kid, office, number, name, title, starts, ends, jp = told
    try:
        first, last = date.fromisoformat(str(starts)), date.fromisoformat(str(ends))
    except ValueError:
        return None
    return OfflineFacts(office, number, name, title, first, last, jp)


def _day(day: date) -> int:
    return int(day.strftime("%Y%m%d"))
