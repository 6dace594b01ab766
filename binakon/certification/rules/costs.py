"""What stands in the way of stating or paying a cost of a case."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from binakon.certification.states import CaseState, Payer
from binakon.core.problems import Problem


@dataclass(frozen=True, slots=True)
class Paying:
    """A component that the treasurer is about to pay; `line` is the budget line on which it is bound, "" for none."""

    label: str
    payer: str
    rupiah: int | None
    is_paid: bool
    line: str
    programme: int


def cost_problems(state: str, *, is_paid: bool) -> list[Problem]:
    """A cost stays as it was once it was paid, and once its case was stopped."""
    problems = []
    if is_paid:
        problems.append(
            Problem("paid", _("Komponen ini sudah dibayar, jadi nilainya tidak bisa diubah lagi."))
        )
    if state == CaseState.WITHDRAWN:
        problems.append(
            Problem("ended", _("Kasus ini sudah dihentikan, jadi biayanya tidak bisa diubah lagi."))
        )
    return problems


def paying_problems(rows: Sequence[Paying]) -> list[Problem]:
    """Only what the office pays, knows, has bound and has not paid yet; one document pays from one budget line."""
    if not rows:
        return [Problem("nothing", _("Pilih komponen biaya yang dibayar."))]
    problems = [problem for row in rows for problem in _of_row(row)]
    if not problems and len({(row.programme, row.line) for row in rows}) > 1:
        sentence = _("Komponennya dari beberapa subkegiatan. Bayar tiap subkegiatan sendiri.")
        problems.append(Problem("lines", sentence))
    return problems


def _of_row(row: Paying) -> list[Problem]:
    words = {"name": row.label}
    if row.payer != Payer.APBD:
        return [Problem("payer", _("%(name)s tidak dibayar kantor ini.") % words)]
    if row.is_paid:
        return [Problem("paid", _("%(name)s sudah dibayar.") % words)]
    if not row.rupiah:
        return [Problem("unknown", _("%(name)s belum diisi nilainya.") % words)]
    if not row.line:
        sentence = _("%(name)s belum terikat pada subkegiatan. Lengkapi rencananya dulu.")
        return [Problem("unbound", sentence % words)]
    return []
