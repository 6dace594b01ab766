"""The signed link that an applicant has instead of a password: forged ones are known before the database is asked."""

from datetime import timedelta

from django.core import signing

LASTS = timedelta(days=400)
_SALT = "binakon.enrolment.registration"
_CONFIRMS = "binakon.enrolment.contact"


class BadLink(Exception):
    """The link was not made here, or was changed."""


class ExpiredLink(Exception):
    """The link was made here, too long ago."""


def token_of(key: str, version: int) -> str:
    """The token of one registration's link; `version` ends every link with an earlier one."""
    return signing.TimestampSigner(salt=_SALT, sep="~").sign(f"{key}.{version}")


def read_token(token: str) -> tuple[str, int]:
    """The key and version behind a token; raises `BadLink` or `ExpiredLink`."""
    return _read(token, _SALT)


def contact_token_of(key: str, version: int) -> str:
    """A token that only the person who reads the e-mail has: opening it confirms the address."""
    return signing.TimestampSigner(salt=_CONFIRMS, sep="~").sign(f"{key}.{version}")


def read_contact_token(token: str) -> tuple[str, int]:
    """The key and version behind a token of an e-mail; raises `BadLink` or `ExpiredLink`."""
    return _read(token, _CONFIRMS)


def _read(token: str, salt: str) -> tuple[str, int]:
    try:
        text = signing.TimestampSigner(salt=salt, sep="~").unsign(token, max_age=LASTS)
        key, version = text.split(".")
        return key, int(version)
    except signing.SignatureExpired:
        raise ExpiredLink from None
    except (signing.BadSignature, ValueError):
        raise BadLink from None
