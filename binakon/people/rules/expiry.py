"""When an SKK ends, seen from a day: over, near, later, or not known."""

from calendar import monthrange
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def ends_words(expires_on: date | None, today: date) -> str:
    """How far the end is: "berakhir hari ini", "4 bulan lagi", "lewat 2 bulan"; "" when it is unknown."""
    if expires_on is None:
        return ""
    days = (expires_on - today).days
    if days == 0:
        return _("berakhir hari ini")
    many, unit = _span(today, expires_on) if days > 0 else _span(expires_on, today)
    if unit == "month":
        words = ngettext("%(many)d bulan", "%(many)d bulan", many)
    else:
        words = ngettext("%(many)d hari", "%(many)d hari", many)
    span = words % {"many": many}
    return _("%(span)s lagi") % {"span": span} if days > 0 else _("lewat %(span)s") % {"span": span}


def ends_tone(expires_on: date | None, today: date) -> str:
    """The tone of its badge: over is bad, within six months waits."""
    if expires_on is None:
        return ""
    if expires_on < today:
        return "bad"
    return "wait" if expires_on <= months_after(today, 6) else "good"


def _span(first: date, last: date) -> tuple[int, str]:
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    return (months, "month") if months >= 2 else ((last - first).days, "day")
