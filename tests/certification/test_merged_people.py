"""Two rows of one person are one person in certification: what an LSP reads and sends back, and what is told before a merge."""

import pytest

from binakon.certification.models import Case
from binakon.certification.queries.batch_sheet import batch_export, shown_in
from binakon.certification.queries.results import people_of
from binakon.core import clock
from binakon.people.actions.merges import merge, undo_merge
from binakon.people.queries.clashes import clashes_between
from tests.certification.batches import filled
from tests.certification.cases import a_case, a_worker
from tests.certification.walk import a_case_in
from tests.factories import BY

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year", "rules")]


def test_the_list_and_its_answer_name_the_person_that_goes_on() -> None:
    case = a_case_in("paid")
    batch = filled(case)
    right = a_worker(7777, "Rahmat Hidayatullah Noor")
    row = merge(right, case.worker, reason="NIK salah satu angka", by=BY)
    [(shown, _case)] = shown_in(batch)
    export = batch_export(batch, by="uji", at=clock.now(), opened={right.pk: "terbuka"})
    [listed] = export.queryset
    told = {column.key: column.value(listed) for column in export.listing.columns}
    assert (shown, told["nama"], told["nik"]) == (right, str(right), "terbuka")
    assert [(each.nik_index, each.name) for each in people_of(batch)] == [
        (right.nik_index, right.name)
    ]
    undo_merge(row, reason="ternyata dua orang", by=BY)
    assert [worker for worker, _case in shown_in(batch)] == [case.worker]


def test_before_a_merge_open_cases_of_the_same_skk_are_named() -> None:
    one, other = a_case(), a_case()
    a_case(other.worker, level=8)
    both = [one.worker_id], [other.worker_id]
    assert clashes_between(*both) == (
        f"Keduanya punya kasus terbuka untuk {one.occupation_name} (7): {one.code} dan {other.code}. "
        "Setelah digabung, hentikan salah satunya.",
    )
    Case.objects.filter(pk=other.pk).update(state="withdrawn")
    assert clashes_between(*both) == ()
