"""The clocks of one user's calendar: found by the key of the address, told without anybody's name."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from binakon.core.questions import clock_label
from binakon.people.models import User
from binakon.people.queries import viewer_of
from binakon.people.queries.clock_reach import concerning, has_clocks, path_for
from binakon.people.rules.feed import feed_key, is_feed_key, user_of_key

MOST = 500


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One clock as a calendar outside the desk may show it: what kind, when, and its address at the desk."""

    pk: int
    title: str
    due_at: datetime
    path: str


def key_of(user: User | AnonymousUser) -> str:
    """The key of the user's calendar address now; "" for the public."""
    if not isinstance(user, User):
        return ""
    return feed_key(user.pk, user.get_session_auth_hash())


def feed_of(key: str) -> tuple[FeedEntry, ...] | None:
    """The running clocks that concern the roles of the key's user; None when the key opens nothing (any more)."""
    pk = user_of_key(key)
    user = User.objects.filter(pk=pk, is_active=True).first() if pk else None
    if user is None or not is_feed_key(key, user.pk, user.get_session_auth_hash()):
        return None
    viewer = viewer_of(user)
    if not has_clocks(viewer):
        return None
    return tuple(
        FeedEntry(row.pk, clock_label(row.kind), row.due_at, path_for(row, viewer))
        for row in concerning(viewer)[:MOST]
    )
