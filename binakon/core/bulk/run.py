"""Doing and undoing: each row in the transaction that also writes down that it was done."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.bulk.choosing import Selection, selection, still_the_same
from binakon.core.bulk.declare import Deed, Doing
from binakon.core.lists import Listing
from binakon.core.models import BulkDeed, BulkRow
from binakon.core.problems import Blocked, IllegalMove, NotAllowed, Problem, StaleState

Rows = QuerySet[Any, Any]
Step = Callable[[BulkRow, Any], bool]
REFUSALS = (Blocked, StaleState, IllegalMove, NotAllowed)


def confirm(
    deed: Deed,
    listing: Listing,
    queryset: Rows,
    token: str,
    *,
    by: Actor,
    at: datetime | None = None,
    office_code: str = "",
) -> int:
    """Do what was previewed and give the number of its `BulkDeed`; confirming twice, or after a crash, does each row once.

    Raises `StaleState` when a row changed since the preview: then nothing is done. Rows that came in after the preview
    do not take part.
    """
    moment = at or clock.now()
    chosen = selection(deed, token, user_id=by.user_id)
    if deed.is_whole:
        return _confirm_whole(deed, listing, queryset, chosen, Doing(by, moment), office_code)
    bulk = _begin(deed, listing, queryset, chosen, Doing(by, moment), office_code)
    _go_on(deed, listing, queryset, bulk, by, moment)
    return bulk.pk


def resume(deed: Deed, listing: Listing, queryset: Rows, pk: int, *, by: Actor) -> None:
    """Go on with the rows that one's own bulk deed did not reach because it was cut off; each row is done once."""
    bulk = _own(deed, pk, by)
    if bulk is None:
        raise IllegalMove(_("Ini tidak dapat dilanjutkan."))
    _go_on(deed, listing, queryset, bulk, by, clock.now())


def undo(
    deed: Deed,
    listing: Listing,
    queryset: Rows,
    pk: int,
    *,
    by: Actor,
    at: datetime | None = None,
) -> None:
    """Take back what one's own bulk deed did, row by row (all or none with `is_whole`); undoing twice changes nothing.

    Raises `IllegalMove` when it cannot be undone, not any more, or is not one's own. A row that changed since stays as
    it is and says why.
    """
    moment = at or clock.now()
    bulk = _own(deed, pk, by)
    if deed.undo is None or bulk is None or bulk.until is None:
        raise IllegalMove(_("Ini tidak dapat dibatalkan."))
    if bulk.undone_at is None and bulk.until < moment:
        raise IllegalMove(_("Waktu untuk membatalkan sudah lewat."))
    BulkDeed.objects.filter(pk=pk, undone_at=None).update(undone_at=moment)
    step = _undoing(deed, Doing(by, moment, bulk.details))
    done = bulk.rows.filter(done_at__isnull=False, undone_at=None, left_because="")
    rows = _rows(listing, queryset, done)
    before = bulk.rows.filter(undone_at__isnull=False).count()
    if deed.is_whole:
        with transaction.atomic():
            _all(done, rows, step)
    else:
        _each(bulk, done, rows, step)
    count = bulk.rows.filter(undone_at__isnull=False).count()
    if count > before:
        sentence = _("Dibatalkan: %(sentence)s") % {"sentence": bulk.sentence}
        ledger.record(bulk, "undo", by=by, sentence=sentence, at=at, office_code=bulk.office_code)


def _own(deed: Deed, pk: int, by: Actor) -> BulkDeed | None:
    if by.user_id is None:
        return None
    return BulkDeed.objects.filter(pk=pk, deed=deed.key, user_id=by.user_id).first()


def _go_on(
    deed: Deed, listing: Listing, queryset: Rows, bulk: BulkDeed, by: Actor, at: datetime
) -> None:
    waiting = _waiting(bulk)
    step = _doing(deed, Doing(by, at, bulk.details))
    _each(bulk, waiting, _rows(listing, queryset, waiting), step)
    _finish(deed, bulk, by)


def _confirm_whole(
    deed: Deed,
    listing: Listing,
    queryset: Rows,
    chosen: Selection,
    doing: Doing,
    office_code: str,
) -> int:
    with transaction.atomic():
        bulk = _begin(deed, listing, queryset, chosen, doing, office_code)
        waiting = _waiting(bulk)
        step = _doing(deed, Doing(doing.by, doing.at, bulk.details))
        _all(waiting, _rows(listing, queryset, waiting), step)
        _finish(deed, bulk, doing.by)
    return bulk.pk


