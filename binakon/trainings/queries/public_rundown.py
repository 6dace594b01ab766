"""The rundown as everybody may read it: on the public page of a class, and printed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, time

from binakon.enrolment.models import Training
from binakon.trainings.queries.rundown import place_words, sessions_of
from binakon.trainings.states import EngagementState


@dataclass(frozen=True, slots=True)
class PublicSession:
    """A session as everybody may read it: an instructor is named only once they have said yes."""

    on: date
    starts: time
    ends: time
    topic: str
    kind: str
    jp: int
    room: str
    teachers: tuple[str, ...]


def public_rundown(training: Training) -> tuple[tuple[date, tuple[PublicSession, ...]], ...]:
    """The rundown by day for the public page of the class: no link to an online room, no unconfirmed name."""
    by_day: dict[date, list[PublicSession]] = defaultdict(list)
    for row in sessions_of(training):
        names = [
            str(each.instructor)
            for each in row.engagements.all()
            if each.state == EngagementState.CONFIRMED
        ]
        by_day[row.on].append(
            PublicSession(
                row.on,
                row.starts_at,
                row.ends_at,
                row.topic,
                row.kind,
                row.jp,
                place_words(row),
                tuple(names),
            )
        )
    return tuple((on, tuple(rows)) for on, rows in sorted(by_day.items()))
