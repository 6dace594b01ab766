"""The activity's page of a class: whether one may register, for how many seats, by which rule, with whom to speak."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import yaml
from django.test import Client

from binakon.core import ledger
from binakon.enrolment.actions.drafts import LASTS
from binakon.enrolment.actions.withdrawals import withdraw
from binakon.enrolment.models import Training, TrainingDay
from binakon.enrolment.queries.public import page_version
from binakon.planning.models import RegionalQuota
from tests.enrolment.people import APPLICANT, a_training, registered
from tests.factories import BY
from tests.house.tree import ROOT
from tests.portal.applicants import Applicant
from tests.portal.pages import Page, visit

pytestmark = [pytest.mark.database, pytest.mark.both_in_full]


def page_of(training: Training) -> Page:
    return visit(Client(), f"/kegiatan/{training.activity.slug}/")


def test_an_open_class_says_that_seats_are_left_and_for_whom(year: None, db: None) -> None:
    training = a_training(
        seats=10, quotas={"63.03": 3}, reserved={"women": 2}, documents=["id_card", "photo"],
        requirements="Paling rendah D3 teknik.", contact_name="Siti Rahmawati (contoh)", contact_phone="0812-0000-9999",
    )  # fmt: skip
    TrainingDay.objects.create(
        training=training, on=training.starts_on, starts_at="08:00", ends_at="16:30"
    )
    registered(training, 1)
    page = page_of(training)
    assert "untuk 10 kursi. Masih ada kursi." in page.text
    assert page.href("Daftar sekarang") == f"/kegiatan/{training.activity.slug}/daftar/"
    assert page.facts["Berkas yang diminta"] == "KTP dan Pas foto"
    assert page.facts["Persyaratan"] == "Paling rendah D3 teknik."
    assert page.facts["Kursi"] == "10"
    assert page.href("WhatsApp") == "https://wa.me/6281200009999"
    assert page.rows == [
        ("Untuk", "Kursi"),
        ("Kabupaten Banjar", "3"),
        ("Perempuan", "2"),
        ("Siapa saja", "5"),
    ]
    assert "Sisa tiap bagian tidak ditampilkan" in page.text
    assert "08.00–16.30 WITA" in page.text


def test_a_ranked_class_shows_its_weights_before_anybody_applies(year: None, db: None) -> None:
    weights = {"never_trained": 50, "certificate": 0, "need": 30, "arrival": 20, "months": 6}
    page = page_of(a_training(policy="ranked", weights=weights))
    assert "Belum pernah ikut pelatihan kami: 50 poin." in page.text
    assert "SKK berakhir" not in page.text
    assert "Masih ada kursi" not in page.text


def test_a_draw_shows_the_fingerprint_of_its_seed_and_never_the_seed(year: None, db: None) -> None:
    seed = "benih contoh yang panjang"
    print_of = hashlib.sha256(seed.encode()).hexdigest()
    training = a_training(policy="draw", seed_hash=print_of, seed=seed)
    page = page_of(training)
    assert print_of in page.text
    assert seed not in page.text
    assert page.href("Periksa undiannya") == f"/kegiatan/{training.activity.slug}/undian/"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"opens_at": datetime(2999, 1, 1, 1, tzinfo=UTC), "closes_at": datetime(2999, 2, 1, tzinfo=UTC)}, "Pendaftaran dibuka mulai 1 Januari 2999, 09.00 WITA, untuk 10 kursi."),
        ({"closes_at": datetime(2026, 1, 1, 1, tzinfo=UTC), "opens_at": datetime(2025, 1, 1, tzinfo=UTC)}, "Pendaftaran sudah ditutup 1 Januari 2026, 09.00 WITA."),
        ({"takes_individuals": False}, "Peserta kelas ini diusulkan dinas kabupaten/kota; pendaftaran perorangan tidak dibuka."),
    ],
)  # fmt: skip
def test_a_class_that_one_cannot_enter_says_why_without_a_button(
    training: Training, changes: dict[str, Any], says: str
) -> None:
    Training.objects.filter(pk=training.pk).update(**changes)
    page = page_of(training)
    assert says in page.text
    assert "Daftar sekarang" not in page.text


@pytest.mark.parametrize(
    ("has_list", "says", "may"),
    [
        (True, "Semua 1 kursi terisi. Anda masih bisa masuk daftar cadangan sampai", True),
        (False, "Semua 1 kursi terisi, dan kelas ini tidak membuka daftar cadangan.", False),
    ],
)
def test_a_full_class_says_whether_there_is_a_list(
    year: None, db: None, *, has_list: bool, says: str, may: bool
) -> None:
    training = a_training(seats=1, has_waiting_list=has_list)
    registered(training, 1)
    page = page_of(training)
    assert says in page.text
    assert ("Daftar sekarang" in page.text) is may


def test_a_prepared_class_is_nobodys_business_yet(year: None, db: None) -> None:
    training = a_training(is_open=False)
    assert "Tentang kelas ini" not in page_of(training).text
    assert Client().get(f"/kegiatan/{training.activity.slug}/daftar/").status_code == 404
    assert Client().get("/kegiatan/tidak-ada/daftar/").status_code == 404


def test_the_kept_page_follows_seats_and_hours(training: Training) -> None:
    several = [registered(training, number) for number in range(7)]
    assert "Masih ada kursi." in page_of(training).text
    several.append(registered(training, 7))
    assert "Hampir penuh: tinggal 2 kursi atau kurang, dari 10 kursi." in page_of(training).text
    withdraw(several[0], reason="", by=APPLICANT)
    assert "Masih ada kursi." in page_of(training).text
    ledger.move(training, "close", by=BY, sentence="ditutup", office_code="63")
    assert "Pendaftaran sudah ditutup; hasilnya sedang disusun." in page_of(training).text


def test_the_activity_page_sets_no_cookie_and_tells_of_nobody(training: Training) -> None:
    somebody = registered(training, 1, name="Nama Rahasia (contoh)")
    answer = Client().get(f"/kegiatan/{training.activity.slug}/")
    assert list(answer.cookies) == []
    for secret in (somebody.name, somebody.code, somebody.nik_mask):
        assert secret not in answer.content.decode()


def test_the_notice_keeps_the_times_of_the_retention_paper(training: Training) -> None:
    """The page promises what docs/retention.yaml says; whoever changes one must change the other."""
    paper = yaml.safe_load((ROOT / "docs" / "retention.yaml").read_text(encoding="utf-8"))
    rules = {rule["rule"]: rule["keep"] for rule in paper["personal"]}
    assert rules["drafts of registrations"] == "7 days"
    assert rules["registrations"] == (
        "5 years after the training for participants; 1 year after the result for the others"
    )
    person = Applicant(training)
    person.begin()
    facts = Page(person.get("isian/kirim/")).facts
    assert facts["Berapa lama"].startswith(
        "Isian yang tidak dikirim: 7 hari. Peserta: 5 tahun setelah kelas. Yang lain: 1 tahun"
    )
    assert "UU 27/2022" in facts["Dasar hukum"]
    assert timedelta(days=7) == LASTS


@pytest.mark.parametrize(
    ("taken", "says"),
    [
        (0, "Masih 200 dari 200 kursi."),
        (1, "Masih sedikitnya 180 dari 200 kursi."),
        (20, "Masih sedikitnya 180 dari 200 kursi."),
        (21, "Masih sedikitnya 160 dari 200 kursi."),
        (180, "Masih sedikitnya 20 dari 200 kursi."),
        (181, "Hampir penuh: kurang dari 20 dari 200 kursi masih kosong."),
        (199, "Hampir penuh: kurang dari 20 dari 200 kursi masih kosong."),
        (200, "Semua 200 kursi terisi. Anda masih bisa masuk daftar cadangan"),
    ],
)
def test_a_large_class_states_its_free_seats_in_tenths(
    year: None, db: None, taken: int, says: str
) -> None:
    training = a_training(seats=200)
    page_of(training)
    Training.objects.filter(pk=training.pk).update(taken=taken, pool_taken=taken)
    assert says in page_of(training).text


def test_a_rush_draws_the_page_of_a_large_class_a_few_times_only(year: None, db: None) -> None:
    training = a_training(seats=200)
    path = f"/kegiatan/{training.activity.slug}/"
    versions = []
    for taken in range(201):
        Training.objects.filter(pk=training.pk).update(taken=taken, pool_taken=taken)
        versions.append(page_version(path))
    assert len(set(versions)) == 12


@pytest.mark.parametrize(
    ("seats", "changes_at"),
    [(1, [1]), (2, [1, 2]), (5, [4, 5]), (10, [8, 10]), (20, [15, 20]), (49, [44, 49])],
)
def test_a_small_class_tells_some_few_and_none(
    year: None, db: None, seats: int, changes_at: list[int]
) -> None:
    """Whoever watches the page while somebody registers learns nothing, but at the edge from some to few to none."""
    training = a_training(seats=seats)
    path, told = f"/kegiatan/{training.activity.slug}/", []
    for taken in range(seats + 1):
        Training.objects.filter(pk=training.pk).update(taken=taken, pool_taken=taken)
        told.append((page_version(path), page_of(training).text))
    changed = [taken for taken in range(1, seats + 1) if told[taken] != told[taken - 1]]
    assert changed == changes_at


def test_a_share_that_fills_up_is_the_same_page(year: None, db: None) -> None:
    """A quota of one seat would tell at once whether a NIK took it."""
    training = a_training(seats=10, quotas={"63.03": 1}, reserved={"women": 1})
    before = page_version(f"/kegiatan/{training.activity.slug}/"), page_of(training).text
    RegionalQuota.objects.filter(activity=training.activity_id).update(taken=1)
    training.reserved.update(taken=1)
    assert (page_version(f"/kegiatan/{training.activity.slug}/"), page_of(training).text) == before
