"""What tests of downloads make and read."""

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import Any

from django.http import QueryDict
from python_calamine import CalamineWorkbook

from binakon.core import exports, lists
from binakon.core.exports import Export
from binakon.core.lists import Column, Listing

AT = datetime(2026, 4, 17, 8, tzinfo=UTC)


TEXT_COLUMNS = ("nama", "asal", "catatan")


class Row(dict[str, Any]):
    """A row of a list that stands in no table."""


class Rows(list[Row]):
    """Rows that are asked as a queryset is."""

    def order_by(self, *_fields: str) -> "Rows":
        return self

    def iterator(self, chunk_size: int) -> Any:
        return iter(self)


def text_column(key: str) -> Column:
    return Column(key, key.title(), lambda row: row[key])


TEXTS = Listing(columns=tuple(text_column(key) for key in TEXT_COLUMNS), order=("pk",))


def an_export(listing: Listing = TEXTS, rows: Any = (), **more: Any) -> Export:
    values = {
        "title": "Pendaftaran",
        "stem": "pendaftaran",
        "by": "Staf (contoh)",
        "at": AT,
        **more,
    }
    asked = values.pop("asked", None) or lists.ask(listing, QueryDict(""))
    queryset = rows if hasattr(rows, "iterator") else Rows(rows)
    return Export(listing, queryset, asked, **values)


def row_of(column: str, payload: str) -> Row:
    return Row({key: payload if key == column else "aman" for key in TEXT_COLUMNS})


def read_csv(export: Export) -> list[list[str]]:
    text = "".join(exports.csv_parts(export)).encode("utf-8").decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline="")))


def workbook(export: Export) -> bytes:
    with exports.write_xlsx(export) as file:
        return file.read()


def sheet(content: bytes, number: int = 0) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(number).to_python()
