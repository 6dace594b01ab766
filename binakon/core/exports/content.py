"""What an export holds: a list, the rows that were found, who asked and when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.lists import Asked, Column, Listing, found
from binakon.core.lists.asked import narrowings

PART = 1000
FILE_STEM = re.compile(r"[a-z][a-z0-9-]{0,59}")


@dataclass(frozen=True, slots=True)
class Export:
    """A list on its way into a file.

    `queryset` holds what the viewer may see; the filters of `asked` narrow it, its page does not. `title` and `by` are
    written on the last sheet; `stem` begins the file's name (small letters, digits, "-"; nobody's name or number).
    """

    listing: Listing
    queryset: QuerySet[Any, Any]
    asked: Asked
    title: str
    stem: str
    by: str
    at: datetime
    with_personal: bool = False

    def __post_init__(self) -> None:
        """Refuse a file name that could hold more than the kind of list."""
        if not FILE_STEM.fullmatch(self.stem) or re.search(r"\d{6}", self.stem):
            raise ValueError(f"{self.stem}: small letters, digits and '-', no long number")

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that are written."""
        return self.listing.exported(with_personal=self.with_personal)

    def file_name(self, form: str) -> str:
        """pendaftaran-2026-04-17-1600.xlsx; with personal data it says so, so that nobody passes it on unknowing."""
        kind = "-data-pribadi" if self.with_personal else ""
        return f"{self.stem}{kind}-{timezone.localtime(self.at):%Y-%m-%d-%H%M}.{form}"

    def parts(self) -> Iterator[list[Any]]:
        """All rows found, a thousand at a time, read once from the database."""
        rows = found(self.listing, self.queryset, self.asked).iterator(chunk_size=PART)
        while part := list(islice(rows, PART)):
            yield self.listing.gathered(part)

    def about(self, rows: int, cut: int) -> list[tuple[str, str]]:
        """What the last sheet says of the file: what, by whom, when, which filters, how many rows."""
        narrowed = [
            f"{name}: {value}" for _word, name, value in narrowings(self.listing, self.asked)
        ]
        personal = _("ya, dengan alasan yang dicatat") if self.with_personal else _("tidak")
        lines = [
            (_("Isi"), self.title),
            (_("Diunduh oleh"), self.by),
            (_("Waktu"), words.moment(self.at)),
            (_("Saringan"), "; ".join(narrowed) or _("tidak ada")),
            (_("Jumlah baris"), words.number(rows)),
            (_("Data pribadi"), personal),
        ]
        if cut:
            sentence = _(
                "%(count)d sel terlalu panjang untuk Excel dan dipotong; CSV memuat semuanya"
            )
            lines.append((_("Dipotong"), sentence % {"count": cut}))
        return lines
