"""The signed link by which an applicant follows a certification case: forged ones are known before the database is asked."""

from django.core import signing

from binakon.enrolment.rules.links import LASTS, BadLink, ExpiredLink

_SALT = "binakon.certification.case"

__all__ = ["BadLink", "ExpiredLink", "case_path", "case_token_of", "read_case_token"]


def case_token_of(key: str, version: int) -> str:
    """The token of one case's link; `version` ends every link with an earlier one."""
    return signing.TimestampSigner(salt=_SALT, sep="~").sign(f"{key}.{version}")


def case_path(key: str, version: int) -> str:
    """The address behind a new link, without the site."""
    return f"/kasus/{case_token_of(key, version)}/"


def read_case_token(token: str) -> tuple[str, int]:
    """The key and version behind a token; raises `BadLink` or `ExpiredLink`."""
    try:
        text = signing.TimestampSigner(salt=_SALT, sep="~").unsign(token, max_age=LASTS)
        key, version = text.split(".")
        return key, int(version)
    except signing.SignatureExpired:
        raise ExpiredLink from None
    except (signing.BadSignature, ValueError):
        raise BadLink from None
