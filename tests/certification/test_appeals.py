"""Retests and appeals: every go is numbered, one appeal waits at a time, and only the LSP makes it competent."""

import pytest
from django.test import Client

from binakon.certification.actions import appeals, batches
from binakon.certification.actions.batch_schedule import schedule_batch
from binakon.certification.models import Appeal, Assessment, Batch, Case
from binakon.certification.states import AssessmentOutcome
from binakon.core.problems import Blocked, IllegalMove
from binakon.people.models import Role
from tests.cast import user
from tests.certification.batches import agreed, decided_before, done, sent, signed_letter
from tests.certification.bodies import an_lsp
from tests.certification.walk import TODAY, a_case_in
from tests.factories import BY

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year", "rules")]


def failed() -> Assessment:
    """Somebody who was found not yet competent today."""
    return decided_before(a_case_in("not_competent"), AssessmentOutcome.NOT_YET_COMPETENT)


def opened(go: Assessment) -> Appeal:
    return appeals.open_appeal(go, reason="Soal di luar skema", made_on=TODAY, by=BY)


def test_an_appeal_that_is_upheld_makes_competent_and_leaves_the_result_as_it_was() -> None:
    go = failed()
    appeal = opened(go)
    appeals.answer_appeal(appeal, upheld="yes", answer="Diterima", answered_on=TODAY, by=BY)
    case = Case.objects.get(pk=go.case_id)
    go.refresh_from_db()
    assert (case.state, case.competent_on, go.outcome) == ("competent", TODAY, "not_competent")
    assert case.steps.get(move="uphold_appeal").on == TODAY
    with pytest.raises(IllegalMove):
        appeals.answer_appeal(appeal, upheld="no", answer="x", answered_on=TODAY, by=BY)


def test_an_appeal_that_is_dismissed_changes_nothing_and_says_why() -> None:
    go = failed()
    appeal = opened(go)
    with pytest.raises(Blocked) as refused:
        appeals.answer_appeal(appeal, upheld="", answer=" ", answered_on=TODAY, by=BY)
    assert [problem.code for problem in refused.value.problems] == ["upheld", "answer"]
    appeals.answer_appeal(appeal, upheld="no", answer="Sesuai skema", answered_on=TODAY, by=BY)
    assert Case.objects.get(pk=go.case_id).state == "not_competent"
    assert appeal.state == "dismissed"


def test_one_appeal_waits_at_a_time_and_only_the_newest_bk_is_appealed() -> None:
    go = failed()
    opened(go)
    with pytest.raises(Blocked) as refused:
        opened(go)
    assert [problem.code for problem in refused.value.problems] == ["waiting"]
    passed = decided_before(a_case_in("competent"), AssessmentOutcome.COMPETENT)
    with pytest.raises(Blocked) as refused:
        opened(passed)
    assert [problem.code for problem in refused.value.problems] == ["outcome"]
    Assessment.objects.create(case=go.case, number=2, planned_on=TODAY)
    with pytest.raises(Blocked):
        opened(go)


def test_a_retest_in_another_batch_is_the_second_go_and_the_first_stays_where_it_was() -> None:
    go = failed()
    lsp = an_lsp()
    old = done(batches.open_batch(go.case.activity, lsp, by=BY))
    Case.objects.filter(pk=go.case_id).update(batch=old)
    Assessment.objects.filter(pk=go.pk).update(batch=old)
    new = sent(Case.objects.get(pk=go.case_id), lsp=lsp)
    schedule_batch(new, agreed(new), by=BY)
    goes = Assessment.objects.filter(case=go.case_id).order_by("number")
    assert [(each.number, each.batch, each.outcome) for each in goes] == [
        (1, old, "not_competent"),
        (2, new, "pending"),
    ]


def test_a_retest_may_be_arranged_in_the_same_batch() -> None:
    case = a_case_in("absent")
    decided_before(case, AssessmentOutcome.ABSENT)
    batch = batches.open_batch(case.activity, an_lsp(), by=BY)
    batches.select_cases(batch, [case.pk], by=BY)
    signed_letter(batch)
    batches.send_batch(batch, by=BY)
    done(batch)
    assert schedule_batch(batch, agreed(batch), by=BY) == 1
    assert Batch.objects.get().state == "scheduled"
    assert [go.number for go in case.assessments.order_by("number")] == [1, 2]


def test_staff_note_an_appeal_and_its_answer_on_the_pages_of_the_case(client: Client) -> None:
    client.force_login(user(Role.STAFF))
    go = failed()
    path = f"/meja/sertifikasi/kasus/{go.case.code}/uji/"
    assert "Catat banding" in client.get(path).content.decode()
    assert client.post(f"{path}banding/", {"made_on": TODAY}).status_code == 422
    assert client.post(f"{path}banding/", {"made_on": TODAY, "reason": "x y"}).status_code == 302
    appeal = Appeal.objects.get()
    assert "Catat banding" not in client.get(path).content.decode()
    answer = {"upheld": "yes", "answer": "Diterima", "answered_on": TODAY}
    assert client.post(f"{path}banding/{appeal.pk}/", {"answer": ""}).status_code == 422
    assert client.post(f"{path}banding/{appeal.pk}/", answer).status_code == 302
    assert "Banding diterima" in client.get(path).content.decode()
    assert client.get(f"{path}banding/{appeal.pk}/bukti/").status_code == 404
    client.force_login(user(Role.VERIFIER))
    assert client.get(path).status_code == 200
    assert client.get(f"{path}banding/").status_code == 403
    client.force_login(user(Role.PARTNER))
    assert client.get(path).status_code == 403
