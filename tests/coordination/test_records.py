"""The record: frozen with its number, the same bytes for ever, sent once to every office, corrected by a new paper."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from binakon.coordination.actions.agreements import fulfil
from binakon.coordination.actions.holding import close_meeting, resume_meeting
from binakon.coordination.actions.records import (
    discard_record,
    draw_up_record,
    number_record,
    send_record,
    sign_record,
)
from binakon.coordination.documents.records import attendance_paper, record_paper, record_pdf
from binakon.coordination.models import Agreement, MeetingPaper
from binakon.coordination.queries.records import fresh
from binakon.core import clock, files, guards, words
from binakon.core.models import Message
from binakon.core.problems import Blocked, StaleState
from tests.coordination.agreed import accepted
from tests.coordination.rooms import (
    BANJARBARU,
    a_full_meeting,
    a_guest,
    a_record,
    an_item,
    came,
    stated,
)
from tests.enrolment.decree_cases import a_letterhead, a_made_scan
from tests.factories import BY, an_office, sentences

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]

NUMBER = "005/9/BA/2026"


def refused(deed: Callable[[], object]) -> bool:
    """Whether the database itself refuses."""
    try:
        with transaction.atomic():
            deed()
    except DatabaseError:
        return True
    return False


def test_a_number_needs_a_closed_meeting_with_guests_and_an_agenda() -> None:
    meeting = a_full_meeting()
    meeting.agenda.all().delete()
    meeting.guests.update(came_at=None, came_by="")
    paper = draw_up_record(meeting, by=BY)
    with pytest.raises(Blocked) as told:
        number_record(paper, stated(), by=BY)
    assert sentences(told.value.problems) == [
        "Rapat ini belum ditutup. Tutup dulu di halaman notulen, lalu beri nomor.",
        "Belum seorang pun tercatat hadir. Catat dulu kehadirannya.",
        "Rapat ini belum punya acara. Tulis dulu acaranya.",
    ]


def test_the_record_says_who_came_what_was_said_and_what_was_agreed() -> None:
    meeting = a_full_meeting()
    Agreement.objects.create(
        office=meeting.office,
        meeting=meeting,
        kind="nomination",
        text="Mengusulkan peserta",
        owner=an_office(BANJARBARU),
        places=5,
        state="accepted",
        made_at=clock.now(),
    )
    paper = a_record(meeting, NUMBER)
    printed = record_paper(paper)
    assert printed["number"] == f"Nomor {NUMBER}"
    assert dict(printed["facts"]) == {  # type: ignore[call-overload]
        "Pemimpin rapat": "……………………",
        "Notulis": "……………………",
        "Hadir": "1 dari 3 kantor, 1 orang",
        "Tidak hadir": "Kabupaten Tabalong; Kota Banjarbaru",
    }
    assert printed["agreed"]["rows"] == [  # type: ignore[index]
        ["1", "Usulan peserta: Mengusulkan peserta (5 orang)", "Kota Banjarbaru", "–"]
    ]
    assert printed["annex"]["rows"][0][1:4] == [  # type: ignore[index]
        "Rahmadi (contoh)",
        "Kepala Bidang Bina Konstruksi",
        "Kabupaten Banjar",
    ]


def test_what_was_done_after_the_meeting_was_late_on_its_day_all_the_same() -> None:
    start = clock.now() - timedelta(days=3)
    meeting = a_full_meeting(starts_at=start, ends_at=start + timedelta(hours=2))
    day = timezone.localdate(start)
    since, before = (accepted(due_on=day - timedelta(days=4), text=text) for text in "AB")
    accepted(due_on=day - timedelta(days=4), text="ditulis sesudahnya")
    Agreement.objects.filter(text__in="AB").update(made_at=start - timedelta(days=9))
    fulfil(since, evidence="surat 7", by=BY)
    fulfil(before, evidence="surat 6", by=BY, at=start - timedelta(days=1))
    assert [(row["text"], row["days"]) for row in fresh(a_record(meeting))["late"]] == [("A", 4)]


def test_the_record_opens_with_what_was_late_on_the_day_of_the_meeting_and_keeps_it() -> None:
    held = a_full_meeting()
    day = timezone.localdate(held.starts_at)
    late = accepted(due_on=day - timedelta(days=3), text="Kirim data pekerja")
    accepted(due_on=day, text="Tenggatnya hari ini")
    accepted(due_on=day - timedelta(days=1), text="Dari rapat ini", meeting=held)
    paper = a_record(held, NUMBER)
    due = words.day(day - timedelta(days=3))
    row = ["1", "Data: Kirim data pekerja", "Kabupaten Tabalong", f"{due} (lewat 3 hari)"]
    assert record_paper(paper)["late"]["rows"] == [row]  # type: ignore[index]
    before = record_pdf(paper)
    fulfil(late, evidence="surat 7", by=BY)
    again = MeetingPaper.objects.select_related("meeting__office", "signatory").get(pk=paper.pk)
    assert record_pdf(again) == before


def test_a_record_from_before_that_list_prints_without_it() -> None:
    paper = a_record(a_full_meeting())
    paper.content = {name: part for name, part in fresh(paper).items() if name != "late"}
    paper.number = NUMBER
    assert record_paper(paper)["late"]["rows"] == []  # type: ignore[index]
    assert record_pdf(paper)[:4] == b"%PDF"


def test_a_numbered_record_is_the_same_bytes_whatever_changes_after() -> None:
    a_letterhead()
    meeting = a_full_meeting()
    paper = a_record(meeting, NUMBER)
    before = record_pdf(paper)
    meeting.agenda.update(minutes="Diubah diam-diam")
    came(a_guest(meeting.invitations.get(office__code=BANJARBARU), "Norhayati (contoh)"))
    again = MeetingPaper.objects.select_related("meeting__office", "signatory").get(pk=paper.pk)
    assert record_pdf(again) == before
    draft = draw_up_record(meeting, by=BY)
    assert draft.pk == paper.pk


def test_the_database_keeps_the_words_of_a_numbered_record_and_not_without_its_guard() -> None:
    paper = a_record(a_full_meeting(), NUMBER)
    rows = MeetingPaper.objects.filter(pk=paper.pk)
    for change in ({"content": {}}, {"number": "lain"}, {"dated": None}, {"subject": "lain"}):
        assert refused(lambda change=change: rows.update(**change))
    assert not refused(lambda: rows.update(sent_at=clock.now()))


def test_without_the_guard_the_words_could_be_changed() -> None:
    paper = a_record(a_full_meeting(), NUMBER)
    with connection.cursor() as cursor:
        where = " ON coordination_meetingpaper" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER coordination_record_update{where}")
    try:
        assert not refused(lambda: MeetingPaper.objects.filter(pk=paper.pk).update(subject="lain"))
    finally:
        guards.install_all(using="default")


def test_it_goes_once_to_every_address_with_the_file() -> None:
    meeting = a_full_meeting()
    an_office("63.09").__class__.objects.filter(code="63.09").update(
        email="tabalong@contoh.example"
    )
    paper = a_record(meeting, NUMBER)
    Message.objects.all().delete()
    sent = [send_record(paper, b"%PDF-1.7 contoh", 2, by=BY) for _turn in range(3)]
    posted = Message.objects.filter(name="meeting_record")
    assert sent == [True, False, False]
    assert posted.filter(to="tabalong@contoh.example").count() == 1
    assert len({message.to for message in posted}) == posted.count()
    [file] = {message.file for message in posted}
    assert file is not None
    assert files.read(file) == b"%PDF-1.7 contoh"
    assert {message.file_name for message in posted} == {"berita-acara-rakor-uji"}


def test_the_signed_scan_goes_instead_of_the_print_and_stays() -> None:
    meeting = a_full_meeting()
    an_office().__class__.objects.filter(code="63.09").update(email="tabalong@contoh.example")
    paper = a_record(meeting, NUMBER)
    sign_record(paper, a_made_scan(), by=BY)
    with pytest.raises(StaleState):
        sign_record(paper, a_made_scan(), by=BY)
    send_record(paper, b"%PDF-1.7 cetakan", 2, by=BY)
    message = Message.objects.filter(name="meeting_record")[0]
    assert message.file == paper.scan


def test_a_draft_is_neither_signed_nor_sent() -> None:
    paper = a_record(a_full_meeting())
    with pytest.raises(StaleState):
        sign_record(paper, a_made_scan(), by=BY)
    with pytest.raises(Blocked):
        send_record(paper, b"", 1, by=BY)


def test_a_correction_is_a_new_paper_that_names_the_one_before() -> None:
    meeting = a_full_meeting()
    first = a_record(meeting, NUMBER)
    send_record(first, b"%PDF-1.7 contoh", 1, by=BY)
    resume_meeting(meeting, reason="angka keliru", by=BY)
    an_item(meeting, "Data")
    close_meeting(meeting, by=BY)
    second = a_record(meeting, "005/10/BA/2026")
    assert second.pk != first.pk
    assert second.content["corrects"]["number"] == NUMBER
    assert str(record_paper(second)["corrects"]).startswith(
        f"Berita acara ini memperbaiki dan menggantikan berita acara nomor {NUMBER}"
    )
    with pytest.raises(StaleState):
        discard_record(first, reason="tidak bisa", by=BY)
    discard_record(second, reason="salah tanda tangan", by=BY)
    assert MeetingPaper.objects.get().pk == first.pk


def test_the_list_has_a_line_for_every_office_and_room_for_more() -> None:
    printed = attendance_paper(a_full_meeting())
    rows = printed["rows"]
    assert isinstance(rows, list)
    assert [row[3] for row in rows[:3]] == [
        "Kabupaten Banjar",
        "Kabupaten Tabalong",
        "Kota Banjarbaru",
    ]
    assert [row[4][:5] for row in rows[:3]] == ["hadir", "", ""]
    assert [row[1] for row in rows[3:]] == [""] * 8
