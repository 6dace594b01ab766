"""Who: offices with their dated officials, organisations, users and the roles they hold, workers."""

from binakon.people.models.offices import (
    REGION_SOURCE,
    Office,
    OfficeQuerySet,
    Official,
    OfficialQuerySet,
    Organisation,
)
from binakon.people.models.users import Role, RoleGrant, RoleGrantQuerySet, User, UserManager
from binakon.people.models.workers import Reveal, Sex, Worker

__all__ = [
    "REGION_SOURCE",
    "Office",
    "OfficeQuerySet",
    "Official",
    "OfficialQuerySet",
    "Organisation",
    "Reveal",
    "Role",
    "RoleGrant",
    "RoleGrantQuerySet",
    "Sex",
    "User",
    "UserManager",
    "Worker",
]
