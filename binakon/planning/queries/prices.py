"""The pages of standard prices and accounts."""

from dataclasses import dataclass

from binakon.core.calendar import today
from binakon.people.models import Office
from binakon.people.rules import Viewer, can_plan
from binakon.planning.models import Account
from binakon.planning.queries.costs import price_facts
from binakon.planning.queries.version_pages import region_names
from binakon.planning.rules.prices import PriceFact, same_words

MOST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class PricePage:
    """The prices of an office that hold today or later; `many` is how many were found, of which the first are shown."""

    office: Office
    prices: tuple[PriceFact, ...]
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
    every = price_facts(office_code)
    words = same_words(sought)
    day = today()
    found = [
        price
        for price in every
        if words in same_words(f"{price.name} {price.unit} {price.source}")
        and (price.valid_to is None or price.valid_to >= day)
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


def account_rows() -> list[Account]:
    """Every account that is known, by code."""
    return list(Account.objects.order_by("code", "id"))
