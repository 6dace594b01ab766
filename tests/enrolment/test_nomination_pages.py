"""The regencies' pages: who sees whom, workbooks from upload to acceptance, and that nobody learns of other regencies."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from binakon.core.models import AuditEvent
from binakon.enrolment.models import NomineeUpload, Registration, Training
from binakon.enrolment.models.registration import RegistrationQuerySet
from binakon.enrolment.queries import nominations
from binakon.enrolment.states import Policy, RegistrationState
from binakon.people.models import Role
from tests import cast
from tests.enrolment.nomination_pages import client_of, home, sent, without_chance
from tests.enrolment.papers import photo_bytes
from tests.enrolment.people import a_nik, a_training
from tests.enrolment.terms import BANJAR, TABALONG, a_book, a_nominee, a_row
from tests.factories import a_programme, an_activity

pytestmark = [pytest.mark.django_db, pytest.mark.database]


CANARY = "Kenari Rahasia Banjar (contoh)"


EMPLOYER = "PT Kenari Khas Banjar (contoh)"


@pytest.fixture
def tabalong(year: None) -> Client:
    return client_of(Role.REGENCY_OFFICER)


@pytest.fixture
def banjar(year: None) -> Client:
    return client_of("banjar@contoh.example")


@pytest.fixture
def asked(training: Training) -> Training:
    """A class that both regencies are asked for; Banjar has named somebody whose name nobody else may read."""
    a_nominee(
        training, 50, office=BANJAR, name=CANARY, employer=EMPLOYER, email="kenari@contoh.example"
    )
    return training


def a_form(number: int, **stated: str) -> dict[str, str]:
    return {
        "name": f"Calon {number} (contoh)",
        "nik": a_nik(number),
        "key": f"{number:032x}",
        **stated,
    }


def test_an_officer_has_the_desk_and_the_classes_that_ask_for_people(
    tabalong: Client, asked: Training
) -> None:
    assert tabalong.get("/meja/").status_code == 200
    page = tabalong.get("/meja/usulan/")
    assert page.status_code == 200
    assert "Kabupaten Tabalong" in page.content.decode()
    assert f'href="{home(asked)}?kantor={TABALONG}"' in page.content.decode()


def test_no_page_of_an_officer_holds_a_person_or_a_number_of_another_regency(
    tabalong: Client, asked: Training
) -> None:
    mine = a_nominee(asked, 1)
    paths = [
        "/meja/usulan/",
        home(asked),
        f"{home(asked)}tambah/",
        f"{home(asked)}unggah/",
        f"{home(asked)}{mine.pk}/ganti/",
        f"{home(asked)}{mine.pk}/tarik/",
        f"{home(asked)}{mine.pk}/berkas/",
    ]
    for path in paths:
        page = tabalong.get(path)
        assert page.status_code == 200, path
        text = page.content.decode()
        assert not {CANARY, EMPLOYER, "kenari@"} & set(re.findall(r"Kenari[^<]*|kenari@", text))
        assert "2 orang" not in text
    template = tabalong.get(f"{home(asked)}templat.xlsx").content
    assert b"Kenari" not in template


def test_the_pages_would_show_the_canary_to_its_own_regency(
    banjar: Client, asked: Training
) -> None:
    page = banjar.get(home(asked)).content.decode()
    assert CANARY in page
    assert EMPLOYER in page


def test_people_and_workbooks_of_another_regency_do_not_exist(
    tabalong: Client, banjar: Client, asked: Training
) -> None:
    theirs = Registration.objects.get(name=CANARY)
    sent(banjar, asked, a_book([a_row(60)]))
    upload = NomineeUpload.objects.get()
    for word in ("ganti", "tarik", "berkas"):
        assert tabalong.get(f"{home(asked)}{theirs.pk}/{word}/").status_code == 404
    for word in ("ganti", "tarik"):
        data = a_form(61, reason="pindah")
        assert tabalong.post(f"{home(asked)}{theirs.pk}/{word}/", data).status_code == 404
    assert tabalong.get(f"{home(asked)}?kantor={BANJAR}").status_code == 404
    assert tabalong.get(f"/meja/usulan/?kantor={BANJAR}").status_code == 404
    seen = tabalong.get(f"{home(asked)}unggahan/{upload.pk}/")
    nowhere = tabalong.get(f"{home(asked)}unggahan/999999/")
    assert (seen.status_code, seen["Location"]) == (nowhere.status_code, nowhere["Location"])
    for word in ("terima", "buang"):
        tabalong.post(f"{home(asked)}unggahan/{upload.pk}/{word}/")
    assert NomineeUpload.objects.filter(pk=upload.pk).exists()


@pytest.mark.parametrize("policy", [Policy.FIRST_COME, Policy.DRAW])
def test_naming_somebody_whom_another_regency_named_answers_byte_for_byte_like_a_new_person(
    year: None, tabalong: Client, policy: Policy
) -> None:
    pages = []
    for is_known in (True, False):
        training = a_training(
            policy=policy, quotas={TABALONG: 2}, activity=an_activity(f"sama-{policy}-{is_known}")
        )
        if is_known:
            a_nominee(training, 70, office=BANJAR)
        answer = tabalong.post(f"{home(training)}tambah/", a_form(70), follow=True)
        assert answer.status_code == 200
        page = without_chance(answer).replace(training.activity.slug, "")
        page = re.sub(r"\d\d\.\d\d WITA", "", page)
        nominee = Registration.objects.get(training=training, office__code=TABALONG)
        pages.append(page.replace(f"/{nominee.pk}/", "//"))
    assert pages[0] == pages[1]


def test_an_officer_names_replaces_and_withdraws(tabalong: Client, training: Training) -> None:
    assert tabalong.post(f"{home(training)}tambah/", a_form(1)).status_code == 302
    nominee = Registration.objects.get(training=training)
    assert (nominee.office.code if nominee.office else "", nominee.source) == (
        TABALONG,
        "nomination",
    )
    assert nominee.nominated_by == cast.user(Role.REGENCY_OFFICER)
    answer = tabalong.post(f"{home(training)}{nominee.pk}/ganti/", a_form(2, reason="pindah tugas"))
    assert answer.status_code == 302
    other = Registration.objects.get(replaces=nominee)
    assert tabalong.post(f"{home(training)}{other.pk}/tarik/", {"reason": ""}).status_code == 422
    assert (
        tabalong.post(f"{home(training)}{other.pk}/tarik/", {"reason": "sakit"}).status_code == 302
    )
    other.refresh_from_db()
    assert other.state == "withdrawn"


def test_a_refused_form_keeps_what_was_typed_and_names_the_field(
    tabalong: Client, training: Training
) -> None:
    answer = tabalong.post(f"{home(training)}tambah/", a_form(1, nik="6305", phone="12"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "NIK berisi 16 angka; yang Anda tulis 4." in page
    assert "nomor HP" in page
    assert 'value="6305"' in page
    assert not Registration.objects.filter(training=training).exists()


def test_what_a_form_does_not_ask_is_not_set(tabalong: Client, training: Training) -> None:
    magic = {"state": "verified", "office": "1", "source": "desk", "replaces": "1", "wish": "9"}
    tabalong.post(f"{home(training)}tambah/", a_form(1, **magic))
    nominee = Registration.objects.get(training=training)
    assert (nominee.state, nominee.source, nominee.replaces, nominee.wish) == (
        "submitted",
        "nomination",
        None,
        1,
    )


def test_people_over_the_quota_are_said_before_they_are_named(year: None, tabalong: Client) -> None:
    training = a_training(seats=10, quotas={TABALONG: 1})
    preview = sent(tabalong, training, a_book([a_row(1), a_row(2), a_row(3)]))
    page = tabalong.get(preview["Location"]).content.decode()
    assert "2 orang melebihi kuota." in page
    assert "daftar cadangan" in page


def test_names_with_markup_are_shown_as_typed_and_never_run(
    tabalong: Client, training: Training
) -> None:
    preview = sent(tabalong, training, a_book([("<script>x</script> Budi", a_nik(1), "", "", "")]))
    page = tabalong.get(preview["Location"]).content.decode()
    assert "<script>x" not in page
    assert "&lt;script&gt;x&lt;/script&gt; Budi" in page


def test_no_history_address_or_file_name_holds_a_nik(tabalong: Client, training: Training) -> None:
    sent(tabalong, training, a_book([a_row(1)]))
    upload = NomineeUpload.objects.get()
    tabalong.post(f"{home(training)}unggahan/{upload.pk}/terima/")
    lines = AuditEvent.objects.order_by("id")
    said = " ".join(f"{line.sentence} {line.note} {line.before} {line.after}" for line in lines)
    assert a_nik(1) not in said


def test_the_province_sees_all_thirteen_and_one_of_them_and_names_on_its_behalf(
    asked: Training,
) -> None:
    staff = client_of(Role.STAFF)
    page = staff.get(home(asked)).content.decode()
    assert "1 dari 13 kabupaten/kota sudah mengusulkan." in page
    assert CANARY not in page
    assert CANARY in staff.get(f"{home(asked)}?kantor={BANJAR}").content.decode()
    answer = staff.post(f"{home(asked)}tambah/?kantor={TABALONG}", a_form(1))
    assert answer.status_code == 302
    assert Registration.objects.get(office__code=TABALONG).source == "desk"
    assert staff.post(f"{home(asked)}ingatkan/", follow=True).status_code == 200
    assert staff.get(f"{home(asked)}?kantor=62.01").status_code == 404


def test_roles_without_a_part_in_it_are_kept_out(asked: Training) -> None:
    treasurer, verifier = client_of(Role.TREASURER), client_of(Role.VERIFIER)
    partner = client_of(Role.PARTNER)
    assert treasurer.get(home(asked)).status_code == 404
    assert partner.get(home(asked)).status_code == 404
    assert verifier.get(f"{home(asked)}?kantor={BANJAR}").status_code == 200
    assert verifier.get(f"{home(asked)}tambah/?kantor={BANJAR}").status_code == 403
    assert verifier.post(f"{home(asked)}ingatkan/").status_code == 403
    assert Client().get(home(asked)).status_code == 302


def test_a_class_that_is_not_open_yet_or_asks_other_regencies_does_not_exist(
    year: None, tabalong: Client
) -> None:
    prepared = a_training(is_open=False)
    others = a_training(activity=an_activity("lain-lain", region_codes=[BANJAR]))
    elsewhere = a_training(
        activity=an_activity("tetangga", programme=a_programme("62"), slug="62-2026-tetangga")
    )
    for training in (prepared, others, elsewhere):
        assert tabalong.get(home(training)).status_code == 404
    page = tabalong.get("/meja/usulan/").content.decode()
    assert not [t for t in (prepared, others, elsewhere) if home(t) in page]


def test_a_long_list_costs_as_many_queries_as_a_short_one(
    tabalong: Client, training: Training
) -> None:
    counted = []
    for numbers in (range(1, 2), range(2, 4)):
        for number in numbers:
            a_nominee(training, number)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert tabalong.get(home(training)).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]


@pytest.mark.parametrize("word", ["ingatkan", "unggahan/1/terima", "unggahan/1/buang"])
def test_a_deed_is_never_a_get(tabalong: Client, training: Training, word: str) -> None:
    assert tabalong.get(f"{home(training)}{word}/").status_code == 405


def test_without_the_filter_by_office_the_canary_would_be_seen(
    tabalong: Client, asked: Training, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the tests above: a forgotten filter shows the other regency's person."""
    monkeypatch.setattr(
        RegistrationQuerySet,
        "nominees_of",
        lambda rows, training, _office: rows.filter(training=training),
    )
    assert CANARY in tabalong.get(home(asked)).content.decode()


