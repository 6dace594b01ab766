"""Check values of keys: they tell whether a key is the same one, and nothing else about it."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

_CHECK = "binakon.core.backup.key"
SECRET = "secret_key"  # noqa: S105 - a file's name
DATA = "data_key"


def check_values() -> dict[str, str]:
    """The keys of this installation: the two of its settings, and every other file of the keys folder."""
    found = {SECRET: _value(settings.SECRET_KEY.encode()), DATA: _value(settings.DATA_KEY.encode())}
    for path in sorted(settings.KEYS_DIR.rglob("*")):
        name = path.relative_to(settings.KEYS_DIR).as_posix()
        if path.is_file() and name not in found and not path.name.startswith("."):
            found[name] = _value(path.read_bytes())
    return found


def missing_keys(wanted: Mapping[str, str]) -> list[str]:
    """The names of the backup's keys that are not here, or are other keys here; further keys are welcome.

    The secret key may be another one: it is changed to end every session, and it opens nothing that is stored.
    """
    return [name for name in _differing(wanted) if name != SECRET]


def is_secret_changed(wanted: Mapping[str, str]) -> bool:
    """Whether links signed before the backup are dead now."""
    return SECRET in _differing(wanted)


def _differing(wanted: Mapping[str, str]) -> list[str]:
    here = check_values()
    return [
        name
        for name, value in wanted.items()
        if not constant_time_compare(here.get(name, ""), value)
    ]


def _value(key: bytes) -> str:
    return salted_hmac(_CHECK, b"", secret=key, algorithm="sha256").hexdigest()
