"""Handing the totals of a closed year to the next one, as published figures with their source, exactly once."""

from datetime import datetime

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.calendar import format_day
from binakon.planning.models import HistoryFact, ProgrammeYear
from binakon.planning.queries.frozen_year import newest_closing, totals_of
from binakon.planning.rules.year_totals import OWN_SOURCE, Total


def hand_over_totals(programme: ProgrammeYear, *, by: Actor, at: datetime | None = None) -> int:
    """Write what a closed year promised and reached into the history of the next year; how many rows were written.

    Nothing is written while one of both is missing. What an earlier closing wrote follows the newest one; a figure
    that the office published otherwise stays what it is. Call it inside the action's transaction.
    """
    closing = newest_closing(programme.pk)
    later = ProgrammeYear.objects.filter(office=programme.office_id, year=programme.year + 1)
    following = later.select_related("office").first()
    if closing is None or following is None:
        return 0
    source = f"{OWN_SOURCE} {format_day(closing.as_of)}"
    written = [
        _follow(following, programme.year, total, source, by=by, at=at)
        for total in totals_of(closing)
    ]
    return sum(written)


def copy_history(
    programme: ProgrammeYear, following: ProgrammeYear, *, by: Actor, at: datetime | None = None
) -> None:
    """Let the next year know the published figures that this one knows; what it has already stays."""
    held = set(following.history.values_list("year", "indicator"))
    for fact in HistoryFact.objects.filter(programme=programme):
        if (fact.year, fact.indicator) in held:
            continue
        row = HistoryFact.objects.create(
            programme=following,
            year=fact.year,
            indicator=fact.indicator,
            position=fact.position,
            target=fact.target,
            realised=fact.realised,
            note=fact.note,
            source=fact.source,
        )
        _start(row, following, by, at)


def _follow(
    following: ProgrammeYear,
    year: int,
    total: Total,
    source: str,
    *,
    by: Actor,
    at: datetime | None,
) -> bool:
    values = {
        "target": total.target,
        "realised": total.realised,
        "note": total.note,
        "source": source,
    }
    held = following.history.filter(year=year, indicator=total.indicator).order_by("position")
    own = held.filter(source__startswith=OWN_SOURCE).first()
    if own is None and held.exists():
        return False
    if own is None:
        row = HistoryFact.objects.create(
            programme=following, year=year, indicator=total.indicator, **values
        )
        _start(row, following, by, at)
        return True
    before = {name: getattr(own, name) for name in values}
    if before == values:
        return False
    HistoryFact.objects.filter(pk=own.pk).update(**values)
    ledger.record(
        own,
        "historyfact:follow",
        by=by,
        at=at,
        sentence=f"{own} mengikuti penutupan terakhir",
        before=before,
        after=values,
        office_code=following.office.code,
    )
    return True


def _start(row: HistoryFact, following: ProgrammeYear, by: Actor, at: datetime | None) -> None:
    ledger.start(
        row,
        by=by,
        at=at,
        sentence=f"Angka yang diumumkan: {row}",
        office_code=following.office.code,
    )
