"""What cases cost, as it stands: by component and payer, by case and activity, against the ceiling, and what the list says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from binakon.certification.models import Case, CaseCost, FeeRule
from binakon.certification.states import CaseState, CostComponent, Payer
from binakon.core.calendar import today
from binakon.people.rules import Viewer, can_enrol, can_pay, can_see_people
from binakon.planning.models import Activity, Ceiling
from binakon.planning.queries import version_in_force
from binakon.planning.queries.bound import line_code


@dataclass(frozen=True, slots=True)
class CostLine:
    """One component of one case; `rupiah` None is not known yet."""

    pk: int
    component: str
    payer: str
    rupiah: int | None
    is_bound: bool
    paid_on: date | None
    reference: str
    may_change: bool


@dataclass(frozen=True, slots=True)
class CostPage:
    """The costs of one case."""

    case: Case
    lines: tuple[CostLine, ...]
    total: int
    unknown: int
    proposal: int | None
    source: str
    may_write: bool


@dataclass(frozen=True, slots=True)
class PayerTotal:
    """What one payer bears of an activity; `unknown` components are not in `rupiah`, None where no amount is known."""

    payer: str
    rupiah: int | None
    parts: int
    paid: int
    unknown: int


@dataclass(frozen=True, slots=True)
class CaseLine:
    """What one case of an activity costs each payer: the name, what is known, whether something is not known yet.

    `payable` waits for the treasurer.
    """

    code: str
    name: str
    state: str
    by_payer: tuple[tuple[str, int | None, bool], ...]
    payable: tuple[CostLine, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """The money of the budget line behind an activity; None where no ceiling is known."""

    code: str
    ceiling: int | None
    committed: int | None

    @property
    def left(self) -> int | None:
        """What can still be bound."""
        if self.ceiling is None or self.committed is None:
            return None
        return self.ceiling - self.committed


@dataclass(frozen=True, slots=True)
class CostTable:
    """The costs of an activity."""

    activity: Activity
    payers: tuple[str, ...]
    totals: tuple[PayerTotal, ...]
    lines: tuple[CaseLine, ...]
    without: int
    room: Room
    may_pay: bool
    is_named: bool


def payer_of(case: Case) -> str:
    """Who pays the fee of a case, as its costs say; the person until somebody says so."""
    fee = CaseCost.objects.filter(case=case, component=CostComponent.FEE).order_by("pk")
    return fee.values_list("payer", flat=True).first() or Payer.PARTICIPANT


def fee_rule(case: Case, on: date) -> FeeRule | None:
    """The row of the list that says what the test of a case costs; None where none does."""
    rows = FeeRule.objects.valid_on(on).filter(level=case.level, path=case.path)
    return rows.order_by(F("valid_from").desc(nulls_last=True), "mode", "pk").first()


def cost_page(viewer: Viewer, case: Case) -> CostPage:
    """The costs of a case that the viewer may see."""
    rows = list(CaseCost.objects.filter(case=case).order_by("component", "payer"))
    rule = fee_rule(case, today())
    may = can_enrol(viewer, case.activity.programme.office.code)
    return CostPage(
        case=case,
        lines=tuple(_line(row, may=may) for row in rows),
        total=sum(row.rupiah or 0 for row in rows),
        unknown=sum(row.rupiah is None for row in rows),
        proposal=rule.rupiah if rule is not None else None,
        source=rule.source if rule is not None else "",
        may_write=may and case.state != CaseState.WITHDRAWN,
    )


def cost_of(case: Case, pk: int) -> CaseCost | None:
    """One component of a case."""
    return CaseCost.objects.filter(case=case, pk=pk).select_related("commitment__activity").first()


def costs_to_pay(activity: Activity, chosen: Iterable[int]) -> list[CaseCost]:
    """These components of an activity's cases."""
    rows = CaseCost.objects.filter(case__activity=activity, pk__in=list(chosen))
    return list(rows.select_related("case").order_by("pk"))


def cost_table(viewer: Viewer, activity: Activity) -> CostTable:
    """Every case of an activity with what it costs each payer; names only for whoever sees its people."""
    code = activity.programme.office.code
    is_named = can_see_people(viewer, code)
    rows = CaseCost.objects.filter(case__activity=activity).order_by("component")
    by_case: dict[int, list[CaseCost]] = {}
    for row in rows:
        by_case.setdefault(row.case_id, []).append(row)
    cases = list(
        Case.objects.filter(activity=activity, pk__in=by_case)
        .select_related("worker")
        .order_by("worker__name" if is_named else "code", "pk")
    )
    everything = [row for each in by_case.values() for row in each]
    living = Case.objects.filter(activity=activity).exclude(state=CaseState.WITHDRAWN)
    return CostTable(
        activity=activity,
        payers=tuple(str(payer.label) for payer in Payer),
        totals=tuple(_total(payer, everything) for payer in Payer),
        lines=tuple(_case_line(case, by_case[case.pk], is_named=is_named) for case in cases),
        without=living.exclude(pk__in=by_case).count(),
        room=_room(activity),
        may_pay=can_pay(viewer, code),
        is_named=is_named,
    )


def _line(row: CaseCost, *, may: bool = False) -> CostLine:
    return CostLine(
        pk=row.pk,
        component=str(CostComponent(row.component).label),
        payer=str(Payer(row.payer).label),
        rupiah=row.rupiah,
        is_bound=row.commitment_id is not None,
        paid_on=row.paid_on,
        reference=row.reference,
        may_change=may and row.paid_on is None,
    )


def _case_line(case: Case, rows: list[CaseCost], *, is_named: bool) -> CaseLine:
    known: dict[str, int] = {}
    for row in rows:
        if row.rupiah is not None:
            known[row.payer] = known.get(row.payer, 0) + row.rupiah
    unknown = {row.payer for row in rows if row.rupiah is None}
    return CaseLine(
        code=case.code,
        name=str(case.worker) if is_named else "",
        state=case.get_state_display(),
        by_payer=tuple((str(payer.label), known.get(payer), payer in unknown) for payer in Payer),
        payable=tuple(
            _line(row)
            for row in rows
            if row.payer == Payer.APBD and row.commitment_id is not None and row.paid_on is None
        ),
    )


def _total(payer: Payer, rows: list[Any]) -> PayerTotal:
    own = [row for row in rows if row.payer == payer]
    known = [row.rupiah for row in own if row.rupiah is not None]
    return PayerTotal(
        payer=str(payer.label),
        rupiah=sum(known) if known else None,
        parts=len(own),
        paid=sum(row.rupiah or 0 for row in own if row.paid_on is not None),
        unknown=sum(row.rupiah is None for row in own),
    )


def _room(activity: Activity) -> Room:
    version = version_in_force(activity.programme_id)
    if version is None:
        return Room("", None, None)
    code = line_code(activity, version.pk)
    part = (
        Ceiling.objects.filter(version=version, sub_activity__code=code).first() if code else None
    )
    if part is not None:
        return Room(code, part.amount, part.committed)
    return Room(code, version.ceiling, version.money_committed)
