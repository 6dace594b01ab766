"""Whose nominees a viewer may see: an officer those of their own kabupaten or kota, the province those of all."""

from dataclasses import dataclass

from binakon.enrolment.models import Training
from binakon.enrolment.queries.nominating import asked_codes, reply_offices
from binakon.enrolment.states import TrainingState
from binakon.people.models import Office, Role
from binakon.people.rules import (
    APPROVERS,
    ENROLLERS,
    VERIFIERS,
    Viewer,
    can_enrol,
    province_of,
)

# Who of the province's office sees the people of all regencies.
_OVERSEERS = ENROLLERS | VERIFIERS | APPROVERS
SHOWN = tuple(state for state in TrainingState if state != TrainingState.PREPARED)


@dataclass(frozen=True, slots=True)
class Scope:
    """One training as one viewer may see its nominees: those of `office`; None is all of them, for the province."""

    viewer: Viewer
    training: Training
    office: Office | None
    is_province: bool
    may_write: bool

    @property
    def query(self) -> str:
        """What an address needs to stay with the office that the province looks at."""
        return f"?kantor={self.office.code}" if self.is_province and self.office else ""


def own_offices(viewer: Viewer) -> list[Office]:
    """The kabupaten and kota for which this viewer names people."""
    codes = [held.office_code for held in viewer.held if held.role == Role.REGENCY_OFFICER]
    return list(Office.objects.filter(code__in=codes).order_by("code"))


def oversees(viewer: Viewer, office_code: str) -> bool:
    """Whether this viewer sees the nominees of every regency in this office's trainings."""
    return bool(viewer.roles_at(office_code) & _OVERSEERS)


def scope_of(viewer: Viewer, slug: str, asked: str = "") -> Scope | None:
    """What of a training's nominees this viewer may see; None where that is nothing, whatever the reason."""
    training = (
        Training.objects.filter(activity__slug=slug, takes_nominations=True, state__in=SHOWN)
        .select_related("activity__programme__office", "partner")
        .first()
    )
    if training is None:
        return None
    if oversees(viewer, training.office_code):
        office = next((row for row in reply_offices(training) if row.code == asked), None)
        if asked and office is None:
            return None
        may_write = can_enrol(viewer, training.office_code)
        return Scope(viewer, training, office, is_province=True, may_write=may_write)
    mine = [row for row in own_offices(viewer) if not asked or row.code == asked]
    invited = [row for row in mine if is_asked(training, row)]
    if not invited:
        return None
    return Scope(viewer, training, invited[0], is_province=False, may_write=True)


def is_asked(training: Training, office: Office) -> bool:
    """Whether a training asks this office for people."""
    asked = asked_codes(training.activity)
    is_below = province_of(office.code) == training.office_code != office.code
    return is_below and (not asked or office.code in asked)