def test_without_the_same_words_a_known_person_would_be_told_apart(
    year: None, tabalong: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the byte-for-byte tests: the state's own word gives a known person away."""
    training = a_training()
    a_nominee(training, 70, office=BANJAR)
    tabalong.post(f"{home(training)}tambah/", a_form(70))
    word = "pendaftaran ulang"
    assert word not in tabalong.get(home(training)).content.decode()
    monkeypatch.setattr(
        nominations, "papers_words", lambda state, **_more: (RegistrationState(state).label, "")
    )
    assert word in tabalong.get(home(training)).content.decode()


@pytest.mark.parametrize("is_known", [False, True])
def test_an_officer_hands_in_a_paper_and_a_known_person_takes_it_alike(
    year: None, tabalong: Client, is_known: bool
) -> None:
    training = a_training(documents=["id_card", "photo"])
    if is_known:
        a_nominee(training, 7, office=BANJAR)
    nominee = a_nominee(training, 7)
    path = f"{home(training)}{nominee.pk}/berkas/"
    assert "Belum ada: KTP dan Pas foto." in tabalong.get(path).content.decode()
    faulty = {"kind": "photo", "paper": SimpleUploadedFile("a.jpg", b"bukan foto")}
    assert tabalong.post(path, faulty).status_code == 422
    good = {"kind": "id_card", "paper": SimpleUploadedFile("a.jpg", photo_bytes(100))}
    page = tabalong.post(path, good, follow=True).content.decode()
    assert "KTP sudah kami terima dan menunggu pemeriksaan." in page
    assert "Belum ada: Pas foto." in page
    assert [document.kind for document in nominee.documents.all()] == ["id_card"]
    assert client_of("banjar@contoh.example").post(path, {"kind": "photo"}).status_code == 404


def test_desk_and_regency_read_the_same_of_a_nominee_beyond_the_quota(
    year: None, tabalong: Client
) -> None:
    training = a_training(seats=1, quotas={TABALONG: 1})
    a_nominee(training, 1)
    beyond = a_nominee(training, 2)
    head = client_of(Role.SECTION_HEAD)
    over = "1 orang melebihi kuota."
    seat = "Kursi dipastikan setelah berkas diperiksa"
    assert over in tabalong.get(home(training)).content.decode()
    assert over in head.get(home(training)).content.decode()
    detail = f"/meja/pendaftaran/{beyond.pk}/"
    assert seat in tabalong.get(home(training)).content.decode()
    assert seat in tabalong.get(detail).content.decode()
    page = head.get(detail).content.decode()
    assert seat in page
    assert "Dalam daftar seluruh kelas: cadangan, nomor 1" in page
    assert "Dalam daftar seluruh kelas" not in tabalong.get(detail).content.decode()


def test_a_regency_within_its_quota_is_told_of_nobody_beyond_it(
    year: None, tabalong: Client
) -> None:
    training = a_training(seats=2, quotas={TABALONG: 1})
    a_nominee(training, 1)
    page = client_of(Role.SECTION_HEAD).get(home(training)).content.decode()
    assert "melebihi kuota" not in page
