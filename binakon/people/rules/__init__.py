"""What a viewer may do: pure judgements on roles and offices."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from binakon.core.actor import Actor, ActorKind
from binakon.people.models import Role

PROVINCE_CODE = re.compile(r"[1-9]\d")
REGENCY_CODE = re.compile(r"[1-9]\d\.\d\d")


@dataclass(frozen=True, slots=True)
class Held:
    """One role at one office, as a fact without a row."""

    role: Role
    office_code: str
    organisation_id: int | None = None


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks and acts: every query starts from one. The public holds no role."""

    actor: Actor
    held: tuple[Held, ...] = ()

    def roles_at(self, office_code: str) -> frozenset[Role]:
        """The roles held at one office; an administrator's reach is the installation."""
        return frozenset(
            grant.role
            for grant in self.held
            if grant.office_code == office_code or grant.role == Role.ADMINISTRATOR
        )

    def codes_with(self, roles: Collection[Role]) -> frozenset[str]:
        """The offices where one of these roles is held."""
        return frozenset(grant.office_code for grant in self.held if grant.role in roles)

    @property
    def office_codes(self) -> tuple[str, ...]:
        """The offices where a role is held, in the order of the grants."""
        return tuple(dict.fromkeys(grant.office_code for grant in self.held))

    @property
    def first_role(self) -> Role | None:
        """The role shown beside the name."""
        return self.held[0].role if self.held else None


PUBLIC = Viewer(Actor(ActorKind.LINK, "umum"))

# Whole-office roles see the office's plan and figures; a partner or an instructor sees only what is theirs.
DESK_ROLES = frozenset(Role) - {Role.PARTNER, Role.INSTRUCTOR}
PLANNERS = frozenset({Role.SECTION_HEAD, Role.STAFF, Role.HEAD_OF_DIVISION, Role.ADMINISTRATOR})
APPROVERS = frozenset({Role.HEAD_OF_DIVISION, Role.HEAD_OF_OFFICE})
# Enrolment: who opens trainings and decides on seats, who judges papers, who names people for a regency.
ENROLLERS = frozenset({Role.SECTION_HEAD, Role.STAFF, Role.HEAD_OF_DIVISION, Role.ADMINISTRATOR})
VERIFIERS = frozenset({Role.VERIFIER, Role.SECTION_HEAD, Role.STAFF})
NOMINATORS = frozenset({Role.REGENCY_OFFICER})
# Who answers for a certificate with the office's number; staff prepare and download, but do not issue.
CERTIFIERS = frozenset({Role.SECTION_HEAD, Role.HEAD_OF_DIVISION, Role.HEAD_OF_OFFICE})
PAYERS = frozenset({Role.TREASURER, Role.ADMINISTRATOR})
# Who sees the people of an office's trainings: who judges papers, who decides on seats, and the head of the office.
SEERS = VERIFIERS | ENROLLERS | {Role.HEAD_OF_OFFICE}
# What is about one person: a message, a clock or a line of history about it names them.
PERSONAL_SUBJECTS = frozenset(
    {
        "people.worker",
        "people.heldcertificate",
        "enrolment.registration",
        "enrolment.place",
        "enrolment.document",
        "enrolment.selectionresult",
        "enrolment.objection",
        "trainings.certificate",
        "trainings.scan",
        "trainings.presence",
        "certification.case",
        "certification.assessment",
        "certification.appeal",
    }
)

# Who keeps the letterhead and the list of officials.
KEEPERS = frozenset({Role.SECTION_HEAD, Role.ADMINISTRATOR})


def can_see_desk(viewer: Viewer, office_code: str) -> bool:
    """May this viewer open the desk of this office?"""
    return bool(viewer.roles_at(office_code) & DESK_ROLES)


def can_plan(viewer: Viewer, office_code: str) -> bool:
    """May this viewer write plans of this office?"""
    return bool(viewer.roles_at(office_code) & PLANNERS)


def can_approve(viewer: Viewer, office_code: str) -> bool:
    """May this viewer ratify and approve for this office?"""
    return bool(viewer.roles_at(office_code) & APPROVERS)


def can_enrol(viewer: Viewer, office_code: str) -> bool:
    """May this viewer open trainings of this office and decide on their seats?"""
    return bool(viewer.roles_at(office_code) & ENROLLERS)


def can_certify(viewer: Viewer, office_code: str) -> bool:
    """May this viewer issue, replace and revoke certificates of this office's trainings?"""
    return bool(viewer.roles_at(office_code) & CERTIFIERS)


def can_see_people(viewer: Viewer, office_code: str) -> bool:
    """May this viewer see who registered for this office's trainings?"""
    return bool(viewer.roles_at(office_code) & SEERS)


def can_verify(viewer: Viewer, office_code: str) -> bool:
    """May this viewer judge the papers of this office's applicants?"""
    return bool(viewer.roles_at(office_code) & VERIFIERS)


def can_nominate(viewer: Viewer, office_code: str) -> bool:
    """May this viewer name people for this kabupaten or kota?"""
    return bool(viewer.roles_at(office_code) & NOMINATORS)


def can_pay(viewer: Viewer, office_code: str) -> bool:
    """May this viewer record what was paid for this office?"""
    return bool(viewer.roles_at(office_code) & PAYERS)


def can_keep_office(viewer: Viewer, office_code: str) -> bool:
    """May this viewer change the letterhead of this office and say who serves it?"""
    return bool(viewer.roles_at(office_code) & KEEPERS)


def kind_of_office(code: str) -> str:
    """The tier that a Kemendagri code belongs to, "" when it is not such a code."""
    if PROVINCE_CODE.fullmatch(code):
        return "province"
    if REGENCY_CODE.fullmatch(code):
        return "kota" if code[3] == "7" else "kabupaten"
    return ""


def province_of(code: str) -> str:
    """The province part of an office code."""
    return code.split(".")[0]


def short_office_name(name: str) -> str:
    """The agency's name as people say it: "Dinas PUPR Kalimantan Selatan"."""
    return name.replace("Pekerjaan Umum dan Penataan Ruang", "PUPR").replace("Provinsi ", "")
