"""The clock that decides: the database's, so that several machines agree."""

from datetime import UTC, date, datetime, time

from django.db import connection
from django.utils import timezone


def now() -> datetime:
    """The present moment by the database's clock (the machine's own on the embedded database)."""
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment.astimezone(UTC)


def end_of(day: date) -> datetime:
    """The last moment of `day` in the installation's time zone: what "as of D" means."""
    return datetime.combine(day, time.max, tzinfo=timezone.get_default_timezone())
