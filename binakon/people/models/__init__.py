"""Who: offices with their dated officials, organisations, users and the roles they hold, workers."""

from binakon.people.models.duplicates import (
    DuplicatePair,
    DuplicatePairQuerySet,
    DuplicateSearch,
    Merge,
    NotDuplicate,
)
from binakon.people.models.imports import ColumnMapping, PeopleImport, StagedRow
from binakon.people.models.offices import (
    REGION_SOURCE,
    Office,
    OfficeQuerySet,
    Official,
    OfficialQuerySet,
    Organisation,
)
from binakon.people.models.papers import NumberedDocument
from binakon.people.models.registry import (
    Credit,
    EducationRecord,
    Employment,
    Experience,
    HeldCertificate,
    HeldCertificateQuerySet,
    Membership,
)
from binakon.people.models.users import Role, RoleGrant, RoleGrantQuerySet, User, UserManager
from binakon.people.models.workers import Reveal, Sex, Worker, WorkerQuerySet

__all__ = [
    "REGION_SOURCE",
    "ColumnMapping",
    "Credit",
    "DuplicatePair",
    "DuplicatePairQuerySet",
    "DuplicateSearch",
    "EducationRecord",
    "Employment",
    "Experience",
    "HeldCertificate",
    "HeldCertificateQuerySet",
    "Membership",
    "Merge",
    "NotDuplicate",
    "NumberedDocument",
    "Office",
    "OfficeQuerySet",
    "Official",
    "OfficialQuerySet",
    "Organisation",
    "PeopleImport",
    "Reveal",
    "Role",
    "RoleGrant",
    "RoleGrantQuerySet",
    "Sex",
    "StagedRow",
    "User",
    "UserManager",
    "Worker",
    "WorkerQuerySet",
]
