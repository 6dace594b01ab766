"""Logging in with a second factor, forgetting a password, and sessions that end when rights change."""

from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache
from django.test import Client

from binakon.core.actor import job_actor
from binakon.core.calendar import today
from binakon.people import actions
from binakon.people.models import Role, User
from tests.cast import cast_arrives, grant_of, user
from tests.factories import load_reference

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.both_in_full]

BY = job_actor("tes")
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "contoh-section-head"


@pytest.fixture(autouse=True)
def cast() -> None:
    cache.clear()
    load_reference()
    cast_arrives()


def code() -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(SECRET, counter))


def arrive(client: Client, email: str = "kasi@contoh.example", password: str = PASSWORD) -> str:
    """Log in with the password; where that leads."""
    answer = client.post("/meja/masuk/", {"login": email, "password": password})
    return answer.headers.get("Location", "")


@pytest.fixture
def required(settings: Any) -> None:
    settings.SECOND_FACTOR = "required"


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.usefixtures("required")
def test_nobody_works_at_the_desk_with_a_password_alone(role: Role) -> None:
    client = Client()
    client.force_login(user(role))
    answer = client.get("/meja/")
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        "/meja/akun/faktor-kedua/?wajib=1",
    )
    page = client.get("/meja/akun/faktor-kedua/?wajib=1").content.decode()
    assert "mewajibkan faktor kedua" in page


def test_where_it_is_only_offered_the_password_is_enough() -> None:
    client = Client()
    assert arrive(client) == "/meja/"
    assert client.get("/meja/").status_code == 200


@pytest.mark.usefixtures("required")
def test_with_a_second_factor_the_desk_opens_after_its_code() -> None:
    TOTP.activate(user(Role.SECTION_HEAD), SECRET)
    client = Client()
    assert arrive(client) == "/meja/masuk/kode/"
    assert client.get("/meja/").status_code == 302
    wrong = client.post("/meja/masuk/kode/", {"code": "000000"})
    assert "Kodenya tidak cocok" in wrong.content.decode()
    assert client.post("/meja/masuk/kode/", {"code": code()}).headers["Location"] == "/meja/"
    assert client.get("/meja/").status_code == 200


def test_a_recovery_code_opens_the_desk_once() -> None:
    TOTP.activate(user(Role.SECTION_HEAD), SECRET)
    spare = RecoveryCodes.activate(user(Role.SECTION_HEAD)).get_unused_codes()[0]
    for expected in ("/meja/", ""):
        client = Client()
        arrive(client)
        answer = client.post("/meja/masuk/kode/", {"code": spare})
        assert answer.headers.get("Location", "") == expected


def test_the_secret_of_an_app_is_encrypted_at_rest() -> None:
    TOTP.activate(user(Role.SECTION_HEAD), SECRET)
    stored = Authenticator.objects.get().data["secret"]
    assert SECRET not in stored
    assert get_adapter().decrypt(stored) == SECRET


@pytest.mark.usefixtures("required")
def test_the_last_second_factor_is_not_given_up_where_one_is_required() -> None:
    TOTP.activate(user(Role.SECTION_HEAD), SECRET)
    client = Client()
    arrive(client)
    client.post("/meja/masuk/kode/", {"code": code()})
    away = "/meja/akun/faktor-kedua/aplikasi/lepas/"
    sure = client.post(f"/meja/akun/pastikan/?next={away}", {"password": PASSWORD})
    assert sure.headers["Location"] == away
    assert "faktor kedua Anda yang terakhir" in client.post(away).content.decode()
    assert Authenticator.objects.filter(type="totp").count() == 1


@pytest.mark.parametrize(
    ("email", "letters"), [("kasi@contoh.example", 1), ("tidak-ada@contoh.example", 0)]
)
def test_forgetting_a_password_tells_nobody_who_is_known(email: str, letters: int) -> None:
    client = Client()
    answer = client.post("/meja/masuk/lupa/", {"email": email})
    assert answer.headers["Location"] == "/meja/masuk/lupa/terkirim/"
    assert "Bila surel itu terdaftar" in client.get("/meja/masuk/lupa/terkirim/").content.decode()
    assert len(mail.outbox) == letters


