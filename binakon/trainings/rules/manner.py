"""How a class is held, by its sessions: in a room, online, or both."""

from collections.abc import Iterable

from binakon.trainings.states import Manner


def manner_of(links: Iterable[str]) -> Manner | None:
    """By the online links of its sessions, "" where a session has none; None while there are no sessions."""
    online = {bool(link) for link in links}
    if not online:
        return None
    if len(online) > 1:
        return Manner.MIXED
    return Manner.ONLINE if online.pop() else Manner.OFFLINE
