"""The treasurer's papers: rupiah paid for a sub-activity in a quarter, recorded and withdrawn."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.core import ledger, words
from binakon.core.actor import Actor
from binakon.core.problems import StaleState, refuse
from binakon.planning.actions.holding import VersionInForce
from binakon.planning.actions.open_books import OpenBooks
from binakon.planning.models import ProgrammeYear, Realisation, SubActivity
from binakon.planning.queries.bound import realisations_of
from binakon.planning.rules.payments import PaymentEntry, payment_problems, reason_problems


@transaction.atomic
def record_payment(
    programme: ProgrammeYear,
    *,
    sub_activity: SubActivity,
    quarter: int,
    amount: int,
    document: str,
    dated: date,
    by: Actor,
    note: str = "",
) -> Realisation:
    """Record rupiah paid, by one document; refused above what is left of a ceiling or for a document known already."""
    OpenBooks.hold(programme.pk)
    entry = PaymentEntry(sub_activity.code, quarter, amount, document.strip(), dated)
    held = [
        PaymentEntry(row.sub_activity.code, row.quarter, row.amount, row.document, row.dated)
        for row in realisations_of(programme.pk)
    ]
    refuse(payment_problems(entry, held, programme.year))
    VersionInForce(programme.pk).hold(sub_activity.code, realised=amount)
    row = Realisation.objects.create(
        programme=programme,
        sub_activity=sub_activity,
        quarter=quarter,
        amount=amount,
        document=entry.document,
        dated=dated,
        note=note.strip(),
    )
    ledger.start(
        row,
        by=by,
        sentence=f"{words.rupiah(amount)} dibelanjakan untuk {sub_activity.code}, triwulan {quarter}: {row.document}",
        office_code=programme.office.code,
    )
    return row


@transaction.atomic
def withdraw_payment(row: Realisation, *, reason: str, by: Actor) -> None:
    """Take a payment back that was typed in by mistake; its line of history stays, with the reason."""
    refuse(reason_problems(reason))
    OpenBooks.hold(row.programme_id)
    if Realisation.objects.filter(pk=row.pk).delete()[0] != 1:
        raise StaleState(_("Realisasi ini sudah ditarik orang lain. Muat ulang halaman."))
    VersionInForce(row.programme_id).hold(row.sub_activity.code, realised=-row.amount)
    ledger.record(
        row,
        "realisation:withdraw",
        by=by,
        sentence=f"Realisasi ditarik: {row}. {reason.strip()}",
        before={
            "amount": row.amount,
            "quarter": row.quarter,
            "document": row.document,
            "dated": row.dated.isoformat(),
        },
        note=reason.strip(),
        office_code=row.programme.office.code,
    )
