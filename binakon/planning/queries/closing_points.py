"""What is still open in a year: what planning knows itself, and what later chapters say of theirs.

A chapter registers its question in its `queries/answers.py`, which core finds by itself: planning imports none of them.
"""

from collections.abc import Callable, Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from binakon.core.models import Deadline
from binakon.planning.models import Activity, Commitment, PlanVersion, ProgrammeYear, Realisation
from binakon.planning.rules.closing import OpenPoint, in_order, running_year
from binakon.planning.states import ActivityState, DutyKind, VersionState

Ask = Callable[[ProgrammeYear], OpenPoint]

_AHEAD = (ActivityState.PLANNED, ActivityState.RESCHEDULED, ActivityState.POSTPONED)
_UNDECIDED = (VersionState.DRAFT, VersionState.SUBMITTED)
_asked: dict[str, Ask] = {}


def open_point(key: str) -> Callable[[Ask], Ask]:
    """Register what a chapter still has open in a year; a key is taken once."""

    def register(ask: Ask) -> Ask:
        if key in _asked:
            raise ValueError(f"what is open as {key} is registered twice")
        _asked[key] = ask
        return ask

    return register


def open_points(programme: ProgrammeYear, day: date) -> tuple[OpenPoint, ...]:
    """Everything that is still open in a year on a day, what refuses its closing first."""
    return in_order(
        [
            running_year(programme.year, day),
            *_own(programme),
            *(ask(programme) for ask in _asked.values()),
        ]
    )


def _own(programme: ProgrammeYear) -> Iterator[OpenPoint]:
    yield _activities(programme)
    yield _versions(programme)
    yield _commitments(programme)
    yield _payments(programme)
    yield _clocks(programme)


def _activities(programme: ProgrammeYear) -> OpenPoint:
    rows = Activity.objects.filter(programme=programme, state__in=_AHEAD, realised=None)
    many = rows.count()
    sentence = ngettext(
        "%(many)d kegiatan belum terlaksana dan belum dibatalkan. Catat pelaksanaannya, atau batalkan dengan alasan.",
        "%(many)d kegiatan belum terlaksana dan belum dibatalkan. Catat pelaksanaannya, atau batalkan dengan alasan.",
        many,
    )
    href = f"/meja/rencana/{programme.year}/"
    return OpenPoint("activities", many, sentence % {"many": many}, href)


def _versions(programme: ProgrammeYear) -> OpenPoint:
    many = PlanVersion.objects.filter(programme=programme, state__in=_UNDECIDED).count()
    sentence = ngettext(
        "%(many)d versi anggaran belum diputuskan. Sahkan, atau buang konsepnya.",
        "%(many)d versi anggaran belum diputuskan. Sahkan, atau buang konsepnya.",
        many,
    )
    href = f"/meja/rencana/{programme.year}/"
    return OpenPoint("versions", many, sentence % {"many": many}, href)


def _commitments(programme: ProgrammeYear) -> OpenPoint:
    rows = Commitment.objects.filter(
        activity__programme=programme, kind=Commitment.Kind.COMMITTED, unit=Commitment.Unit.RUPIAH
    )
    many = rows.count()
    sentence = ngettext(
        "%(many)d ikatan belanja belum tercatat dibayar. Yang tidak jadi dibayar dilepas dulu; sisanya tetap terikat.",
        "%(many)d ikatan belanja belum tercatat dibayar. Yang tidak jadi dibayar dilepas dulu; sisanya tetap terikat.",
        many,
    )
    return OpenPoint(
        "commitments", many, sentence % {"many": many}, f"/meja/uang/{programme.year}/"
    )


def _payments(programme: ProgrammeYear) -> OpenPoint:
    has_budget = PlanVersion.objects.filter(programme=programme).in_force().exists()
    is_silent = has_budget and not Realisation.objects.filter(programme=programme).exists()
    sentence = _(
        "Bendahara belum mencatat realisasi apa pun, jadi realisasi belanja dibekukan sebagai belum diisi."
    )
    return OpenPoint("payments", int(is_silent), sentence, f"/meja/uang/{programme.year}/")


def _clocks(programme: ProgrammeYear) -> OpenPoint:
    rows = Deadline.objects.open().filter(
        office_code=programme.office.code, due_at__year__lte=programme.year
    )
    # The clock of the closing itself is stopped by it.
    many = rows.exclude(kind=DutyKind.YEAR_END).count()
    sentence = ngettext(
        "%(many)d tenggat tahun ini masih berjalan atau terlewat.",
        "%(many)d tenggat tahun ini masih berjalan atau terlewat.",
        many,
    )
    return OpenPoint("clocks", many, sentence % {"many": many}, "/meja/tenggat/")
