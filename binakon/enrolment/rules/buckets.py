"""Whose seats a person may have, in the order in which they are tried: own regency's, a group's, the pool's."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from binakon.enrolment.states import Group
from binakon.people.models import Sex

QUOTA = "quota"
POOL = "pool"


@dataclass(frozen=True, slots=True)
class Waiter:
    """What decides which seats somebody who waits could have."""

    office_id: int | None
    groups: frozenset[str]


def groups_of(sex: str, stated: Iterable[str]) -> frozenset[str]:
    """The groups of a person: those they stated, and women by the identity card."""
    known = {group.value for group in Group}
    own = {str(group) for group in stated} & known
    return frozenset(own | ({Group.WOMEN.value} if sex == Sex.FEMALE else set()))


def buckets_for(office_id: int | None, groups: Iterable[str]) -> list[str]:
    """Every bucket a person may have a seat of; the most particular first, so that the pool stays for others."""
    own = [QUOTA] if office_id is not None else []
    return [*own, *sorted(groups), POOL]


def behind(buckets: Iterable[str], office_id: int | None, waiters: Collection[Waiter]) -> list[str]:
    """The buckets that nobody who waits could have: a newcomer never passes a waiter."""
    return [bucket for bucket in buckets if not any(_wants(w, bucket, office_id) for w in waiters)]


def _wants(waiter: Waiter, bucket: str, office_id: int | None) -> bool:
    if bucket == POOL:
        return True
    if bucket == QUOTA:
        return waiter.office_id == office_id
    return bucket in waiter.groups
