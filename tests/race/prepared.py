"""What runs inside the installation of a race: a class with filled-in drafts, and what became of them.

Drafts are made by the actions, because walking all steps by HTTP belongs to `bench/rush`; sending is the race.
"""

from typing import Any

from django.db import connection, transaction

from binakon.core.models import AuditEvent, Message
from binakon.enrolment.models import Place, Registration, Training
from binakon.enrolment.rules.links import token_of
from binakon.people.models import Office
from binakon.planning.models import Activity
from tests.enrolment.people import a_draft, a_training, counters_agree
from tests.factories import an_activity

STATED: dict[str, Any] = {"education": "bachelor", "has_skk": False, "office": "63.03"}
# The rules of the database that stand behind the counters.
RULES = (
    (Training, "training_not_oversold"),
    (Training, "training_pool_not_oversold"),
    (Registration, "registration_one_person_one_place"),
    (Registration, "registration_arrival_once"),
    (Place, "place_one_seat_a_person"),
    (Place, "place_queue_once"),
)


def a_class(seats: int, drafts: int, *, has_waiting_list: bool) -> dict[str, Any]:
    """An open class, first come, and one draft each of so many persons: their links, in order."""
    with transaction.atomic():
        activity = an_activity(f"lomba-{Activity.objects.count()}")
        training = a_training(seats=seats, activity=activity, has_waiting_list=has_waiting_list)
        made = [a_draft(training, number, **STATED) for number in range(drafts)]
    return {
        "training": training.pk,
        "slug": training.activity.slug,
        "office": Office.objects.get(code="63.03").pk,
        "tokens": [token_of(draft.key.hex, draft.link_version) for draft in made],
    }


def drop_rules() -> None:
    """Take the rules out of this installation's own database."""
    for model, name in RULES:
        rule = next(rule for rule in model._meta.constraints if rule.name == name)
        # The embedded database makes the whole table anew from what its model says.
        model._meta.constraints = [each for each in model._meta.constraints if each is not rule]
        with connection.schema_editor() as editor:
            editor.remove_constraint(model, rule)


def outcome(training_pk: int) -> dict[str, Any]:
    """Counters and rows of a class, in plain words for the test outside."""
    training = Training.objects.get(pk=training_pk)
    rows = Registration.objects.filter(training=training).exclude(state="draft")
    places = Place.objects.filter(training=training)
    return {
        "seats": training.seats,
        "taken": training.taken,
        "seated": places.seated().count(),
        "people": places.seated().values("worker").distinct().count(),
        "persons": places.seated().values("registration__nik_index").distinct().count(),
        "agree": counters_agree(training),
        "sent": {row.key.hex: row.state for row in rows},
        "repeats": sum(1 for row in rows if row.repeats_id),
        "messages": Message.objects.filter(name="registration_received").count(),
        "drafts": Registration.objects.filter(training=training, state="draft").count(),
        "story": story(training),
    }


def story(training: Training) -> list[tuple[str, int]]:
    """What happened to places in the order of the database: (deed, number of the queue)."""
    places = dict(Place.objects.filter(training=training).values_list("pk", "queue"))
    arrivals = dict(
        Registration.objects.filter(training=training, place__isnull=False).values_list(
            "pk", "arrival"
        )
    )
    lines = AuditEvent.objects.filter(
        subject_type__in=["enrolment.place", "enrolment.registration"]
    ).order_by("id")
    told = []
    for kind, pk, action in lines.values_list("subject_type", "subject_id", "action"):
        if kind == "enrolment.place" and pk in places:
            told.append((action, places[pk]))
        elif kind == "enrolment.registration" and action == "submit" and pk in arrivals:
            told.append(("arrive", arrivals[pk]))
    return told
