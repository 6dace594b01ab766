"""One row by what identifies it."""

import uuid

import pytest
from django.core.exceptions import ObjectDoesNotExist

from binakon.core import fetch
from binakon.people.models import Office, Worker

pytestmark = pytest.mark.database


def a_worker(number: int = 1) -> Worker:
    return Worker.objects.create(
        key=uuid.uuid4(),
        nik_index=f"{number:064x}",
        nik_sealed=b"\x00\xff",
        nik_mask="63••••••••••••01",
        name="Noor Hidayah",
        is_invented=True,
    )


def test_the_row_is_the_one_that_a_queryset_finds(db: None) -> None:
    a_worker(1)
    worker = Worker.objects.get(pk=a_worker(2).pk)
    found = fetch.one(Worker, key=worker.key)
    names = [field.attname for field in Worker._meta.concrete_fields]
    assert found == worker
    assert [getattr(found, name) for name in names] == [getattr(worker, name) for name in names]
    assert [type(getattr(found, name)) for name in names] == [
        type(getattr(worker, name)) for name in names
    ]


def test_every_value_that_is_named_must_fit(db: None) -> None:
    worker = a_worker()
    assert fetch.one_or_none(Worker, key=worker.key, name="Noor Hidayah") == worker
    assert fetch.one_or_none(Worker, key=worker.key, name="Noor") is None
    assert fetch.one_or_none(Worker, key=uuid.uuid4()) is None
    with pytest.raises(ObjectDoesNotExist):
        fetch.one(Worker, key=uuid.uuid4())


def test_a_value_can_never_be_part_of_the_question(db: None) -> None:
    a_worker()
    assert fetch.one_or_none(Worker, name="' OR '1'='1") is None
    assert fetch.one_or_none(Worker, name='"; DELETE FROM people_worker; --') is None
    assert Worker.objects.count() == 1


def test_a_name_that_is_no_column_is_refused(db: None) -> None:
    with pytest.raises(AssertionError):
        fetch.one_or_none(Worker, registrations=1)


def test_a_row_is_brought_up_to_date_and_keeps_what_hangs_on_it(db: None) -> None:
    province = Office.objects.create(code="91", name="Contoh", kind=Office.Kind.PROVINCE)
    child = Office.objects.create(
        code="91.01", name="Lama", kind=Office.Kind.REGENCY, parent=province
    )
    other = Office.objects.create(code="92", name="Lain", kind=Office.Kind.PROVINCE)
    held = child.parent
    Office.objects.filter(pk=child.pk).update(name="Baru")
    fetch.again(child)
    assert (child.name, child.parent is held) == ("Baru", True)
    Office.objects.filter(pk=child.pk).update(parent=other)
    fetch.again(child)
    assert child.parent == other
