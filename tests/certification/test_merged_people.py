"""Two rows of one person are one person in certification: what an LSP reads and sends back, and what is told before a merge."""

import pytest

from binakon.certification.actions.case_decrees import draw_up_case_decree, sign_case_decree
from binakon.certification.models import Assessment, Case, CasePaper
from binakon.certification.queries.batch_papers import fresh
from binakon.certification.queries.batch_sheet import batch_export, shown_in
from binakon.certification.queries.case_decrees import candidates_of
from binakon.certification.queries.results import people_of
from binakon.certification.states import AssessmentOutcome, CasePaperKind
from binakon.core import clock
from binakon.core.problems import Blocked
from binakon.people.actions.merges import merge, undo_merge
from binakon.people.queries.clashes import clashes_between
from tests.certification.batches import decided_before, filled
from tests.certification.cases import a_case, a_worker
from tests.certification.test_case_decrees import activity, issued, paid_for
from tests.certification.walk import a_case_in
from tests.enrolment.decree_cases import a_scan
from tests.factories import BY

__all__ = ["paid_for"]

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


def test_the_letter_the_decree_and_its_list_name_the_person_that_goes_on() -> None:
    case = a_case_in("paid")
    batch = filled(case)
    right = a_worker(7778, "Siti Rahmah Noor")
    merge(right, case.worker, reason="NIK salah satu angka", by=BY)
    letter = CasePaper(activity=batch.activity, batch=batch, kind=CasePaperKind.LETTER)
    assert [row["name"] for row in fresh(letter)["rows"]] == [str(right)]
    go = decided_before(case, AssessmentOutcome.ABSENT)
    Assessment.objects.filter(pk=go.pk).update(batch=batch)
    minutes = CasePaper(activity=batch.activity, batch=batch, kind=CasePaperKind.MINUTES)
    assert [row["name"] for row in fresh(minutes)["rows"]] == [str(right)]
    assert [each.name for each in candidates_of([fresh_case(case)])] == [str(right)]


@pytest.mark.usefixtures("paid_for")
def test_one_person_is_determined_once_for_an_skk_whichever_row_a_case_hangs_on() -> None:
    one, other = a_case_in("eligible"), a_case_in("eligible")
    merged = merge(one.worker, other.worker, reason="orang yang sama", by=BY)
    assert twins_refused(one, other) == sorted([one.code, other.code])
    determined(one)
    assert twins_refused(other) == [one.code]
    undo_merge(merged, reason="ternyata dua orang", by=BY)
    assert draw_up_case_decree(activity(), [fresh_case(other)], by=BY).state == "draft"


@pytest.mark.usefixtures("paid_for")
def test_a_case_for_another_skk_of_the_same_person_is_determined_beside_the_first() -> None:
    one, other = a_case_in("eligible"), a_case_in("eligible")
    merge(one.worker, other.worker, reason="orang yang sama", by=BY)
    Case.objects.filter(pk=other.pk).update(level=8)
    decree = draw_up_case_decree(activity(), [fresh_case(one), fresh_case(other)], by=BY)
    assert len(decree.content["people"]) == 2


def twins_refused(*cases: Case) -> list[str]:
    """The codes of the other cases that a list of these is refused for."""
    with pytest.raises(Blocked) as refused:
        draw_up_case_decree(activity(), [fresh_case(case) for case in cases], by=BY)
    assert {problem.code for problem in refused.value.problems} == {"twin"}
    return sorted(
        code
        for code in Case.objects.values_list("code", flat=True)
        if any(f"({code})" in problem.sentence for problem in refused.value.problems)
    )


def fresh_case(case: Case) -> Case:
    return Case.objects.select_related("worker__root").get(pk=case.pk)


def determined(case: Case) -> None:
    sign_case_decree(issued(draw_up_case_decree(activity(), [case], by=BY)), scan=a_scan(), by=BY)
