"""The rupiah of each sub-activity by quarter, as a paper prints them."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from binakon.core.calendar import QUARTERS
from binakon.planning.documents.prints import MoneyLine
from binakon.planning.documents.words import figure, percent, total


def money_part(lines: Sequence[MoneyLine]) -> dict[str, object] | None:
    """Ceiling, committed, realised by quarter and remaining of each line, and all of them; None for no line."""
    if not lines:
        return None
    quarters = [_("TW %(quarter)s") % {"quarter": quarter} for quarter in QUARTERS]
    return {
        "title": _("Uang per triwulan"),
        "unit": _(
            "Dalam rupiah. Garis penuh: sudah direalisasi; arsir: terikat; garis jahit: sisa."
        ),
        "heads": [
            _("Pagu"),
            _("Terikat"),
            *quarters,
            _("Realisasi tercatat"),
            _("Sisa"),
        ],
        "lines": [_line(line) for line in lines],
        "total_name": _("Jumlah semua sub kegiatan"),
        "total": [
            total(line.ceiling for line in lines),
            total(line.committed for line in lines),
            *(total(line.realised[quarter] for line in lines) for quarter in range(4)),
            total(_recorded(line) for line in lines),
            total(line.remaining for line in lines),
        ],
    }


def _line(line: MoneyLine) -> dict[str, object]:
    recorded = _recorded(line)
    return {
        "code": line.code,
        "name": line.name or _("Tanpa sub kegiatan"),
        "cells": [
            figure(line.ceiling),
            figure(line.committed),
            *(figure(amount) for amount in line.realised),
            figure(recorded),
            figure(line.remaining),
        ],
        "shares": _shares(line, recorded),
    }


def _recorded(line: MoneyLine) -> int | None:
    """What the quarters filled in so far add up to; None as long as none is."""
    known = [amount for amount in line.realised if amount is not None]
    return sum(known) if known else None


def _shares(line: MoneyLine, recorded: int | None) -> dict[str, object] | None:
    """Parts of 1,000 of the ceiling that are paid, and bound but not yet paid; None where that cannot be told."""
    if not line.ceiling or recorded is None:
        return None
    done = _part(recorded, line.ceiling)
    wait = 0 if line.remaining is None else 1000 - done - _part(line.remaining, line.ceiling)
    return {
        "done": done,
        "wait": max(0, wait),
        "words": _("terealisasi %(share)s") % {"share": percent(recorded, line.ceiling)},
    }


def _part(amount: int, whole: int) -> int:
    return max(0, min(1000, amount * 1000 // whole))
