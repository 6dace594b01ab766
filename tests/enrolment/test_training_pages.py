"""The desk's pages of trainings: who may open and change them, refusals that keep what was typed, two editors."""

from typing import Any

import pytest
from django.test import Client

from binakon.core import words
from binakon.core.models import AuditEvent
from binakon.enrolment.actions import opening
from binakon.enrolment.forms.days import DaysField
from binakon.enrolment.models import Training
from binakon.enrolment.queries.training_terms import moment_words
from binakon.people.models import Role
from binakon.planning.actions import set_quota
from tests import cast
from tests.enrolment.people import a_training, registered
from tests.enrolment.terms import (
    TABALONG,
    a_funded_activity,
    a_prepared_training,
    an_iso,
    in_days,
)
from tests.factories import BY, an_office

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def as_(role: Role) -> Client:
    client = Client()
    client.force_login(cast.user(role))
    return client


@pytest.fixture
def prepared(year: None, db: None) -> Training:
    return a_prepared_training()


def home(training: Training) -> str:
    return f"/meja/pelatihan/{training.activity.slug}/"


def a_form(**changes: Any) -> dict[str, Any]:
    """The form of a training, filled in as a person would."""
    return {
        "seats": "30",
        "women": "4",
        "days": f"{an_iso(20)}, 08.00–16.00\n{an_iso(21)} pukul 08.00 s.d. 15.30 WITA",
        "venue": "Aula Dinas PUPR Provinsi Kalimantan Selatan",
        "opens_at": f"{in_days(-1, 8):%Y-%m-%dT%H:%M}",
        "closes_at": f"{in_days(10):%Y-%m-%dT%H:%M}",
        "policy": "first_come",
        "never_trained": "40",
        "certificate": "30",
        "need": "20",
        "arrival": "10",
        "months": "6",
        "has_waiting_list": "on",
        "takes_individuals": "on",
        "takes_nominations": "on",
        "correction_days": "3",
        "offer_days": "2",
        "objection_days": "3",
        "documents": ["id_card", "photo"],
        "contact_name": "Ahmad Zulkifli (contoh)",
        "contact_phone": "0812-3456-7890",
        **changes,
    }


def test_staff_prepares_opens_and_closes_a_class(year: None) -> None:
    activity = a_funded_activity()
    staff = as_(Role.STAFF)
    path = f"/meja/pelatihan/baru/{activity.slug}/"
    assert path in staff.get("/meja/pelatihan/").content.decode()
    assert staff.get(path).status_code == 200
    assert staff.post(path, a_form()).status_code == 302
    training = Training.objects.get(activity=activity)
    assert (training.contact_phone, training.pool, training.days.count()) == (
        "6281234567890",
        26,
        2,
    )
    assert str(training.days.all()[1].ends_at) == "15:30:00"
    assert "Siap dibuka." in staff.get(home(training)).content.decode()
    opened = staff.post(f"{home(training)}buka/", follow=True).content.decode()
    assert "0 dari 30 kursi terisi; pendaftaran ditutup" in opened
    refused = staff.post(f"{home(training)}tutup/", {"close-reason": ""})
    assert refused.status_code == 422
    assert "Tulis alasan menutup lebih awal" in refused.content.decode()
    staff.post(f"{home(training)}tutup/", {"close-reason": "kursi penuh"})
    training.refresh_from_db()
    assert training.state == "closed"


def test_a_refused_form_keeps_what_was_typed_and_tells_every_fault(year: None) -> None:
    activity = a_funded_activity(seats=25)
    path = f"/meja/pelatihan/baru/{activity.slug}/"
    answer = as_(Role.STAFF).post(path, a_form(days="besok pagi\n20 April", venue=""))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Baris 1: jam “besok pagi” tidak terbaca" in page
    assert "besok pagi" in page
    answer = as_(Role.STAFF).post(path, a_form())
    assert "Rencana menyebut 25 kursi" in answer.content.decode()
    assert not Training.objects.filter(activity=activity).exists()


