"""What may be wrong with a payment: its amount, its paper, its quarter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from binakon.core.calendar import QUARTERS, format_day
from binakon.core.problems import Problem

FIRST_QUARTER, LAST_QUARTER = 1, 4


@dataclass(frozen=True, slots=True)
class PaymentEntry:
    """A payment as typed in; rupiah, and the number and date of its document."""

    sub_activity: str
    quarter: int
    amount: int
    document: str
    dated: date


def quarter_of(day: date) -> int:
    """The quarter (triwulan) of a day, 1 to 4."""
    return (day.month - 1) // 3 + 1


def payment_problems(entry: PaymentEntry, held: Iterable[PaymentEntry], year: int) -> list[Problem]:
    """Everything that speaks against recording this payment in the year's books."""
    problems = []
    if entry.amount <= 0:
        problems.append(Problem("amount", _("Isi jumlah rupiah yang lebih dari nol.")))
    if not entry.document:
        problems.append(Problem("document", _("Isi nomor dokumen, misalnya nomor SP2D.")))
    if not FIRST_QUARTER <= entry.quarter <= LAST_QUARTER:
        problems.append(Problem("quarter", _("Pilih triwulan I sampai IV.")))
    elif entry.dated.year != year or quarter_of(entry.dated) != entry.quarter:
        sentence = _(
            "Tanggal dokumen %(day)s tidak berada dalam triwulan %(quarter)s %(year)d. Betulkan tanggal atau triwulannya."
        )
        words = {
            "day": format_day(entry.dated),
            "quarter": QUARTERS[entry.quarter - 1],
            "year": year,
        }
        problems.append(Problem("dated", sentence % words))
    for other in held:
        if (other.sub_activity, other.document) == (entry.sub_activity, entry.document):
            sentence = _(
                "Dokumen %(document)s sudah tercatat untuk subkegiatan ini pada triwulan %(quarter)s. Tarik dulu yang lama bila salah."
            )
            known = {"document": other.document, "quarter": QUARTERS[other.quarter - 1]}
            problems.append(Problem("document", sentence % known))
    return problems


def reason_problems(reason: str) -> list[Problem]:
    """A payment is withdrawn only with a reason, for the auditor who asks later."""
    if reason.strip():
        return []
    return [Problem("reason", _("Tulis alasan penarikannya; alasan ini tersimpan di riwayat."))]
