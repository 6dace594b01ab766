"""Rows that look like one person, found by whichever worker comes first."""

import logging
from collections.abc import Iterator

from binakon.core.actor import job_actor
from binakon.core.jobs import every
from binakon.people.actions.searches import (
    Looked,
    ask_due_search,
    claim_search,
    keep_pairs,
    note_search_failure,
)
from binakon.people.models import DuplicateSearch
from binakon.people.queries.searching import known_people
from binakon.people.rules.duplicates import Known, likely_pairs

logger = logging.getLogger(__name__)


@every(seconds=60)
def search_duplicates() -> int:
    """Search when somebody asked, once a night, and among whoever came since; a killed search begins again."""
    by = job_actor("search_duplicates")
    ask_due_search(by=by)
    search = claim_search(by=by)
    if search is None:
        return 0
    try:
        return _searched(search)
    except Exception as error:
        logger.exception("the search for duplicates %s broke off", search.pk)
        note_search_failure(search, type(error).__name__, by=by)
        return 0


class _Counting:
    """Counts the people that pass, so that they are read once."""

    def __init__(self) -> None:
        self.people = self.newest = 0

    def through(self, people: Iterator[Known]) -> Iterator[Known]:
        for person in people:
            self.people += 1
            self.newest = max(self.newest, person.pk)
            yield person


def _searched(search: DuplicateSearch) -> int:
    counting = _Counting()
    pairs = list(likely_pairs(counting.through(known_people()), newer_than=search.newer_than))
    looked = Looked(counting.people, counting.newest)
    kept = keep_pairs(search, pairs, looked, by=job_actor("search_duplicates"))
    return 1 if kept is not None else 0
