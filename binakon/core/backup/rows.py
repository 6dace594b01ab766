"""Which rows a backup holds, and a hash of a table that does not depend on the order of its rows."""

from hashlib import sha256

from django.conf import settings

from binakon.core.backup.manifest import TableSum

_MODULUS = 1 << 256
# A restored session would let somebody in who has logged out or lost the role since.
SESSIONS = "django_session"


def left_empty() -> tuple[str, ...]:
    """The tables whose rows are not worth keeping, or must not come back: sessions and caches."""
    caches = [
        str(cache["LOCATION"])
        for cache in settings.CACHES.values()
        if str(cache["BACKEND"]).endswith(".DatabaseCache")
    ]
    return tuple(sorted({SESSIONS, *caches}))


class RowSum:
    """Counts rows and adds up their SHA-256 modulo 2^256.

    A sum does not depend on order, and unlike XOR it notices a row that is there twice.
    """

    __slots__ = ("rows", "total")

    def __init__(self) -> None:
        self.rows = 0
        self.total = 0

    def add(self, row: bytes) -> None:
        """Take in one canonical row."""
        self.rows += 1
        self.total += int.from_bytes(sha256(row).digest(), "big")

    def table(self, columns: tuple[str, ...]) -> TableSum:
        """What the manifest says of the table."""
        return TableSum(columns, self.rows, f"{self.total % _MODULUS:064x}")


def differences(wanted: dict[str, TableSum], found: dict[str, TableSum]) -> list[str]:
    """One sentence per table that is missing, too many, or holds other rows than the manifest says."""
    sentences = []
    for name in sorted(wanted.keys() | found.keys()):
        before, after = wanted.get(name), found.get(name)
        if before is None:
            sentences.append(f"Tabel {name} tidak ada dalam manifes.")
        elif after is None:
            sentences.append(f"Tabel {name} tidak ada setelah pemulihan.")
        elif before.rows != after.rows:
            sentences.append(
                f"Tabel {name}: {after.rows} baris, padahal manifes mencatat {before.rows}."
            )
        elif before != after:
            sentences.append(f"Tabel {name}: isi barisnya berbeda dari manifes.")
    return sentences
