"""The clock of a year's end: the last day on which an SKK is recorded, while cases of the year are on their way."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from binakon.certification.models import Case
from binakon.certification.queries.finish import estimates_of, lengths
from binakon.certification.states import ENDED_CASES, CaseState
from binakon.core import clock
from binakon.core.actor import Actor
from binakon.core.deadlines import CLOSING, start_clock, stop_clock
from binakon.core.models import Deadline
from binakon.planning.models import ProgrammeYear
from binakon.planning.states import YearState

YEAR_RECORDING = "year_recording"


@transaction.atomic
def watch_year_end(*, by: Actor, at: datetime | None = None) -> int:
    """Let one clock run for every year with cases that are not recorded yet; returns how many run.

    Its day is the one that the page of the year's end counts back from; `by` is whose job it is. A year that is over
    or closed reminds of nothing: its cases go on with clocks of their own.
    """
    moment = at or clock.now()
    today = timezone.localdate(moment)
    over = (*ENDED_CASES, CaseState.RECORDED)
    waiting = Case.objects.exclude(state__in=over).values("activity__programme")
    clocked = Deadline.objects.open().filter(kind=YEAR_RECORDING).values("subject_id")
    rows = ProgrammeYear.objects.filter(Q(pk__in=waiting) | Q(pk__in=clocked))
    busy = set(rows.filter(pk__in=waiting).values_list("pk", flat=True))
    running = 0
    for programme in rows.select_related("office"):
        is_over = programme.year < today.year or programme.state == YearState.CLOSED
        if programme.pk not in busy or is_over:
            stop_clock(programme, YEAR_RECORDING, at=moment)
            continue
        running += 1
        _known, last = lengths(estimates_of(programme.office, today), programme.year)
        start_clock(
            programme,
            YEAR_RECORDING,
            title=f"Hari terakhir mencatat SKK {programme.year}",
            office_code=programme.office.code,
            due_at=datetime.combine(last, CLOSING, tzinfo=timezone.get_default_timezone()),
            path=f"/meja/sertifikasi/akhir-tahun/?tahun={programme.year}",
        )
    return running
