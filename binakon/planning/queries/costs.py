"""The cost lines of an activity with what they come to and what should be looked at, and the prices they are held to."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from binakon.people.rules import Viewer, can_plan
from binakon.planning.models import (
    LINE_COLUMNS,
    Account,
    CostLine,
    PlanVersion,
    StandardPrice,
    VersionActivity,
)
from binakon.planning.queries import fact_of, version_with_parts
from binakon.planning.queries.version_pages import region_names
from binakon.planning.rules.costs import Factor, LineEntry
from binakon.planning.rules.prices import (
    CostContext,
    LineWarning,
    PriceFact,
    line_warnings,
    price_of,
)
from binakon.planning.rules.versions import VersionFact
from binakon.planning.states import VersionState

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LineView:
    """One line as it is shown; `price` is the standard that holds, None where none was brought in."""

    pk: int
    entry: LineEntry
    price: PriceFact | None
    warnings: tuple[LineWarning, ...]


@dataclass(frozen=True, slots=True)
class CostSource:
    """Another activity of the version whose lines can be copied."""

    code: str
    title: str
    lines: int


@dataclass(frozen=True, slots=True)
class CostPage:
    """The cost lines of one activity; `total` is None while it has no line, `cost` what the version states."""

    version: PlanVersion
    fact: VersionFact
    activity: VersionActivity
    lines: tuple[LineView, ...]
    total: int | None
    sources: tuple[CostSource, ...]
    accounts: Pairs
    prices: tuple[PriceFact, ...]
    regions: dict[str, str]
    may_edit: bool

    @property
    def cost(self) -> int | None:
        """The rupiah that the version states for the activity."""
        return self.activity.cost

    @property
    def differs(self) -> bool:
        """Whether the lines come to something else than the version states."""
        return self.total is not None and self.total != self.cost

    @property
    def is_missing_cost(self) -> bool:
        """Whether there are lines but the version states no cost yet."""
        return self.total is not None and self.cost is None

    @property
    def open_warnings(self) -> int:
        """How many warnings have no reason beside them."""
        return sum(not warning.is_answered for line in self.lines for warning in line.warnings)


def cost_page(viewer: Viewer, pk: int, code: str) -> CostPage | None:
    """The cost lines of one activity for a viewer with a role at its office; None otherwise."""
    version = PlanVersion.objects.filter(pk=pk).select_related("programme__office").first()
    if version is None or not viewer.roles_at(version.programme.office.code):
        return None
    activity = VersionActivity.objects.filter(version=pk, code=code).first()
    if activity is None:
        return None
    office = version.programme.office.code
    accounts = accounts_on(_price_day(version, activity))
    prices = price_facts(office)
    return CostPage(
        version=version,
        fact=fact_of(version_with_parts(pk)),
        activity=activity,
        lines=_lines(version, activity, prices, frozenset(code for code, _name in accounts)),
        total=total_of_lines(pk, code),
        sources=_sources(version, code),
        accounts=accounts,
        prices=prices,
        regions=region_names(office),
        may_edit=version.state == VersionState.DRAFT and can_plan(viewer, office),
    )


def total_of_lines(version_id: int, code: str) -> int | None:
    """What the lines of an activity come to in rupiah; None while there is none."""
    rows = CostLine.objects.filter(version=version_id, activity_code=code)
    found: int | None = rows.aggregate(total=Sum("amount"))["total"]
    return None if found is None else int(found)


def line_for(version_id: int, code: str, pk: int) -> CostLine | None:
    """One line of an activity of a version."""
    return CostLine.objects.filter(version=version_id, activity_code=code, pk=pk).first()


def line_entries(version_id: int, code: str) -> tuple[LineEntry, ...]:
    """The lines of an activity in their order."""
    rows = CostLine.objects.filter(version=version_id, activity_code=code)
    return tuple(map(line_entry, rows.order_by("position", "id")))


def line_entry(row: CostLine) -> LineEntry:
    """One row as an entry."""
    pairs = [(getattr(row, f"quantity_{n}"), getattr(row, f"unit_{n}")) for n in range(1, 5)]
    return LineEntry(
        account_code=row.account_code,
        account_name=row.account_name,
        group_name=row.group_name,
        kind=row.kind,
        component=row.component,
        unit=row.unit,
        unit_price=row.unit_price,
        factors=tuple(Factor(quantity, unit) for quantity, unit in pairs if unit),
        fund_code=row.fund_code,
        recipient=row.recipient,
        transport=row.transport,
        excess_reason=row.excess_reason,
        note=row.note,
    )


def line_columns(entry: LineEntry) -> dict[str, int | str]:
    """An entry as the columns of `CostLine`; factors that are not used count 1."""
    found: dict[str, int | str] = {
        name: getattr(entry, name)
        for name in LINE_COLUMNS
        if not name.startswith(("quantity_", "unit_")) or name == "unit_price"
    }
    for number in range(1, 5):
        is_used = number <= len(entry.factors)
        factor = entry.factors[number - 1] if is_used else Factor(1, "")
        found[f"quantity_{number}"], found[f"unit_{number}"] = factor.quantity, factor.unit
    return found


def price_facts(office_code: str, *, valid_on: date | None = None) -> tuple[PriceFact, ...]:
    """The standard prices of an office, of every time or of one day."""
    rows = StandardPrice.objects.filter(office__code=office_code)
    if valid_on is not None:
        rows = StandardPrice.objects.valid_on(valid_on).filter(office__code=office_code)
    return tuple(map(price_fact, rows))


def price_fact(row: StandardPrice) -> PriceFact:
    """A row as a fact."""
    return PriceFact(
        kind=row.kind,
        name=row.name,
        unit=row.unit,
        region=row.region,
        ceiling=row.ceiling,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
    )


def accounts_on(day: date) -> Pairs:
    """Code and name of every account that is known on a day, the newest list last."""
    rows = Account.objects.valid_on(day).order_by("code", "id").values_list("code", "name")
    return tuple(dict(rows).items())


def _price_day(version: PlanVersion, activity: VersionActivity) -> date:
    """The day whose prices hold: when it begins, else the version's own, but never before the year of the plan."""
    first = date(version.programme.year, 1, 1)
    return activity.starts_on or max(version.dated, first)


def _lines(
    version: PlanVersion,
    activity: VersionActivity,
    prices: tuple[PriceFact, ...],
    accounts: frozenset[str],
) -> tuple[LineView, ...]:
    regions = tuple(activity.region_codes)
    context = CostContext(
        activity_kind=activity.kind, seats=activity.seats, regions=regions, accounts=accounts
    )
    on = _price_day(version, activity)
    found = []
    rows = CostLine.objects.filter(version=version, activity_code=activity.code)
    for row in rows.order_by("position", "id"):
        entry = line_entry(row)
        price = price_of(entry, prices, on, regions)
        found.append(LineView(row.pk, entry, price, tuple(line_warnings(entry, price, context))))
    return tuple(found)


def _sources(version: PlanVersion, code: str) -> tuple[CostSource, ...]:
    counted = dict(
        CostLine.objects.filter(version=version)
        .exclude(activity_code=code)
        .order_by()
        .values_list("activity_code")
        .annotate(Count("id"))
    )
    titles = VersionActivity.objects.filter(version=version, code__in=counted)
    return tuple(
        CostSource(found, title, counted[found])
        for found, title in titles.order_by("id").values_list("code", "title")
    )
