"""What an organisation's contact must be before letters go there; pure."""

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.people.rules.phone import phone_problems


def contact_problems(phone: str) -> list[Problem]:
    """Why the normalised WhatsApp number of a body cannot be one; none is fine."""
    return [Problem("phone", each.sentence) for each in phone_problems(phone)] if phone else []


def twin_problems(*, has_name: bool, has_short_name: bool) -> list[Problem]:
    """That a body stands on the list already."""
    sentence = _("Lembaga ini sudah ada di daftar. Buka barisnya untuk mengubah kontaknya.")
    taken = {"name": has_name, "short_name": has_short_name}
    return [Problem(field, sentence) for field, is_taken in taken.items() if is_taken]
