"""One row by what identifies it, asked in words that are put together once.

A rush asks for the same few rows thousands of times, and putting a query of fifty columns together costs several times
what its answer does. Only plain equality, one table, one row; for everything else there are querysets.
"""

from functools import cache
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.db.models import Field, Model

M = TypeVar("M", bound=Model)


def one(model: type[M], **known: Any) -> M:
    """The row whose fields have these values (`key=…`, `training_id=…`); `ObjectDoesNotExist` when there is none."""
    found = one_or_none(model, **known)
    if found is None:
        raise ObjectDoesNotExist(f"no row of {model._meta.label} is known like this")
    return found


def one_or_none(model: type[M], **known: Any) -> M | None:
    """The same, or None."""
    values = [
        _field(model, name).get_db_prep_value(value, connection) for name, value in known.items()
    ]
    return next(iter(model._base_manager.raw(_question(model, tuple(known)), values)), None)


def again(row: Model) -> None:
    """Bring a row up to date, like `refresh_from_db`; what hangs on it stays where its number is still the same."""
    fresh = one(type(row), **{row._meta.pk.attname: row.pk})
    for field in row._meta.concrete_fields:
        setattr(row, field.attname, getattr(fresh, field.attname))


def _field(model: type[Model], name: str) -> "Field[Any, Any]":
    field = model._meta.get_field(name)
    assert isinstance(field, Field), f"{name} is no column"
    return field


@cache
def _question(model: type[Model], names: tuple[str, ...]) -> str:
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(str(field.column)) for field in model._meta.concrete_fields)
    known = " AND ".join(f"{quoted(str(_field(model, name).column))} = %s" for name in names)
    return f"SELECT {columns} FROM {quoted(model._meta.db_table)} WHERE {known}"  # noqa: S608 - names of our own models
