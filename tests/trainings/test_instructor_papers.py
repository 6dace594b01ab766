"""The papers around instructors: drawn up, numbered once, frozen, signed; what they print."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from binakon.core.models import IssuedNumber
from binakon.core.problems import Blocked, IllegalMove, StaleState
from binakon.enrolment.models import Training
from binakon.people.models import Role
from binakon.trainings.actions import engagements
from binakon.trainings.actions import instructor_papers as papers
from binakon.trainings.documents.instructor_papers import paper_pdf
from binakon.trainings.models import Engagement, TrainingPaper
from binakon.trainings.states import PaperKind
from tests.enrolment.decree_cases import DATED, a_letterhead, a_made_scan, an_official
from tests.enrolment.pages import a_picture, as_
from tests.factories import BY
from tests.trainings.classes import a_session, an_engagement, an_instructor

pytestmark = pytest.mark.database


def confirmed(training: Training, name: str = "Prof. Contoh (contoh)") -> Engagement:
    engagement = an_engagement(training, an_instructor(name, position="Guru besar"))
    engagements.confirm(engagement, by=BY)
    a_session(training, topic="Beton prategang").engagements.add(engagement)
    return engagement


def drawn(
    training: Training, kind: PaperKind, engagement: Engagement | None = None
) -> TrainingPaper:
    return papers.draw_up_paper(training, kind, engagement, by=BY)


def issued(paper: TrainingPaper, number: str = "800/1/BK/2026") -> TrainingPaper:
    papers.issue_paper(
        paper, number=number, dated=DATED, place="Banjarbaru", signatory=an_official(), by=BY
    )
    return paper


def words_of(paper: TrainingPaper) -> str:
    reader = PdfReader(BytesIO(paper_pdf(paper)))
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_a_decree_waits_for_somebody_who_said_yes(training: Training) -> None:
    an_engagement(training)
    with pytest.raises(Blocked) as refused:
        drawn(training, PaperKind.INSTRUCTOR_DECREE)
    assert [problem.code for problem in refused.value.problems] == ["people"]


def test_a_letter_is_about_somebody(training: Training) -> None:
    for kind in (PaperKind.INSTRUCTOR_REQUEST, PaperKind.ASSIGNMENT):
        with pytest.raises(Blocked) as refused:
            drawn(training, kind)
        assert [problem.code for problem in refused.value.problems] == ["engagement"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (PaperKind.INSTRUCTOR_REQUEST, "Permohonan narasumber"),
        (PaperKind.INSTRUCTOR_DECREE, "DAFTAR NARASUMBER"),
        (PaperKind.ASSIGNMENT, "SURAT TUGAS"),
    ],
)
def test_each_paper_prints_letterhead_number_person_and_topic(
    training: Training, kind: PaperKind, expected: str
) -> None:
    a_letterhead()
    engagement = confirmed(training)
    draft = drawn(training, kind, engagement)
    assert "KONSEP" in words_of(draft)
    found = words_of(issued(draft))
    assert "KONSEP" not in found
    for part in (expected, "800/1/BK/2026", "Prof. Contoh", "Beton prategang", "Jalan Contoh"):
        assert part in found


def test_a_numbered_paper_says_the_same_for_ever(training: Training) -> None:
    engagement = confirmed(training)
    paper = issued(drawn(training, PaperKind.INSTRUCTOR_DECREE))
    before = paper_pdf(paper)
    instructor = engagement.instructor
    instructor.name = "Nama Baru"
    instructor.save()
    engagement.sessions.update(topic="Topik lain")
    assert paper_pdf(TrainingPaper.objects.get(pk=paper.pk)) == before
    with pytest.raises(StaleState):
        papers.edit_paper(paper, body="a\n---\nb", by=BY)


def test_a_number_is_given_once_and_the_register_explains_a_gap(training: Training) -> None:
    office = a_letterhead()
    office.letter_numbers = "800/{nomor}/BK/{tahun}"
    office.save()
    engagement = confirmed(training)
    first = drawn(training, PaperKind.ASSIGNMENT, engagement)
    second = drawn(training, PaperKind.INSTRUCTOR_REQUEST, engagement)
    for paper in (first, second):
        paper.refresh_from_db()
        papers.issue_paper(
            paper,
            number="",
            dated=DATED,
            place="Banjarbaru",
            signatory=an_official(),
            from_register=True,
            by=BY,
        )
    assert first.number != second.number
    papers.withdraw_paper(first, reason="salah nama", by=BY)
    assert IssuedNumber.objects.get(subject_id=first.pk).void_reason == "ditarik: salah nama"
    with pytest.raises(Blocked):
        issued(drawn(training, PaperKind.ASSIGNMENT, engagement), second.number)


def test_what_is_missing_for_a_number_is_told_at_once(training: Training) -> None:
    paper = drawn(training, PaperKind.ASSIGNMENT, confirmed(training))
    with pytest.raises(Blocked) as refused:
        papers.issue_paper(paper, number="", dated=None, place="", signatory=None, by=BY)
    assert sorted(problem.code for problem in refused.value.problems) == [
        "dated",
        "number",
        "place",
        "signatory",
    ]


def test_a_paper_is_signed_after_its_number_and_never_withdrawn_afterwards(
    training: Training,
) -> None:
    paper = drawn(training, PaperKind.ASSIGNMENT, confirmed(training))
    with pytest.raises(IllegalMove):
        papers.sign_paper(paper, a_made_scan(), by=BY)
    papers.sign_paper(issued(paper), a_made_scan(), by=BY)
    assert paper.state == "signed"
    with pytest.raises(IllegalMove):
        papers.withdraw_paper(paper, reason="terlambat", by=BY)


def test_a_paper_goes_from_draft_to_signed_at_the_desk(training: Training) -> None:
    engagement = confirmed(training)
    home = f"/meja/pelatihan/{training.activity.slug}/narasumber/"
    client = as_(Role.SECTION_HEAD)
    data = {"jenis": "assignment", "penugasan": engagement.pk}
    assert client.post(f"{home}surat/", data).status_code == 302
    own = f"{home}surat/{TrainingPaper.objects.get().pk}/"
    assert client.post(f"{own}ubah/", {"body": "Membawa laptop."}).status_code == 302
    refused = client.post(f"{own}nomor/", {"dated": ""})
    assert refused.status_code == 422
    stated = {
        "number": "090/7/BK/2026",
        "dated": DATED.isoformat(),
        "place": "Banjarbaru",
        "signatory": an_official().pk,
    }
    assert client.post(f"{own}nomor/", stated).status_code == 302
    assert client.get(f"{own}surat.pdf").content[:5] == b"%PDF-"
    assert client.get(f"{own}bertanda-tangan").status_code == 404
    assert client.post(f"{own}pindaian/", {}).status_code == 422
    scan = SimpleUploadedFile("tugas.jpg", a_picture(), "image/jpeg")
    assert client.post(f"{own}pindaian/", {"scan": scan}).status_code == 302
    paper = TrainingPaper.objects.get()
    assert (paper.state, paper.body) == ("signed", "Membawa laptop.")
    assert client.get(f"{own}bertanda-tangan").status_code == 200


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.STAFF, 302), (Role.HEAD_OF_OFFICE, 403), (Role.REGENCY_OFFICER, 404)],
)
def test_only_who_enrols_draws_up_papers(training: Training, role: Role, status: int) -> None:
    engagement = confirmed(training)
    data = {"jenis": "assignment", "penugasan": engagement.pk}
    home = f"/meja/pelatihan/{training.activity.slug}/narasumber/"
    assert as_(role).post(f"{home}surat/", data).status_code == status
