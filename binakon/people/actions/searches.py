"""The search for rows of one person: asked for by somebody or by the clock, claimed by one worker, kept in one transaction."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.people.models import DuplicatePair, DuplicateSearch
from binakon.people.queries.searching import (
    last_search,
    merged_rows,
    newest_row,
    open_search,
    said_to_be_two,
    seen_up_to,
)
from binakon.people.rules.duplicates import Pair, is_search_due

MOST_ATTEMPTS = 5
# A worker that has not come back by then was killed; another one searches.
CLAIM_LASTS = timedelta(minutes=20)
_BATCH = 1000


def ask_search(*, by: Actor, at: datetime | None = None) -> DuplicateSearch:
    """Ask for a search over everybody; one that waits already is the one. A given up one is tried again."""
    moment = at or clock.now()
    again = DuplicateSearch.objects.filter(
        finished_at=None, is_whole=True, attempts__gte=MOST_ATTEMPTS
    )
    again.update(attempts=0, claimed_at=None)
    found = DuplicateSearch.objects.filter(finished_at=None, is_whole=True).first()
    return found or _asked(DuplicateSearch(asked_at=moment, asked_by_id=by.user_id), by)


def ask_due_search(*, by: Actor, at: datetime | None = None) -> DuplicateSearch | None:
    """What the clock asks for: everybody once a night, and in between whoever came since the last search.

    None when there is nothing to compare, or a search waits already.
    """
    moment = at or clock.now()
    newest = newest_row()
    if not newest or open_search() is not None:
        return None
    whole = last_search(only_whole=True)
    if is_search_due(whole.finished_at if whole else None, moment):
        return _asked(DuplicateSearch(asked_at=moment), by)
    seen = seen_up_to()
    if newest > seen:
        return _asked(DuplicateSearch(asked_at=moment, is_whole=False, newer_than=seen), by)
    return None


def _asked(search: DuplicateSearch, by: Actor) -> DuplicateSearch:
    try:
        with transaction.atomic():
            search.save(force_insert=True)
            if by.user_id is not None:
                ledger.start(
                    search, by=by, at=search.asked_at, sentence=_("Pencarian data ganda diminta")
                )
    except IntegrityError:
        # Somebody asked in the same moment: theirs is the one.
        return DuplicateSearch.objects.get(finished_at=None, is_whole=search.is_whole)
    return search


def claim_search(*, by: Actor, at: datetime | None = None) -> DuplicateSearch | None:
    """Claim the search that waits by a conditional UPDATE that one worker alone wins; None where there is none."""
    moment = at or clock.now()
    free = Q(claimed_at=None) | Q(claimed_at__lt=moment - CLAIM_LASTS)
    waiting = DuplicateSearch.objects.filter(
        free, finished_at=None, attempts__lt=MOST_ATTEMPTS
    ).order_by("-is_whole")
    search = waiting.first()
    if search is None:
        return None
    mine = DuplicateSearch.objects.filter(free, pk=search.pk, finished_at=None)
    if not mine.update(claimed_at=moment, attempts=F("attempts") + 1):
        return None
    search.refresh_from_db()
    return search


def note_search_failure(search: DuplicateSearch, error: str, *, by: Actor) -> None:
    """Keep why a search broke off; a later pass tries again, a few times in all."""
    mine = DuplicateSearch.objects.filter(
        pk=search.pk, finished_at=None, claimed_at=search.claimed_at
    )
    mine.update(claimed_at=None, last_error=error[:300])


@dataclass(frozen=True, slots=True)
class Looked:
    """What a search has looked at: how many people, up to which row."""

    people: int
    newest: int


@transaction.atomic
def keep_pairs(
    search: DuplicateSearch,
    pairs: Collection[Pair],
    looked: Looked,
    *,
    by: Actor,
    at: datetime | None = None,
) -> int | None:
    """Write what a search found, all or nothing; how many pairs stand undecided, None where another worker was faster.

    What was decided meanwhile stays decided: pairs of merged rows and of people said to be two are left out. A pair that
    stood before keeps the day on which it was first found. A whole search takes away what it did not find again.
    """
    moment = at or clock.now()
    mine = DuplicateSearch.objects.filter(
        pk=search.pk, finished_at=None, claimed_at=search.claimed_at
    )
    if not mine.update(finished_at=moment, people=looked.people, newest=looked.newest):
        return None
    settled, merged = said_to_be_two(), merged_rows()
    wanted = {
        (pair.first, pair.second): pair
        for pair in pairs
        if (pair.first, pair.second) not in settled and not {pair.first, pair.second} & merged
    }
    known = {(row.first_id, row.second_id): row for row in DuplicatePair.objects.iterator()}
    gone = [
        row.pk
        for key, row in known.items()
        if key in settled or set(key) & merged or (search.is_whole and key not in wanted)
    ]
    for begin in range(0, len(gone), _BATCH):
        DuplicatePair.objects.filter(pk__in=gone[begin : begin + _BATCH]).delete()
    _write(wanted, known, moment)
    many = len(wanted) if search.is_whole else DuplicatePair.objects.undecided().count()
    DuplicateSearch.objects.filter(pk=search.pk).update(pairs=many)
    return many


def _write(
    wanted: Mapping[tuple[int, int], Pair],
    known: Mapping[tuple[int, int], DuplicatePair],
    moment: datetime,
) -> None:
    changed, born = [], []
    for key, pair in wanted.items():
        row, grounds = known.get(key), list(pair.grounds)
        if row is None:
            first, second = key
            born.append(
                DuplicatePair(
                    first_id=first,
                    second_id=second,
                    score=pair.score,
                    grounds=grounds,
                    found_at=moment,
                )
            )
        elif (row.score, row.grounds) != (pair.score, grounds):
            row.score, row.grounds = pair.score, grounds
            changed.append(row)
    DuplicatePair.objects.bulk_update(changed, ["score", "grounds"], batch_size=_BATCH)
    DuplicatePair.objects.bulk_create(born, batch_size=_BATCH, ignore_conflicts=True)
