"""The story of the demo: in the right states and numbers, told twice the same, and nothing before its day."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from binakon.core.clock import end_of
from binakon.core.measures import Scope, count
from binakon.core.models import AuditEvent, Deadline, Message
from binakon.demo.applicants import Applicant
from binakon.demo.finished import SIGNATORY
from binakon.demo.story import applicant_links, tell
from binakon.enrolment.models import (
    Decree,
    Document,
    Letter,
    NomineeUpload,
    Objection,
    Place,
    QuotaCalculation,
    Registration,
    SelectionRun,
    Training,
)
from binakon.people.models import Official, Worker
from binakon.people.rules.nik import nik_problems
from tests import factories
from tests.demo.conftest import TODAY
from tests.enrolment.people import counters_agree

pytestmark = pytest.mark.database

FINISHED, RUNNING, PREPARED = "bimtek-arsitek-1", "bimtek-jalan", "bimtek-jembatan"
# Everything of enrolment that says when it happened.
MOMENTS = {
    Registration: ("started_at", "submitted_at"),
    Document: ("uploaded_at",),
    QuotaCalculation: ("made_at",),
    SelectionRun: ("made_at", "announced_at"),
    Objection: ("made_at", "answered_at"),
    Decree: ("signed_at",),
    Letter: ("made_at", "sent_at"),
    NomineeUpload: ("uploaded_at",),
}


def a_class(code: str) -> Training:
    return Training.objects.get(activity__code=code)


def registrations(code: str) -> dict[str, int]:
    rows = Registration.objects.filter(training__activity__code=code)
    return dict(Counter(rows.values_list("state", flat=True)))


def places(code: str) -> dict[str, int]:
    rows = Place.objects.filter(training__activity__code=code)
    return dict(Counter(rows.values_list("state", flat=True)))


def all_rows() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table that the story writes."""
    models = [
        m
        for name in ("core", "people", "planning", "enrolment")
        for m in apps.get_app_config(name).get_models()
    ]
    return {m._meta.label: list(m._base_manager.order_by("pk").values()) for m in models}


def test_the_class_that_is_over_went_all_the_way(told: date) -> None:
    assert a_class(FINISHED).state == "determined"
    assert registrations(FINISHED) == {"verified": 41, "rejected": 2, "withdrawn": 2}
    assert places(FINISHED) == {"determined": 35, "waiting": 6, "released": 1}
    assert QuotaCalculation.objects.filter(training=a_class(FINISHED)).count() == 1
    assert list(Objection.objects.values_list("state", flat=True)) == ["dismissed"]
    assert list(Decree.objects.values_list("state", "number")) == [
        ("signed", "188.4/1/CONTOH/2026")
    ]
    assert sorted(Letter.objects.exclude(sent_at=None).values_list("kind", flat=True)) == [
        "call",
        "nominee_request",
    ]


def test_the_class_that_is_open_shows_each_state_of_a_registration(told: date) -> None:
    training = a_class(RUNNING)
    assert training.state == "open"
    assert registrations(RUNNING) == {
        "draft": 1,
        "submitted": 12,
        "verified": 3,
        "correction": 1,
        "withdrawn": 1,
    }
    assert places(RUNNING) == {"accepted": 15, "offered": 1, "released": 1}
    assert training.seats - training.taken == 14
    nominees = Registration.objects.filter(training=training, source="nomination")
    named = Counter(nominees.values_list("office__code", flat=True))
    assert dict(named) == {"63.09": 2, "63.03": 1}
    assert NomineeUpload.objects.count() == 1
    due = Registration.objects.get(training=training, state="correction").correction_due_at
    assert due is not None
    assert TODAY <= timezone.localdate(due) <= TODAY + timedelta(days=7)


def test_the_class_in_preparation_is_not_open(told: date) -> None:
    assert a_class(PREPARED).state == "prepared"
    assert registrations(PREPARED) == {}


def test_the_outbox_holds_a_message_in_each_state(told: date) -> None:
    by_mail = Message.objects.exclude(to="")
    found = {
        "waits": by_mail.filter(sent_at=None, cancelled_at=None, attempts=0).exists(),
        "rests": by_mail.filter(sent_at=None, attempts__range=(1, 7)).exists(),
        "failed": by_mail.filter(sent_at=None, attempts=8).exists(),
        "sent": by_mail.exclude(sent_at=None).exists(),
        "called off": Message.objects.exclude(cancelled_at=None).exists(),
        "waits for WhatsApp": Message.objects.filter(
            to="", passed_on_at=None, cancelled_at=None
        ).exists(),
        "passed on": Message.objects.exclude(passed_on_at=None).exists(),
    }
    assert found == dict.fromkeys(found, True)


