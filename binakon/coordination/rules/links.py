"""The signed link by which an office answers its invitation: forged ones are known before the database is asked."""

from datetime import timedelta

from django.core import signing

LASTS = timedelta(days=400)
_SALT = "binakon.coordination.invitation"


class BadLink(Exception):
    """The link was not made here, or was changed."""


class ExpiredLink(Exception):
    """The link was made here, but it is too old or another one took its place."""


def token_of(key: str, version: int) -> str:
    """The token of one invitation's link; `version` ends every link with an earlier one."""
    return signing.TimestampSigner(salt=_SALT, sep="~").sign(f"{key}.{version}")


def read_token(token: str) -> tuple[str, int]:
    """The key and version behind a token; raises `BadLink` or `ExpiredLink`."""
    try:
        text = signing.TimestampSigner(salt=_SALT, sep="~").unsign(token, max_age=LASTS)
        key, version = text.split(".")
        return key, int(version)
    except signing.SignatureExpired:
        raise ExpiredLink from None
    except (signing.BadSignature, ValueError):
        raise BadLink from None
