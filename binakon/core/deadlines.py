"""Clocks that run: every chapter's actions start and stop their own; "this week" and the calendar file only read."""

from datetime import datetime, time, timedelta
from enum import Enum

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from binakon.core import clock
from binakon.core.holidays import add_working_days, working_days_between
from binakon.core.models import Deadline

# Offices close at four; a clock that ends on a day ends then.
CLOSING = time(16, 0)


def due_after(moment: datetime, working_days: int) -> datetime:
    """The close of the office so many working days after a moment (weekends, holidays and joint leave do not count)."""
    day = add_working_days(timezone.localdate(moment), working_days)
    return datetime.combine(day, CLOSING, tzinfo=timezone.get_default_timezone())


def end_of_weeks(moment: datetime, weeks: int) -> datetime:
    """The end of the week that lies so many weeks after a moment (0 is the running one)."""
    day = timezone.localdate(moment)
    return clock.end_of(day + timedelta(days=6 - day.weekday() + 7 * weeks))


def start_clock(
    subject: models.Model,
    kind: str,
    *,
    title: str,
    office_code: str,
    due_at: datetime,
    owner_code: str = "",
    path: str = "",
) -> Deadline:
    """Let a clock of this kind run for a subject; one that runs already is set anew. Call it inside the action."""
    found, _new = Deadline.objects.update_or_create(
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        kind=kind,
        done_at=None,
        defaults={
            "title": title[:300],
            "office_code": office_code,
            "owner_code": owner_code,
            "path": path,
            "due_at": due_at,
        },
    )
    return found


def stop_clock(subject: models.Model, kind: str, *, at: datetime | None = None) -> None:
    """What was due has been done, or is no longer asked for; stopping a clock that does not run changes nothing."""
    running = Deadline.objects.open().filter(
        subject_type=subject._meta.label_lower, subject_id=subject.pk, kind=kind
    )
    running.update(done_at=at or clock.now())


class Nearness(Enum):
    """How a due moment lies to the present one."""

    LATE = "late"
    TODAY = "today"
    AHEAD = "ahead"


def nearness(due_at: datetime, moment: datetime) -> Nearness:
    """Whether a clock has run out, ends today, or later."""
    if due_at < moment:
        return Nearness.LATE
    is_today = timezone.localdate(due_at) == timezone.localdate(moment)
    return Nearness.TODAY if is_today else Nearness.AHEAD


def distance_words(due_at: datetime, moment: datetime) -> str:
    """How far a due moment is, as people say it: days late by the calendar, days ahead by working days.

    "terlambat 3 hari", "lewat hari ini", "hari ini", "2 hari kerja lagi"; where only days off lie between:
    "besok, hari libur".
    """
    due, today = timezone.localdate(due_at), timezone.localdate(moment)
    if due_at < moment:
        days = (today - due).days
        if not days:
            return _("lewat hari ini")
        return ngettext("terlambat %(days)d hari", "terlambat %(days)d hari", days) % {"days": days}
    if due == today:
        return _("hari ini")
    working = working_days_between(today, due)
    if working:
        return ngettext("%(days)d hari kerja lagi", "%(days)d hari kerja lagi", working) % {
            "days": working
        }
    days = (due - today).days
    if days == 1:
        return _("besok, hari libur")
    return ngettext(
        "%(days)d hari lagi, semuanya hari libur", "%(days)d hari lagi, semuanya hari libur", days
    ) % {"days": days}
