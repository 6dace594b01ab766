"""Keys and signatures in the forms of the standards: JWK (RFC 7517), its thumbprint (RFC 7638), compact JWS (RFC 7515)."""

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)

RSA_BITS = 2048
_EXPONENT = 65537
_OKP = "OKP"
_CURVE = "Ed25519"


def new_rsa() -> bytes:
    """A new private key for RS256, as PKCS 8 (DER)."""
    made = rsa.generate_private_key(public_exponent=_EXPONENT, key_size=RSA_BITS)
    return made.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def new_ed25519() -> bytes:
    """A new private key for EdDSA, as PKCS 8 (DER)."""
    made = ed25519.Ed25519PrivateKey.generate()
    return made.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def public_jwk(private: bytes) -> dict[str, str]:
    """The public half as JWK, with only the members that its thumbprint is made of."""
    key = load_der_private_key(private, password=None)
    if isinstance(key, rsa.RSAPrivateKey):
        numbers = key.public_key().public_numbers()
        return {"e": _number(numbers.e), "kty": "RSA", "n": _number(numbers.n)}
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return {"crv": _CURVE, "kty": _OKP, "x": encoded(key.public_key().public_bytes_raw())}
    raise TypeError(type(key).__name__)


def thumbprint(jwk: Mapping[str, str]) -> str:
    """The name of a key that anybody can compute from it: 43 characters."""
    plain = json.dumps(dict(jwk), sort_keys=True, separators=(",", ":"))
    return encoded(hashlib.sha256(plain.encode()).digest())


def jws(claims: Mapping[str, Any], *, private: bytes, kid: str) -> str:
    """A compact JWS (RS256) over the claims; `kid` tells the reader which published key checks it."""
    # Made here and sealed with authentication: proving its primes again would cost forty times the signature.
    key = load_der_private_key(private, password=None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError(type(key).__name__)
    head = encoded(_plain({"alg": "RS256", "kid": kid, "typ": "JWT"}))
    signed = f"{head}.{encoded(_plain(claims))}"
    return f"{signed}.{encoded(key.sign(signed.encode(), padding.PKCS1v15(), SHA256()))}"


def sign_raw(message: bytes, private: bytes) -> bytes:
    """An Ed25519 signature (64 bytes)."""
    key = load_der_private_key(private, password=None)
    if not isinstance(key, ed25519.Ed25519PrivateKey):
        raise TypeError(type(key).__name__)
    return key.sign(message)


def is_signed_raw(message: bytes, signature: bytes, jwk: Mapping[str, str]) -> bool:
    """Whether the owner of this Ed25519 key signed exactly this message; any other kind of key answers no."""
    public = decoded(jwk.get("x", ""))
    if jwk.get("kty") != _OKP or jwk.get("crv") != _CURVE or public is None or len(public) != 32:
        return False
    try:
        ed25519.Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def encoded(raw: bytes) -> str:
    """Bytes as base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(text: str) -> bytes | None:
    """The bytes again; None for anything that `encoded` would not have written, to the last bit."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if encoded(raw) == text else None


def _number(value: int) -> str:
    return encoded(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def _plain(members: Mapping[str, Any]) -> bytes:
    return json.dumps(dict(members), ensure_ascii=False, separators=(",", ":")).encode()
