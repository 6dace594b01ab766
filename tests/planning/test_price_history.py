"""Standard prices brought in again: the same thing however it is typed, and what was written over stays in the history."""

from dataclasses import replace
from datetime import date

import pytest

from binakon.core.models import AuditEvent
from binakon.core.problems import Blocked
from binakon.planning.actions.prices import add_price, take_prices
from binakon.planning.models import StandardPrice
from binakon.planning.rules.prices import PriceFact
from tests.factories import BY, an_office

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]
PRICE = PriceFact("sbu", "Narasumber", "OJ", "", 900_000, date(2026, 1, 1), "Pergub 1 (contoh)")


def test_a_price_typed_otherwise_is_the_same_and_its_old_ceiling_is_remembered() -> None:
    office = an_office()
    assert take_prices(office, [PRICE], file_name="a.xlsx", by=BY) == (1, 0)
    again = replace(PRICE, name=" narasumber ", unit="oj", ceiling=950_000)
    assert take_prices(office, [again], file_name="b.xlsx", by=BY) == (0, 1)
    row = StandardPrice.objects.get()
    assert (row.name, row.ceiling) == ("Narasumber", 950_000)
    event = AuditEvent.objects.filter(action="planning:standard_prices").latest("id")
    kept = {"valid_to": None, "source": PRICE.source}
    assert event.before == {"prices": {str(row.pk): {"ceiling": 900_000, **kept}}}
    assert event.after == {
        "new": 0,
        "changed": 1,
        "prices": {str(row.pk): {"ceiling": 950_000, **kept}},
    }
    with pytest.raises(Blocked, match="sudah ada dengan hari mulai yang sama"):
        add_price(office, again, by=BY)
