"""The pages of standard prices and accounts."""

from dataclasses import dataclass

from binakon.core.calendar import today
from binakon.people.models import Office
from binakon.people.rules import Viewer, can_plan
from binakon.planning.models import Account, StandardPrice
from binakon.planning.queries.costs import price_fact
from binakon.planning.queries.version_pages import region_names
from binakon.planning.rules.prices import PriceFact, same_words

MOST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One price of the list."""

    pk: int
    price: PriceFact


@dataclass(frozen=True, slots=True)
class PricePage:
    """The prices of an office that hold today or later; `many` is how many were found, of which the first are shown."""

    office: Office
    prices: tuple[PriceRow, ...]
    many: int
    all: int
    sought: str
    regions: dict[str, str]
    may_write: bool


def price_page(viewer: Viewer, office_code: str, sought: str = "") -> PricePage | None:
    """The prices of one office for a viewer with a role there; None otherwise."""
    office = Office.objects.filter(code=office_code).first()
    if office is None or not viewer.roles_at(office_code):
        return None
    every = [
        PriceRow(row.pk, price_fact(row))
        for row in StandardPrice.objects.filter(office__code=office_code)
    ]
    words = same_words(sought)
    day = today()
    found = [
        row
        for row in every
        if words in same_words(f"{row.price.name} {row.price.unit} {row.price.source}")
        and (row.price.valid_to is None or row.price.valid_to >= day)
    ]
    return PricePage(
        office=office,
        prices=tuple(found[:MOST_SHOWN]),
        many=len(found),
        all=len(every),
        sought=sought,
        regions=region_names(office_code),
        may_write=can_plan(viewer, office_code),
    )


def price_row(office_code: str, pk: int) -> StandardPrice | None:
    """One price of an office; None when another office holds it."""
    return StandardPrice.objects.filter(pk=pk, office__code=office_code).first()


def account_rows() -> list[Account]:
    """Every account that is known, by code."""
    return list(Account.objects.order_by("code", "id"))
