"""What an applicant does on the status page: answer an offer, correct a paper, withdraw, object, keep the link."""

from datetime import UTC, datetime, time, timedelta
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from icalendar import Calendar
from pytest_django import Settings

from binakon.core import ledger, words
from binakon.core.models import AuditEvent, Deadline, Message
from binakon.enrolment.actions.withdrawals import withdraw
from binakon.enrolment.models import (
    Document,
    Objection,
    Registration,
    SelectionResult,
    SelectionRun,
    Training,
    TrainingDay,
    Verdict,
)
from binakon.enrolment.queries.applicant import applicant_page
from binakon.enrolment.queries.offered import ends_at
from binakon.people.actions.workers import reveal
from binakon.people.models import Role
from tests.cast import user, viewer
from tests.enrolment.decree_cases import closed, signed, verified
from tests.enrolment.papers import photo_bytes
from tests.enrolment.people import APPLICANT, a_training, counters_agree, registered
from tests.factories import BY
from tests.portal.applicants import Applicant
from tests.portal.pages import Page

pytestmark = [pytest.mark.database, pytest.mark.both_in_full]


def a_file(shade: int = 100, name: str = "KTP Budi 6305.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo_bytes(shade), content_type="image/jpeg")


def offered(training: Training) -> Applicant:
    """Somebody to whom the only seat is offered, because its holder has left."""
    holder = registered(training, 700)
    person = Applicant(training, 1)
    person.register()
    withdraw(Registration.objects.get(pk=holder.pk), reason="pindah", by=APPLICANT)
    return person


def wants_papers(*kinds: str) -> Training:
    return a_training(documents=list(kinds))


def test_an_offer_is_accepted_once_and_pressing_again_changes_nothing(year: None, db: None) -> None:
    person = offered(a_training(seats=1))
    page = Page(person.get())
    assert page.headings[0].startswith("Satu kursi tersedia untuk Anda: jawab sampai")
    assert "Terima kursi" in page.text
    lines = AuditEvent.objects.count()
    assert [person.post("terima/").url for _press in range(2)] == [person.home] * 2
    assert person.registration.place.state == "accepted"
    assert AuditEvent.objects.count() == lines + 1
    assert counters_agree(person.training)


def test_an_offer_is_declined_after_a_question(year: None, db: None) -> None:
    person = offered(a_training(seats=1))
    assert Page(person.get("tolak/")).headings[0] == "Tolak kursi ini?"
    assert [person.post("tolak/").url for _press in range(2)] == [person.home] * 2
    assert person.registration.place.state == "declined"
    assert Page(person.get()).headings[0] == "Anda menolak kursi yang ditawarkan"
    assert counters_agree(person.training)


def test_an_offer_that_is_over_is_not_accepted_and_the_page_says_so(year: None, db: None) -> None:
    person = offered(a_training(seats=1))
    place = person.registration.place
    type(place).objects.filter(pk=place.pk).update(offered_until=datetime.now(UTC) - timedelta(1))
    assert person.post("terima/").url == person.home
    assert person.registration.place.state == "offered"
    assert Page(person.get()).headings[0] == "Waktu menjawab tawaran kursi sudah lewat"


def test_withdrawing_asks_first_and_gives_the_seat_back(training: Training) -> None:
    person = Applicant(training)
    person.register()
    assert Page(person.get("mundur/")).headings[0] == "Batalkan pendaftaran ini?"
    assert person.registration.state == "submitted"
    assert person.post("mundur/", reason="Jadwal bentrok").url == person.home
    assert (person.registration.state, person.registration.place.state) == ("withdrawn", "released")
    page = Page(person.get())
    assert page.headings[0] == "Anda tidak lagi terdaftar di kelas ini"
    assert "Jadwal bentrok." in page.text
    training.refresh_from_db()
    assert training.taken == 0


def test_a_draft_may_be_deleted_by_its_person_and_its_link_leads_nowhere(
    training: Training,
) -> None:
    person = Applicant(training)
    person.begin()
    assert Page(person.get()).headings[0] == "Pendaftaran Anda belum dikirim"
    assert Page(person.get("mundur/")).headings[0] == "Hapus isian ini?"
    assert person.post("mundur/").url == f"/kegiatan/{training.activity.slug}/"
    assert Registration.objects.count() == 0
    assert person.get().status_code == 410


def test_a_draft_goes_on_where_it_was_left(year: None, db: None) -> None:
    person = Applicant(wants_papers("photo"))
    person.begin()
    assert Page(person.get()).href("Lanjutkan pendaftaran").endswith("/isian/asal/")
    person.reach()
    assert Page(person.get()).href("Lanjutkan pendaftaran").endswith("/isian/berkas/")
    back = Page(person.get("isian/asal/"))
    assert 'value="0' + "81200001234" in back.body
    assert 'value="CV Contoh Karya"' in back.body
    assert person.post("isian/diri/?dari=kirim", **person.who(nik="")).url.startswith(
        f"{person.home}isian/kirim/"
    )
    assert person.registration.nik_mask.endswith("02")


def test_papers_are_saved_one_by_one_and_replaced_for_good_in_a_draft(year: None, db: None) -> None:
    person = Applicant(wants_papers("id_card", "photo"))
    person.begin()
    person.reach()
    for _press in range(2):
        answer = person.post("berkas/id_card/", paper=a_file())
        assert answer.url == f"{person.home}isian/berkas/#berkas-id_card"
    assert Document.objects.count() == 1
    person.post("berkas/id_card/", paper=a_file(150))
    person.post("berkas/photo/", paper=a_file(90))
    kinds = sorted(Document.objects.values_list("kind", "state"))
    assert kinds == [("id_card", "waiting"), ("photo", "waiting")]
    shown = person.get("berkas/id_card/lihat/")
    assert (shown.status_code, shown.headers["Content-Type"]) == (200, "image/jpeg")
    assert "Budi" not in shown.headers["Content-Disposition"]
    assert person.send().url == person.home
    assert Page(person.get()).text.count("belum diperiksa") == 2


@pytest.mark.parametrize(
    ("upload", "says"),
    [
        (SimpleUploadedFile("x.jpg", b"<svg onload=alert(1)>"), "Gambar SVG tidak diterima."),
        (SimpleUploadedFile("x.jpg", b""), "Berkas ini kosong."),
        (None, "Pilih foto atau PDF lebih dulu."),
    ],
)
def test_a_paper_that_cannot_be_taken_leaves_the_others(
    year: None, db: None, upload: SimpleUploadedFile | None, says: str
) -> None:
    person = Applicant(wants_papers("id_card", "photo"))
    person.begin()
    person.post("berkas/photo/", paper=a_file())
    answer = person.post("berkas/id_card/", **({"paper": upload} if upload else {}))
    page = Page(answer)
    assert (answer.status_code, page.headings[0]) == (422, "KTP belum tersimpan")
    assert says in page.text
    assert [d.kind for d in Document.objects.all()] == ["photo"]


def test_a_paper_that_was_not_asked_or_is_not_open_is_refused(year: None, db: None) -> None:
    person = Applicant(wants_papers("photo"))
    person.begin()
    assert person.post("berkas/diploma/", paper=a_file()).status_code == 404
    assert person.get("berkas/photo/lihat/").status_code == 404
    person.reach()
    person.post("berkas/photo/", paper=a_file())
    person.send()
    assert person.post("berkas/photo/", paper=a_file(30)).url == person.home
    assert Document.objects.count() == 1


def test_too_many_papers_from_one_address_wait(year: None, db: None, settings: Settings) -> None:
    settings.MOST_STARTS = 1
    person = Applicant(wants_papers("photo"))
    person.begin()
    for shade in range(4):
        assert person.post("berkas/photo/", paper=a_file(shade)).status_code == 302
    answer = person.post("berkas/photo/", paper=a_file(99))
    assert (answer.status_code, "Retry-After" in answer.headers) == (429, True)
    assert "Terlalu banyak kiriman" in Page(answer).text


def test_a_correction_replaces_one_paper_and_keeps_place_and_number(year: None, db: None) -> None:
    training = wants_papers("id_card", "photo")
    person = Applicant(training)
    person.begin()
    person.reach()
    for kind in ("id_card", "photo"):
        person.post(f"berkas/{kind}/", paper=a_file())
    person.send()
    before = person.registration
    _ask_correction(before, "id_card", datetime.now(UTC) + timedelta(days=3))
    page = Page(person.get())
    assert page.headings[0].startswith("Perbaiki berkas Anda sebelum")
    assert "Tidak terbaca. Foto ulang di tempat terang" in page.text
    assert person.post("berkas/photo/", paper=a_file(1)).url == person.home
    answer = person.post("berkas/id_card/", paper=a_file(200))
    assert answer.url == f"{person.home}#berkas-id_card"
    after = person.registration
    assert (after.state, after.arrival, after.correction_due_at) == (
        "submitted",
        before.arrival,
        None,
    )
    assert (after.place.queue, after.place.state) == (before.place.queue, "accepted")
    states = Document.objects.filter(kind="id_card").order_by("id").values_list("state", flat=True)
    assert list(states) == ["replaced", "waiting"]
    assert Deadline.objects.open().filter(kind="correction").count() == 0


def _ask_correction(registration: Registration, kind: str, due: datetime) -> None:
    """What the verifier's desk does, move by move."""
    paper = registration.documents.get(kind=kind)
    ledger.move(paper, "ask_correction", by=BY, sentence="perlu diganti")
    Verdict.objects.create(
        document=paper, word="correct", reason="unreadable", note="Foto ulang di tempat terang.",
        user=user(Role.SECTION_HEAD), at=datetime.now(UTC),
    )  # fmt: skip
    ledger.move(registration, "ask_correction", by=BY, sentence="perbaiki", correction_due_at=due)
    Deadline.objects.create(
        subject_type="enrolment.registration", subject_id=registration.pk, kind="correction",
        title="perbaikan", office_code="63", due_at=due,
    )  # fmt: skip


def test_an_objection_is_handed_in_once_within_its_window(year: None, db: None) -> None:
    person = Applicant(a_training(policy="ranked"))
    person.register()
    _announce(person.registration, datetime.now(UTC) + timedelta(days=2))
    page = Page(person.get())
    assert page.href("Ajukan keberatan").endswith("/keberatan/")
    short = person.post("keberatan/", text="tidak adil")
    assert short.status_code == 422
    words = "Poin saya untuk belum pernah dilatih belum dihitung."
    assert [person.post("keberatan/", text=words).url for _press in range(2)] == [person.home] * 2
    assert Objection.objects.get().text == words
    page = Page(person.get())
    assert ("Ajukan keberatan" in page.text, "menunggu jawaban" in page.text) == (False, True)


def test_after_the_window_nobody_objects(year: None, db: None) -> None:
    person = Applicant(a_training(policy="ranked"))
    person.register()
    _announce(person.registration, datetime.now(UTC) - timedelta(hours=1))
    assert "Ajukan keberatan" not in Page(person.get()).text
    assert (
        person.post("keberatan/", text="Poin saya belum dihitung sama sekali.").url == person.home
    )
    assert Objection.objects.count() == 0


def _announce(registration: Registration, until: datetime) -> None:
    run = SelectionRun.objects.create(
        policy="ranked", inputs={}, inputs_hash="0" * 64, steps=[], made_at=datetime.now(UTC),
        objections_until=until,
    )  # fmt: skip
    SelectionResult.objects.create(
        run=run, registration=registration, outcome="not_selected", rank=9, reason="no_seats",
        facts={
            "policy": "ranked", "order": 9, "all": 12, "points_total": 40, "office": "63.03",
            "office_name": "Banjar", "buckets": [{"kind": "office", "group": "", "places": 3}], "last": 4,
        },
    )  # fmt: skip
    ledger.move(run, "announce", by=BY, sentence="diumumkan")


def test_the_link_in_the_mail_confirms_the_address_once(training: Training) -> None:
    person = Applicant(training)
    person.register()
    body = Message.objects.get(name="registration_received").body_text
    path = next(word for word in body.split() if "/pendaftaran/surel/" in word).split("8000")[1]
    lines = AuditEvent.objects.count()
    assert person.client.head(path).status_code == 405
    answers = [person.client.get(path) for _open in range(2)]
    assert [a.status_code for a in answers] == [302, 302]
    assert Page(person.client.get(answers[0].url)).headings[0].startswith("Pendaftaran Anda masuk")
    assert person.registration.contact_confirmed_at is not None
    assert AuditEvent.objects.count() == lines + 1
    assert "Surel Anda sudah terbukti sampai." in Page(person.get()).text


def test_without_an_email_whatsapp_carries_the_link(training: Training) -> None:
    Training.objects.filter(pk=training.pk).update(contact_phone="0812 0000 9999")
    person = Applicant(training)
    person.begin()
    person.reach(email="")
    person.send()
    page = Page(person.get())
    own = page.href("Kirim tautan ini ke WhatsApp saya")
    assert own.startswith("https://wa.me/6281200001234?text=")
    assert f"http://testserver{person.home.rsplit('~', 1)[0]}"[:60] in unquote(own)
    desk = page.href("Hubungi narahubung lewat WhatsApp")
    assert desk.startswith("https://wa.me/6281200009999?text=")
    assert person.registration.code in unquote(desk)


def test_the_calendar_holds_the_days_and_nothing_of_the_person(training: Training) -> None:
    TrainingDay.objects.create(
        training=training, on=training.starts_on, starts_at="08:00", ends_at="16:30"
    )
    person = Applicant(training)
    person.begin()
    assert person.get("jadwal.ics").status_code == 404
    person.reach()
    person.send()
    answer = person.get("jadwal.ics")
    event = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert (str(event["STATUS"]), event.decoded("dtstart").hour) == ("TENTATIVE", 0)
    assert "Zainuddin" not in answer.content.decode()


def test_whoever_opened_the_nik_stands_there_with_role_and_reason(training: Training) -> None:
    person, other = Applicant(training, 1), Applicant(training, 2)
    person.register()
    other.register()
    found = person.registration
    assert found.worker is not None
    by = viewer(Role.SECTION_HEAD).actor
    reveal(found.worker, subject=found, reason="Mencocokkan dengan KTP", by=by)
    text = Page(person.get()).text
    assert "Kepala Seksi" in text
    assert "Mencocokkan dengan KTP" in text
    assert str(user(Role.SECTION_HEAD).name) not in text
    assert "Mencocokkan" not in Page(other.get()).text


def test_the_page_says_the_class_is_over_from_the_end_of_its_last_session(
    training: Training,
) -> None:
    day = training.ends_on
    TrainingDay.objects.create(training=training, on=day, starts_at="08:00", ends_at="16:00")
    verified(training, 1)
    participant = signed(closed(training)).entries.get().registration
    last = timezone.make_aware(datetime.combine(day, time(16)))
    over = f"Kelas ini sudah selesai {words.day(day)}."
    before = applicant_page(participant, at=last - timedelta(minutes=1))
    assert before.status.following.startswith("Datang pada hari dan tempat")
    after = applicant_page(participant, at=last)
    assert after.status.following.startswith(over)
    assert [station.state for station in after.stations] == ["done"] * 5


def test_without_hours_a_class_is_over_after_its_last_day(training: Training) -> None:
    day = training.ends_on
    midnight = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
    assert ends_at(training, ()) == midnight
