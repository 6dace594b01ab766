"""What the form refuses: all at once, in one clear sentence each, and nothing that was typed is lost."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from django.core.signing import Signer, TimestampSigner, b62_encode
from pytest_django import Settings

from binakon.enrolment.actions.withdrawals import withdraw
from binakon.enrolment.models import Registration, Training
from binakon.enrolment.rules import links
from tests.enrolment.people import APPLICANT, a_nik, a_training, registered
from tests.portal.applicants import Applicant
from tests.portal.pages import Page

pytestmark = [pytest.mark.database, pytest.mark.both_in_full]

SPELLINGS = [
    "6305 0504 0591 0001",
    "6305.0504.0591.0001",
    "'6305050405910001",
    "６３０５０５０４０５９１０００１",
    "٦٣٠٥٠٥٠٤٠٥٩١٠٠٠١",
    "6305-0504\u200b-0591-0001\u202e",
    "\t6305050405910001\n",
]


def old_token(registration: Registration, days: int) -> str:
    """The link as it was given out so many days ago."""
    signer = TimestampSigner(salt=links._SALT, sep="~")
    when = b62_encode(int(time.time()) - days * 86_400)
    text = f"{registration.key.hex}.{registration.link_version}~{when}"
    return Signer.sign(signer, text)


def close(training: Training) -> None:
    Training.objects.filter(pk=training.pk).update(
        closes_at=datetime.now(UTC) - timedelta(seconds=1)
    )


def test_everything_wrong_with_a_step_is_said_at_once_and_stays_typed(training: Training) -> None:
    person = Applicant(training)
    answer = person.begin(name=" ", nik="63051", born_on="31 2 1990", sex="")
    page = Page(answer)
    assert answer.status_code == 422
    assert [link.text for link in page.links if link.href.startswith("#id_")] == [
        "Nama sesuai KTP: Nama belum diisi.",
        "NIK: NIK berisi 16 angka; yang Anda tulis 5. Lihat lagi KTP-nya.",
        "Tanggal lahir: “31 2 1990” tidak ada di kalender. Tulis tanggal, bulan, lalu tahun.",
        "Jenis kelamin sesuai KTP: Jenis kelamin belum dipilih.",
    ]
    assert 'value="63051"' in page.body
    assert 'value="31 2 1990"' in page.body
    assert Registration.objects.count() == 0


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_any_spelling_of_a_nik_is_the_same_nik(training: Training, spelling: str) -> None:
    person = Applicant(training)
    assert person.begin(nik=spelling).status_code == 302
    assert person.registration.nik_mask == "63••••••••••••01"
    assert (person.get("isian/asal/").status_code, "tidak biasa" in person.begin().url) == (
        200,
        False,
    )


@pytest.mark.parametrize(
    ("born_on", "says"),
    [
        ("4 5 1991", (4, 5)), ("04/05/1991", (4, 5)), ("4 Mei 1991", (4, 5)), ("4 mei, 1991", (4, 5)),
        ("1991-05-04", (4, 5)), ("4-MAY-1991", (4, 5)), ("17 Agustus 1990", (17, 8)), ("9 nop 1990", (9, 11)),
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(
    training: Training, born_on: str, says: tuple[int, int]
) -> None:
    person = Applicant(training)
    person.begin(born_on=born_on)
    found = person.registration.born_on
    assert found is not None
    assert (found.day, found.month) == says


@pytest.mark.parametrize("born_on", ["", "1991", "4 5 91", "4 5", "0 0 0000", "4 5 2024", "x y z"])
def test_what_is_no_day_of_birth_is_refused(training: Training, born_on: str) -> None:
    answer = Applicant(training).begin(born_on=born_on)
    assert (answer.status_code, Registration.objects.count()) == (422, 0)


def test_an_unusual_nik_is_mentioned_once_and_never_blocks(training: Training) -> None:
    person = Applicant(training)
    begun = person.begin(nik="9905990405910001", born_on="4 5 1991")
    assert begun.status_code == 302
    first = Page(person.client.get(begun.url))
    assert "Format NIK tidak biasa." in first.text
    assert "(99) bukan kode provinsi" in first.text
    assert "tidak biasa" not in Page(person.get("isian/asal/")).text
    person.reach()
    assert person.send().url == person.home


def test_closing_time_that_passes_mid_form_is_one_sentence_and_keeps_what_was_typed(
    training: Training,
) -> None:
    person = Applicant(training)
    person.begin()
    person.reach()
    close(training)
    answer = person.send()
    page = Page(answer)
    assert answer.status_code == 422
    assert "Pendaftaran kelas ini sudah ditutup. Isian Anda tetap tersimpan" in page.text
    found = person.registration
    assert (found.state, found.name, found.phone) == (
        "draft",
        "Muhammad Zainuddin Noor Rahman (contoh)",
        "6281200001234",
    )
    assert Page(person.get()).headings[0] == "Pendaftaran Anda tidak sempat dikirim"


def test_seats_that_run_out_mid_form_are_one_sentence_and_the_draft_stays(
    year: None, db: None
) -> None:
    training = a_training(seats=1, has_waiting_list=False)
    person = Applicant(training)
    person.begin()
    person.reach()
    registered(training, 900)
    answer = person.send()
    assert answer.status_code == 422
    assert "Kursi untuk Anda di kelas ini sudah habis." in Page(answer).text
    assert person.registration.state == "draft"
    late = Applicant(training, 3)
    assert (
        "Daftar sekarang"
        not in late.client.get(f"/kegiatan/{training.activity.slug}/").content.decode()
    )
    refused = late.client.post(late.start, {"form_key": "a" * 32, **late.who()})
    assert (refused.status_code, Registration.objects.filter(state="draft").count()) == (422, 1)


@pytest.mark.parametrize(
    "changes",
    [
        {"opens_at": datetime.now(UTC) + timedelta(days=1)},
        {"takes_individuals": False},
        {"closes_at": datetime.now(UTC) - timedelta(hours=1)},
    ],
)
def test_a_class_that_takes_nobody_now_begins_no_draft(
    training: Training, changes: dict[str, object]
) -> None:
    Training.objects.filter(pk=training.pk).update(**changes)
    person = Applicant(training)
    page = Page(person.client.get(person.start))
    assert (page.status, "Simpan dan lanjut" in page.text) == (200, False)
    answer = person.client.post(person.start, {"form_key": "b" * 32, **person.who()})
    assert (answer.status_code, Registration.objects.count()) == (422, 0)


def test_an_incomplete_draft_is_not_sent_and_hears_what_is_missing(training: Training) -> None:
    Training.objects.filter(pk=training.pk).update(documents=["id_card"])
    person = Applicant(training)
    person.begin()
    answer = person.send()
    text = Page(answer).text
    assert (answer.status_code, person.registration.state) == (422, "draft")
    assert "Kontak dan asal belum lengkap." in text
    assert "KTP belum diunggah." in text


def test_without_the_one_box_nothing_is_sent(training: Training) -> None:
    person = Applicant(training)
    person.begin()
    person.reach()
    answer = person.send(is_true="")
    assert (answer.status_code, person.registration.state) == (422, "draft")
    assert "Centang pernyataan ini sebelum mengirim." in Page(answer).text


@pytest.mark.parametrize(
    "path", ["", "isian/diri/", "isian/asal/", "isian/kirim/", "mundur/", "jadwal.ics"]
)
def test_a_link_that_nobody_made_is_a_page_that_says_so(training: Training, path: str) -> None:
    person = Applicant(training)
    person.begin()
    for forged in ("abc", "x" * 500, person.home.split("/")[2][:-1] + "_", "0.1~1~a"):
        page = Page(person.client.get(f"/pendaftaran/{forged}/{path}"))
        assert (page.status, page.headings) == (404, ["Tautan ini tidak dikenal"])


def test_an_old_link_and_a_replaced_one_say_what_to_do(training: Training) -> None:
    person = Applicant(training)
    person.register()
    found = person.registration
    assert person.client.get(f"/pendaftaran/{old_token(found, 399)}/").status_code == 200
    page = Page(person.client.get(f"/pendaftaran/{old_token(found, 401)}/"))
    assert (page.status, page.headings) == (410, ["Tautan ini sudah tidak berlaku"])
    assert "Pakai tautan terbaru" in page.text
    Registration.objects.filter(pk=found.pk).update(link_version=2)
    assert person.get().status_code == 410


def test_a_link_opens_only_what_it_was_made_for(training: Training) -> None:
    person = Applicant(training)
    person.register()
    found = person.registration
    for_mail = links.contact_token_of(found.key.hex, found.link_version)
    assert person.client.get(f"/pendaftaran/{for_mail}/").status_code == 404
    status = person.home.split("/")[2]
    assert person.client.get(f"/pendaftaran/surel/{status}/").status_code == 404


def test_too_many_drafts_from_one_address_wait_and_keep_what_was_typed(
    training: Training, settings: Settings
) -> None:
    settings.MOST_STARTS = 2
    assert [Applicant(training, n).begin().status_code for n in (1, 2)] == [302, 302]
    answer = Applicant(training, 3).begin()
    page = Page(answer)
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 600
    assert "Terlalu banyak kiriman dari jaringan Anda" in page.text
    assert a_nik(3) in page.body
    elsewhere = Applicant(training, 4)
    elsewhere.client.defaults["REMOTE_ADDR"] = "203.0.113.9"
    assert elsewhere.begin().status_code == 302


def test_pressing_twice_changes_nothing_anywhere(training: Training) -> None:
    person = Applicant(training)
    key = person.form_key()
    assert person.begin(key).status_code == 302
    first = person.registration
    assert person.begin(key, name="Nama Lain (contoh)").status_code == 302
    assert Registration.objects.get().pk == first.pk
    assert person.registration.name == "Nama Lain (contoh)"
    assert [person.reach().status_code for _press in range(2)] == [302, 302]
    assert [person.send().url for _press in range(3)] == [person.home] * 3
    found = Registration.objects.get()
    assert (found.arrival, found.place.state, training.places.count()) == (1, "accepted", 1)
    assert person.begin(key, name="Nama Lain (contoh)").url == person.home
    before = Registration.objects.values().get()
    for other in ({}, {"name": "Nama Lain (contoh)", "nik": a_nik(77)}):
        refused = person.begin(key, **other)
        assert refused.status_code == 422
        assert "Formulir ini sudah terkirim dengan isian lain" in Page(refused).text
        assert person.home not in refused.content.decode()
    assert Registration.objects.values().get() == before
    withdraw(found, reason="", by=APPLICANT)
    assert person.post("mundur/").url == person.home


def test_a_form_key_of_another_class_gives_nobody_elses_draft(year: None, db: None) -> None:
    one, two = a_training(), a_training()
    person = Applicant(one)
    key = person.form_key()
    person.begin(key)
    stranger = Applicant(two, 2)
    answer = stranger.begin(key)
    assert (answer.status_code, Registration.objects.count()) == (422, 1)
    assert "Muat ulang halaman" in Page(answer).text


def test_a_sent_registration_is_not_edited_through_its_form(training: Training) -> None:
    person = Applicant(training)
    person.register()
    before = Registration.objects.values().get()
    for path in ("isian/diri/", "isian/asal/", "isian/kirim/"):
        assert person.get(path).url == person.home
    assert person.post("isian/diri/", **person.who(name="Lain")).url == person.home
    assert person.reach(phone="081299999999").url == person.home
    assert Registration.objects.values().get() == before
