"""What a case costs and who pays: stated by component, bound in the plan where the office pays, paid by a document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.certification.models import Case, CaseCost
from binakon.certification.rules.costs import Paying, cost_problems, paying_problems
from binakon.certification.states import CaseState, CostComponent, Payer
from binakon.core import ledger, words
from binakon.core.actor import Actor
from binakon.core.problems import Problem, refuse
from binakon.planning import actions as planning
from binakon.planning.models import Commitment, Realisation

# Before a decree names them, the costs of a case are what is expected; nothing is bound for a proposal.
_UNBOUND = (CaseState.PROPOSED, CaseState.ELIGIBLE)


@dataclass(frozen=True, slots=True)
class Price:
    """What one component costs and who pays it; `rupiah` None is not known yet."""

    component: str
    payer: str
    rupiah: int | None


@transaction.atomic
def set_cost(case: Case, price: Price, *, by: Actor) -> CaseCost:
    """State one component of a case's costs, or state it anew; what the office pays is bound in the plan at once.

    1. Hold the case, so that two who state the same are one after the other.
    2. Give back what was bound for it before.
    3. Bind the new amount, once the case is determined, or refuse with what is left of the ceiling.

    Raises `Blocked` for a component that is paid already, for a case that has ended, and above the ceiling.
    """
    hold(case, by=by)
    found = CaseCost.objects.filter(case=case, component=price.component, payer=price.payer).first()
    refuse(cost_problems(case.state, is_paid=found is not None and found.paid_on is not None))
    row = found or CaseCost(case=case, component=price.component, payer=price.payer)
    before = row.rupiah
    if found is not None and before == price.rupiah:
        return found
    _free(row, by=by, reason="biayanya berubah")
    row.rupiah = price.rupiah
    row.save()
    if case.state not in _UNBOUND:
        _bind(row, by=by)
    ledger.record(
        case,
        "case:cost",
        by=by,
        sentence=(
            f"Kasus {case.code}: {row.get_component_display()} {words.rupiah(price.rupiah)}, "
            f"dibayar {row.get_payer_display()}"
        ),
        before={"rupiah": before},
        after={"rupiah": price.rupiah},
        office_code=case.activity.programme.office.code,
    )
    return row


@transaction.atomic
def remove_cost(cost: CaseCost, *, by: Actor) -> None:
    """Take a component away that was stated by mistake; what it bound is free again. Raises `Blocked` once it is paid."""
    case = cost.case
    hold(case, by=by)
    cost.refresh_from_db()
    refuse(cost_problems(case.state, is_paid=cost.paid_on is not None))
    _free(cost, by=by, reason="komponennya dihapus")
    told = f"Kasus {case.code}: {cost.get_component_display()} ({cost.get_payer_display()}) dihapus"
    before = {"rupiah": cost.rupiah}
    cost.delete()
    ledger.record(
        case,
        "case:cost_removed",
        by=by,
        sentence=told,
        before=before,
        office_code=case.activity.programme.office.code,
    )


@transaction.atomic
def pay_costs(
    costs: Sequence[CaseCost], *, document: str, dated: date, quarter: int, by: Actor
) -> Realisation:
    """The treasurer paid these components by one document: recorded in the plan's money, all of them or none.

    Raises `Blocked` when one of them is not the office's to pay, not known, not bound or paid already, or when the
    plan refuses the payment (over the ceiling, a document known already).
    """
    for case in {cost.case_id: cost.case for cost in costs}.values():
        hold(case, by=by)
    rows = list(
        CaseCost.objects.filter(pk__in=[cost.pk for cost in costs])
        .select_related("case__activity__programme__office", "commitment__sub_activity")
        .order_by("pk")
    )
    facts = [
        Paying(
            f"{row.case.code}, {row.get_component_display()}",
            payer=row.payer,
            rupiah=row.rupiah,
            is_paid=row.paid_on is not None,
            line=row.commitment.sub_activity.code
            if row.commitment is not None and row.commitment.sub_activity is not None
            else "",
            programme=row.case.activity.programme_id,
        )
        for row in rows
    ]
    refuse(paying_problems(facts))
    first = rows[0]
    assert first.commitment is not None
    assert first.commitment.sub_activity is not None
    paid = planning.record_payment(
        first.case.activity.programme,
        sub_activity=first.commitment.sub_activity,
        quarter=quarter,
        amount=sum(row.rupiah or 0 for row in rows),
        document=document,
        dated=dated,
        note=", ".join(row.case.code for row in rows)[:500],
        by=by,
    )
    for row in rows:
        _note_paid(row, on=dated, reference=document, by=by)
    return paid


def note_paid(case: Case, *, on: date, reference: str, by: Actor) -> None:
    """The fee of a case was paid to its LSP by somebody else than the office; the treasurer records the office's own."""
    fees = CaseCost.objects.filter(case=case, component=CostComponent.FEE, paid_on=None)
    for row in fees.exclude(payer=Payer.APBD):
        _note_paid(row, on=on, reference=reference, by=by)


