"""What coordination counts: offices that were asked to meetings, and offices that came (decision 35)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.coordination.queries.counted import Asked, MeetingsOfYear, meetings_of_year
from binakon.core import words
from binakon.core.measures import Counted, Measure, Row, Scope, register

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


def _read(scope: Scope) -> MeetingsOfYear:
    key = f"meetings:{scope.office}:{scope.year}:{scope.as_of}"
    return scope.once(key, lambda: meetings_of_year(scope.office, scope.year, scope.as_of))


def _invited(scope: Scope) -> Counted:
    found = [asked for asked in _read(scope).asked if asked.was_sent]
    return _counted(found, scope) if found else Counted()


def _attended(scope: Scope) -> Counted:
    year = _read(scope)
    found = [asked for asked in year.asked if asked.came]
    # Before the first meeting nobody can have come: that is unknown, not none.
    return _counted(found, scope) if found or year.were_held else Counted()


def _counted(found: Iterable[Asked], scope: Scope) -> Counted:
    rows = [_row(asked, scope) for asked in found]
    many = len({asked.office_code for asked in found})
    note = _("%(many)s kantor berbeda; satu kantor dihitung sekali untuk tiap rapat.")
    told = {"many": words.number(many)}
    return Counted(len(rows), None, tuple(rows), note=note % told if rows else "")


def _row(asked: Asked, scope: Scope) -> Row:
    path = "" if scope.is_public else f"/meja/rapat/{asked.code}/hadir/"
    return Row(asked.office, 1, f"{asked.meeting}, {words.day(asked.on)}", path)


_SOURCE: "StrPromise" = gettext_lazy("Undangan dan daftar hadir rapat di Binakon")

for _measure in (
    Measure(
        "offices_invited",
        gettext_lazy("kantor diundang"),
        gettext_lazy("kantor"),
        gettext_lazy(
            "Kantor kabupaten/kota yang undangannya ke rapat koordinasi sudah dikirim. Satu kantor dihitung sekali untuk tiap rapat; rapat yang dibatalkan tidak dihitung."
        ),
        _SOURCE,
        _invited,
    ),
    Measure(
        "offices_attended",
        gettext_lazy("kantor hadir"),
        gettext_lazy("kantor"),
        gettext_lazy(
            "Kantor kabupaten/kota yang sedikitnya satu orangnya tercatat hadir pada rapat koordinasi. Satu kantor dihitung sekali untuk tiap rapat."
        ),
        _SOURCE,
        _attended,
    ),
):
    register(_measure)
