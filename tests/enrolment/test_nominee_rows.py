"""A workbook's people: the same states, history and messages as one by one, at a bounded price, all or nothing."""

from collections import Counter

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from binakon.core import deadlines
from binakon.core.actor import Actor
from binakon.core.models import AuditEvent, Deadline, Message
from binakon.core.problems import Blocked
from binakon.enrolment.actions.nominations import nominate
from binakon.enrolment.actions.nominee_uploads import keep_upload, take_upload
from binakon.enrolment.models import NomineeUpload, Place, Registration, Training
from binakon.enrolment.rules.nominees import Person
from binakon.enrolment.rules.opening import reply_kind
from binakon.enrolment.states import Policy
from binakon.people.models import Role, Worker
from tests import cast
from tests.enrolment.people import a_training, counters_agree, registered
from tests.enrolment.terms import BANJAR, TABALONG, a_nominee, a_person
from tests.factories import an_office

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]

Rows = list[tuple[int, Person]]


def officer() -> Actor:
    return cast.viewer(Role.REGENCY_OFFICER).actor


def an_upload(training: Training) -> NomineeUpload:
    office = an_office(TABALONG)
    return keep_upload(training, office=office, file_name="a.xlsx", content=b"x", by=officer())


def rows_of(*numbers: int) -> Rows:
    return [(line, a_person(number)) for line, number in enumerate(numbers, start=2)]


def cost_of(training: Training, rows: Rows) -> int:
    upload = an_upload(training)
    with CaptureQueriesContext(connection) as captured:
        take_upload(upload, rows, by=officer())
    return len(captured)


def told(training: Training) -> dict[str, object]:
    """Everything that naming Tabalong's people left behind, without what chance or the row's number makes."""
    own = Registration.objects.filter(training=training, office__code=TABALONG).order_by("id")
    codes = {row.code: f"#{number}" for number, row in enumerate(own)}
    places = Place.objects.filter(registration__in=own).order_by("registration")
    events = AuditEvent.objects.filter(
        subject_type="enrolment.registration", subject_id__in=own.values("pk")
    ).order_by("id")
    sentences = [f"{e.action}: {e.sentence} {e.old_state}>{e.new_state}" for e in events]
    messages = Message.objects.filter(subject_type="enrolment.registration")
    return {
        "rows": list(
            own.values_list(
                "state",
                "source",
                "name",
                "phone",
                "nik_index",
                "nik_mask",
                "arrival",
                "step",
                "revision",
                "repeats",
                "nominated_by",
                "worker__name",
                "is_invented",
            )
        ),
        "sealed": [bytes(row.nik_sealed) for row in own],
        "places": list(places.values_list("state", "bucket", "queue")),
        "history": [_without(sentence, codes) for sentence in sentences],
        "messages": list(messages.order_by("id").values_list("name", "to", "to_name", "phone")),
        "workers": Worker.objects.count(),
        "history of workers": AuditEvent.objects.filter(subject_type="people.worker").count(),
    }


def _without(sentence: str, codes: dict[str, str]) -> str:
    for code, number in codes.items():
        sentence = sentence.replace(code, number)
    return sentence


@pytest.mark.parametrize("policy", [Policy.FIRST_COME, Policy.RANKED])
def test_a_workbook_leaves_behind_what_naming_one_by_one_leaves(policy: Policy) -> None:
    """New people, one whom another regency named, one whom another class knows, more than there are seats."""
    training = a_training(seats=4, policy=policy, quotas={TABALONG: 2})
    registered(a_training(), 3)
    a_nominee(training, 2, office=BANJAR)
    rows = rows_of(1, 2, 3, 4, 5, 6)
    found = []
    for is_workbook in (True, False):
        with transaction.atomic():
            if is_workbook:
                take_upload(an_upload(training), rows, by=officer())
            else:
                for line, person in rows:
                    office = an_office(TABALONG)
                    nominate(training, person, office=office, key=f"k{line}", by=officer())
            assert counters_agree(training)
            found.append(told(training))
            transaction.set_rollback(True)
        training.refresh_from_db()
    assert found[0] == found[1]
    states = Counter(row[0] for row in found[0]["rows"])  # type: ignore[attr-defined]
    assert states == {"submitted": 5, "repeated": 1}


@pytest.mark.parametrize("quotas", [{TABALONG: 20}, {}])
def test_a_person_of_a_workbook_costs_at_most_eighteen_queries(quotas: dict[str, int]) -> None:
    five = cost_of(a_training(seats=20, quotas=quotas), rows_of(*range(1, 6)))
    ten = cost_of(a_training(seats=20, quotas=quotas), rows_of(*range(101, 111)))
    assert (ten - five) / 5 <= 18


def test_a_person_who_waits_or_is_known_costs_no_more() -> None:
    training = a_training(seats=1)
    registered(training, 200)
    for number in range(1, 16):
        a_nominee(training, number, office=BANJAR)
    five, ten = rows_of(*range(1, 6)), rows_of(*range(6, 16))
    assert (cost_of(training, ten) - cost_of(training, five)) / 5 <= 18


def test_a_worker_is_made_once_and_each_with_a_line_of_history() -> None:
    first, second = a_training(), a_training()
    take_upload(an_upload(first), rows_of(1, 2), by=officer())
    take_upload(an_upload(second), rows_of(2, 3), by=officer())
    assert sorted(Worker.objects.values_list("name", flat=True)) == [
        "Calon 1 (contoh)",
        "Calon 2 (contoh)",
        "Calon 3 (contoh)",
    ]
    assert AuditEvent.objects.filter(subject_type="people.worker", action="start").count() == 3


def test_every_problem_of_every_row_is_told_in_their_order_and_nothing_is_kept() -> None:
    training = a_training(seats=2, has_waiting_list=False)
    a_nominee(training, 9)
    rows = [*rows_of(1, 9, 2), (7, a_person(3, name="")), (8, a_person(1))]
    before = (Registration.objects.count(), Worker.objects.count(), Message.objects.count())
    with pytest.raises(Blocked) as refused:
        take_upload(an_upload(training), rows, by=officer())
    assert [(p.code, p.sentence.split(":")[0]) for p in refused.value.problems] == [
        ("nik", "Baris 3"),
        ("full", "Baris 4"),
        ("name", "Baris 7"),
        ("nik", "Baris 8"),
    ]
    after = (Registration.objects.count(), Worker.objects.count(), Message.objects.count())
    assert before == after
    assert NomineeUpload.objects.count() == 1
    assert counters_agree(training)


def test_a_workbook_answers_the_clock_of_its_office() -> None:
    training = a_training()
    deadlines.start_clock(
        training,
        reply_kind(TABALONG),
        title="Usulan",
        office_code="63",
        owner_code=TABALONG,
        due_at=training.closes_at,
    )
    assert Deadline.objects.open().filter(owner_code=TABALONG).count() == 1
    take_upload(an_upload(training), rows_of(1), by=officer())
    assert not Deadline.objects.open().filter(owner_code=TABALONG).exists()
