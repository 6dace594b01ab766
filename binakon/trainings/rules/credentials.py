"""The Open Badges 3.0 credential of a certificate, its issuer and its status list, as the standards write them.

Sources: 1EdTech Open Badges 3.0 (section 8.2, VC-JWT), W3C VC Data Model 2.0, W3C Bitstring Status List 1.0, did:web.
"""

import base64
import gzip
import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

VC_CONTEXT = "https://www.w3.org/ns/credentials/v2"
OB_CONTEXT = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
DID_CONTEXT = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/suites/jws-2020/v1"]
_SCHEMA = (
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
)
# A list hides who is on it among at least so many (the least of the standard), and grows by doubling.
LEAST_BITS = 131_072
STATUS_LASTS = timedelta(days=1)
STATUS_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Issuer:
    """The office that signs: `site` is the public address of the installation, without a slash at its end."""

    site: str
    office: str
    name: str

    @property
    def did(self) -> str:
        """The name under which machines find its keys (did:web)."""
        return f"{site_did(self.site)}:verifikasi:penerbit:{self.office}"

    @property
    def profile_url(self) -> str:
        """Where its profile is published."""
        return f"{self.site}/verifikasi/penerbit/{self.office}.json"

    @property
    def status_url(self) -> str:
        """Where its list of revoked credentials is published."""
        return f"{self.site}/verifikasi/status/{self.office}"

    def key_id(self, kid: str) -> str:
        """The full name of one of its keys."""
        return f"{self.did}#{kid}"


@dataclass(frozen=True, slots=True)
class Awarded:
    """What a certificate says, as far as its credential repeats it."""

    token: str
    number: str
    name: str
    title: str
    slug: str
    starts_on: date
    ends_on: date
    jp: int
    issued_at: datetime
    status_index: int


def credential(awarded: Awarded, issuer: Issuer) -> dict[str, Any]:
    """The claims of the VC-JWT: the credential itself and the registered claims beside it.

    The person is told only as a salted hash of the name as printed; there is no NIK and no address in it.
    """
    url = f"{issuer.site}/v/{awarded.token}/"
    issued = _moment(awarded.issued_at)
    return {
        "@context": [VC_CONTEXT, OB_CONTEXT],
        "id": url,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": awarded.title,
        "description": (
            f"Sertifikat BIMTEK nomor {awarded.number}, {awarded.jp} JP. Bukan SKK. "
            f"(Training certificate of {awarded.jp} lesson hours; not a certificate of competence.)"
        ),
        "issuer": profile(issuer),
        "validFrom": issued,
        "awardedDate": issued,
        "credentialSubject": _subject(awarded, issuer),
        "credentialStatus": _status_entry(awarded.status_index, issuer),
        "credentialSchema": [{"id": _SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
        "iss": issuer.did,
        "jti": url,
        "nbf": int(awarded.issued_at.timestamp()),
        "sub": _subject_id(awarded.token),
    }


def profile(issuer: Issuer) -> dict[str, Any]:
    """The office as Open Badges describe an issuer."""
    return {"id": issuer.did, "type": ["Profile"], "name": issuer.name, "url": issuer.site}


def profile_document(issuer: Issuer, jwks_url: str) -> dict[str, Any]:
    """The profile as a document of its own, with the way to the keys."""
    return {
        "@context": [VC_CONTEXT, OB_CONTEXT],
        **profile(issuer),
        "jwks_uri": jwks_url,
        "revocationList": issuer.status_url,
    }


Keys = Iterable[tuple[str, Mapping[str, str]]]


def did_document(issuer: Issuer, keys: Keys) -> dict[str, Any]:
    """The keys of the office, the one in use first: retired ones still check what they signed."""
    methods = _methods(issuer, keys)
    return {
        "@context": DID_CONTEXT,
        "id": issuer.did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def site_did(site: str) -> str:
    """The name of the installation itself (did:web without a path)."""
    return f"did:web:{site.partition('://')[2].replace(':', '%3A')}"


def site_document(site: str, issuers: Iterable[tuple[Issuer, Keys]]) -> dict[str, Any]:
    """The installation at the root of its domain: whose keys are published here, by which offices.

    It issues nothing itself, so no key stands under `assertionMethod`: a credential that names the bare domain as its
    issuer is none of ours.
    """
    known = list(issuers)
    return {
        "@context": DID_CONTEXT,
        "id": site_did(site),
        "alsoKnownAs": [site],
        "verificationMethod": [
            method for issuer, keys in known for method in _methods(issuer, keys)
        ],
        "service": [
            {
                "id": f"{site_did(site)}#{issuer.office}",
                "type": "OpenBadgesIssuer",
                "serviceEndpoint": issuer.profile_url,
            }
            for issuer, _keys in known
        ],
    }


def _methods(issuer: Issuer, keys: Keys) -> list[dict[str, Any]]:
    return [
        {
            "id": issuer.key_id(kid),
            "type": "JsonWebKey2020",
            "controller": issuer.did,
            "publicKeyJwk": dict(jwk),
        }
        for kid, jwk in keys
    ]


def status_list(issuer: Issuer, ended: Iterable[int], at: datetime) -> dict[str, Any]:
    """The claims of the signed list: a set bit is a certificate that was revoked or replaced."""
    url = issuer.status_url
    return {
        "@context": [VC_CONTEXT],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.did,
        "validFrom": _moment(at),
        "validUntil": _moment(at + STATUS_LASTS),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": bits(ended),
            "ttl": STATUS_SECONDS * 1000,
        },
        "iss": issuer.did,
        "jti": url,
        "nbf": int(at.timestamp()),
    }


def bits(ended: Iterable[int]) -> str:
    """A bit string, the first bit leftmost, compressed and written as multibase base64url."""
    indexes = sorted(ended)
    size = LEAST_BITS
    while indexes and indexes[-1] >= size:
        size *= 2
    row = bytearray(size // 8)
    for index in indexes:
        row[index // 8] |= 0x80 >> (index % 8)
    packed = gzip.compress(bytes(row), mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def identity_hash(name: str, salt: str) -> str:
    """How Open Badges hide an identity: SHA-256 of it with the salt behind it."""
    return "sha256$" + hashlib.sha256(f"{name}{salt}".encode()).hexdigest()


def _subject(awarded: Awarded, issuer: Issuer) -> dict[str, Any]:
    salt = hashlib.sha256(f"salt of {awarded.token}".encode()).hexdigest()[:32]
    return {
        "id": _subject_id(awarded.token),
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": True,
                "identityHash": identity_hash(awarded.name, salt),
                "identityType": "name",
                "salt": salt,
            }
        ],
        "activityStartDate": _moment(_midnight(awarded.starts_on)),
        "activityEndDate": _moment(_midnight(awarded.ends_on)),
        "achievement": {
            "id": f"{issuer.site}/kegiatan/{awarded.slug}/",
            "type": ["Achievement"],
            "achievementType": "CertificateOfCompletion",
            "name": awarded.title,
            "description": f"Bimbingan teknis jasa konstruksi, {awarded.jp} JP.",
            "criteria": {
                "narrative": "Memenuhi syarat selesai pelatihan: kehadiran dan nilai akhir."
            },
        },
    }


def _subject_id(token: str) -> str:
    # Somebody, not who: of this certificate alone, and nobody finds the token in it.
    return uuid.uuid5(uuid.NAMESPACE_URL, f"binakon:subject:{token}").urn


def _status_entry(index: int, issuer: Issuer) -> dict[str, str]:
    return {
        "id": f"{issuer.status_url}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(index),
        "statusListCredential": issuer.status_url,
    }


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
