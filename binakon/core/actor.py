"""Who acts: every write names its actor, a person, a job, an import or an applicant's signed link."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """The kinds of hands that may write."""

    USER = "user"
    JOB = "job"
    IMPORT = "import"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Actor:
    """The hand behind a write. `label` is printed in the history and survives the user's deletion."""

    kind: ActorKind
    label: str
    user_id: int | None = None


def import_actor(source: str) -> Actor:
    """The actor of a file loaded by command."""
    return Actor(ActorKind.IMPORT, source)


def job_actor(name: str) -> Actor:
    """The actor of a job that finishes what an action began."""
    return Actor(ActorKind.JOB, name)


# What the set-up writes is reference data: an installation with nothing else holds nobody's work yet.
SET_UP = job_actor("binakon migrate")
