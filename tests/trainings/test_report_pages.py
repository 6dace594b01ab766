"""The pages of an event report as their readers, writers and approvers meet them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from binakon.people.models import Role
from binakon.trainings.models import EventPhoto, EventReport
from tests.enrolment.decree_cases import DATED, an_official
from tests.enrolment.pages import a_picture, as_
from tests.trainings.classes import a_class
from tests.trainings.reports import NUMBER, an_ended_class, approved, wrote

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


def desk(training: object, word: str = "") -> str:
    return f"/meja/pelatihan/{training.activity.slug}/laporan/{word}"  # type: ignore[attr-defined]


def approval(training: object, **fields: object) -> dict[str, object]:
    revision = EventReport.objects.get().revision
    told = {"number": NUMBER, "dated": DATED.isoformat(), "place": "Banjarbaru"}
    return {"revision": revision, **told, "signatory": an_official().pk, **fields}


def test_who_does_not_see_participants_is_told_so_and_readers_do_not_write() -> None:
    training = a_class(1)
    assert as_(Role.TREASURER).get(desk(training)).status_code == 403
    assert as_(Role.REGENCY_OFFICER).get(desk(training)).status_code == 404
    reader = as_(Role.VERIFIER)
    assert reader.get(desk(training)).status_code == 200
    assert reader.get(desk(training, "tulis/")).status_code == 403
    assert reader.post(desk(training, "foto/")).status_code == 403
    assert as_(Role.SECTION_HEAD).post(desk(training, "sahkan/")).status_code == 403
    assert not EventReport.objects.exists()


def test_a_part_that_two_people_wrote_is_shown_to_the_second_with_both() -> None:
    training = a_class(1)
    writer, address = as_(Role.SECTION_HEAD), desk(training, "tulis/")
    seal = writer.get(address).context["seal"]
    wrote(training, course="Ditulis orang lain.")
    clashed = writer.post(address, {"base": seal, "course": "Tulisan saya.", "background": "Baru."})
    text = clashed.content.decode()
    assert clashed.status_code == 409
    assert "Ditulis orang lain." in text
    assert "Tulisan saya." in text
    again = {"base": clashed.context["seal"], "course": "Tulisan saya.", "background": "Baru."}
    assert writer.post(address, {**again, "take:course": "theirs"}).status_code == 302
    report = EventReport.objects.get()
    assert (report.course, report.background) == ("Ditulis orang lain.", "Baru.")
    assert writer.post(address, {"base": "palsu", "course": "x"}).status_code == 422


def test_a_photo_goes_up_is_shown_and_comes_away() -> None:
    training = a_class(1)
    writer = as_(Role.STAFF)
    wrong = SimpleUploadedFile("a.txt", b"bukan foto")
    refused = writer.post(desk(training, "foto/"), {"photo": wrong, "caption": "x"})
    assert refused.status_code == 422
    sent = SimpleUploadedFile("IMG_1.jpg", a_picture())
    right = {"photo": sent, "caption": "Pembukaan"}
    assert writer.post(desk(training, "foto/"), right).status_code == 302
    photo = EventPhoto.objects.get()
    assert "Pembukaan" in writer.get(desk(training)).content.decode()
    shown = as_(Role.VERIFIER).get(desk(training, f"foto/{photo.pk}/"))
    assert (shown.status_code, shown.headers["Content-Type"]) == (200, "image/jpeg")
    assert as_(Role.TREASURER).get(desk(training, f"foto/{photo.pk}/")).status_code == 403
    other = a_class(1, number="188.4/lain/2026")
    assert writer.get(desk(other, f"foto/{photo.pk}/")).status_code == 404
    assert writer.post(desk(training, f"foto/{photo.pk}/hapus/")).status_code == 302
    assert writer.get(desk(training, f"foto/{photo.pk}/")).status_code == 404


def test_the_head_of_division_approves_what_they_have_read() -> None:
    training, _people = an_ended_class()
    wrote(training, background="Dasar.", course="Jalan.")
    head = as_(Role.HEAD_OF_DIVISION)
    assert "Siap disahkan." in head.get(desk(training)).content.decode()
    wrong = head.post(desk(training, "sahkan/"), approval(training, number="", place=""))
    assert wrong.status_code == 422
    stale = approval(training)
    wrote(training, advice="Tambahan.")
    assert head.post(desk(training, "sahkan/"), stale).status_code == 409
    assert head.post(desk(training, "sahkan/"), approval(training)).status_code == 302
    text = head.get(desk(training)).content.decode()
    assert "Sudah disahkan; isinya tidak berubah lagi." in text
    assert "Tulis laporan" not in text


def test_the_paper_is_a_pdf_that_no_cache_keeps() -> None:
    training, _people = an_ended_class(1)
    approved(training)
    paper = as_(Role.VERIFIER).get(desk(training, "laporan.pdf"))
    assert paper.content[:5] == b"%PDF-"
    assert paper.headers["Cache-Control"] == "no-store, private"