def test_the_link_of_the_letter_makes_a_new_password_once() -> None:
    Client().post("/meja/masuk/lupa/", {"email": "kasi@contoh.example"})
    body = mail.outbox[0].body
    link = next(word for word in body.split() if "/meja/masuk/lupa/" in word)
    path = "/" + link.split("/", 3)[3]
    assert "Seseorang meminta kata sandi baru" in body
    client = Client()
    form = client.get(path).headers["Location"]
    new = {"password1": "sungai martapura pasang", "password2": "sungai martapura pasang"}
    assert client.post(form, new).headers["Location"] == "/meja/masuk/lupa/selesai/"
    assert arrive(Client(), password=new["password1"]) == "/meja/"
    assert arrive(Client()) == ""
    assert "sudah dipakai" in Client().get(path).content.decode()


def logged_in(role: Role) -> Client:
    client = Client()
    client.force_login(user(role))
    assert client.get("/meja/akun/").status_code == 200
    return client


def test_a_session_ends_when_a_role_is_granted_or_ends_and_others_stay_open() -> None:
    kasi, other = logged_in(Role.SECTION_HEAD), logged_in(Role.STAFF)
    actions.grant_role(
        user=user(Role.SECTION_HEAD),
        role=Role.VERIFIER,
        office_code="63",
        starts_on=date(2026, 2, 1),
        by=BY,
    )
    assert kasi.get("/meja/akun/").status_code == 302
    assert other.get("/meja/akun/").status_code == 200
    kasi = logged_in(Role.SECTION_HEAD)
    first = user(Role.SECTION_HEAD).grants.order_by("id").first()
    assert first is not None
    actions.end_role(grant=first, ends_on=today() - timedelta(days=1), by=BY)
    assert kasi.get("/meja/akun/").status_code == 302


def test_granting_again_what_is_granted_leaves_the_session_open() -> None:
    kasi = logged_in(Role.SECTION_HEAD)
    grant = grant_of(Role.SECTION_HEAD)
    actions.grant_role(
        user=grant.user, role=Role.SECTION_HEAD, office_code="63", starts_on=grant.starts_on, by=BY
    )
    assert kasi.get("/meja/akun/").status_code == 200


def test_a_deactivated_user_is_out_at_once_and_cannot_come_back() -> None:
    staf = logged_in(Role.STAFF)
    actions.deactivate_user(user=user(Role.STAFF), reason="pindah tugas", by=BY)
    assert staf.get("/meja/akun/").status_code == 302
    assert arrive(Client(), "staf@contoh.example", "contoh-staff") == "/meja/akun/nonaktif/"


def test_changing_the_password_keeps_this_session_and_ends_the_others() -> None:
    here, there = Client(), Client()
    arrive(here)
    arrive(there)
    new = "hujan di martapura sore"
    answer = here.post(
        "/meja/akun/sandi/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert answer.status_code == 302
    assert here.get("/meja/akun/").status_code == 200
    assert there.get("/meja/akun/").status_code == 302


@pytest.mark.parametrize(
    "path", ["/meja/akun/surel/", "/accounts/signup/", "/accounts/login/", "/meja/akun/telepon/"]
)
def test_what_allauth_offers_beyond_our_pages_stays_closed(path: str) -> None:
    assert Client().get(path).status_code == 404


def test_the_account_page_names_roles_and_factors() -> None:
    page = logged_in(Role.SECTION_HEAD).get("/meja/akun/").content.decode()
    assert "Rahmi Hidayati (contoh)" in page
    assert "Kepala Seksi, Dinas" in page or "Kepala Seksi, Provinsi" in page
    assert User.objects.get(email="kasi@contoh.example").email in page
