"""What a new dated rule must keep: it begins later than the row that it follows, and says where it comes from."""

from datetime import date

from django.utils.translation import gettext as _

from binakon.core.calendar import format_day
from binakon.core.problems import Problem


def row_problems(
    starts: date, source: str, *, latest: date | None, has_twin: bool
) -> list[Problem]:
    """`latest` is when the newest row of the same key begins, where it has a date; `has_twin` that its source is used."""
    problems = []
    if not source.strip():
        problems.append(Problem("source", _("Tulis sumbernya: nomor peraturan atau surat edaran.")))
    if latest is not None and starts <= latest:
        sentence = _("Sudah ada baris yang berlaku mulai %(day)s. Pilih tanggal sesudahnya.")
        problems.append(Problem("valid_from", sentence % {"day": format_day(latest)}))
    if has_twin:
        sentence = _("Baris yang sama dengan sumber ini sudah ada. Tulis sumber yang berbeda.")
        problems.append(Problem("source", sentence))
    return problems
