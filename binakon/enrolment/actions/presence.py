"""Who is looking at a registration right now: told to the next verifier, kept a few minutes, decides nothing."""

import time

from django.core.cache import cache

from binakon.core.actor import Actor

LASTS = 180


def note_look(registration_id: int, *, by: Actor) -> list[str]:
    """Note that somebody looks, and name the others who did so in the last minutes.

    It is soft on purpose: two notes at the same moment may lose one. What is decided twice is refused by the verdict.
    """
    key = f"enrolment:looking:{registration_id}"
    now = time.time()
    seen: dict[int, tuple[str, float]] = cache.get(key) or {}
    fresh = {user: look for user, look in seen.items() if now - look[1] < LASTS}
    others = sorted(label for user, (label, _at) in fresh.items() if user != by.user_id)
    if by.user_id is not None:
        fresh[by.user_id] = (by.label, now)
        cache.set(key, fresh, timeout=LASTS)
    return others
