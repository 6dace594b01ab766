"""After it was done: how many rows, which were left out and why, and whether and until when it can be undone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from binakon.core import clock
from binakon.core.bulk.choosing import LeftOut
from binakon.core.bulk.declare import Deed
from binakon.core.lists import Listing
from binakon.core.models import BulkDeed


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a bulk deed. `waiting` rows were not reached: the same confirmation goes on with them."""

    pk: int
    sentence: str
    at: datetime
    done: int
    undone: int
    waiting: int
    left: tuple[LeftOut, ...]
    until: datetime | None
    can_undo: bool

    @property
    def is_undone(self) -> bool:
        """Whether anything of it was taken back."""
        return self.undone > 0


def result(
    deed: Deed,
    listing: Listing,
    queryset: QuerySet[Any, Any],
    pk: int,
    *,
    user_id: int,
    at: datetime | None = None,
) -> Result | None:
    """The outcome of one's own bulk deed; None for anybody else's or an unknown number."""
    bulk = BulkDeed.objects.filter(pk=pk, deed=deed.key, user_id=user_id).first()
    if bulk is None:
        return None
    lines = list(bulk.rows.order_by("key"))
    left = [line for line in lines if line.left_because]
    names = {
        listing.key(row): listing.name(row)
        for row in listing.gathered(list(queryset.filter(pk__in=[line.key for line in left])))
    }
    done = sum(line.done_at is not None for line in lines)
    undone = sum(line.undone_at is not None for line in lines)
    in_time = bulk.until is not None and (at or clock.now()) <= bulk.until
    return Result(
        pk=bulk.pk,
        sentence=deed.said(done),
        at=bulk.at,
        done=done,
        undone=undone,
        waiting=sum(line.done_at is None and not line.left_because for line in lines),
        left=tuple(
            LeftOut(names.get(line.key, _("Baris yang tidak ditemukan lagi")), (line.left_because,))
            for line in left
        ),
        until=bulk.until,
        # What a crash cut off in the middle of undoing may be undone to its end, however late.
        can_undo=deed.undo is not None
        and (in_time or bulk.undone_at is not None)
        and any(line.done_at and not line.undone_at and not line.left_because for line in lines),
    )
