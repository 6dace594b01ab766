"""A NIK that is known asks the database for the same things in the same order as one that nobody has ever typed."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from binakon.core.models import AuditEvent
from binakon.enrolment.actions import registrations
from binakon.enrolment.models import Training
from tests.enrolment.people import a_training, registered
from tests.portal.applicants import Applicant

pytestmark = pytest.mark.database

KIND = re.compile(r"(SELECT|INSERT|UPDATE|DELETE|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT)")
# Three NIK whose masks are alike: one that is registered here, one that is registered in another class, and a new one.
HERE, ELSEWHERE, NOWHERE = 1, 9001, 18001
TANAH_LAUT = "63.03"
CLASSES = {
    "seats are free": {"seats": 10},
    "a seat of the regency is free": {"seats": 10, "quotas": {TANAH_LAUT: 5}},
    "a reserved seat is free": {"seats": 10, "reserved": {"young": 5}},
    "people wait": {"seats": 1},
    "filled meanwhile, without a list": {"seats": 2, "has_waiting_list": False},
    "ranked": {"seats": 10, "policy": "ranked"},
    "drawn": {"seats": 10, "policy": "draw"},
}  # fmt: skip


def kinds(call: Callable[[], HttpResponse]) -> tuple[int, list[str]]:
    """The status of an answer, and the kind of each statement that it took."""
    with CaptureQueriesContext(connection) as captured:
        answer = call()
    found = [KIND.match(query["sql"].lstrip("( ")) for query in captured.captured_queries]
    return answer.status_code, [match.group() if match else "?" for match in found]


def journey(training: Training, number: int) -> dict[str, tuple[int, list[str]]]:
    """Everything that somebody can do who types this NIK, step by step."""
    person = Applicant(training, number)
    key = person.form_key()
    return {
        "who": kinds(lambda: person.begin(key)),
        "reach": kinds(lambda: person.get("isian/asal/")),
        "reach, sent": kinds(person.reach),
    } | _rest_of(training, person)


def _rest_of(training: Training, person: Applicant) -> dict[str, tuple[int, list[str]]]:
    if not training.has_waiting_list:
        registered(training)
    return {
        "check": kinds(lambda: person.get("isian/kirim/")),
        "send": kinds(person.send),
        "send again": kinds(person.send),
        "status": kinds(person.get),
        "calendar": kinds(lambda: person.get("jadwal.ics")),
        "withdraw": kinds(lambda: person.get("mundur/")),
        "withdrawn": kinds(lambda: person.post("mundur/", reason="berubah")),
        "status after": kinds(person.get),
    }


def a_class(made: dict[str, object], *numbers: int) -> Training:
    training = a_training(**{"documents": [], **made})  # type: ignore[arg-type]
    for number in numbers:
        registered(training, number)
    return training


@pytest.mark.parametrize("made", CLASSES.values(), ids=CLASSES)
def test_every_step_takes_the_same_statements_whoever_is_known(
    year: None, db: None, made: dict[str, object]
) -> None:
    registered(a_training(), ELSEWHERE)
    walked = {number: journey(a_class(made, HERE), number) for number in (HERE, ELSEWHERE, NOWHERE)}
    assert walked[HERE] == walked[NOWHERE]
    assert walked[ELSEWHERE] == walked[NOWHERE]


def test_a_letter_in_the_same_breath_would_show(
    year: None, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: let the deed write one line more for a repeated NIK, and the comparison finds it."""
    answer = registrations.answer_as_newcomer

    def careless(registration, *, by, at=None):  # type: ignore[no-untyped-def]
        AuditEvent.objects.count()
        return answer(registration, by=by, at=at)

    monkeypatch.setattr(registrations, "answer_as_newcomer", careless)
    known, unknown = (journey(a_class({}, HERE), number) for number in (HERE, NOWHERE))
    assert [step for step in known if known[step] != unknown[step]] == ["send"]
