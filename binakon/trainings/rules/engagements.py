"""The link by which an instructor answers, and what may be wrong with an instructor's data."""

from datetime import timedelta

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.people.rules.phone import wa_digits

LASTS = timedelta(days=400)
_SALT = "binakon.trainings.engagement"


class BadLink(Exception):
    """The link was not made here, or was changed."""


class ExpiredLink(Exception):
    """The link was made here, too long ago."""


def token_of(key: str, version: int) -> str:
    """The token of one engagement's link; `version` ends every link with an earlier one."""
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


def instructor_problems(*, name: str, phone: str, email: str, is_known: bool) -> list[Problem]:
    """What stands in the way of keeping an instructor; they must be reached by e-mail or WhatsApp only once invited."""
    problems = []
    if not name.strip():
        problems.append(Problem("name", _("Tulis nama narasumber.")))
    if phone.strip() and not wa_digits(phone):
        problems.append(Problem("phone", _("Nomor HP itu tidak terbaca. Tulis seperti 0812….")))
    if email.strip():
        try:
            validate_email(email.strip())
        except ValidationError:
            problems.append(Problem("email", _("Alamat surelnya tidak lengkap.")))
    if is_known:
        sentence = _("Narasumber dengan nama dan instansi ini sudah ada di daftar.")
        problems.append(Problem("name", sentence))
    return problems
