"""Many new rows of one table, where nobody asks for their numbers: the embedded database takes each in a few microseconds.

`bulk_create` puts a statement of hundreds of placeholders together for every few dozen rows; SQLite runs one short
statement over and over instead. Elsewhere `bulk_create` stays what it is.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.models import BooleanField, CharField, ForeignKey, IntegerField, Model, TextField
from django.db.models.expressions import DatabaseDefault

_BATCH = 1000
# Fields that hand these types on as they are.
_PLAIN = (CharField, TextField, IntegerField, BooleanField, ForeignKey)
_TAKEN = frozenset({str, int, bool, type(None)})


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
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    verb = "INSERT OR IGNORE" if ignore_conflicts else "INSERT"
    statement = f"{verb} INTO {quote(meta.db_table)} ({columns}) VALUES ({marks})"
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(_values(rows, fields)))


def _values(rows: Sequence[Model], fields: Sequence[Any]) -> Iterator[list[Any]]:
    # Most values are what the database takes; only the others are asked of their field.
    plain = [isinstance(field, _PLAIN) for field in fields]
    told = [
        (field.attname, field.get_db_prep_save, is_plain)
        for field, is_plain in zip(fields, plain, strict=True)
    ]
    for row in rows:
        known = row.__dict__
        yield [
            value if is_plain and type(value) in _TAKEN else prepared(value, connection=connection)
            for value, prepared, is_plain in ((known[name], how, easy) for name, how, easy in told)
        ]
