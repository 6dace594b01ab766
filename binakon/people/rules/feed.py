"""The key of a user's calendar address: it opens nothing but the neutral list of deadlines, and dies with any session."""

import re

from django.utils.crypto import constant_time_compare, salted_hmac

_KEY = re.compile(r"([1-9][0-9]{0,17})-([0-9a-f]{40})")


def feed_key(user_id: int, session_hash: str) -> str:
    """The key of one user; `session_hash` changes with the password and whenever rights change."""
    return f"{user_id}-{_mark(user_id, session_hash)}"


def user_of_key(key: str) -> int | None:
    """Whose key this claims to be; None when no key looks like that."""
    found = _KEY.fullmatch(key)
    return int(found[1]) if found else None


def is_feed_key(key: str, user_id: int, session_hash: str) -> bool:
    """Whether the key was made here for this user and is still in force."""
    return constant_time_compare(key, feed_key(user_id, session_hash))


def _mark(user_id: int, session_hash: str) -> str:
    words = f"{user_id}:{session_hash}"
    return salted_hmac("binakon.people.feed", words, algorithm="sha256").hexdigest()[:40]
