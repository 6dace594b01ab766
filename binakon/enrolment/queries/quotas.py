"""Quotas of a training: the basis of each regency, what it has and uses, and the calculations behind it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from binakon.enrolment.models import Place, QuotaCalculation, RegencyNeed, Registration, Training
from binakon.enrolment.rules.apportion_facts import Apportionment, StepKind
from binakon.enrolment.rules.apportion_words import apportion_words, basis_words, rounded_words
from binakon.enrolment.rules.quota_plan import QuotaPlan
from binakon.enrolment.rules.regions import region_words
from binakon.enrolment.states import Basis, PlaceState
from binakon.people.models import Office
from binakon.planning.models import RegionalQuota


@dataclass(frozen=True, slots=True)
class QuotaRow:
    """One regency: what it brings, its exact share, and what became of its places."""

    office: Office
    name: str
    weight: int | None
    floor: int | None
    exact: str
    places: int | None
    taken: int
    waiting: int
    registered: int
    need: int | None
    reason: str
    calculated: int | None

    @property
    def is_changed(self) -> bool:
        """Whether somebody changed it after it was calculated."""
        return self.calculated is not None and self.calculated != (self.places or 0)


@dataclass(frozen=True, slots=True)
class Calculation:
    """A stored calculation, as it is read."""

    row: QuotaCalculation
    plan: QuotaPlan
    result: Apportionment
    lines: tuple[str, ...]
    names: Mapping[str, str]

    @property
    def basis(self) -> str:
        """The basis in words."""
        return basis_words(self.row.basis)

    @property
    def rows(self) -> list[tuple[str, int | None, str, int]]:
        """Name, weight, exact share and places of each regency."""
        weights = dict(self.plan.weights)
        return [
            (self.names.get(code, code), weights[code], exact_share(self.result, code), places)
            for code, places in self.result.places
        ]

    @property
    def pool(self) -> int:
        """Seats that stay with everybody."""
        return self.plan.pool + self.result.pool


@dataclass(frozen=True, slots=True)
class QuotaPage:
    """The quotas of a training and how they came about."""

    training: Training
    rows: tuple[QuotaRow, ...]
    current: Calculation | None
    earlier: tuple[QuotaCalculation, ...]
    reserved: int
    waiting: int

    @property
    def shared(self) -> int:
        """Places of all regencies."""
        return sum(row.places or 0 for row in self.rows)

    @property
    def taken(self) -> int:
        """Seats of quotas that are held."""
        return sum(row.taken for row in self.rows)


def regencies_of(training: Training) -> list[Office]:
    """The regencies that share the seats of a training, in the order of their codes."""
    return list(Office.objects.regencies_of(training.activity.programme.office.code))


def names_of(training: Training) -> dict[str, str]:
    """What they are called, by code."""
    return {office.code: region_words(office.name) for office in regencies_of(training)}


def plan_of(
    training: Training,
    *,
    basis: str,
    pool: int,
    floor: int,
    cap: int | None,
    typed: Mapping[str, int | None] | None = None,
) -> QuotaPlan:
    """The plan of a quota with the weights as they are known now; `typed` are shortfalls by office code."""
    weights, source = _weights(training, basis, typed)
    reserved = sum(training.reserved.values_list("places", flat=True))
    seats = Training.objects.values_list("seats", flat=True).get(pk=training.pk)
    return QuotaPlan(
        basis=basis,
        seats=seats,
        reserved=reserved,
        pool=pool,
        floor=floor,
        cap=cap,
        weights=tuple(sorted(weights.items())),
        source=source,
    )


def _weights(
    training: Training, basis: str, typed: Mapping[str, int | None] | None
) -> tuple[dict[str, int | None], str]:
    offices = regencies_of(training)
    if basis == Basis.EQUAL:
        return {office.code: 1 for office in offices}, ""
    if basis == Basis.POPULATION:
        return {office.code: office.population for office in offices}, _("Jumlah penduduk wilayah")
    if basis == Basis.NEED:
        needs = needs_by_office(training)
        return {o.code: needs.get(o.code) for o in offices}, _("Kebutuhan yang dicatat per wilayah")
    known = earlier_shortfall(training)
    given = dict(typed or {})
    year = training.activity.programme.year - 1
    if not any(value is not None for value in given.values()):
        return {o.code: known.get(o.code) for o in offices}, _(
            "Kuota %(year)s dikurangi peserta yang ditetapkan"
        ) % {"year": year}
    return {o.code: given.get(o.code) for o in offices}, _("Diisi di halaman hitung kuota")


def needs_by_office(training: Training) -> dict[str, int]:
    """What regencies said they need, by code."""
    return dict(RegencyNeed.objects.filter(training=training).values_list("office__code", "people"))


def earlier_shortfall(training: Training) -> dict[str, int]:
    """Last year's quota minus the people who were determined, by office code; empty where nothing is recorded."""
    programme = training.activity.programme
    last = Training.objects.filter(
        activity__programme__office=programme.office, activity__programme__year=programme.year - 1
    )
    places = Counter[str]()
    rows = RegionalQuota.objects.filter(activity__training__in=last)
    for code, many in rows.values_list("office__code", "places"):
        places[code] += many
    came = Counter(
        Place.objects.filter(
            training__in=last, state=PlaceState.DETERMINED, office__isnull=False
        ).values_list("office__code", flat=True)
    )
    return {code: max(0, many - came[code]) for code, many in places.items()}