def bind_costs(case: Case, *, by: Actor) -> None:
    """Bind what the office pays for a case that has just been determined; `Blocked` above the ceiling."""
    for row in CaseCost.objects.filter(case=case, payer=Payer.APBD, commitment=None).order_by("pk"):
        _bind(row, by=by)


def bind_person(case: Case, *, label: str, by: Actor) -> Commitment:
    """Bind one place of the plan for the person of a case; `Blocked` when the plan has none left."""
    return planning.commit(
        case.activity,
        unit=Commitment.Unit.PEOPLE,
        amount=1,
        label=f"{label}: {case.code}",
        link=f"/meja/sertifikasi/kasus/{case.code}/",
        by=by,
    )


def release_all(case: Case, *, by: Actor, reason: str) -> None:
    """Give back the place and the money of a case that ends untested; what was tested or paid stays bound."""
    if case.tested_on is not None:
        return
    for row in CaseCost.objects.filter(case=case, paid_on=None).exclude(commitment=None):
        _free(row, by=by, reason=reason)
    if case.commitment is not None:
        planning.release(case.commitment, by=by, reason=reason)
        case.commitment = None


def hold(case: Case, *, by: Actor) -> None:
    """Let nobody but `by` write about this case until the transaction ends; its facts are then the newest."""
    Case.objects.filter(pk=case.pk).update(revision=F("revision") + 1)
    case.refresh_from_db(fields=["state", "revision", "commitment", "tested_on", "payment_due_at"])


def _bind(row: CaseCost, *, by: Actor) -> None:
    if row.payer != Payer.APBD or not row.rupiah:
        return
    row.commitment = planning.commit(
        row.case.activity,
        unit=Commitment.Unit.RUPIAH,
        amount=row.rupiah,
        label=f"{CostComponent(row.component).label} kasus {row.case.code}",
        link=f"/meja/sertifikasi/kasus/{row.case.code}/",
        by=by,
    )
    row.save(update_fields=["commitment"])


def _free(row: CaseCost, *, by: Actor, reason: str) -> None:
    if row.commitment is None:
        return
    bound, row.commitment = row.commitment, None
    planning.release(bound, by=by, reason=reason)


def _note_paid(row: CaseCost, *, on: date, reference: str, by: Actor) -> None:
    unpaid = CaseCost.objects.filter(pk=row.pk, paid_on=None)
    if unpaid.update(paid_on=on, reference=reference[:200]) != 1:
        refuse([Problem("paid", _("Komponen ini sudah dibayar. Muat ulang halaman."))])
    ledger.record(
        row.case,
        "case:paid",
        by=by,
        sentence=(
            f"Kasus {row.case.code}: {row.get_component_display()} {words.rupiah(row.rupiah)} dibayar "
            f"{row.get_payer_display()}" + (f" ({reference})" if reference else "")
        ),
        office_code=row.case.activity.programme.office.code,
    )
