"""The Open Badges credential of a certificate satisfies a verifier that somebody else wrote (openbadgeslib)."""

import base64
import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from django.test import Client
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier
from openbadgeslib.ob3.status import decode_encoded_list
from openbadgeslib.ob3.status_list import encode_bitstring

from binakon.core.models import AuditEvent
from binakon.core.problems import IllegalMove
from binakon.trainings.actions.credentials import sign_credential
from binakon.trainings.actions.keys import rotate_key
from binakon.trainings.models import Certificate, SigningKey
from binakon.trainings.rules.credentials import LEAST_BITS, bits, identity_hash
from tests.factories import BY
from tests.trainings.certified import NAME, a_certificate, replaced, revoked
from tests.trainings.classes import a_class, participants

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.both_in_full,
    pytest.mark.usefixtures("year"),
]

SITE = "https://binakon.contoh.example"
DID = "did:web:binakon.contoh.example:verifikasi:penerbit:63"


@pytest.fixture(autouse=True)
def _public_address(settings: Any) -> None:
    settings.PUBLIC_URL = SITE


def fetched(url: str) -> bytes:
    """The same address at our own test client, as a wallet would fetch it."""
    assert url.startswith(f"{SITE}/"), url
    answer = Client().get(url.removeprefix(SITE).split("#")[0])
    assert answer.status_code == 200, url
    return bytes(answer.content)


def verifier() -> OB3Verifier:
    return OB3Verifier.for_issuer_did(DID, download=fetched)


def claims_of(token: str) -> dict[str, Any]:
    found: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return found


def test_a_third_party_verifier_accepts_it_with_its_status_list() -> None:
    certificate = a_certificate()
    token = sign_credential(certificate, by=BY)
    found = verifier().verify(token, check_status=True, download=fetched)
    assert found.issuer.id == DID
    assert found.achievement.name == certificate.training.activity.title
    assert found.id == f"{SITE}/v/{certificate.token}/"


def test_it_has_every_member_that_open_badges_demand_of_a_vc_jwt() -> None:
    certificate = a_certificate()
    token = sign_credential(certificate, by=BY)
    key = SigningKey.objects.get(algorithm="RS256")
    assert jwt.get_unverified_header(token) == {
        "alg": "RS256",
        "kid": f"{DID}#{key.kid}",
        "typ": "JWT",
    }
    claims = claims_of(token)
    assert claims["@context"] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]
    assert set(claims["type"]) == {"VerifiableCredential", "OpenBadgeCredential"}
    assert (claims["iss"], claims["jti"]) == (claims["issuer"]["id"], claims["id"])
    assert claims["sub"] == claims["credentialSubject"]["id"]
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", claims["sub"])
    moment = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
    subject = claims["credentialSubject"]
    times = (claims["validFrom"], subject["activityStartDate"], subject["activityEndDate"])
    assert all(moment.fullmatch(each) for each in times)
    assert set(subject["achievement"]) == {
        "id",
        "type",
        "achievementType",
        "name",
        "description",
        "criteria",
    }
    assert claims["credentialStatus"]["type"] == "BitstringStatusListEntry"
    assert "Bukan SKK" in claims["description"]


def test_it_tells_the_person_only_as_a_salted_hash_of_the_name() -> None:
    certificate = a_certificate()
    text = json.dumps(claims_of(sign_credential(certificate, by=BY)), ensure_ascii=False)
    [identity] = json.loads(text)["credentialSubject"]["identifier"]
    assert identity["identityHash"] == identity_hash(NAME, identity["salt"])
    assert identity["hashed"] is True
    assert "Ridhani" not in text
    assert certificate.registration.nik_mask[-4:] not in text.replace(certificate.token, "")


