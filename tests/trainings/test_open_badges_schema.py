"""The credential meets what the public schema of Open Badges 3.0 demands, and the check notices when it would not."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import jwt
import pytest
from jsonschema import Draft201909Validator, FormatChecker

from binakon.trainings.actions.credentials import sign_credential
from binakon.trainings.rules.credentials import credential
from tests.factories import BY
from tests.trainings.certified import a_certificate
from tests.trainings.open_badges import ACHIEVEMENT_CREDENTIAL
from tests.trainings.test_forged_credentials import AWARDED, ISSUER

FORMATS = FormatChecker(formats=())


@FORMATS.checks("date-time", raises=ValueError)
def is_moment(value: Any) -> bool:
    """RFC 3339 with its zone; text of another kind is judged by `type`."""
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


VALIDATOR = Draft201909Validator(ACHIEVEMENT_CREDENTIAL, format_checker=FORMATS)


def faults(claims: dict[str, Any]) -> list[str]:
    return [error.json_path for error in VALIDATOR.iter_errors(claims)]


@pytest.mark.django_db
@pytest.mark.database
@pytest.mark.usefixtures("year")
def test_the_signed_credential_of_a_certificate_meets_the_schema() -> None:
    token = sign_credential(a_certificate(), by=BY)
    assert faults(jwt.decode(token, options={"verify_signature": False})) == []


def test_the_check_itself_is_a_schema_of_its_draft() -> None:
    Draft201909Validator.check_schema(ACHIEVEMENT_CREDENTIAL)


Claims = dict[str, Any]
BROKEN: dict[str, tuple[Callable[[Claims], Any], str]] = {
    "no issuer": (lambda claims: claims.pop("issuer"), "$"),
    "no id": (lambda claims: claims.pop("id"), "$"),
    "a moment without its zone": (
        lambda claims: claims.update(validFrom="2026-04-20T00:00:00"),
        "$.validFrom",
    ),
    "no moment": (lambda claims: claims.update(awardedDate="kemarin"), "$.awardedDate"),
    "the data model of another version": (
        lambda claims: claims["@context"].__setitem__(0, "https://www.w3.org/2018/credentials/v1"),
        "$['@context'][0]",
    ),
    "a context of another version": (
        lambda claims: claims["@context"].__setitem__(1, "https://w3id.org/openbadges/v2"),
        "$['@context'][1]",
    ),
    "no badge": (lambda claims: claims["type"].pop(), "$.type"),
    "an achievement without criteria": (
        lambda claims: claims["credentialSubject"]["achievement"].pop("criteria"),
        "$.credentialSubject.achievement",
    ),
    "an unknown kind of achievement": (
        lambda claims: claims["credentialSubject"]["achievement"].update(achievementType="SKK"),
        "$.credentialSubject.achievement.achievementType",
    ),
    "an unknown kind of identity": (
        lambda claims: claims["credentialSubject"]["identifier"][0].update(identityType="nik"),
        "$.credentialSubject.identifier[0].identityType",
    ),
    "more of the person than the class knows": (
        lambda claims: claims["credentialSubject"]["identifier"][0].update(nik="6303"),
        "$.credentialSubject.identifier[0]",
    ),
    "a list of statuses": (
        lambda claims: claims.update(credentialStatus=[claims["credentialStatus"]]),
        "$.credentialStatus",
    ),
    "one schema instead of a list": (
        lambda claims: claims.update(credentialSchema=claims["credentialSchema"][0]),
        "$.credentialSchema",
    ),
}


@pytest.mark.parametrize(("change", "where"), BROKEN.values(), ids=BROKEN)
def test_what_the_specification_forbids_is_noticed(
    change: Callable[[Claims], Any], where: str
) -> None:
    claims = json.loads(json.dumps(credential(AWARDED, ISSUER)))
    assert faults(claims) == []
    change(claims)
    assert set(faults(claims)) == {where}
