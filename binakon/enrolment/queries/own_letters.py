"""To whom a message about a registration goes, and the facts that its words need."""

from typing import Any

from binakon.enrolment.models import Registration
from binakon.enrolment.rules.links import contact_token_of, token_of


def letter_about(registration: Registration) -> dict[str, Any]:
    """What `core.outbox.post` is told of a registration, its signed links among it."""
    key, version = registration.key.hex, registration.link_version
    return {
        "to": registration.email,
        "to_name": str(registration),
        "phone": registration.phone,
        "about": registration,
        "office_code": registration.training.office_code,
        "context": {
            "registration": registration,
            "training": registration.training,
            "token": token_of(key, version),
            "contact_token": contact_token_of(key, version),
        },
    }
