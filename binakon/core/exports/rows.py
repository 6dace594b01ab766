"""CSV, streamed: RFC 4180 with commas, every text quoted and protected, a byte order mark so that Excel reads UTF-8."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from math import isfinite
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from binakon.core.exports.content import Export
from binakon.core.exports.text import clean, protect

BOM = "\ufeff"


def csv_parts(export: Export) -> Iterator[str]:
    """The file in parts of a thousand rows, in the language of whoever asked.

    Dates are 2026-04-17, moments 2026-04-17 16:00:00 in the installation's time zone, numbers have a point; unknown is
    empty.
    """
    # The answer is sent after the middleware has put its language away.
    language = get_language()
    columns = export.columns
    values = [column.value for column in columns]
    text = StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([csv_value(str(column.label)) for column in columns])
    yield BOM + _taken(text)
    for part in export.parts():
        with override(language):
            for row in part:
                writer.writerow([csv_value(value(row)) for value in values])
        yield _taken(text)


def csv_value(value: Any) -> Any:
    """One value as the csv writer takes it."""
    if type(value) is str:
        return protect(clean(value))
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, int | float | Decimal):
        return value if isfinite(value) else protect(str(value))
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date):
        return value.isoformat()
    return protect(clean(str(value)))


def _taken(text: StringIO) -> str:
    whole = text.getvalue()
    text.seek(0)
    text.truncate()
    return whole
