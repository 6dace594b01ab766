"""What the sheet of every paper about a class prints around its text."""

from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from binakon.core import words
from binakon.enrolment.models import Training


def frame_of(training: Training, *, title: str, at: datetime, is_sample: bool) -> dict[str, object]:
    """Office, title, when it was printed; `is_sample` marks invented data."""
    programme = training.activity.programme
    return {
        "lang": "en" if get_language() == "en" else "id",
        "title": title,
        "office": programme.office.label,
        "programme": programme.name,
        "sample": _("DATA CONTOH") if is_sample else "",
        "unknown": words.unknown(),
        "footer": {
            "printed": _("Dicetak dari Binakon, %(moment)s") % {"moment": words.moment(at)},
            "version": str(programme.year),
            "page": _("halaman {page} dari {pages}"),
        },
    }