def test_a_class_that_may_not_open_yet_says_why_and_opens_with_a_reason(year: None) -> None:
    training = a_prepared_training(a_funded_activity(funded_by=None))
    staff = as_(Role.STAFF)
    page = staff.get(home(training)).content.decode()
    assert "Belum ada versi rencana yang disahkan" in page
    refused = staff.post(f"{home(training)}buka/", {"open-override_reason": ""})
    assert refused.status_code == 422
    reason = "Perintah Kepala Dinas, 12 Maret 2026"
    opened = staff.post(f"{home(training)}buka/", {"open-override_reason": reason}, follow=True)
    page = opened.content.decode()
    assert "Dibuka sebelum uang atau versi rencananya ada." in page
    assert reason in page


def test_only_whoever_enrols_changes_and_every_role_of_the_office_reads(prepared: Training) -> None:
    forms = [f"{home(prepared)}ubah/", f"{home(prepared)}kursi/"]
    for role, expected in ((Role.SECTION_HEAD, 200), (Role.STAFF, 200), (Role.VERIFIER, 403)):
        client = as_(role)
        assert client.get(home(prepared)).status_code == 200
        assert [client.get(path).status_code for path in forms] == [expected] * 2
    for word in ("tutup", "buka-lagi", "batal", "kembalikan-kuota"):
        path = f"{home(prepared)}{word}/"
        assert as_(Role.TREASURER).post(path).status_code == 403
        assert as_(Role.STAFF).get(path).status_code == 405


def test_an_officer_of_a_regency_finds_no_training_desk_of_the_province(prepared: Training) -> None:
    officer = as_(Role.REGENCY_OFFICER)
    paths = [home(prepared), f"{home(prepared)}ubah/", f"{home(prepared)}kursi/"]
    assert {officer.get(path).status_code for path in paths} == {404}
    assert officer.get("/meja/pelatihan/?kantor=63").status_code == 404
    own = officer.get("/meja/pelatihan/")
    assert own.status_code == 200
    assert str(prepared) not in own.content.decode()
    assert Client().get(home(prepared)).status_code == 302


def test_two_editors_see_both_values_and_the_second_chooses(prepared: Training) -> None:
    one, other = as_(Role.STAFF), as_(Role.SECTION_HEAD)
    path = f"{home(prepared)}ubah/"
    form = {**one.get(path).context["form"].initial, "base": one.get(path).context["seal"]}
    form = {name: "" if value is None else value for name, value in form.items()}
    form |= {"contact_phone": "6281234567890"}
    assert one.post(path, {**form, "venue": "Hotel Satu"}).status_code == 302
    conflict = other.post(path, {**form, "venue": "Hotel Dua"})
    page = conflict.content.decode()
    assert conflict.status_code == 409
    assert "Hotel Satu" in page
    assert "Hotel Dua" in page
    prepared.refresh_from_db()
    assert prepared.venue == "Hotel Satu"
    seal = conflict.context["seal"]
    chosen = {**form, "venue": "Hotel Dua", "base": seal, "take:venue": "mine"}
    assert other.post(path, chosen).status_code == 302
    prepared.refresh_from_db()
    assert prepared.venue == "Hotel Dua"


def test_what_was_read_cannot_be_forged(prepared: Training) -> None:
    answer = as_(Role.STAFF).post(f"{home(prepared)}ubah/", a_form(base="palsu"))
    assert answer.status_code == 422
    prepared.refresh_from_db()
    assert prepared.revision == 0


def test_seats_below_those_taken_are_refused_with_the_number(year: None) -> None:
    training = a_training(seats=10)
    for _number in range(4):
        registered(training)
    staff = as_(Role.STAFF)
    answer = staff.post(f"{home(training)}kursi/", {"seats": "3", "reason": "ruang kecil"})
    assert answer.status_code == 422
    assert "4 sudah terisi" in answer.content.decode()
    assert (
        staff.post(f"{home(training)}kursi/", {"seats": "4", "reason": "ruang"}).status_code == 302
    )


