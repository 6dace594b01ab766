"""Workbooks of nominees on their pages: faults by cell, waiting encrypted, taken whole once, purged."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from binakon.core import clock
from binakon.enrolment import jobs
from binakon.enrolment.models import NomineeUpload, Registration, Training
from binakon.people.models import Role
from tests.enrolment.nomination_pages import client_of, home, sent, without_chance
from tests.enrolment.people import a_nik, a_training
from tests.enrolment.terms import BANJAR, TABALONG, a_book, a_nominee, a_row
from tests.factories import an_activity

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def tabalong(year: None) -> Client:
    return client_of(Role.REGENCY_OFFICER)


@pytest.fixture
def banjar(year: None) -> Client:
    return client_of("banjar@contoh.example")


def test_a_workbook_with_somebody_whom_another_regency_named_previews_like_any_other(
    year: None, tabalong: Client
) -> None:
    pages = []
    for is_known in (True, False):
        training = a_training(activity=an_activity(f"buku-{is_known}"))
        if is_known:
            a_nominee(training, 71, office=BANJAR)
        answer = sent(tabalong, training, a_book([a_row(71)]))
        upload = NomineeUpload.objects.latest("id")
        page = without_chance(tabalong.get(answer["Location"]))
        page = page.replace(training.activity.slug, "").replace(f"/{upload.pk}/", "//")
        pages.append(re.sub(r"\d\d\.\d\d WITA", "", page))
    assert pages[0] == pages[1]


def test_a_faulty_workbook_is_told_by_cell_and_kept_nowhere(
    tabalong: Client, training: Training
) -> None:
    answer = sent(tabalong, training, a_book([a_row(1), ("Budi", 6305014103900001, "", "", "")]))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Usulan!B3" in page
    assert "NIK ini diketik sebagai angka" in page
    assert not NomineeUpload.objects.exists()
    assert not Registration.objects.filter(training=training).exists()


def test_a_sound_workbook_waits_encrypted_and_is_taken_whole_once(
    tabalong: Client, training: Training
) -> None:
    content = a_book([a_row(number) for number in (1, 2, 3)])
    preview = sent(tabalong, training, content)
    upload = NomineeUpload.objects.get()
    sealed = bytes(upload.sealed)
    assert a_nik(1).encode() not in sealed
    assert content[:20] not in sealed
    page = tabalong.get(preview["Location"]).content.decode()
    assert "3 orang siap diusulkan." in page
    assert a_nik(1) not in page
    accept = f"{home(training)}unggahan/{upload.pk}/terima/"
    assert tabalong.post(accept).status_code == 302
    again = tabalong.post(accept, follow=True)
    assert "sudah dipakai" in again.content.decode()
    assert Registration.objects.filter(training=training).count() == 3
    assert not NomineeUpload.objects.exists()


def test_a_waiting_workbook_is_linked_from_its_class_for_its_own_office_the_newest_first(
    tabalong: Client, banjar: Client, training: Training
) -> None:
    assert "menunggu keputusan Anda" not in tabalong.get(home(training)).content.decode()
    first = sent(tabalong, training, a_book([a_row(1)]), "usulan-lama.xlsx")["Location"]
    page = tabalong.get(home(training)).content.decode()
    assert "Satu berkas Excel menunggu keputusan Anda." in page
    second = sent(tabalong, training, a_book([a_row(2)]), "usulan-baru.xlsx")["Location"]
    page = tabalong.get(home(training)).content.decode()
    assert "2 berkas Excel menunggu keputusan Anda." in page
    assert re.findall(r'href="([^"]*/unggahan/\d+/)"', page) == [second, first]
    theirs = banjar.get(home(training)).content.decode()
    assert "menunggu keputusan Anda" not in theirs
    assert "usulan-" not in theirs
    tabalong.post(f"{first}buang/")
    tabalong.post(f"{second}terima/")
    assert "menunggu keputusan Anda" not in tabalong.get(home(training)).content.decode()


def test_the_province_decides_on_the_workbook_that_it_uploaded_for_a_regency(
    training: Training,
) -> None:
    staff = client_of(Role.STAFF)
    file = SimpleUploadedFile("usulan.xlsx", a_book([a_row(1)]))
    query = f"?kantor={TABALONG}"
    preview = staff.post(f"{home(training)}unggah/{query}", {"workbook": file})["Location"]
    page = staff.get(f"{home(training)}{query}").content.decode()
    assert f'href="{preview}"' in page
    assert staff.get(preview).status_code == 200
    assert preview not in client_of(Role.VERIFIER).get(f"{home(training)}{query}").content.decode()


def test_a_workbook_with_somebody_named_meanwhile_names_nobody(
    tabalong: Client, training: Training
) -> None:
    preview = sent(tabalong, training, a_book([a_row(1), a_row(2)]))
    a_nominee(training, 2)
    page = tabalong.get(preview["Location"]).content.decode()
    assert "sudah diusulkan kantor Anda" in page
    answer = tabalong.post(f"{preview['Location']}terima/")
    assert answer.status_code == 422
    assert Registration.objects.filter(training=training).count() == 1
    assert NomineeUpload.objects.count() == 1


def test_a_workbook_that_nobody_decided_on_is_purged_after_a_week(
    tabalong: Client, training: Training
) -> None:
    sent(tabalong, training, a_book([a_row(1)]))
    sent(tabalong, training, a_book([a_row(2)]))
    old = NomineeUpload.objects.earliest("id")
    NomineeUpload.objects.filter(pk=old.pk).update(uploaded_at=clock.now() - timedelta(days=8))
    assert jobs.purge_nominee_uploads() == 1
    assert NomineeUpload.objects.count() == 1


@pytest.mark.parametrize("content", [b"bukan buku kerja", b"PK\x03\x04rusak"])
def test_a_file_that_is_no_workbook_is_refused_in_a_sentence(
    tabalong: Client, training: Training, content: bytes
) -> None:
    answer = sent(tabalong, training, content)
    assert answer.status_code == 422
    assert "bukan buku kerja Excel" in answer.content.decode()
    assert not NomineeUpload.objects.exists()


def test_a_file_that_is_no_workbook_names_no_cell(tabalong: Client, training: Training) -> None:
    answer = sent(tabalong, training, b"bukan buku kerja")
    page = answer.content.decode()
    assert "Masalah per sel" in page
    cells = re.findall(r'<th scope="row" class="nowrap">([^<]*)</th>', page)
    assert cells == ["–"]


def test_a_fault_within_a_workbook_names_its_cell(tabalong: Client, training: Training) -> None:
    preview = sent(tabalong, training, a_book([("", a_nik(1), "", "L", "")]))
    page = tabalong.get(preview["Location"]).content.decode() if preview.status_code == 302 else ""
    page = page or preview.content.decode()
    cells = re.findall(r'<th scope="row" class="nowrap">([^<]*)</th>', page)
    assert "Usulan!A2" in cells
