"""What the e-mail and the WhatsApp number of a kabupaten's or kota's office must be, and who may say them; pure."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.people.rules import (
    DESK_ROLES,
    NOMINATORS,
    Viewer,
    can_keep_office,
    can_nominate,
    can_plan,
    province_of,
)
from binakon.people.rules.phone import phone_problems


def can_see_contacts(viewer: Viewer, province: str) -> bool:
    """May this viewer see how all offices of the province are reached?"""
    return bool(viewer.roles_at(province) & (DESK_ROLES - NOMINATORS))


def can_keep_contact(viewer: Viewer, code: str) -> bool:
    """May this viewer say how this office is reached: who invites it, or the office itself?"""
    is_own = can_nominate(viewer, code) or can_keep_office(viewer, code)
    return is_own or can_plan(viewer, province_of(code))


def office_contact_problems(*, email: str, phone: str, known_phone: str) -> list[Problem]:
    """Why letters cannot go there; `phone` is normalised, and the number that stood there before may stay.

    An office may have printed a landline on its letterhead before anybody asked for WhatsApp.
    """
    problems = []
    if not (email or phone or known_phone):
        problems.append(Problem("email", _("Isi surel atau nomor WA kantor ini.")))
    if email:
        try:
            validate_email(email)
        except ValidationError:
            sentence = _("Surel ini tidak lengkap. Contoh yang benar: bidang@contoh.go.id.")
            problems.append(Problem("email", sentence))
    if phone and phone != known_phone:
        problems += [Problem("phone", each.sentence) for each in phone_problems(phone)]
    return problems
