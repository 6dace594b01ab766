"""The papers of a case: taken in, judged with a reason, replaced and kept, and asked for by the person's own link."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from binakon.certification.actions.case_documents import (
    add_paper,
    judge_paper,
    renew_link,
    send_link,
)
from binakon.certification.models import Case, CaseDocument
from binakon.certification.queries.case_papers import paper_lines, wanted_of
from binakon.certification.rules.links import BadLink, case_path, case_token_of, read_case_token
from binakon.core.files import RebuiltFile
from binakon.core.models import Message
from binakon.core.problems import Blocked, IllegalMove, StaleState
from binakon.people.models import Role
from tests.certification.cases import DAY, a_case
from tests.enrolment.handed_in import a_file, a_paper
from tests.enrolment.pages import a_picture, as_
from tests.factories import BY
from tests.trainings.classes import a_class, participants
from tests.trainings.completions import one

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


def made(text: str = "isi") -> RebuiltFile:
    return RebuiltFile("image/jpeg", text.encode(), 1, f"{hash(text) % 10**12:064d}")


def wanted(case: Case) -> list[str]:
    return [line.kind.value for line in wanted_of(paper_lines(case))]


def page(case: Case, rest: str = "") -> str:
    return f"/meja/sertifikasi/kasus/{case.code}/berkas/{rest}"


def test_a_paper_is_wanted_until_it_is_there_and_again_when_it_is_not_in_order() -> None:
    case = a_case()
    assert "npwp" in wanted(case)
    document = add_paper(case, kind="npwp", made=made(), by=BY)
    assert add_paper(case, kind="npwp", made=made(), by=BY) == document
    assert "npwp" not in wanted(case)
    with pytest.raises(Blocked):
        judge_paper(document, is_in_order=False, by=one())
    judge_paper(document, is_in_order=False, reason="unreadable", note="Kartu gelap.", by=one())
    assert "npwp" in wanted(case)
    line = next(line for line in paper_lines(case) if line.kind == "npwp")
    assert line.problem == "tidak terbaca. Kartu gelap."
    with pytest.raises(Blocked):
        add_paper(case, kind="npwp", made=made(), by=BY)
    newer = add_paper(case, kind="npwp", made=made("lagi"), by=BY)
    with pytest.raises(StaleState):
        judge_paper(document, is_in_order=True, by=one())
    judge_paper(newer, is_in_order=True, by=one())
    line = next(line for line in paper_lines(case) if line.kind == "npwp")
    assert (line.document, line.replaced, line.may_replace) == (newer, (document,), False)


def test_a_case_behind_its_test_takes_no_papers() -> None:
    case = a_case(state="withdrawn")
    with pytest.raises(IllegalMove):
        add_paper(case, kind="npwp", made=made(), by=BY)
    assert CaseDocument.objects.count() == 0


def test_a_paper_of_the_class_was_judged_there() -> None:
    (registration,) = participants(a_class(1))
    document = a_paper(registration)
    case = a_case(registration=registration)
    came = CaseDocument.objects.create(
        case=case, kind="id_card", document=document, uploaded_at=timezone.now(), checked_on=DAY
    )
    with pytest.raises(Blocked) as refused:
        judge_paper(came, is_in_order=False, reason="unreadable", by=one())
    assert [problem.code for problem in refused.value.problems] == ["class"]


def test_the_letter_carries_the_link_and_only_what_is_missing() -> None:
    case = a_case()
    with pytest.raises(Blocked):
        send_link(case, by=one())
    case.worker.phone = "6281234567890"
    case.worker.save()
    add_paper(case, kind="npwp", made=made(), by=BY)
    message = send_link(case, by=one())
    assert (message.to, message.phone, message.subject_id) == ("", "6281234567890", case.pk)
    assert "- NPWP" not in message.body_text
    assert "- daftar riwayat hidup" in message.body_text
    token = message.body_text.split("/kasus/")[1].split("/")[0]
    assert read_case_token(token) == (case.key.hex, 1)
    renewed = renew_link(case, by=one())
    assert f"/kasus/{case_token_of(case.key.hex, 2)[:32]}" in renewed.body_text
    assert Case.objects.get(pk=case.pk).link_version == 2


def test_a_forged_link_is_known_before_the_database_is_asked() -> None:
    token = case_token_of("0" * 32, 1)
    for forged in (token[:-1] + ("A" if token[-1] != "A" else "B"), "x", token.split("~")[0]):
        with pytest.raises(BadLink):
            read_case_token(forged)
    assert case_path("0" * 32, 1).startswith("/kasus/")


def test_the_desk_uploads_and_judges_and_sees_every_page() -> None:
    case, verifier = a_case(), as_(Role.VERIFIER)
    photo = SimpleUploadedFile("npwp.jpg", a_picture("NPWP"))
    assert verifier.post(page(case, "npwp/"), {"paper": photo}).status_code == 302
    document = CaseDocument.objects.get()
    bad = SimpleUploadedFile("npwp.jpg", b"bukan gambar")
    assert verifier.post(page(case, "npwp/"), {"paper": bad}).status_code == 422
    assert verifier.post(page(case, "lain/"), {"paper": photo}).status_code == 404
    seen = verifier.get(page(case, f"{document.pk}/halaman/1/"))
    assert (seen.status_code, seen.headers["Content-Type"]) == (200, "image/jpeg")
    assert "no-store" in seen.headers["Cache-Control"]
    assert verifier.get(page(case, f"{document.pk}/halaman/2/")).status_code == 404
    key = f"putusan-{document.pk}"
    judge = page(case, f"{document.pk}/putusan/")
    assert verifier.post(judge, {f"{key}-word": "bad"}).status_code == 422
    said = {f"{key}-word": "bad", f"{key}-reason": "cut_off"}
    assert verifier.post(judge, said).status_code == 302
    assert "Terpotong, tidak seluruh halaman tampak" in verifier.get(page(case)).content.decode()


@pytest.mark.parametrize(
    ("role", "status", "file_status"),
    [
        (Role.STAFF, 200, 200),
        (Role.VERIFIER, 200, 200),
        (Role.HEAD_OF_OFFICE, 200, 404),
        (Role.TREASURER, 403, 404),
        (Role.REGENCY_OFFICER, 404, 404),
        (Role.PARTNER, 403, 404),
    ],
)
def test_who_sees_papers_and_who_opens_them(role: Role, status: int, file_status: int) -> None:
    case = a_case()
    as_(Role.STAFF).post(
        page(case, "npwp/"), {"paper": SimpleUploadedFile("a.jpg", a_picture("NPWP"))}
    )
    document = CaseDocument.objects.get()
    client = as_(role)
    assert client.get(page(case)).status_code == status
    assert client.get(page(case, f"{document.pk}/halaman/1/")).status_code == file_status


def test_the_link_is_sent_and_renewed_from_the_desk() -> None:
    case = a_case()
    case.worker.email = "rahmat@contoh.example"
    case.worker.save()
    address = f"/meja/sertifikasi/kasus/{case.code}/tautan/"
    assert as_(Role.VERIFIER).post(address).status_code == 403
    staff = as_(Role.STAFF)
    assert staff.post(address).status_code == 302
    assert staff.post(address, {"baru": "1"}).status_code == 302
    assert Message.objects.filter(name="case_link", to="rahmat@contoh.example").count() == 2
    assert Case.objects.get(pk=case.pk).link_version == 2


def test_a_replaced_paper_stays_readable() -> None:
    case = a_case()
    now = datetime.now(UTC)
    CaseDocument.objects.create(
        case=case, kind="cv", file=a_file(), uploaded_at=now, replaced_at=now
    )
    shown = as_(Role.STAFF).get(page(case)).content.decode()
    assert "1 daftar riwayat hidup yang sudah diganti" in shown
