"""Keys are made once, kept sealed, replaced with a reason, and stay published."""

import pytest
from django.db import transaction
from django.test import Client

from binakon.core import crypto
from binakon.core.models import AuditEvent
from binakon.core.problems import Blocked, StaleState
from binakon.people.models import Role
from binakon.trainings.actions.credentials import sign_credential, sign_offline
from binakon.trainings.actions.keys import key_in_use, rotate_key
from binakon.trainings.models import SigningKey
from binakon.trainings.queries.keys import key_set, private_half, published
from binakon.trainings.queries.verification import by_offline, published_offline_keys
from binakon.trainings.rules import offline_qr, signing
from tests.cast import user
from tests.factories import BY, an_office
from tests.trainings.certified import a_certificate

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]

RS256, EDDSA = SigningKey.Algorithm.RS256, SigningKey.Algorithm.EDDSA


def test_the_first_asker_makes_the_key_and_the_second_finds_it() -> None:
    first = key_in_use(an_office(), RS256, by=BY)
    assert key_in_use(an_office(), RS256, by=BY) == first
    assert key_in_use(an_office(), EDDSA, by=BY) != first
    assert first.kid == signing.thumbprint(first.public)
    lines = AuditEvent.objects.filter(subject_type="trainings.signingkey", action="key:make")
    assert lines.count() == 2


def test_the_private_half_is_sealed_for_its_own_row() -> None:
    key = key_in_use(an_office(), RS256, by=BY)
    assert private_half(key) not in bytes(key.sealed)
    assert signing.public_jwk(private_half(key)) == key.public
    with pytest.raises(crypto.Unreadable):
        crypto.decrypt("signing", key.sealed, row=f"{key.kid}x")
    assert "d" not in key.public


def test_a_key_is_replaced_with_a_reason_and_once() -> None:
    old = key_in_use(an_office(), EDDSA, by=BY)
    with pytest.raises(Blocked):
        rotate_key(old, because="  ", by=BY)
    new = rotate_key(old, because="pergantian tahunan", by=BY)
    old.refresh_from_db()
    assert (old.retired_because, new.retired_at) == ("pergantian tahunan", None)
    assert key_in_use(an_office(), EDDSA, by=BY) == new
    with pytest.raises(StaleState), transaction.atomic():
        rotate_key(old, because="sekali lagi", by=BY)
    assert SigningKey.objects.filter(algorithm=EDDSA).count() == 2


def test_what_was_signed_before_stays_verifiable_after_every_rotation() -> None:
    certificate = a_certificate()
    text = sign_offline(certificate, by=BY)
    old = SigningKey.objects.get(algorithm=EDDSA)
    rotate_key(rotate_key(old, because="a", by=BY), because="b", by=BY)
    found = by_offline(text)
    assert found is not None
    assert found.number == certificate.number
    only_the_new = [key for key in published_offline_keys() if key.kid != old.kid]
    assert len(only_the_new) == 2
    assert offline_qr.read(text, only_the_new) is None


def test_keys_are_published_with_those_in_use_first_and_no_private_half() -> None:
    certificate = a_certificate()
    sign_credential(certificate, by=BY)
    sign_offline(certificate, by=BY)
    old = SigningKey.objects.get(algorithm=RS256)
    new = rotate_key(old, because="a", by=BY)
    eddsa = SigningKey.objects.get(algorithm=EDDSA)
    assert [kid for kid, _jwk in published(an_office().code)] == [new.kid, eddsa.kid, old.kid]
    keys = key_set()["keys"]
    assert {key["kid"] for key in keys} == {new.kid, eddsa.kid, old.kid}
    public = {"RSA": {"e", "kty", "n"}, "OKP": {"crv", "kty", "x"}}
    beside = {"kid", "alg", "use", "office", "name"}
    assert all(set(key) == public[key["kty"]] | beside for key in keys)


def test_the_desk_shows_keys_and_replaces_one_with_a_reason(client: Client) -> None:
    key = key_in_use(an_office(), RS256, by=BY)
    client.force_login(user(Role.SECTION_HEAD))
    assert key.kid[:8] in client.get("/meja/kunci/").content.decode()
    path = f"/meja/kunci/{key.pk}/ganti/"
    assert client.post(path, {"because": ""}).status_code == 422
    answer = client.post(path, {"because": "mungkin bocor"})
    assert (answer.status_code, answer["Location"]) == (302, "/meja/kunci/")
    page = client.get("/meja/kunci/").content.decode()
    assert "mungkin bocor" in page
    assert client.post(path, {"because": "lagi"}).status_code == 409


def test_only_keepers_replace_a_key_and_strangers_see_none(client: Client) -> None:
    key = key_in_use(an_office(), RS256, by=BY)
    path = f"/meja/kunci/{key.pk}/ganti/"
    assert client.get("/meja/kunci/").status_code == 302
    client.force_login(user(Role.TREASURER))
    assert (client.get("/meja/kunci/").status_code, client.get(path).status_code) == (200, 403)
    client.force_login(user(Role.PARTNER))
    assert (client.get("/meja/kunci/").status_code, client.get(path).status_code) == (404, 404)
