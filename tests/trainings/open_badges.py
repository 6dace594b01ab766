"""What the public specification of Open Badges 3.0 demands of an AchievementCredential, as JSON Schema 2019-09.

Source: 1EdTech, "JSON Schema for the AchievementCredential class",
https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json, read in the copy that
rollercoaster-dev/openbadges-types keeps (schemas/v3, commit 0e32374). The specification's text is 1EdTech's, all rights
reserved, so it is not copied here: this states anew what that schema demands (members, kinds, patterns, vocabularies)
of every class that a credential of ours has. Classes that none of ours has (endorsements, evidence, results, images,
addresses) may not appear at all here, which is stricter than the original.
"""

from typing import Any

_TEXT = {"type": "string"}
_MOMENT = {"type": "string", "format": "date-time"}


def _typed(*names: str) -> dict[str, Any]:
    """A list of texts that contains one of these."""
    return {"type": "array", "minItems": 1, "items": _TEXT, "contains": {"enum": list(names)}}


def _either(words: str) -> dict[str, Any]:
    """One of the words of a vocabulary, or an extension of it; never both."""
    extension = {"type": "string", "pattern": "(ext:)[a-z|A-Z|0-9|.|-|_]+"}
    return {"oneOf": [{"type": "string", "enum": words.split()}, extension]}


def _object(required: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": required.split(),
        "properties": properties,
        "additionalProperties": False,
    }


IDENTIFIER_TYPES = (
    "name sourcedId systemId productId userName accountId emailAddress nationalIdentityNumber isbn issn lisSourcedId "
    "oneRosterSourcedId sisSourcedId ltiContextId ltiDeploymentId ltiToolId ltiPlatformId ltiUserId identifier"
)
ACHIEVEMENT_TYPES = (
    "Achievement ApprenticeshipCertificate Assessment Assignment AssociateDegree Award Badge BachelorDegree Certificate "
    "CertificateOfCompletion Certification CommunityService Competency Course CoCurricular Degree Diploma DoctoralDegree "
    "Fieldwork GeneralEducationDevelopment JourneymanCertificate LearningProgram License Membership ProfessionalDoctorate "
    "QualityAssuranceCredential MasterCertificate MasterDegree MicroCredential ResearchDoctorate SecondarySchoolDiploma"
)

_PROFILE = _object("id type", id=_TEXT, type=_typed("Profile"), name=_TEXT, url=_TEXT)
_IDENTITY = _object(
    "type hashed identityHash identityType",
    type={"type": "string", "enum": ["IdentityObject"]},
    hashed={"type": "boolean"},
    identityHash=_TEXT,
    identityType=_either(IDENTIFIER_TYPES),
    salt=_TEXT,
)
_ACHIEVEMENT = _object(
    "id type criteria description name",
    id=_TEXT,
    type=_typed("Achievement"),
    achievementType=_either(ACHIEVEMENT_TYPES),
    criteria=_object("", id=_TEXT, narrative=_TEXT),
    description=_TEXT,
    name=_TEXT,
)
_SUBJECT = _object(
    "type achievement",
    id=_TEXT,
    type=_typed("AchievementSubject"),
    activityStartDate=_MOMENT,
    activityEndDate=_MOMENT,
    achievement=_ACHIEVEMENT,
    identifier={"type": "array", "items": _IDENTITY},
)
ACHIEVEMENT_CREDENTIAL: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2019-09/schema",
    "type": "object",
    "required": ["@context", "id", "type", "credentialSubject", "issuer", "validFrom"],
    "properties": {
        "@context": {
            "type": "array",
            "minItems": 2,
            "items": [
                {"enum": ["https://www.w3.org/ns/credentials/v2"]},
                {
                    "type": "string",
                    "pattern": r"^https://purl\.imsglobal\.org/spec/ob/v3p0/context(-3\.\d\.\d)*\.json$",
                },
            ],
            "additionalItems": {"oneOf": [{"type": "string"}, {"type": "object"}]},
        },
        "id": _TEXT,
        "type": {
            "allOf": [
                _typed("VerifiableCredential"),
                _typed("AchievementCredential", "OpenBadgeCredential"),
            ]
        },
        "name": _TEXT,
        "description": _TEXT,
        "awardedDate": _MOMENT,
        "credentialSubject": _SUBJECT,
        "issuer": {"oneOf": [_TEXT, _PROFILE]},
        "validFrom": _MOMENT,
        "validUntil": _MOMENT,
        "credentialSchema": {
            "type": "array",
            "items": _object("id type", id=_TEXT, type=_TEXT),
        },
        # Only id and type are the schema's; the others are the W3C's bit string status list.
        "credentialStatus": {
            "type": "object",
            "required": ["id", "type"],
            "properties": {"id": _TEXT, "type": _TEXT},
        },
        # The registered claims of a VC-JWT (RFC 7519) stand beside the credential.
        "iss": _TEXT,
        "jti": _TEXT,
        "sub": _TEXT,
        "nbf": {"type": "integer"},
    },
    "additionalProperties": False,
}
