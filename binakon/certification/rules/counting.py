"""What a decision on counting and an estimate of days must tell before they are kept."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from binakon.core.calendar import format_day
from binakon.core.problems import Problem

MOST_DAYS = 365


def decision_problems(
    *, decided_in: str, starts_on: date, taken: Collection[date]
) -> list[Problem]:
    """A decision says where it was made, and two do not begin on one day."""
    problems = []
    if not decided_in.strip():
        problems.append(
            Problem(
                "decided_in",
                _("Tulis dasar ketetapannya, misalnya nomor surat atau notula rapatnya."),
            )
        )
    if starts_on in taken:
        sentence = _("Sudah ada ketetapan yang mulai berlaku %(day)s. Pilih hari lain.")
        problems.append(Problem("starts_on", sentence % {"day": format_day(starts_on)}))
    return problems


def estimate_problems(
    days: dict[str, int | None], *, source: str, used: Collection[str]
) -> list[Problem]:
    """An estimate says whose it is; the same words do not stand for two different estimates."""
    problems = []
    if not source.strip():
        problems.append(
            Problem("source", _("Tulis dari mana perkiraannya, misalnya rapat dengan LSP."))
        )
    elif source.strip() in used:
        sentence = _(
            "Sumber ini sudah dipakai untuk perkiraan lain. Tambahkan tanggalnya supaya bisa dibedakan."
        )
        problems.append(Problem("source", sentence))
    problems += [
        Problem(
            f"{key}_days",
            _("Isi antara 0 dan %(most)d hari, atau kosongkan.") % {"most": MOST_DAYS},
        )
        for key, many in days.items()
        if many is not None and not 0 <= many <= MOST_DAYS
    ]
    return problems
