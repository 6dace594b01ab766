"""What an indicator is called on a page."""

from django.utils.translation import gettext as _


def indicator_label(key: str) -> str:
    """The words of an indicator; one that a plan brought is called by its key."""
    known = {
        "trained": _("dilatih di BIMTEK"),
        "facilitated": _("difasilitasi sertifikasinya"),
        "certified": _("tersertifikasi"),
    }
    return known.get(key, key)
