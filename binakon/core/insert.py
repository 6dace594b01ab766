"""Many new rows of one table, where nobody asks for their numbers: the embedded database takes each in a few microseconds.

`bulk_create` puts a statement of hundreds of placeholders together for every few dozen rows; SQLite runs one short
statement over and over instead. Elsewhere `bulk_create` stays what it is.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model
from django.db.models.expressions import DatabaseDefault

_BATCH = 1000


def insert_many(rows: Sequence[Model], *, ignore_conflicts: bool = False) -> None:
    """Store these new rows of one table; they do not learn their numbers. A column left to the database stays its own.

    With `ignore_conflicts` a row that a UNIQUE forbids is passed over.
    """
    if not rows:
        return
    if connection.vendor != "sqlite":
        manager = type(rows[0])._base_manager
        manager.bulk_create(rows, batch_size=_BATCH, ignore_conflicts=ignore_conflicts)
        return
    meta, first = rows[0]._meta, rows[0]
    fields = [
        field
        for field in meta.local_concrete_fields
        if not field.primary_key and not isinstance(getattr(first, field.attname), DatabaseDefault)
    ]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    verb = "INSERT OR IGNORE" if ignore_conflicts else "INSERT"
    statement = f"{verb} INTO {quote(meta.db_table)} ({columns}) VALUES ({marks})"
    with connection.cursor() as cursor:
        cursor.executemany(statement, _values(rows, fields))


def _values(rows: Sequence[Model], fields: Sequence[Any]) -> Iterator[list[Any]]:
    for row in rows:
        yield [
            field.get_db_prep_save(getattr(row, field.attname), connection=connection)
            for field in fields
        ]
