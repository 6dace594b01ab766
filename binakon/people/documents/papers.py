"""What every official paper prints, in Indonesian whatever language the reader has chosen."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from django.conf import settings

from binakon.core import clock, words

BLANK = "……………………"


def paper_words(
    title: str, head: Mapping[str, str], *, is_draft: bool, is_numbered: bool = True
) -> dict[str, object]:
    """The parts that the sheet itself prints; pages of one paper are `is_numbered`, letters bound together are not."""
    return {
        "title": title,
        "author": head["office_name"],
        "head": head,
        "numbered": is_numbered,
        "page": "Halaman {page} dari {pages}",
        "sample": "DATA CONTOH – bukan surat resmi" if settings.MODE == "demo" else "",
        "draft": "KONSEP" if is_draft else "",
    }


def signature_of(
    head: Mapping[str, str], *, place: str, dated: date | None, lead: tuple[str, str] = ("", "")
) -> dict[str, str]:
    """The signature block: place and date, the position, and the name over rank and NIP."""
    day = words.day(dated) if dated else BLANK
    where = place or BLANK
    first, second = lead
    return {
        "place": f"{first}{where}" if first else f"{where}, {day}",
        "date": f"{second}{day}" if second else "",
        "position": head.get("position") or BLANK,
        "name": head.get("name") or BLANK,
        "rank": head.get("rank", ""),
        "employee_number": f"NIP {head['employee_number']}" if head.get("employee_number") else "",
    }


def paragraphs(text: str) -> list[list[str]]:
    """A typed text as paragraphs of lines; an empty line parts paragraphs."""
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return [[line.strip() for line in part.split("\n")] for part in parts if part.strip()]


def points(text: str) -> list[str]:
    """A typed text as points, one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def days(starts_on: date, ends_on: date) -> str:
    """Senin, 4 Mei 2026 – or from that day to another."""
    first = words.weekday_and_day(starts_on)
    return (
        first if starts_on == ends_on else f"{first} sampai dengan {words.weekday_and_day(ends_on)}"
    )


def printed_as_of(dated: date | None) -> datetime:
    """The date of the file: the paper's own where it has one, so that equal papers are equal bytes."""
    return clock.end_of(dated) if dated else clock.now()