def test_unused_quotas_are_returned_from_the_page_once(year: None) -> None:
    training = a_training(seats=9, quotas={TABALONG: 4})
    staff = as_(Role.STAFF)
    path = f"{home(training)}kembalikan-kuota/"
    page = staff.post(path, {"return-reason": "hasil rapat"}, follow=True).content.decode()
    assert "4 kursi kuota kembali ke kursi bersama." in page
    assert "Kembalikan kuota yang tidak terpakai" not in page


def test_the_page_shows_the_fingerprint_of_a_seed_and_never_the_seed(year: None) -> None:
    training = a_prepared_training(policy="draw")
    for path in (home(training), f"{home(training)}ubah/"):
        assert training.seed not in as_(Role.STAFF).get(path).content.decode()
    assert training.seed_hash in as_(Role.STAFF).get(home(training)).content.decode()


def test_a_quota_without_anybody_stands_on_the_page_and_others_do_not(year: None) -> None:
    training = a_training(seats=9)
    set_quota(training.activity, office=an_office(TABALONG), places=4, reason="uji", by=BY)
    page = as_(Role.STAFF).get(home(training)).content.decode()
    assert "Kabupaten Tabalong" in page
    assert "Kabupaten Banjar" not in page


def test_links_lead_only_to_pages_that_stand(prepared: Training) -> None:
    opening.open_training(prepared, by=BY)
    staff = as_(Role.STAFF)
    for path, _label in staff.get(home(prepared)).context["beside"]:
        assert staff.get(path).status_code == 200, path


def test_a_cancelled_class_says_so_and_keeps_its_reason(prepared: Training) -> None:
    staff = as_(Role.STAFF)
    assert staff.post(f"{home(prepared)}batal/", {"cancel-reason": ""}).status_code == 422
    page = staff.post(f"{home(prepared)}batal/", {"cancel-reason": "banjir"}, follow=True)
    assert "dibatalkan" in page.content.decode()
    assert AuditEvent.objects.filter(action="cancel", note="banjir").exists()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("20 April 2026, 08.00–16.00", [["2026-04-20", "08:00", "16:00"]]),
        ("Senin, 20 April 2026 pukul 8.00 s.d. 16.30 WITA", [["2026-04-20", "08:00", "16:30"]]),
        (
            "21 April 2026 08:00-12:00\n\n20-4-2026 13:00 - 16:00",
            [["2026-04-20", "13:00", "16:00"], ["2026-04-21", "08:00", "12:00"]],
        ),
        ("20 April, 08.00 sampai 16.00", [["2026-04-20", "08:00", "16:00"]]),
    ],
)
def test_days_are_read_as_people_write_them(text: str, days: list[list[str]]) -> None:
    field = DaysField()
    field.year = 2026
    assert field.clean(text) == days


def test_a_class_opened_before_its_hour_says_from_when_on_the_desk(year: None) -> None:
    training = a_prepared_training(opens_at=moment_words(in_days(3, 8)))
    opening.open_training(training, by=BY)
    says = f"pendaftaran dibuka mulai {words.moment(training.opens_at)}"
    staff = as_(Role.STAFF)
    assert says in staff.get(home(training)).content.decode()
    listed = staff.get("/meja/pelatihan/").content.decode()
    assert says in listed
    assert "0 kelas sedang menerima pendaftar." in listed
    nominating = as_(Role.REGENCY_OFFICER).get("/meja/usulan/").content.decode()
    assert f"usulan bisa dikirim mulai {words.moment(training.opens_at)}" in nominating
    own = as_(Role.REGENCY_OFFICER).get(f"/meja/usulan/{training.activity.slug}/")
    assert f"; usulan bisa dikirim mulai {words.moment(training.opens_at)}." in own.content.decode()


def test_the_desk_counts_only_classes_that_take_registrations_now(prepared: Training) -> None:
    opening.open_training(prepared, by=BY)
    page = as_(Role.STAFF).get("/meja/pelatihan/").content.decode()
    assert "1 kelas sedang menerima pendaftar." in page
