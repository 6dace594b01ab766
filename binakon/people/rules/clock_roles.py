"""Which clocks concern which roles: the one table behind "this week" and everybody's own calendar."""

from collections.abc import Mapping

from binakon.people.models import Role

# These answer for everything their office watches.
WHOLE_OFFICE = frozenset(
    {
        Role.HEAD_OF_OFFICE,
        Role.HEAD_OF_DIVISION,
        Role.SECTION_HEAD,
        Role.STAFF,
        Role.ADMINISTRATOR,
        # A kabupaten or kota watches its own; what it owes another office reaches it as the owner.
        Role.REGENCY_OFFICER,
    }
)
_VERIFIER = frozenset({Role.VERIFIER})
_TREASURER = frozenset({Role.TREASURER})
_PARTNER = frozenset({Role.PARTNER})
_NOBODY_ELSE: frozenset[Role] = frozenset()

# Every kind of clock, and whom it concerns beside the whole office. A partner is told of their own people only.
ALSO_CONCERNED: Mapping[str, frozenset[Role]] = {
    # people
    "renewals": _NOBODY_ELSE,
    # planning
    "quarter_report": _TREASURER,
    "year_payment": _TREASURER,
    "year_end": _TREASURER,
    # coordination
    "meeting_reply": _NOBODY_ELSE,
    "meeting_form": _NOBODY_ELSE,
    "meeting_day": _NOBODY_ELSE,
    "agreement_due": _NOBODY_ELSE,
    # enrolment
    "registration_closes": _VERIFIER,
    "quota_reply": _NOBODY_ELSE,
    "correction": _VERIFIER,
    "offer": _NOBODY_ELSE,
    "objections": _VERIFIER,
    # trainings
    "cpd_submission": _NOBODY_ELSE,
    "cpd_report": _NOBODY_ELSE,
    # certification
    "case_decree": _NOBODY_ELSE,
    "case_application": _NOBODY_ELSE,
    "case_answer": _PARTNER,
    "case_correction": _VERIFIER | _PARTNER,
    "case_payment": _TREASURER | _PARTNER,
    "case_schedule": _PARTNER,
    "case_test": _PARTNER,
    "case_assessment": _PARTNER,
    "case_recording": _PARTNER,
    "year_recording": _TREASURER,
    "licence_ends": _NOBODY_ELSE,
}
# Their pages show people, or are kept by whoever may see them: for another role they are told without a way there.
FOR_SEERS = frozenset(
    {
        "renewals",
        "quota_reply",
        "objections",
        "cpd_submission",
        "cpd_report",
        "year_recording",
        "licence_ends",
    }
)
# A bill names a person; the treasurer is told that one is due, and sees whose on the page of costs.
PAYING = frozenset({"case_payment"})


def kinds_for(role: Role) -> frozenset[str] | None:
    """The kinds of clocks that concern one role; None is every kind, also one that nobody wrote in the table."""
    if role in WHOLE_OFFICE:
        return None
    return frozenset(kind for kind, roles in ALSO_CONCERNED.items() if role in roles)
