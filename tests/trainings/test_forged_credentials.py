"""Forged and mutated credentials are refused by a verifier that knows only what we publish."""

import base64
import hashlib
import hmac
import json
import random
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import jwt
import pytest
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier

from binakon.trainings.rules import signing
from binakon.trainings.rules.credentials import Awarded, Issuer, credential, did_document

ISSUER = Issuer("https://binakon.contoh.example", "63", "Dinas PUPR (contoh)")
AWARDED = Awarded(
    token="A" * 26,
    number="600.1/0001/BIMTEK/2026",
    name="Peserta (contoh)",
    title="BIMTEK Ahli Muda K3 Konstruksi",
    slug="bimtek-k3",
    starts_on=datetime(2026, 4, 14, tzinfo=UTC).date(),
    ends_on=datetime(2026, 4, 17, tzinfo=UTC).date(),
    jp=24,
    issued_at=datetime(2026, 4, 20, tzinfo=UTC),
    status_index=3,
)
PRIVATE, OTHER = signing.new_rsa(), signing.new_rsa()
PUBLIC = signing.public_jwk(PRIVATE)
KID = ISSUER.key_id(signing.thumbprint(PUBLIC))
OTHER_KID = ISSUER.key_id(signing.thumbprint(signing.public_jwk(OTHER)))
DOCUMENT = did_document(ISSUER, [(signing.thumbprint(PUBLIC), PUBLIC)])
CLAIMS = credential(AWARDED, ISSUER)
TOKEN = signing.jws(CLAIMS, private=PRIVATE, kid=KID)
VERIFIER = OB3Verifier.for_issuer_did(
    ISSUER.did, download=lambda _url: json.dumps(DOCUMENT).encode()
)


def is_accepted(token: str) -> bool:
    try:
        VERIFIER.verify(token)
    except OB3VerificationError:
        return False
    return True


def part(value: object) -> str:
    return signing.encoded(json.dumps(value).encode())


def headed(**head: Any) -> str:
    """Our own words and signature under another header."""
    _old, body, signature = TOKEN.split(".")
    return f"{part({'alg': 'RS256', 'kid': KID, 'typ': 'JWT', **head})}.{body}.{signature}"


def said(change: Callable[[dict[str, Any]], object]) -> str:
    """Changed words under our own header and signature."""
    claims = json.loads(json.dumps(CLAIMS))
    change(claims)
    head, _old, signature = TOKEN.split(".")
    return f"{head}.{part(claims)}.{signature}"


def by_other(kid: str, **changes: Any) -> str:
    return signing.jws({**CLAIMS, **changes}, private=OTHER, kid=kid)


def hs256(secret: bytes) -> str:
    signed = f"{part({'alg': 'HS256', 'kid': KID, 'typ': 'JWT'})}.{part(CLAIMS)}"
    mac = hmac.new(secret, signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{signing.encoded(mac)}"


def by_us(**changes: Any) -> str:
    """Signed by us with a claim that no verifier may pass over."""
    return signing.jws({**CLAIMS, **changes}, private=PRIVATE, kid=KID)


PEM = (
    VERIFIER.pubkey_pem if isinstance(VERIFIER.pubkey_pem, bytes) else VERIFIER.pubkey_pem.encode()
)
HEAD, BODY, SIGNATURE = TOKEN.split(".")
FORGERIES = {
    "no algorithm": f"{part({'alg': 'none', 'kid': KID})}.{BODY}.",
    "no algorithm, our signature": headed(alg="none"),
    "NONE in capitals": headed(alg="NONE"),
    "HS256 with the public key as PEM": hs256(PEM),
    "HS256 with the modulus": hs256(base64.urlsafe_b64decode(PUBLIC["n"] + "==")),
    "HS256 with nothing": hs256(b""),
    "another algorithm of the family": headed(alg="RS512"),
    "PSS over our signature": headed(alg="PS256"),
    "EdDSA over our signature": headed(alg="EdDSA"),
    "another key under our kid": by_other(KID),
    "another key under its own kid": by_other(OTHER_KID),
    "another key with its JWK in the header": headed(jwk=signing.public_jwk(OTHER)),
    "a kid of another issuer": headed(kid="did:web:palsu.example#x"),
    "a kid nobody published": headed(kid=f"{ISSUER.did}#tidak-ada"),
    "another title": said(lambda claims: claims.update(name="Ahli Utama")),
    "another name": said(
        lambda claims: claims["credentialSubject"]["identifier"][0].update(
            identityHash="sha256$" + "0" * 64
        )
    ),
    "another day": said(lambda claims: claims.update(validFrom="2020-01-01T00:00:00Z")),
    "another place in the status list": said(
        lambda claims: claims["credentialStatus"].update(statusListIndex="4")
    ),
    "no status": said(lambda claims: claims.pop("credentialStatus")),
    "another issuer, signed by its key": by_other(OTHER_KID, iss="did:web:palsu.example"),
    "another issuer inside, signed by us": by_us(issuer={"id": "did:web:palsu.example"}),
    "expired": by_us(exp=1_700_000_000),
    "not yet valid": by_us(nbf=4_000_000_000),
    "another id than its own": by_us(jti="https://palsu.example/v/x/"),
    "a signature cut short": f"{HEAD}.{BODY}.{SIGNATURE[:-8]}",
    "no signature": f"{HEAD}.{BODY}.",
    "a signature moved": f"{HEAD}.{BODY}.{by_other(KID).split('.')[2]}",
    "not a credential": signing.jws({"iss": ISSUER.did, "nbf": 1}, private=PRIVATE, kid=KID),
}


def test_ours_is_accepted() -> None:
    assert is_accepted(TOKEN)
    assert len(FORGERIES) >= 25


@pytest.mark.parametrize("token", FORGERIES.values(), ids=FORGERIES)
def test_a_forgery_is_refused(token: str) -> None:
    assert not is_accepted(token)


def test_no_mutation_of_ten_thousand_is_accepted() -> None:
    source = random.Random(7)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    key = jwt.PyJWK({**PUBLIC, "alg": "RS256"})
    accepted = []
    for _round in range(10_000):
        token = mutated(source, letters)
        try:
            jwt.decode(token, key, algorithms=["RS256"], options={"verify_aud": False})
        except jwt.InvalidTokenError:
            continue
        if not same_bytes(token):
            accepted.append(token)
    assert accepted == []


def mutated(source: random.Random, letters: str) -> str:
    place = source.randrange(len(TOKEN))
    match source.randrange(3):
        case 0:
            return TOKEN[:place] + source.choice(letters) + TOKEN[place + 1 :]
        case 1:
            return TOKEN[:place] + TOKEN[place + 1 :]
        case _:
            return TOKEN[:place] + source.choice(letters) + TOKEN[place:]


def same_bytes(token: str) -> bool:
    """Whether only spare bits of the last letter differ, which mean nothing: header, words and signature are ours."""
    return [decoded(each) for each in token.split(".")] == [decoded(e) for e in TOKEN.split(".")]


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