def quota_page(training: Training) -> QuotaPage:
    """Everything of the quota page; numbers only, no person."""
    stored = list(QuotaCalculation.objects.filter(training=training).order_by("-id"))
    calculation = calculation_of(stored[0], names_of(training)) if stored else None
    quotas = {
        quota.office_id: quota
        for quota in RegionalQuota.objects.filter(activity=training.activity_id)
    }
    waiting = Counter(
        Place.objects.waiting().filter(training=training).values_list("office_id", flat=True)
    )
    came = Counter(
        Registration.objects.active().filter(training=training).values_list("office_id", flat=True)
    )
    needs = needs_by_office(training)
    rows = tuple(
        _row(
            office,
            quotas.get(office.pk),
            calculation,
            (waiting[office.pk], came[office.pk], needs.get(office.code)),
        )
        for office in regencies_of(training)
    )
    return QuotaPage(
        training=training,
        rows=rows,
        current=calculation,
        earlier=tuple(stored[1:]),
        reserved=sum(training.reserved.values_list("places", flat=True)),
        waiting=waiting.total(),
    )


def _row(
    office: Office,
    quota: RegionalQuota | None,
    calculation: Calculation | None,
    counted: tuple[int, int, int | None],
) -> QuotaRow:
    waiting, registered, need = counted
    code = office.code
    plan = calculation.plan if calculation else None
    return QuotaRow(
        office=office,
        name=region_words(office.name),
        weight=dict(plan.weights).get(code) if plan else None,
        floor=plan.floor if plan else None,
        exact=exact_share(calculation.result, code) if calculation else "",
        places=quota.places if quota else None,
        taken=quota.taken if quota else 0,
        waiting=waiting,
        registered=registered,
        need=need,
        reason=quota.reason if quota else "",
        calculated=calculation.result.by_office.get(code) if calculation else None,
    )


def exact_share(result: Apportionment, code: str) -> str:
    """The share of an office with its floor, before it becomes whole seats: "346,154"; the steps have it exactly."""
    whole = Fraction(0)
    for step in result.steps:
        if step.office == code and step.kind in {StepKind.FLOOR, StepKind.CAPPED}:
            whole += step.seats
        elif step.office == code and step.kind == StepKind.SHARE:
            whole += step.quota
    return rounded_words(whole)


def calculation_of(row: QuotaCalculation, names: Mapping[str, str]) -> Calculation:
    """A stored calculation with its steps line by line."""
    result = Apportionment.from_json(row.result)
    lines = tuple(apportion_words(step, names) for step in result.steps)
    return Calculation(row, QuotaPlan.from_json(row.inputs), result, lines, names)


def calculation_in(training: Training, pk: int) -> Calculation | None:
    """One calculation of a training, also an earlier one."""
    row = QuotaCalculation.objects.filter(training=training, pk=pk).first()
    return calculation_of(row, names_of(training)) if row else None