def test_the_figures_of_the_year_count_the_story(told: date) -> None:
    scope = Scope("63", 2026, TODAY)
    figures = {key: count(key, scope).services for key in ("registered", "verified", "determined")}
    # 45 + 17 sent; 41 + 3 complete, and two that withdrew afterwards are complete no more.
    assert figures == {"registered": 62, "verified": 44, "determined": 35}
    assert all(counters_agree(training) for training in Training.objects.all())


def test_nobody_in_it_is_real(told: date) -> None:
    assert not Registration.objects.filter(is_invented=False).exists()
    assert not Worker.objects.filter(is_invented=False).exists()
    assert not Registration.objects.exclude(phone__startswith="628110000").exists()
    mails = set(Registration.objects.exclude(email="").values_list("email", flat=True))
    assert {mail.rpartition("@")[2] for mail in mails} == {"contoh.example"}


def test_an_applicant_of_each_kind_can_be_followed_by_a_link(told: date) -> None:
    assert len(applicant_links()) == 3
    assert {link.rsplit("/", 2)[0] for _who, link in applicant_links()} == {
        "http://127.0.0.1:8000/pendaftaran"
    }


def test_told_again_on_the_same_and_on_a_later_day_it_stays_as_it_is(told: date) -> None:
    before = all_rows()
    tell(as_of=TODAY)
    tell(as_of=TODAY + timedelta(days=30))
    after = all_rows()
    # The proposal of 15 April is the story's next chapter, not a change of this one.
    kept = [label for label in before if label.startswith("enrolment.")]
    assert {label: before[label] for label in kept} == {label: after[label] for label in kept}


# What stands at the end of a day: the states of the classes, and how many have registered.
DAYS = (
    (date(2026, 1, 28), [], 0),
    (date(2026, 2, 1), ["open"], 0),
    (date(2026, 2, 9), ["closed"], 45),
    (date(2026, 2, 12), ["selected"], 45),
    (date(2026, 2, 20), ["determined"], 45),
)


def test_told_day_by_day_nothing_comes_before_its_day(db: None) -> None:
    factories.load_reference()
    for day, states, registered in DAYS:
        tell(as_of=day)
        found = list(Training.objects.values_list("state", flat=True))
        assert (day, found, Registration.objects.count()) == (day, states, registered)
        assert moments_after(end_of(day)) == []
        assert (count("registered", Scope("63", 2026, day)).services is None) == (not states)
    assert places(FINISHED) == {"determined": 35, "waiting": 6, "released": 1}


def test_nothing_of_the_running_class_lies_after_the_day(told: date) -> None:
    assert moments_after(end_of(told)) == []
    assert not Deadline.objects.filter(done_at__gt=end_of(told)).exists()
    about = Message.objects.filter(subject_type="enrolment.registration")
    assert not about.filter(sent_at__gt=end_of(told)).exists()
    assert max(about.values_list("created_at", flat=True)) <= end_of(told)


def moments_after(moment: datetime) -> list[str]:
    """Every stated moment of enrolment that lies later."""
    return [
        f"{model.__name__}.{field}"
        for model, fields in MOMENTS.items()
        for field in fields
        if model._base_manager.filter(**{f"{field}__gt": moment}).exists()
    ]


def test_the_numbers_of_invented_people_are_well_formed_and_each_has_an_own() -> None:
    people = [Applicant(number, "63.09") for number in range(1, 200)]
    assert {len(nik_problems(person.nik)) for person in people} == {0}
    assert len({person.nik for person in people}) == 199
    assert {person.nik[4:6] for person in people} == {"99"}


def test_the_history_of_a_class_is_told_at_its_own_hours(told: date) -> None:
    """Nothing that the past class did carries the hour at which the demo was filled."""
    filled = timezone.now() - timedelta(days=1)
    actions = ("quota:set", "need:record", "office:letterhead")
    told_of = AuditEvent.objects.filter(
        Q(action__in=actions) | Q(subject_type="planning.regionalquota", action="start")
    )
    assert {*actions, "start"} - set(told_of.values_list("action", flat=True)) <= {"quota:set"}
    assert not told_of.filter(at__gte=filled).exists()
    signatory = Official.objects.get(name=SIGNATORY)
    line = AuditEvent.objects.get(
        subject_type="people.official", subject_id=signatory.pk, action="start"
    )
    assert line.at < filled


def test_every_official_of_the_demo_is_invented_and_says_so(told: date) -> None:
    names = list(Official.objects.order_by("name").values_list("name", flat=True))
    assert names == [
        "Gusti Muhammad Fadhlan Noor (contoh)",
        "Rahmi Hidayati (contoh)",
        "Siti Khadijah Rusmalina (contoh)",
    ]
