"""The facilitation of these weeks: people in most states of the chain, as of the day the demo is told (all invented)."""

from datetime import date

from django.db import transaction

from binakon.certification.models import Case
from binakon.certification.states import Payer
from binakon.core.holidays import add_working_days
from binakon.demo import case_deeds as deeds
from binakon.demo import certified, marks
from binakon.demo.deeds import at, training_of
from binakon.demo.finished import CODE
from binakon.enrolment.models import Registration

# The first group has been through its retests by then.
FIRST_DAY = date(2026, 7, 20)
# A demo that is set up in a later year shows these weeks as they stood here: all of it is the year 2026, and the
# licence of the LSP ends in January 2027.
LAST_DAY = date(2026, 12, 18)
SECOND, THIRD = 10, 5
_REASON = "LSP Contoh menerima ijazah arsitektur tanpa STRA untuk jenjang 7 (contoh)."


@transaction.atomic
def tell_certifying(*, as_of: date) -> None:
    """A second group on its way and a third that was proposed this week; told once."""
    training = training_of(CODE)
    many = Case.objects.filter(activity=deeds.facilitation()).count()
    if training is None or as_of < FIRST_DAY or many != certified.MANY:
        return
    people = certified.completed(marks.people_of(training))[certified.MANY :]
    day = min(as_of, LAST_DAY)
    _second(people[:SECOND], day)
    _third(people[SECOND : SECOND + THIRD], day)


def _second(people: list[Registration], as_of: date) -> None:
    """Ten people, each a little further than the last."""

    def ago(days: int) -> date:
        return add_working_days(as_of, -days)

    cases = deeds.proposed(people, at(ago(24), 10))
    found = deeds.judged(cases, at(ago(23), 10), _REASON)
    found = deeds.determined(found, ago(20))
    deeds.applied(found[1:], ago(16))
    batch = certified.sent(found[1:8], ago(15), add_working_days(as_of, 3))
    deeds.reviewed(found[1:], ago(14))
    deeds.correction(found[2:3], ago(1))
    deeds.bill(found[3:8], ago(8), Payer.BALAI)
    deeds.paid(found[4:8], ago(6))
    deeds.bill(found[8:], ago(3), Payer.PARTICIPANT)
    certified.arranged(batch, ago(5), add_working_days(as_of, 3))


def _third(people: list[Registration], as_of: date) -> None:
    """Five people, one of them without a card of an association; nobody is determined before the perubahan."""
    day = add_working_days(as_of, -3)
    cases = deeds.proposed(people, at(day, 10), without_card=1)
    deeds.judged(cases[:3], at(day, 14), _REASON)
