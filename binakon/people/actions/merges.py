"""Joining two rows of one person, and parting them again; rows that cite either are never re-pointed."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Problem, StaleState, refuse
from binakon.people.models import DuplicatePair, Merge, NotDuplicate, Worker
from binakon.people.queries.merging import said_two_by, side_of
from binakon.people.rules.merging import SHORTEST_REASON, below, merge_problems


@transaction.atomic
def merge(
    kept: Worker,
    merged: Worker,
    *,
    reason: str,
    by: Actor,
    grounds: Sequence[str] = (),
    at: datetime | None = None,
) -> Merge:
    """Let the person of `merged` be the person of `kept`, with everything that was merged into it before.

    Raises `Blocked` with everything that stands against it, `StaleState` when either was merged meanwhile.
    """
    words = " ".join(reason.split())[:300]
    one, other = kept.person_id, merged.person_id
    said = said_two_by(one, other)
    refuse(merge_problems(side_of(one), side_of(other), reason=words, said_two=said))
    _hold(one, other)
    moment = at or clock.now()
    row = Merge.objects.create(
        kept_id=one,
        merged_id=other,
        grounds=list(grounds),
        reason=words,
        by_id=by.user_id,
        at=moment,
    )
    Worker.objects.filter(root=other).update(root=one)
    Worker.objects.filter(pk=other).update(merged_into=one, root=one)
    DuplicatePair.objects.filter(Q(first=other) | Q(second=other)).delete()
    ledger.start(row, by=by, at=moment, sentence=_merged_words(row, words))
    return row


@transaction.atomic
def undo_merge(row: Merge, *, reason: str, by: Actor, at: datetime | None = None) -> None:
    """Part two rows again: each person is as it was, later merges on either side stay.

    Raises `IllegalMove` when it was undone already.
    """
    words = _reason(reason)
    merged = Worker.objects.get(pk=row.merged_id)
    _hold(merged.person_id)
    moment = at or clock.now()
    ledger.move(
        row,
        "undo",
        by=by,
        at=moment,
        sentence=_("Penggabungan %(name)s dibatalkan: %(reason)s")
        % {"name": merged, "reason": words},
        undone_because=words,
        undone_at=moment,
    )
    edges = dict(
        Worker.objects.of_person(Worker.objects.get(pk=row.merged_id)).values_list(
            "pk", "merged_into"
        )
    )
    Worker.objects.filter(pk=row.merged_id).update(merged_into=None, root=None)
    Worker.objects.filter(pk__in=below(row.merged_id, edges)).update(root=row.merged_id)


@transaction.atomic
def undo_as_two(row: Merge, *, reason: str, by: Actor, at: datetime | None = None) -> None:
    """Part two rows again and remember that they are two people, so that no search offers them once more."""
    undo_merge(row, reason=reason, by=by, at=at)
    kept, merged = (Worker.objects.get(pk=pk) for pk in (row.kept_id, row.merged_id))
    say_two_people(kept, merged, by=by, reason=reason, at=at)


@transaction.atomic
def unsay_two_people(
    told: NotDuplicate, *, reason: str, by: Actor, at: datetime | None = None
) -> None:
    """Take back that two rows are two people: the next search may offer them again. History keeps both."""
    words = _reason(reason)
    if not NotDuplicate.objects.filter(pk=told.pk).delete()[0]:
        raise StaleState(_("Pernyataan ini sudah dicabut. Muat ulang halaman."))
    ledger.record(
        told.first,
        "worker:two_people_undone",
        by=by,
        at=at,
        sentence=_("Pernyataan bahwa %(one)s dan %(other)s dua orang dicabut")
        % {"one": told.first, "other": told.second},
        note=words,
    )


@transaction.atomic
def say_two_people(
    one: Worker, other: Worker, *, by: Actor, reason: str = "", at: datetime | None = None
) -> None:
    """Remember that two rows are two people; they are not offered as duplicates again. Saying it twice is once."""
    assert by.user_id is not None, "only somebody who is logged in decides"
    first, second = sorted((one.pk, other.pk))
    told = NotDuplicate(
        first_id=first,
        second_id=second,
        reason=" ".join(reason.split())[:300],
        by_id=by.user_id,
        at=at or clock.now(),
    )
    is_new = not NotDuplicate.objects.filter(first=first, second=second).exists()
    NotDuplicate.objects.bulk_create([told], ignore_conflicts=True)
    DuplicatePair.objects.filter(first=first, second=second).delete()
    if is_new:
        ledger.record(
            one,
            "worker:two_people",
            by=by,
            at=told.at,
            sentence=_("%(one)s dan %(other)s dinyatakan dua orang") % {"one": one, "other": other},
            note=told.reason,
        )


def _hold(*rows: int) -> None:
    # In the order of their numbers, so that two merges wait for each other instead of closing a circle.
    for pk in sorted(rows):
        standing = Worker.objects.filter(pk=pk, root=None)
        if standing.update(revision=F("revision") + 1) != 1:
            raise StaleState(
                _("Orang lain baru saja mengubahnya. Muat ulang halaman, lalu lihat lagi.")
            )


def _reason(reason: str) -> str:
    words = " ".join(reason.split())
    if len(words) < SHORTEST_REASON:
        refuse([Problem("reason", _("Tulis alasannya, sedikitnya beberapa kata."))])
    return words[:300]


def _merged_words(row: Merge, reason: str) -> str:
    return _("%(merged)s digabung ke %(kept)s: %(reason)s") % {
        "merged": row.merged,
        "kept": row.kept,
        "reason": reason,
    }
