"""What the search for rows of one person reads: everybody as they are compared, what was decided, and the last searches."""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from django.db.models import Max

from binakon.people.models import DuplicateSearch, NotDuplicate, Worker
from binakon.people.rules.duplicates import Known
from binakon.people.rules.names import name_key, sound_key

_CHUNK = 5000


def known_people() -> Iterator[Known]:
    """Everybody once (merged rows are their person's), as the search compares them, a few thousand at a time."""
    # Names repeat: a sound is worked out once for all who share it.
    sound = lru_cache(maxsize=50_000)(sound_key)
    rows = Worker.objects.people().order_by("pk")
    fields = ("pk", "name", "name_key", "born_on", "phone", "email", "sex", "office_id", "nik_mask")
    for pk, name, key, born_on, phone, email, sex, office, mask in rows.values_list(
        *fields
    ).iterator(chunk_size=_CHUNK):
        compared = key or name_key(name)
        yield Known(
            pk, compared, sound(compared), born_on, phone, email, sex, office, has_nik=bool(mask)
        )


def newest_row() -> int:
    """The highest number of any row."""
    return Worker.objects.aggregate(newest=Max("pk"))["newest"] or 0


def merged_rows() -> set[int]:
    """The rows that stand for somebody else's person."""
    return set(Worker.objects.exclude(root=None).values_list("pk", flat=True))


def said_to_be_two() -> set[tuple[int, int]]:
    """The pairs of people of whom somebody said that they are two, the lower number first, whatever was merged since."""
    root = dict(Worker.objects.exclude(root=None).values_list("pk", "root"))
    told = NotDuplicate.objects.values_list("first", "second")
    people = [(root.get(one) or one, root.get(other) or other) for one, other in told]
    return {(min(pair), max(pair)) for pair in people}


def last_search(*, only_whole: bool = False) -> DuplicateSearch | None:
    """The newest search that is finished."""
    rows = DuplicateSearch.objects.exclude(finished_at=None)
    if only_whole:
        rows = rows.filter(is_whole=True)
    return rows.order_by("-finished_at", "-pk").first()


def open_search() -> DuplicateSearch | None:
    """The search that is asked for and not finished; a whole one before a small one."""
    return DuplicateSearch.objects.filter(finished_at=None).order_by("-is_whole").first()


def seen_up_to() -> int:
    """The highest number that any finished search has seen."""
    finished = DuplicateSearch.objects.exclude(finished_at=None)
    return finished.aggregate(newest=Max("newest"))["newest"] or 0


def waiting_since(*, most_attempts: int) -> tuple[datetime | None, int]:
    """Since when a search waits, and how many were given up."""
    rows = DuplicateSearch.objects.filter(finished_at=None)
    waiting = rows.filter(attempts__lt=most_attempts).order_by("asked_at").first()
    parked = rows.filter(attempts__gte=most_attempts).count()
    return (waiting.asked_at if waiting else None), parked
