"""Batches: the database decides who may join, a list that a letter names stands still, a test day is told once."""

from datetime import date, timedelta

import pytest
from django.test import Client

from binakon.certification.actions import batch_papers, batches
from binakon.certification.actions.batch_schedule import Arrangement, schedule_batch
from binakon.certification.models import Assessment, Batch, Case, Licence, Scheme
from binakon.certification.queries.batch_pages import batch_page
from binakon.certification.queries.batches import joining_cases
from binakon.certification.rules.batches import (
    AGAIN,
    JOINING,
    Examiner,
    Joining,
    examiner_warnings,
    joining_problem,
    per_examiner_words,
)
from binakon.certification.states import BATCH, BatchState, CasePaperKind, CaseState
from binakon.core.models import Message
from binakon.core.problems import Blocked, IllegalMove, StaleState
from binakon.people.models import Organisation, Reveal, Role
from binakon.planning.models import Activity
from tests.cast import user, viewer
from tests.certification.batches import SOON, a_batch, agreed, done, filled, sent, signed_letter
from tests.certification.bodies import an_assessor, an_lsp
from tests.certification.walk import TODAY, a_case_in
from tests.factories import BY, an_activity

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year", "rules")]


def codes(refused: pytest.ExceptionInfo[Blocked]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


@pytest.mark.parametrize("state", list(CaseState))
def test_the_database_and_the_rule_agree_on_which_states_may_join(state: str) -> None:
    case, batch = a_case_in(state), a_batch()
    may = joining_cases(batch, TODAY).filter(pk=case.pk).exists()
    said = joining_problem(
        Joining("x", state, is_in_other=False, is_in_scope=True), lsp="LSP", day=TODAY
    )
    assert may is (said is None) is (state in (*JOINING, *AGAIN))


@pytest.mark.parametrize(
    ("change", "may"),
    [
        ({}, True),
        ({"valid_to": TODAY}, True),
        ({"valid_to": TODAY - timedelta(days=1)}, False),
        ({"valid_from": TODAY + timedelta(days=1)}, False),
        ({"valid_from": None, "valid_to": None}, True),
        ({"is_active": False}, False),
    ],
)
def test_whoever_joins_is_covered_by_a_licence_that_holds(
    change: dict[str, object], may: bool
) -> None:
    lsp, case = an_lsp(), a_case_in("determined")
    Licence.objects.filter(organisation=lsp).update(**change)
    assert joining_cases(a_batch(lsp), TODAY).filter(pk=case.pk).exists() is may


@pytest.mark.parametrize(
    ("scope", "may"),
    [
        ("ahli muda teknik JALAN; 7", True),
        ("Ahli Muda Teknik Jalan", True),
        ("Ahli Muda Teknik Jalan; 8", False),
        ("Ahli Muda; 7", False),
        ("Ahli % Teknik Jalan; 7", False),
        ("", False),
    ],
)
def test_the_scheme_names_the_occupation_and_the_level(scope: str, may: bool) -> None:
    case = a_case_in("determined")
    assert joining_cases(a_batch(an_lsp(schemes=scope)), TODAY).filter(pk=case.pk).exists() is may


def test_nobody_is_in_two_batches_and_everybody_who_may_not_join_is_named() -> None:
    first, second = a_case_in("determined"), a_case_in("proposed")
    lsp = an_lsp()
    filled(first, lsp=lsp)
    other = a_batch(lsp)
    free = a_case_in("paid")
    with pytest.raises(Blocked) as refused:
        batches.select_cases(other, [first.pk, second.pk, free.pk], by=BY)
    assert sorted(codes(refused)) == ["other_batch", "state"]
    free.refresh_from_db()
    assert free.batch is None


def test_without_its_condition_the_update_would_take_a_case_from_another_batch() -> None:
    """The control: what keeps a case in its batch is the condition of the UPDATE."""
    case, lsp = a_case_in("determined"), an_lsp()
    filled(case, lsp=lsp)
    other = a_batch(lsp)
    assert not joining_cases(other, TODAY).filter(pk=case.pk).update(batch=other)
    assert Case.objects.filter(pk=case.pk).update(batch=other) == 1


def test_a_case_of_another_activity_does_not_join() -> None:
    other = an_activity("sertifikasi-lain", kind="certification", title="Fasilitasi lain")
    case = a_case_in("determined", activity=other)
    with pytest.raises(Blocked) as refused:
        batches.select_cases(a_batch(), [case.pk], by=BY)
    assert codes(refused) == ["activity"]


def test_who_needs_another_go_is_let_go_by_a_batch_that_had_its_results() -> None:
    case, lsp = a_case_in("not_competent"), an_lsp()
    old = a_batch(lsp)
    Case.objects.filter(pk=case.pk).update(batch=old)
    new = a_batch(lsp)
    with pytest.raises(Blocked):
        batches.select_cases(new, [case.pk], by=BY)
    done(old)
    assert batches.select_cases(new, [case.pk], by=BY) == 1


def test_a_batch_is_of_a_certification_and_an_lsp_and_counts_on() -> None:
    lsp = an_lsp()
    assert [a_batch(lsp).number, a_batch(lsp).number] == [1, 2]
    body = Organisation.objects.exclude(kind="lsp")[0]
    activity = an_activity("kelas-biasa", kind="training", title="Kelas")
    with pytest.raises(Blocked) as refused:
        batches.open_batch(activity, body, by=BY)
    assert codes(refused) == ["activity", "organisation"]


def test_a_list_that_a_numbered_letter_names_stands_still_until_it_is_withdrawn() -> None:
    case, other = a_case_in("determined"), a_case_in("determined")
    batch = filled(case)
    paper = signed_letter(batch)
    with pytest.raises(Blocked) as refused:
        batches.select_cases(batch, [other.pk], by=BY)
    assert codes(refused) == ["letter"]
    with pytest.raises(IllegalMove):
        batch_papers.withdraw_paper(paper, reason="salah", by=BY)


def test_a_withdrawn_letter_lets_the_list_change_again() -> None:
    from_letter, other = a_case_in("determined"), a_case_in("determined")
    batch = filled(from_letter)
    paper = batch_papers.draw_up(batch, CasePaperKind.LETTER, by=BY)
    assert batch_papers.draw_up(batch, CasePaperKind.LETTER, by=BY) == paper
    batch_papers.withdraw_paper(paper, reason="ganti daftar", by=BY)
    assert batches.select_cases(batch, [other.pk], by=BY) == 1
    assert batches.release_cases(batch, [from_letter.pk], by=BY) == 1


def test_a_list_goes_out_once_with_its_scan_and_the_partner_is_told() -> None:
    batch = filled(a_case_in("determined"))
    with pytest.raises(Blocked) as refused:
        batches.send_batch(batch, by=BY)
    assert codes(refused) == ["no_letter"]
    letter = signed_letter(batch)
    assert batches.send_batch(batch, by=BY) is True
    assert batches.send_batch(Batch.objects.get(pk=batch.pk), by=BY) is False
    told = Message.objects.filter(name="batch_sent")
    assert [(row.to, row.file_id) for row in told] == [("banua@contoh.example", letter.scan_id)]
    with pytest.raises(StaleState):
        batches.select_cases(batch, [a_case_in("paid").pk], by=BY)


def test_a_test_day_is_told_once_to_each_who_may_be_tested() -> None:
    paid, late = a_case_in("paid"), a_case_in("unpaid")
    batch = sent(paid, late)
    plan = agreed(batch)
    assert schedule_batch(batch, plan, by=BY) == 1
    go = Assessment.objects.get(case=paid)
    assert (go.planned_on, go.batch, go.assessor) == (SOON, batch, plan.assessors[0])
    Case.objects.filter(pk=late.pk).update(state=CaseState.PAID, paid_on=TODAY)
    assert schedule_batch(batch, plan, by=BY) == 1
    assert Message.objects.filter(name="case_test").count() == 2
    assert batch.state == BatchState.SCHEDULED


def test_a_test_day_that_has_passed_or_lies_outside_the_licence_is_refused() -> None:
    batch = sent(a_case_in("paid"))
    with pytest.raises(Blocked) as refused:
        schedule_batch(batch, Arrangement(TODAY - timedelta(days=1)), by=BY)
    assert codes(refused) == ["test_on"]
    with pytest.raises(Blocked) as refused:
        schedule_batch(batch, Arrangement(date(2028, 1, 3)), by=BY)
    assert codes(refused) == ["scope"]
    stranger = an_assessor(an_lsp("LSP Lain"))
    with pytest.raises(Blocked) as refused:
        schedule_batch(batch, Arrangement(SOON, assessors=[stranger]), by=BY)
    assert codes(refused) == ["assessors"]
    batch.refresh_from_db()
    assert batch.state == BatchState.SENT


def test_a_cancelled_batch_lets_its_people_go_and_a_closed_one_has_every_result() -> None:
    case = a_case_in("paid")
    batch = sent(case)
    assert batches.cancel_batch(batch, reason="LSP mundur", by=BY) == 1
    case.refresh_from_db()
    assert (case.batch, case.state) == (None, "paid")
    waiting = filled(a_case_in("paid"), lsp=batch.organisation)
    Case.objects.filter(batch=waiting).update(state=CaseState.SCHEDULED)
    done(waiting)
    with pytest.raises(Blocked):
        batches.close_batch(waiting, by=BY)
    Case.objects.filter(batch=waiting).update(state=CaseState.ABSENT)
    batches.close_batch(waiting, by=BY)
    assert BATCH.moves_from(waiting.state) == []


HIGHEST = {5: 3, 6: 6, 7: 6, 8: 8}


@pytest.mark.parametrize(
    ("testers", "levels", "said"),
    [
        ([], {7}, ["no_tester"]),
        ([Examiner("A", 8, holds=True, is_end_known=True)], {7, 8}, []),
        ([Examiner("A", 7, holds=True, is_end_known=True)], {6, 7}, ["level"]),
        ([Examiner("A", 9, holds=True, is_end_known=True)], {9}, ["level"]),
        ([Examiner("A", 8, holds=False, is_end_known=True)], {7}, ["over", "level"]),
        ([Examiner("A", None, holds=True, is_end_known=False)], {7}, ["unknown_end", "unknown_level", "level"]),
    ],
)  # fmt: skip
def test_what_is_to_be_said_of_assessors_before_a_test(
    testers: list[Examiner], levels: set[int], said: list[str]
) -> None:
    found = examiner_warnings(testers, levels, HIGHEST)
    assert [problem.code for problem in found] == said
    assert not any(problem.blocks for problem in found)


def test_the_load_of_each_assessor_is_rounded_up() -> None:
    assert per_examiner_words(11, 2).endswith("tiap asesor paling banyak 6 orang.")
    assert per_examiner_words(0, 2) == ""


def test_the_page_of_a_batch_warns_of_its_assessor_and_reads_the_letter() -> None:
    batch = sent(a_case_in("paid"))
    lsp = batch.organisation
    tester = an_assessor(lsp, level=5)
    schedule_batch(batch, Arrangement(SOON, assessors=[tester]), by=BY)
    page = batch_page(viewer(Role.STAFF), Batch.objects.get(pk=batch.pk))
    assert [warning.code for warning in page.warnings] == ["unknown_end", "level"]
    Scheme.objects.all().delete()
    page = batch_page(viewer(Role.STAFF), Batch.objects.get(pk=batch.pk))
    assert [warning.code for warning in page.warnings] == ["unknown_end", "level", "scope"]


def test_staff_walk_a_batch_from_its_opening_to_its_schedule(client: Client) -> None:
    client.force_login(user(Role.STAFF))
    lsp, case = an_lsp(), a_case_in("paid")
    base = "/meja/sertifikasi/rombongan/"
    assert client.get(f"{base}baru/").status_code == 200
    activity = Activity.objects.get(code="sertifikasi-ahli")
    sent_form = {"activity": activity.pk, "organisation": lsp.pk}
    opened = client.post(f"{base}baru/", sent_form)
    batch = Batch.objects.get()
    assert opened.headers["Location"] == f"{base}{batch.pk}/pilih/"
    shown = client.get(f"{base}{batch.pk}/pilih/?jenjang=7")
    assert case.code in shown.content.decode()
    client.post(f"{base}{batch.pk}/pilih/", {"semua": "1", "jenjang": "7"})
    case.refresh_from_db()
    assert case.batch == batch
    client.post(f"{base}{batch.pk}/surat/baru/letter/")
    paper = batch.papers.get()
    for path in ("", "naskah/", "cetak/"):
        assert client.get(f"{base}{batch.pk}/surat/{paper.pk}/{path}").status_code == 200
    refused = client.post(f"{base}{batch.pk}/surat/{paper.pk}/nomor/", {"number": ""})
    assert refused.status_code == 422
    assert client.get(f"{base}{batch.pk}/surat/{paper.pk}/bertanda-tangan/").status_code == 404
    assert client.get(f"{base}{batch.pk}/").status_code == 200
    assert client.get(base).status_code == 200


def test_a_list_masks_its_nik_and_opens_it_only_for_a_reason_that_is_kept(client: Client) -> None:
    client.force_login(user(Role.STAFF))
    case = a_case_in("paid")
    batch = filled(case)
    path = f"/meja/sertifikasi/rombongan/{batch.pk}/unduh/"
    masked = b"".join(client.get(f"{path}?bentuk=csv").streaming_content).decode()
    assert case.worker.nik_mask in masked
    assert client.post(path, {"bentuk": "csv", "alasan": "x"}).status_code == 422
    assert Reveal.objects.count() == 0
    clear = client.post(path, {"bentuk": "csv", "alasan": "dikirim ke LSP"})
    assert b"630501" in b"".join(clear.streaming_content)
    assert "data-pribadi" in clear.headers["Content-Disposition"]
    looked = Reveal.objects.get()
    assert (looked.worker_id, looked.reason) == (case.worker_id, "dikirim ke LSP")
    client.force_login(user(Role.VERIFIER))
    assert client.post(path, {"alasan": "dikirim ke LSP"}).status_code == 403
