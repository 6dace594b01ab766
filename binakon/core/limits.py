"""How often one address may do something: counted per window of time in the shared cache table, nobody is locked out.

One upsert counts, on both databases, so that several processes and machines share a count. The address itself is kept
only as a keyed hash, until its window ends.
"""

import ipaddress
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from binakon.core import clock, crypto

_PREFIX = "limit:"
# The table of the shared cache; `settings.CACHES` names it.
_COUNT = """
    INSERT INTO core_cache (cache_key, value, expires) VALUES (%s, '1', %s)
    ON CONFLICT (cache_key) DO UPDATE SET value = CAST(CAST(core_cache.value AS INTEGER) + 1 AS TEXT)
    RETURNING value
"""
_SUM = "SELECT COALESCE(SUM(CAST(value AS INTEGER)), 0) FROM core_cache WHERE cache_key IN ({})"
_PURGE = "DELETE FROM core_cache WHERE cache_key LIKE %s AND expires < %s"


def count(
    name: str, who: str, *, most: int, seconds: int, at: datetime | None = None
) -> timedelta | None:
    """Count one try; None while there were at most so many in the running window, else how long to wait.

    `most` 0 counts nothing and refuses nobody.
    """
    if not most:
        return None
    moment = at or clock.now()
    window = int(moment.timestamp()) // seconds
    ends = datetime.fromtimestamp((window + 1) * seconds, tz=UTC)
    return ends - moment if _counted(_key(name, who, window), ends) > most else None


def tally(name: str, *, at: datetime | None = None, minutes: int = 10) -> int:
    """Count something that befell the whole installation; how often it did in the last minutes, this time included."""
    moment = at or clock.now()
    minute = int(moment.timestamp()) // 60
    forgotten = datetime.fromtimestamp((minute + minutes) * 60, tz=UTC)
    _counted(_key(name, "", minute), forgotten)
    keys = [_key(name, "", minute - past) for past in range(minutes)]
    with connection.cursor() as cursor:
        cursor.execute(_SUM.format(", ".join(["%s"] * len(keys))), keys)
        return int(cursor.fetchone()[0])


def _counted(key: str, forgotten: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [key, connection.ops.adapt_datetimefield_value(forgotten)])
        return int(cursor.fetchone()[0])


def _key(name: str, who: str, window: int) -> str:
    return f"{_PREFIX}{name}:{crypto.keyed_index('limit', who)[:32]}:{window}"


def forget_past(*, at: datetime | None = None) -> int:
    """Delete the counts of windows that have ended; how many."""
    moment = connection.ops.adapt_datetimefield_value(at or clock.now())
    with connection.cursor() as cursor:
        cursor.execute(_PURGE, [f"{_PREFIX}%", moment])
        return int(cursor.rowcount)


def address_of(request: HttpRequest) -> str:
    """Who asks, as far as the network knows: in production what our own proxy saw, which nobody can forge.

    An IPv6 address counts by its network of 64 bits, which one household or office has for itself.
    """
    seen = str(request.META.get("REMOTE_ADDR") or "")
    if settings.MODE == "production":
        # The proxy in front appends whom it saw; what stands before that is only what the client said.
        seen = request.headers.get("X-Forwarded-For", seen).rsplit(",", 1)[-1].strip()
    try:
        address = ipaddress.ip_address(seen)
    except ValueError:
        return seen
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(address)
