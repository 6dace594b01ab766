"""The report of an event: figures counted live, words of two writers kept, frozen by its approval."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from binakon.core import files
from binakon.core.models import IssuedNumber
from binakon.core.problems import Blocked, StaleState
from binakon.enrolment.models import Training
from binakon.planning.rules.edits import EditConflict
from binakon.trainings.actions import report as actions
from binakon.trainings.documents.report import report_pdf
from binakon.trainings.models import EventPhoto, EventReport
from binakon.trainings.queries.report import content_of, fresh, report_of, words_of
from binakon.trainings.rules.report import evaluation_words, figure_rows
from binakon.trainings.states import CompletionState
from tests.enrolment.decree_cases import a_letterhead
from tests.enrolment.pages import a_picture
from tests.factories import BY
from tests.trainings.classes import (
    a_class,
    a_session,
    a_teacher,
    an_engagement,
    an_instructor,
    participants,
    present,
)
from tests.trainings.completions import another
from tests.trainings.reports import NUMBER, an_ended_class, approved, stated, wrote

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


def a_made_photo() -> files.RebuiltFile:
    return files.RebuiltFile(files.JPEG, a_picture(), 1, "0" * 64)


def printed(training: Training) -> str:
    reader = PdfReader(BytesIO(report_pdf(training, report_of(training))))
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_figures_follow_the_records_and_unknown_is_not_nought() -> None:
    training = a_class(2)
    before = fresh(training, None)["figures"]
    assert (before["determined"], before["attended"], before["completed"]) == (2, None, None)
    assert ("Pernah hadir", "") in figure_rows(before)
    present(a_session(training, jp=4), participants(training)[0])
    after = fresh(training, None)["figures"]
    assert (after["attended"], after["jp_total"], after["jp_mean"], after["jp_n"]) == (
        1,
        4,
        "2.00",
        2,
    )


def test_a_report_holds_no_nik_and_no_telephone_number() -> None:
    training, people = an_ended_class()
    [first, _second] = fresh(training, None)["people"]
    assert sorted(first) == ["jp", "name", "post", "pre", "region", "state"]
    assert first["name"] in {str(person) for person in people}


def test_only_who_said_yes_stands_as_an_instructor() -> None:
    training, _people = an_ended_class()
    a_teacher(training, an_instructor("Sudah Bersedia"))
    an_engagement(training, an_instructor("Baru Diusulkan"))
    named = [one["name"] for one in fresh(training, None)["instructors"]]
    assert named == ["Sudah Bersedia (contoh)"]


def test_averages_are_told_only_where_they_may_be_read() -> None:
    assert evaluation_words(None) == "Evaluasi tidak diadakan."
    hidden = evaluation_words({"answers": 2, "asked": 9, "is_readable": False})
    assert hidden.startswith("2 dari 9 peserta menjawab. Ringkasannya belum boleh dibaca")
    shown = evaluation_words({"answers": 9, "asked": 9, "is_readable": True})
    assert shown == "9 dari 9 peserta menjawab."


def test_two_writers_of_different_parts_keep_both_and_of_one_part_neither_is_lost() -> None:
    training = a_class(1)
    base = words_of(None)
    mine = {**base, "background": "Dasar."}
    theirs = {**base, "course": "Jalan."}
    actions.edit_report(training, base=base, mine=mine, by=BY)
    actions.edit_report(training, base=base, mine=theirs, by=BY)
    with pytest.raises(EditConflict) as refused:
        actions.edit_report(training, base=base, mine={**base, "course": "Lain."}, by=BY)
    assert [(each.field, each.theirs) for each in refused.value.clashes] == [("course", "Jalan.")]
    report = EventReport.objects.get(training=training)
    assert (report.background, report.course) == ("Dasar.", "Jalan.")


def test_everything_that_keeps_a_report_from_approval_comes_at_once() -> None:
    training = a_class(2)
    report = wrote(training, advice="Mulai lebih pagi.")
    with pytest.raises(Blocked) as refused:
        actions.approve_report(training, stated(), revision=report.revision, by=another())
    codes = [problem.code for problem in refused.value.problems]
    assert codes == ["ended", "pending", "background", "course"]
    assert EventReport.objects.get().state == "draft"


def test_an_approved_report_says_the_same_whatever_happens_after() -> None:
    training, people = an_ended_class()
    report = approved(training)
    before = report_pdf(training, report_of(training))
    present(a_session(training, jp=2, topic="Sesi susulan"), people[0])
    Training.objects.filter(pk=training.pk).update(venue="Tempat lain")
    training.refresh_from_db()
    assert content_of(training, report_of(training)) == report.content
    assert report_pdf(training, report_of(training)) == before
    for deed in (
        lambda: wrote(training, advice="Terlambat"),
        lambda: actions.add_photo(training, a_made_photo(), caption="Terlambat", by=BY),
    ):
        with pytest.raises(StaleState):
            deed()


def test_nobody_approves_what_changed_since_they_read_it() -> None:
    training, _people = an_ended_class()
    read = wrote(training, background="Dasar.", course="Jalan.").revision
    wrote(training, course="Jalan yang lain.")
    with pytest.raises(StaleState):
        actions.approve_report(training, stated(), revision=read, by=another())
    assert EventReport.objects.get().state == "draft"


def test_a_number_of_the_register_is_given_out_once() -> None:
    training, _people = an_ended_class()
    office = a_letterhead()
    report = wrote(training, background="Dasar.", course="Jalan.")
    told = stated("")
    from_register = type(told)("", told.dated, told.place, told.signatory, "600/{nomor}/BK/{tahun}")
    actions.approve_report(training, from_register, revision=report.revision, by=another())
    report = EventReport.objects.get()
    issued = IssuedNumber.objects.get(series__series="surat", series__office_code=office.code)
    assert (report.number, issued.subject_id) == (f"600/{issued.number}/BK/2026", report.pk)


def test_a_number_that_another_report_has_is_refused() -> None:
    first, _people = an_ended_class(1)
    second, _others = an_ended_class(1)
    approved(first)
    with pytest.raises(Blocked) as refused:
        approved(second)
    assert [problem.code for problem in refused.value.problems] == ["number_taken"]


def test_a_photo_of_a_draft_is_kept_and_erased() -> None:
    training, _people = an_ended_class(1)
    photo = actions.add_photo(training, a_made_photo(), caption="  Praktik  uji ", by=BY)
    assert photo.caption == "Praktik uji"
    actions.remove_photo(photo, by=BY)
    photo = EventPhoto.objects.get()
    assert photo.removed_at is not None
    with pytest.raises(files.Gone):
        files.read(photo.file)
    with pytest.raises(StaleState):
        actions.remove_photo(photo, by=BY)


def test_a_report_has_room_for_twelve_photos() -> None:
    training, _people = an_ended_class(1)
    for place in range(12):
        actions.add_photo(training, a_made_photo(), caption=f"Foto {place}", by=BY)
    with pytest.raises(Blocked) as refused:
        actions.add_photo(training, a_made_photo(), caption="", by=BY)
    assert [problem.code for problem in refused.value.problems] == ["caption", "photo"]


def test_the_paper_stands_in_the_letterhead_and_says_what_it_is() -> None:
    a_letterhead()
    training, people = an_ended_class()
    wrote(training, background="Rencana tahunan.", course="Hari pertama.\n\nHari kedua.")
    actions.add_photo(training, a_made_photo(), caption="Praktik uji beton", by=BY)
    draft = printed(training)
    assert "KONSEP" in draft
    approved(training)
    found = printed(training)
    assert "KONSEP" not in found
    for part in (
        "LAPORAN KEGIATAN",
        NUMBER,
        "Jalan Contoh Nomor 1",
        "Praktik uji beton",
        "Demikian laporan ini dibuat untuk dipergunakan sebagaimana mestinya.",
        "Lampiran 1: daftar peserta dan hasilnya",
        "Lampiran 2: foto kegiatan",
        str(CompletionState.COMPLETED.label),
        str(people[0]),
    ):
        assert part in found
