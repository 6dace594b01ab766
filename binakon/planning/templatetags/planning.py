"""Words of activities and amounts in templates."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _

from binakon.core.calendar import QUARTERS
from binakon.planning.queries.scenario_origin import ProposalOrigin
from binakon.planning.rules import activity_words, compare_words
from binakon.planning.rules.plan_file import ActivityEntry
from binakon.planning.rules.plan_tree import Branch
from binakon.planning.sheets.book_cells import Cell

register = template.Library()

register.filter("window_words", activity_words.window_words)
register.filter("signed", compare_words.signed)
register.filter("amount", compare_words.shown)


@register.filter
def region_words(entry: ActivityEntry, names: Mapping[str, str]) -> str:
    """Which kabupaten/kota an activity involves."""
    return activity_words.region_words(entry, names)


@register.filter
def of(names: Mapping[str, str], code: str) -> str:
    """The name behind a code; "" when nobody knows it."""
    return names.get(code, "")


@register.filter
def assumed(branch: Branch, origin: ProposalOrigin | None) -> frozenset[str]:
    """The codes of a branch's activities whose cost is still what a scenario assumed."""
    known = origin.costs if origin else {}
    return frozenset(
        each.code
        for each in branch.activities
        if each.cost is not None and known.get(each.code) == each.cost
    )


@register.filter
def roman(quarter: int) -> str:
    """The quarter (triwulan) as it is written: I to IV."""
    return QUARTERS[quarter - 1]


@register.filter
def move_label(move: str) -> str:
    """The deed that a button names."""
    return {
        "reschedule": _("Jadwalkan ulang"),
        "postpone": _("Tunda tanpa tanggal baru"),
        "cancel": _("Batalkan kegiatan"),
        "hold": _("Catat bahwa kegiatan terlaksana"),
        "close": _("Tutup kegiatan: berkasnya lengkap"),
    }[move]


@register.filter
def cell(place: int | None) -> str:
    """Which cell of a workbook a problem is about; "" where it is about the whole."""
    return str(place) if isinstance(place, Cell) else ""
