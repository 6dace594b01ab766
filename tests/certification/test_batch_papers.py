"""The papers of a batch: what they print, frozen with their number, and the tests that minutes tell once."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from binakon.certification.actions import batch_papers, results
from binakon.certification.documents.batch_papers import cover_paper, minutes_paper, paper_pdf
from binakon.certification.models import Assessment, Case, CasePaper
from binakon.certification.queries.batch_papers import content_of
from binakon.certification.queries.results import people_of
from binakon.certification.rules.results import Told, judge
from binakon.certification.states import CasePaperKind
from binakon.core.problems import Blocked, StaleState
from binakon.people.models import Role
from tests.cast import user
from tests.certification.batches import filled, numbered, scheduled, signed_letter
from tests.certification.walk import TODAY, a_case_in
from tests.enrolment.decree_cases import a_letterhead, a_made_scan
from tests.factories import BY

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year", "rules")]


def with_results(people: int = 2) -> tuple[CasePaper, list[Case]]:
    """Draft minutes of a test at which the first was competent and the second was not."""
    batch = scheduled(people)
    for person, outcome in zip(people_of(batch), ["competent", "not_competent"], strict=True):
        outlook = judge(person.known, Told(outcome, advice="Latihan lagi"), today=TODAY)
        results.take_result(batch, Case.objects.get(pk=person.pk), outlook, by=BY)
    batch.refresh_from_db()
    paper = batch_papers.draw_up(batch, CasePaperKind.MINUTES, by=BY)
    return paper, list(Case.objects.filter(batch=batch).order_by("worker__name", "pk"))


def test_a_letter_names_everybody_of_the_batch_and_no_nik() -> None:
    a_letterhead()
    case = a_case_in("paid")
    batch = filled(case)
    paper = batch_papers.draw_up(batch, CasePaperKind.LETTER, by=BY)
    told = cover_paper(paper)
    assert told["draft"] == "KONSEP"
    annex = told["annex"]
    assert annex["rows"] == [  # type: ignore[index]
        ["1", str(case.worker), case.application_number, "Ahli Muda Teknik Jalan", "7", "–"]
    ]
    assert case.worker.nik_mask not in str(told)
    assert paper_pdf(paper).startswith(b"%PDF")


def test_a_numbered_letter_is_the_same_for_ever() -> None:
    case = a_case_in("paid")
    batch = filled(case)
    paper = signed_letter(batch)
    before = paper_pdf(CasePaper.objects.get(pk=paper.pk))
    Case.objects.filter(pk=case.pk).update(application_number="ID-LAIN", batch=None)
    assert paper_pdf(CasePaper.objects.get(pk=paper.pk)) == before
    with pytest.raises(StaleState):
        batch_papers.edit_paper(paper, {"subject": "lain"}, by=BY)
    with pytest.raises(DatabaseError), transaction.atomic():
        CasePaper.objects.filter(pk=paper.pk).update(body={})


def test_a_letter_of_an_empty_batch_gets_no_number() -> None:
    paper = batch_papers.draw_up(filled(a_case_in("paid")), CasePaperKind.LETTER, by=BY)
    Case.objects.update(batch=None)
    with pytest.raises(Blocked) as refused:
        numbered(paper)
    assert [problem.code for problem in refused.value.problems] == ["empty"]


def test_minutes_tell_each_test_once_with_places_to_sign() -> None:
    paper, (first, second) = with_results()
    told = minutes_paper(paper)
    assert [row[1:6] for row in told["rows"]] == [  # type: ignore[attr-defined]
        [str(first.worker), "Ahli Muda Teknik Jalan", "7", "1", "kompeten (K)"],
        [str(second.worker), "Ahli Muda Teknik Jalan", "7", "1", "belum kompeten (BK)"],
    ]
    assert [place["role"] for place in told["places"]] == [  # type: ignore[attr-defined]
        "Asesor",
        "Perwakilan LSP Banua (contoh)",
    ]
    numbered(paper, "B/1")
    assert paper_pdf(paper).startswith(b"%PDF")
    goes = Assessment.objects.filter(case__in=[first, second])
    assert set(goes.values_list("minutes", flat=True)) == {paper.pk}
    later = batch_papers.draw_up(paper.batch, CasePaperKind.MINUTES, by=BY)  # type: ignore[arg-type]
    assert (later.pk != paper.pk, content_of(later)["rows"]) == (True, [])
    with pytest.raises(Blocked) as refused:
        numbered(later, "B/2")
    assert [problem.code for problem in refused.value.problems] == ["empty"]


def test_withdrawn_minutes_let_their_tests_go() -> None:
    paper, cases = with_results()
    numbered(paper, "B/1")
    batch_papers.withdraw_paper(paper, reason="salah tanggal", by=BY)
    assert not Assessment.objects.filter(case__in=cases).exclude(minutes=None).exists()


def test_staff_number_sign_and_print_minutes(client: Client) -> None:
    client.force_login(user(Role.STAFF))
    paper, _cases = with_results()
    base = f"/meja/sertifikasi/rombongan/{paper.batch_id}/surat/{paper.pk}/"
    client.post(f"{base}naskah/", {"opening": "telah diuji.", "witness_name": "Budi (contoh)"})
    paper.refresh_from_db()
    assert paper.body["witness_name"] == "Budi (contoh)"
    numbered(paper, "B/1")
    assert client.post(f"{base}pindaian/", {}).status_code == 422
    assert client.post(f"{base}tarik/", {"reason": ""}).status_code == 422
    batch_papers.sign_paper(paper, a_made_scan(), by=BY)
    for path in ("", "cetak/", "bertanda-tangan/"):
        assert client.get(f"{base}{path}").status_code == 200
    client.force_login(user(Role.VERIFIER))
    assert client.get(base).status_code == 200
    assert client.get(f"{base}naskah/").status_code == 403
