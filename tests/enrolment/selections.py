"""Plain functions that make classes whose seats a selection gives, and the people who compete in them (all invented)."""

from typing import Any

from binakon.core import clock, ledger
from binakon.core.models import Message
from binakon.enrolment.models import (
    Objection,
    Place,
    RegencyNeed,
    Registration,
    SelectionResult,
    SelectionRun,
    Training,
)
from binakon.enrolment.rules.draw import commitment
from binakon.enrolment.states import Policy
from tests.enrolment.people import a_training, registered
from tests.factories import BY, an_office

WEIGHTS = {"never_trained": 40, "certificate": 30, "need": 0, "arrival": 10, "months": 6}
SEED = "Banjarbaru, contoh undian 17-4-2026"


def a_ranked_class(**fields: Any) -> Training:
    """A class whose seats go by points, open now."""
    return a_training(**{"policy": Policy.RANKED, "weights": WEIGHTS, "seats": 3, **fields})


def a_draw_class(**fields: Any) -> Training:
    """A class whose seats are drawn; only the fingerprint of its seed is public."""
    seeded = {"seed": SEED, "seed_hash": commitment(SEED)}
    return a_training(**{"policy": Policy.DRAW, "seats": 3, **seeded, **fields})


def verified(training: Training, number: int, **stated: Any) -> Registration:
    """A registration whose papers were accepted."""
    registration = registered(training, number, **stated)
    ledger.move(registration, "verify", by=BY, sentence="berkas lengkap")
    return registration


def closed(training: Training) -> Training:
    ledger.move(training, "close", by=BY, sentence="ditutup", office_code=training.office_code)
    return training


def a_need(training: Training, office: str, people: int) -> RegencyNeed:
    return RegencyNeed.objects.create(
        training=training, office=an_office(office), people=people, source="uji"
    )


def a_competed_class(many: int = 6, **fields: Any) -> Training:
    """A closed class of 3 seats: one for Tapin, one for Tabalong, one for everybody; people of both and of Banjar."""
    training = a_ranked_class(quotas={"63.05": 1, "63.09": 1}, **fields)
    for number in range(1, many + 1):
        office = ("63.05", "63.09", "63.03")[number % 3]
        verified(training, number, office=office, has_skk=number % 2 == 0 and None)
    return closed(training)


def outcomes(run: SelectionRun) -> list[tuple[str, str, str]]:
    """What a run said: code, outcome, bucket."""
    return list(
        run.results.order_by("rank", "pk").values_list("registration__code", "outcome", "bucket")
    )


def places(training: Training) -> list[tuple[str, str, str]]:
    """What became of it: code, state, bucket, in the order of the queue."""
    rows = Place.objects.filter(training=training).order_by("rank", "queue")
    return list(rows.values_list("registration__code", "state", "bucket"))


def letters(name: str) -> list[Message]:
    return list(Message.objects.filter(name=name).order_by("pk"))


def an_objection(
    result: SelectionResult, text: str = "Saya sudah lama menunggu (contoh)."
) -> Objection:
    """An objection that its applicant handed in, as the portal stores it."""
    return Objection.objects.create(result=result, text=text, made_at=clock.now())
