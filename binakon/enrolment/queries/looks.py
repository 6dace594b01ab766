"""Who opened the NIK of a registration, as its person may read it."""

from dataclasses import dataclass
from datetime import datetime

from binakon.enrolment.models import Registration
from binakon.people.models import Reveal


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody opened the NIK: in which role, why, when."""

    role: str
    reason: str
    at: datetime


def looks_at(registration: Registration) -> tuple[Look, ...]:
    """Who opened the NIK of this very registration; looks at the same person elsewhere are not for this link."""
    rows = Reveal.objects.filter(
        subject_type=registration._meta.label_lower, subject_id=registration.pk
    )
    # Nearly always nobody has, and that is known without asking who they would be.
    if not rows.exists():
        return ()
    looks = []
    for row in rows.select_related("user").prefetch_related("user__grants"):
        grants = [g for g in row.user.grants.all() if g.starts_on <= row.at.date()]
        role = str(grants[0].get_role_display()) if grants else ""
        looks.append(Look(role, row.reason, row.at))
    return tuple(looks)
