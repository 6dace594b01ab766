"""What follows the day of a class: days of the calendar until its result, then working days until it is recorded and paid."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from binakon.core import words
from binakon.core.stretches import Stretch


def chain_sums(chain: Sequence[Stretch]) -> tuple[int, int]:
    """The days of the calendar and the working days of a chain."""
    of_calendar = sum(each.days for each in chain if not each.is_working)
    return of_calendar, sum(each.days for each in chain if each.is_working)


def chain_stated(
    of_calendar: int, working: int, known: tuple[Stretch, ...] = ()
) -> tuple[Stretch, ...]:
    """The chain of these days; `known` as it is, with all its stretches in their order, where the days are still its own."""
    if chain_sums(known) == (of_calendar, working):
        return known
    found = (Stretch("result", of_calendar), Stretch("record", working, is_working=True))
    return tuple(each for each in found if each.days)


def chain_words(chain: Sequence[Stretch]) -> str:
    """When the result is there, in words."""
    of_calendar, working = chain_sums(chain)
    parts = []
    if of_calendar:
        told = ngettext("%(days)s hari kalender", "%(days)s hari kalender", of_calendar)
        parts.append(told % {"days": words.number(of_calendar)})
    if working:
        told = ngettext("%(days)s hari kerja", "%(days)s hari kerja", working)
        parts.append(told % {"days": words.number(working)})
    if not parts:
        return _("hasilnya pada hari itu juga")
    return _("hasil %(days)s sesudahnya") % {"days": words.joined(parts)}