def _begin(
    deed: Deed,
    listing: Listing,
    queryset: Rows,
    chosen: Selection,
    doing: Doing,
    office_code: str,
) -> BulkDeed:
    known = BulkDeed.objects.filter(token=chosen.nonce).first()
    if known:
        return known
    rows = listing.gathered(list(queryset.filter(pk__in=chosen.keys)))
    try:
        still_the_same(deed, listing, rows, chosen)
    except StaleState:
        # Perhaps it was this very confirmation, pressed twice, that changed them a moment ago.
        known = BulkDeed.objects.filter(token=chosen.nonce).first()
        if known is None:
            raise
        return known
    bulk = BulkDeed(
        deed=deed.key,
        token=chosen.nonce,
        details=dict(chosen.details),
        actor_kind=doing.by.kind.value,
        actor_label=doing.by.label[:300],
        user_id=doing.by.user_id,
        office_code=office_code,
        at=doing.at,
        until=doing.at + deed.undo_for if deed.undo else None,
    )
    try:
        with transaction.atomic():
            bulk.save(force_insert=True)
            BulkRow.objects.bulk_create(
                [BulkRow(bulk=bulk, key=key) for key in chosen.keys], batch_size=500
            )
    except IntegrityError:
        # The same confirmation, pressed twice: the other one was a moment faster.
        return BulkDeed.objects.get(token=chosen.nonce)
    return bulk


def _waiting(bulk: BulkDeed) -> QuerySet[BulkRow]:
    return bulk.rows.filter(done_at=None, left_because="")


def _rows(listing: Listing, queryset: Rows, taken: QuerySet[BulkRow]) -> dict[int, Any]:
    keys = list(taken.values_list("key", flat=True))
    rows = listing.gathered(list(queryset.filter(pk__in=keys)))
    return {listing.key(row): row for row in rows}


def _doing(deed: Deed, doing: Doing) -> Step:
    def step(line: BulkRow, row: Any) -> bool:
        if BulkRow.objects.filter(pk=line.pk, done_at=None).update(done_at=doing.at) != 1:
            return False
        memory = deed.do(row, doing)
        if memory is not None:
            BulkRow.objects.filter(pk=line.pk).update(memory=memory)
        return True

    return step


def _undoing(deed: Deed, doing: Doing) -> Step:
    def step(line: BulkRow, row: Any) -> bool:
        assert deed.undo is not None
        if BulkRow.objects.filter(pk=line.pk, undone_at=None).update(undone_at=doing.at) != 1:
            return False
        deed.undo(row, line.memory, doing)
        return True

    return step


def _each(bulk: BulkDeed, lines: QuerySet[BulkRow], rows: Mapping[int, Any], step: Step) -> None:
    for line in list(lines.order_by("key")):
        if line.key not in rows:
            because = _("Baris ini tidak ditemukan lagi.")
        else:
            try:
                with transaction.atomic():
                    step(line, rows[line.key])
                continue
            except REFUSALS as refusal:
                because = _because(refusal)
        bulk.rows.filter(pk=line.pk).update(left_because=because)


def _all(lines: QuerySet[BulkRow], rows: Mapping[int, Any], step: Step) -> None:
    problems = []
    for line in list(lines.order_by("key")):
        if line.key not in rows:
            problems.append(Problem("gone", _("Satu baris tidak ditemukan lagi.")))
            continue
        try:
            with transaction.atomic():
                step(line, rows[line.key])
        except REFUSALS as refusal:
            problems.append(Problem("row", f"{rows[line.key]}: {_because(refusal)}"))
    if problems:
        raise Blocked(problems)


def _finish(deed: Deed, bulk: BulkDeed, by: Actor) -> None:
    if _waiting(bulk).exists():
        return
    done = bulk.rows.filter(done_at__isnull=False).count()
    sentence = deed.said(done)[:300]
    with transaction.atomic():
        finished = BulkDeed.objects.filter(pk=bulk.pk, finished_at=None)
        if finished.update(finished_at=clock.now(), sentence=sentence) == 1 and done:
            ledger.record(bulk, "bulk", by=by, sentence=sentence, office_code=bulk.office_code)


def _because(refusal: Exception) -> str:
    return str(refusal) or _("Ditolak.")
