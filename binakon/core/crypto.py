"""Secrets at rest: keys derived per purpose from one file outside the database, authenticated encryption, a keyed index.

A plain hash of a NIK can be reversed in minutes; a keyed one cannot without the key, which no backup holds.
"""

import hashlib
import hmac
import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_FORM = b"\x01"  # the form of a ciphertext: 1 byte form, 12 bytes nonce, AES-256-GCM text and tag
_NONCE = 12


class Unreadable(Exception):
    """A ciphertext that was made with another key, for another row, or changed since."""


def encrypt(purpose: str, plain: bytes, *, row: str) -> bytes:
    """Encrypt for one purpose ("nik", "file"); `row` names the row it belongs to and must be given again to read it."""
    return _sealed(_cipher(purpose), plain, _bound(purpose, row))


def decrypt(purpose: str, sealed: bytes, *, row: str) -> bytes:
    """The plain bytes again; raises `Unreadable`."""
    return _opened(_cipher(purpose), bytes(sealed), _bound(purpose, row))


def new_key() -> bytes:
    """A random key of one file or one row, to be kept only wrapped by `encrypt`."""
    return AESGCM.generate_key(bit_length=256)


def encrypt_with(key: bytes, plain: bytes, *, row: str) -> bytes:
    """Encrypt with a key of its own; see `encrypt`."""
    return _sealed(AESGCM(key), plain, row.encode())


def decrypt_with(key: bytes, sealed: bytes, *, row: str) -> bytes:
    """The plain bytes again; raises `Unreadable`."""
    return _opened(AESGCM(key), sealed, row.encode())


def keyed_index(purpose: str, text: str) -> str:
    """A keyed hash (HMAC-SHA-256, 64 hex digits): equal texts have equal indexes, nobody else can make one."""
    return hmac.new(_key(f"index:{purpose}"), text.encode(), hashlib.sha256).hexdigest()


def _sealed(cipher: AESGCM, plain: bytes, bound: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return _FORM + nonce + cipher.encrypt(nonce, plain, bound)


def _opened(cipher: AESGCM, sealed: bytes, bound: bytes) -> bytes:
    if sealed[:1] != _FORM:
        raise Unreadable(bound.decode())
    nonce, text = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    try:
        return cipher.decrypt(nonce, text, bound)
    except (InvalidTag, ValueError):
        raise Unreadable(bound.decode()) from None


def _bound(purpose: str, row: str) -> bytes:
    return f"{purpose}|{row}".encode()


@lru_cache(maxsize=32)
def _cipher(purpose: str) -> AESGCM:
    return AESGCM(_key(f"encrypt:{purpose}"))


@lru_cache(maxsize=32)
def _key(purpose: str) -> bytes:
    derive = HKDF(algorithm=SHA256(), length=32, salt=b"binakon", info=purpose.encode())
    return derive.derive(settings.DATA_KEY.encode())
