"""A stolen database does not contain a NIK, in any form; and a ciphertext is of no use in another row."""

import base64
import uuid

import pytest
from django.db import connection

from binakon.core.crypto import Unreadable
from binakon.core.models import AuditEvent
from binakon.enrolment.models import Training
from binakon.people.actions.workers import reveal
from binakon.people.models import Reveal, Role, Worker
from binakon.people.rules.sealed import open_nik, seal_nik
from tests.cast import user, viewer
from tests.enrolment.people import a_draft, a_nik, registered

pytestmark = pytest.mark.database


def forms_of(nik: str) -> list[str]:
    """A NIK as it might stand somewhere: plain, in hex, in base64, in UTF-16."""
    return [
        nik,
        nik.encode().hex(),
        base64.b64encode(nik.encode()).decode().rstrip("="),
        nik.encode("utf-16-le").hex(),
        nik[::-1],
    ]


def everything() -> str:
    """Every value of every table as text, blobs in hex."""
    parts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    is_blob = isinstance(value, bytes | memoryview)
                    parts.append(bytes(value).hex() if is_blob else str(value))
    return "\n".join(parts)


def found_in(text: str, numbers: range) -> list[int]:
    return [n for n in numbers if any(form in text for form in forms_of(a_nik(n)))]


def test_no_nik_of_drafts_and_registrations_stands_in_any_table(training: Training) -> None:
    numbers = range(1, 13)
    for number in numbers:
        (a_draft if number % 3 == 0 else registered)(training, number)
    assert found_in(everything(), numbers) == []


def test_a_nik_that_stood_somewhere_would_be_found(training: Training) -> None:
    one = registered(training, 1)
    one.answers = {"catatan": a_nik(1)}
    one.save(update_fields=["answers"])
    assert found_in(everything(), range(1, 3)) == [1]


def test_once_sent_the_nik_is_sealed_with_the_worker_only(training: Training) -> None:
    one = registered(training, 1)
    one.refresh_from_db()
    assert bytes(one.nik_sealed) == b""
    worker = one.worker
    assert worker is not None
    assert open_nik(worker.nik_sealed, worker.key) == a_nik(1)


def test_swapped_ciphertexts_are_unreadable(training: Training) -> None:
    one, two = registered(training, 1).worker, registered(training, 2).worker
    assert one is not None
    assert two is not None
    with pytest.raises(Unreadable):
        open_nik(two.nik_sealed, one.key)
    with pytest.raises(Unreadable):
        open_nik(seal_nik(a_nik(1), uuid.uuid4()), one.key)


def test_a_reveal_is_written_down_with_its_reason_and_without_the_nik(training: Training) -> None:
    one = registered(training, 1)
    assert one.worker is not None
    by = viewer(Role.VERIFIER).actor
    assert reveal(one.worker, subject=one, reason="cocokkan dengan KTP", by=by) == a_nik(1)
    looked = Reveal.objects.get()
    assert (looked.worker, looked.user, looked.reason) == (
        one.worker,
        user(Role.VERIFIER),
        "cocokkan dengan KTP",
    )
    assert AuditEvent.objects.filter(action="worker:reveal").count() == 1
    assert found_in(everything(), range(1, 2)) == []


def test_somebody_who_merely_types_a_nik_changes_nothing_of_its_worker(training: Training) -> None:
    registered(training, 1, name="Nama Asli (contoh)")
    registered(training, 1, name="Nama Lain (contoh)")
    assert [worker.name for worker in Worker.objects.all()] == ["Nama Asli (contoh)"]


def test_history_keeps_no_sealed_value(training: Training) -> None:
    registered(training, 1)
    event = AuditEvent.objects.filter(action="submit").latest("id")
    assert (event.before["nik_sealed"], event.after["nik_sealed"]) == ("sealed", "")
