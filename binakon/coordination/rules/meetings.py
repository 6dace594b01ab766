"""What a meeting and its agenda must have: facts in, problems out."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.utils.text import slugify
from django.utils.translation import gettext as _

from binakon.coordination.states import MeetingState
from binakon.core.problems import Problem

MOST_HOURS = 12
# What is announced to the offices may change until the meeting begins.
OPEN_STATES = (MeetingState.PREPARED, MeetingState.INVITED)
# A point that nobody foresaw comes up in the meeting itself; a closed one is resumed first.
AGENDA_STATES = (*OPEN_STATES, MeetingState.RUNNING)


def meeting_problems(
    *,
    title: str,
    starts_at: datetime | None,
    ends_at: datetime | None,
    has_place: bool,
    day: date | None,
    reply_by: date | None,
) -> list[Problem]:
    """What stands in the way of keeping a meeting on `day`."""
    problems = []
    if not title.strip():
        problems.append(Problem("title", _("Tulis nama rapatnya.")))
    if starts_at is None:
        problems.append(Problem("starts", _("Tulis tanggal dan jam mulainya.")))
    if ends_at is None:
        problems.append(Problem("ends", _("Tulis jam selesainya.")))
    if starts_at is not None and ends_at is not None:
        if ends_at <= starts_at:
            sentence = _("Rapat selesai sebelum dimulai. Periksa kedua jamnya.")
            problems.append(Problem("ends", sentence))
        elif ends_at - starts_at > timedelta(hours=MOST_HOURS):
            sentence = _("Satu rapat paling lama %(most)d jam. Buat rapat kedua untuk sisanya.")
            problems.append(Problem("ends", sentence % {"most": MOST_HOURS}))
    if not has_place:
        sentence = _("Tulis tempat rapatnya, atau tautan untuk rapat daring.")
        problems.append(Problem("venue", sentence))
    if reply_by is not None and day is not None and reply_by > day:
        sentence = _("Batas jawaban harus sebelum atau pada hari rapat.")
        problems.append(Problem("reply_by", sentence))
    return problems


def same_meeting(href: str) -> Problem:
    """That the meeting was prepared already, with the way to it."""
    sentence = _(
        "Rapat dengan nama, seri dan jam mulai ini sudah disiapkan, jadi tidak dibuat dua kali. Buka yang sudah ada, atau ubah nama atau jamnya."
    )
    return Problem("twice", sentence, href=href, link=_("Buka rapat yang sudah ada"))


def agenda_problems(*, title: str, length: int | None) -> list[Problem]:
    """What stands in the way of keeping one point of the agenda."""
    problems = []
    if not title.strip():
        problems.append(Problem("title", _("Tulis mata acaranya.")))
    if length is not None and not 1 <= length <= MOST_HOURS * 60:
        sentence = _("Lama satu acara antara 1 dan %(most)d menit.")
        problems.append(Problem("length", sentence % {"most": MOST_HOURS * 60}))
    return problems


def code_of(office_code: str, title: str, day: date, taken: Collection[str]) -> str:
    """The name of a meeting in addresses: "63-2026-04-02-rapat-koordinasi", with a number where that is taken."""
    stem = f"{office_code.replace('.', '-')}-{day:%Y-%m-%d}-{slugify(title)}"[:52].rstrip("-")
    number, code = 1, stem
    while code in taken:
        number += 1
        code = f"{stem}-{number}"
    return code