def test_what_was_revoked_or_replaced_is_refused_by_the_status_list_alone() -> None:
    training = a_class(3)
    good, bad, old = (a_certificate(training, person) for person in participants(training))
    tokens = [sign_credential(each, by=BY) for each in (good, bad, old)]
    revoked(bad)
    replaced(old, "Nama yang dibetulkan (contoh)")
    verifier().verify(tokens[0], check_status=True, download=fetched)
    for token in tokens[1:]:
        verifier().verify(token)
        with pytest.raises(OB3VerificationError, match="revocation"):
            verifier().verify(token, check_status=True, download=fetched)


def test_it_stays_verifiable_after_the_key_was_replaced_and_the_next_one_uses_the_new_key() -> None:
    training = a_class(2)
    first, second = participants(training)
    before = sign_credential(a_certificate(training, first), by=BY)
    rotate_key(SigningKey.objects.get(algorithm="RS256"), because="pergantian", by=BY)
    after = sign_credential(a_certificate(training, second), by=BY)
    for token in (before, after):
        verifier().verify(token, check_status=True, download=fetched)
    kids = {jwt.get_unverified_header(token)["kid"] for token in (before, after)}
    assert len(kids) == 2


def test_it_is_signed_once_and_kept_whoever_asks() -> None:
    certificate = a_certificate()
    stale = Certificate.objects.get(pk=certificate.pk)
    token = sign_credential(certificate, by=BY)
    later = datetime.now(UTC) + timedelta(hours=1)
    rotate_key(SigningKey.objects.get(algorithm="RS256"), because="x", by=BY)
    assert sign_credential(stale, by=BY, at=later) == token
    assert sign_credential(Certificate.objects.get(pk=certificate.pk), by=BY) == token
    assert AuditEvent.objects.filter(action="certificate:credential").count() == 1


def test_it_can_be_signed_after_the_print_and_is_frozen_then() -> None:
    certificate = a_certificate()
    Certificate.objects.filter(pk=certificate.pk).update(pdf_hash="1" * 64)
    certificate.refresh_from_db()
    assert sign_credential(certificate, by=BY).count(".") == 2


def test_nothing_is_signed_for_one_that_does_not_stand() -> None:
    certificate = revoked(a_certificate())
    with pytest.raises(IllegalMove):
        sign_credential(certificate, by=BY)


def test_the_list_is_read_by_others_as_it_was_written_and_grows() -> None:
    for ended in ([], [0], [7, 8, 131_071]):
        assert decode_encoded_list(bits(ended)) == decode_encoded_list(encode_bitstring(ended))
    assert len(decode_encoded_list(bits([LEAST_BITS]))) == LEAST_BITS // 4


def test_wallets_find_keys_and_issuer() -> None:
    assert Client().get("/verifikasi/penerbit/63.json").status_code == 404
    sign_credential(a_certificate(), by=BY)
    profile = json.loads(fetched(f"{SITE}/verifikasi/penerbit/63.json"))
    assert (profile["id"], profile["type"]) == (DID, ["Profile"])
    keys = json.loads(fetched(profile["jwks_uri"]))["keys"]
    [key] = [each for each in keys if each["alg"] == "RS256"]
    modulus = base64.urlsafe_b64decode(key["n"] + "==")
    assert len(modulus) * 8 == 2048
    answer = Client().get("/verifikasi/status/63")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "public, max-age=60"
    for path in ("penerbit/99.json", "penerbit/99/did.json", "status/99"):
        assert Client().get(f"/verifikasi/{path}").status_code == 404


def test_the_root_of_the_domain_says_who_signs_here_and_signs_nothing_itself() -> None:
    sign_credential(a_certificate(), by=BY)
    root = json.loads(fetched(f"{SITE}/.well-known/did.json"))
    office = json.loads(fetched(f"{SITE}/verifikasi/penerbit/63/did.json"))
    assert root["id"] == "did:web:binakon.contoh.example"
    assert root["verificationMethod"] == office["verificationMethod"]
    assert "assertionMethod" not in root
    assert [each["serviceEndpoint"] for each in root["service"]] == [
        f"{SITE}/verifikasi/penerbit/63.json"
    ]
    assert Client().get("/.well-known/did.json")["Content-Type"] == "application/did+ld+json"
