"""What trainings have proved stays byte-equal, whatever code or hand writes to the tables."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from binakon.core import guards, ledger
from binakon.core.guards import Guard
from binakon.enrolment.models import Registration, Training
from binakon.people.models import User
from binakon.trainings.models import (
    Certificate,
    Completion,
    EvaluationForm,
    EvaluationReply,
    Exam,
    ExamQuestion,
    Presence,
    Scan,
)
from tests.factories import BY
from tests.trainings.classes import a_class, a_scan, a_session, completed, participants, present

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]

NOW = datetime.now(UTC)


def refused(deed: Callable[[], object]) -> bool:
    """Whether the database itself refuses."""
    try:
        with transaction.atomic():
            deed()
    except DatabaseError:
        return True
    return False


def a_certificate(
    training: Training, registration: Registration, number: str = "1/CONTOH/2026"
) -> Certificate:
    return Certificate.objects.create(
        training=training,
        registration=registration,
        number=number,
        token=uuid.uuid4().hex[:26],
        code="ABCD2345",
        content={"name": "Peserta (contoh)"},
        content_hash="0" * 64,
        dated=NOW.date(),
        issued_at=NOW,
        status_index=Certificate.objects.count(),
    )


def test_a_scan_is_neither_changed_nor_deleted() -> None:
    training = a_class(1)
    [person] = participants(training)
    scan = a_scan(a_session(training), person)
    rows = Scan.objects.filter(pk=scan.pk)
    assert refused(lambda: rows.update(outcome="refused", reason="x"))
    assert refused(lambda: rows.update(scanned_at=NOW - timedelta(days=1)))
    assert refused(lambda: rows._raw_delete(rows.db))
    assert not refused(lambda: rows.update(settled_note="sudah dilihat"))


def test_the_same_nonce_is_the_same_row() -> None:
    training = a_class(1)
    [person] = participants(training)
    scan = a_scan(a_session(training), person)
    again = Scan(nonce=scan.nonce, session=scan.session, registration=person, method="own_scan")
    again.evidence, again.outcome, again.scanned_at, again.received_at = "B", "again", NOW, NOW
    assert refused(again.save)


def test_a_presence_is_once_a_person_and_session_and_is_struck_not_deleted() -> None:
    training = a_class(1)
    [person] = participants(training)
    session = a_session(training)
    presence = present(session, person)
    rows = Presence.objects.filter(pk=presence.pk)
    assert refused(lambda: present(session, person))
    assert refused(lambda: rows._raw_delete(rows.db))


def test_the_questions_of_an_opened_test_are_frozen() -> None:
    training = a_class(1)
    exam = Exam.objects.create(
        training=training, kind="pre", opens_at=NOW, closes_at=NOW + timedelta(hours=1)
    )
    question = {"kind": "single", "options": [], "right": []}
    asked = ExamQuestion.objects.create(exam=exam, position=1, text="Satu?", **question)
    ledger.move(exam, "open", by=BY, sentence="dibuka")
    rows = ExamQuestion.objects.filter(pk=asked.pk)
    assert refused(lambda: rows.update(text="Dua?"))
    assert refused(lambda: rows._raw_delete(rows.db))
    assert refused(
        lambda: ExamQuestion.objects.create(exam=exam, position=2, text="Dua?", **question)
    )


def test_no_certificate_is_born_for_somebody_who_has_not_completed() -> None:
    training = a_class(2)
    first, second = participants(training)
    completed(training, first)
    Completion.objects.create(training=training, registration=second)
    assert not refused(lambda: a_certificate(training, first))
    assert refused(lambda: a_certificate(training, second, "2/CONTOH/2026"))


def test_without_its_guard_a_certificate_is_born_for_anybody() -> None:
    name = "trainings_certificate_insert"
    training = a_class(1)
    [person] = participants(training)
    table = " ON trainings_certificate" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{table}")
    assert not refused(lambda: a_certificate(training, person))
    guard: Guard = guards._registry[name]
    guards.install(connection, [guard])
    assert refused(lambda: a_certificate(training, person, "2/CONTOH/2026"))


def test_a_certificate_is_frozen_at_issue_and_its_print_once_it_was_made() -> None:
    training = a_class(1)
    [person] = participants(training)
    completed(training, person)
    made = a_certificate(training, person)
    rows = Certificate.objects.filter(pk=made.pk)
    assert refused(lambda: rows.update(content={"name": "Orang lain"}))
    assert refused(lambda: rows.update(number="9/CONTOH/2026"))
    assert refused(lambda: rows._raw_delete(rows.db))
    assert not refused(lambda: rows.update(pdf_hash="1" * 64, credential="a.b.c"))
    assert refused(lambda: rows.update(pdf_hash="2" * 64))
    assert refused(lambda: rows.update(credential="d.e.f"))


def test_one_certificate_stands_for_one_participant() -> None:
    training = a_class(1)
    [person] = participants(training)
    completed(training, person)
    made = a_certificate(training, person)
    assert refused(lambda: a_certificate(training, person, "2/CONTOH/2026"))
    ledger.move(made, "replace", by=BY, sentence="nama dibetulkan")
    assert not refused(lambda: a_certificate(training, person, "2/CONTOH/2026"))


def test_an_exception_is_granted_by_another_person_than_who_asked() -> None:
    training = a_class(1)
    [person] = participants(training)
    made = Completion.objects.create(training=training, registration=person)
    rows = Completion.objects.filter(pk=made.pk)
    first, second = User.objects.order_by("pk")[:2]
    assert refused(lambda: rows.update(asked_by=first, answered_by=first))
    assert not refused(lambda: rows.update(asked_by=first, answered_by=second))


def test_a_reply_to_the_evaluation_holds_no_time_and_no_name() -> None:
    columns = {field.name for field in EvaluationReply._meta.get_fields()}
    assert columns == {"id", "form", "engagement", "item", "mark", "comment"}
    assert EvaluationForm._meta.get_field("least").default == 5
