"""Whoever names somebody who is registered already learns nothing of it, on no page of the desk."""

import re

import pytest
from django.db import transaction
from django.test import Client

from binakon.enrolment.actions import withdraw
from binakon.enrolment.models import Registration, Training
from binakon.enrolment.states import Policy, RegistrationState
from binakon.people.models import Role, User
from tests.enrolment.pages import as_
from tests.enrolment.people import a_nik, a_training, registered
from tests.enrolment.terms import BANJAR, TABALONG, a_nominee
from tests.factories import BY, an_activity

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.both_in_full]

LIST = "/meja/pendaftaran/"
QUERIES = [
    "", "?keadaan=submitted", "?keadaan=withdrawn", "?kursi=none", "?kursi=accepted", "?kursi=waiting",
    "?kursi=released", "?cara=nomination", "?urut=keadaan", "?urut=-keadaan", "?urut=nama", "?cari=Calon",
    "unduh/?bentuk=csv", "unduh/?bentuk=csv&keadaan=submitted",
]  # fmt: skip


def text_of(answer: object, nominee: Registration) -> str:
    """An answer without chance: tokens, keys, and what names this row and this class in addresses."""
    streamed = getattr(answer, "streaming_content", None)
    content = b"".join(streamed) if streamed is not None else answer.content  # type: ignore[attr-defined]
    text = content.decode("utf-8-sig")
    text = re.sub(r'name="(csrfmiddlewaretoken|key)" value="[^"]*"|nonce="[^"]*"', "", text)
    text = re.sub(r"\d\d\.\d\d WITA|\d\d:\d\d(:\d\d)?", "", text)
    for chance, word in (
        (nominee.code, "KODE"),
        (nominee.training.activity.slug, "KELAS"),
        (f"/{nominee.pk}/", "/N/"),
        (f'value="{nominee.training_id}"', "K"),
        (f"kelas={nominee.training_id}", "kelas=K"),
    ):
        text = text.replace(chance, word)
    return str(text)


def answers(client: Client, nominee: Registration, number: int) -> dict[str, tuple[int, str]]:
    """Everything that an officer may ask about their people."""
    slug = nominee.training.activity.slug
    found = {
        query: client.get(f"{LIST}{query}{'&' if '?' in query else '?'}kelas={nominee.training_id}")
        for query in QUERIES
    }
    found |= {
        "detail": client.get(f"{LIST}{nominee.pk}/"),
        "search": client.post(f"{LIST}cari/", {"number": a_nik(number)}),
        "verification": client.get(f"/meja/verifikasi/{slug}/{nominee.pk}/"),
        "nominations": client.get(f"/meja/usulan/{slug}/"),
    }
    for page in ("berkas/", "ganti/", "tarik/"):
        found[page] = client.get(f"/meja/usulan/{slug}/{nominee.pk}/{page}")
    return {key: (one.status_code, text_of(one, nominee)) for key, one in found.items()}


@pytest.mark.parametrize("policy", [Policy.FIRST_COME, Policy.RANKED])
@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_an_officers_desk_tells_a_repeated_nominee_from_no_other(
    year: None, policy: Policy, *, is_withdrawn: bool
) -> None:
    told = {}
    for is_known in (True, False):
        with transaction.atomic():
            training = a_training(
                policy=policy,
                quotas={TABALONG: 2},
                documents=["id_card"],
                activity=an_activity("ulang", title="Kelas yang sama"),
            )
            if is_known:
                a_nominee(training, 70, office=BANJAR)
            nominee = a_nominee(training, 70)
            assert nominee.state == ("repeated" if is_known else "submitted")
            if is_withdrawn:
                withdraw(nominee, reason="sakit", by=BY)
            told[is_known] = answers(as_(Role.REGENCY_OFFICER), nominee, 70)
            transaction.set_rollback(True)
    assert told[True].keys() == told[False].keys()
    assert [key for key in told[True] if told[True][key] != told[False][key]] == []
    # The control: the pages were there and named the nominee.
    assert [told[True][key][0] for key in ("", "detail", "search", "nominations")] == [200] * 4
    named = [
        key for key in ("", "detail", "search", "unduh/?bentuk=csv") if "KODE" in told[True][key][1]
    ]
    assert named == ["", "detail", "search", "unduh/?bentuk=csv"]
    state = RegistrationState.WITHDRAWN if is_withdrawn else RegistrationState.SUBMITTED
    assert str(state.label) in told[True]["detail"][1]
    assert str(RegistrationState.REPEATED.label) not in str(told[True])
    assert "KODE" in told[True][f"?keadaan={state.value}"][1]


def test_the_province_keeps_repeated_ones_apart_and_another_regency_sees_none(year: None) -> None:
    training = a_training(quotas={TABALONG: 2})
    a_nominee(training, 70, office=BANJAR)
    nominee = a_nominee(training, 70)
    for client in (as_(Role.STAFF), as_(User.objects.get(email="banjar@contoh.example"))):
        assert client.get(f"{LIST}{nominee.pk}/").status_code == 404
        assert "1 seluruhnya" in client.get(LIST).content.decode()


def test_who_repeats_their_own_registration_is_no_nominee(year: None) -> None:
    training = a_training()
    a_nominee(training, 70, office=BANJAR)
    own = registered(training, 70, office=TABALONG)
    assert own.state == "repeated"
    assert as_(Role.REGENCY_OFFICER).get(f"{LIST}{own.pk}/").status_code == 404


def test_an_officer_is_told_their_own_order_only(year: None) -> None:
    training: Training = a_training(seats=1, quotas={}, has_waiting_list=True)
    others = [registered(training, number, office=BANJAR) for number in (1, 2, 3)]
    mine = registered(training, 4, office=TABALONG)
    assert [one.place.state for one in (*others, mine)] == ["accepted"] + ["waiting"] * 3
    Registration.objects.filter(pk=mine.pk).update(state="verified")
    client = as_(Role.REGENCY_OFFICER)
    page = client.get(f"{LIST}{mine.pk}/").content.decode()
    assert "Cadangan ke-1 dari kabupaten/kota ini" in page
    assert "nomor 3" not in page
    assert 'data-label="Urutan"' not in client.get(LIST).content.decode()
    export = b"".join(client.get(f"{LIST}unduh/?bentuk=csv")).decode("utf-8-sig")  # type: ignore[arg-type]
    assert "Urutan" not in export
    staff = as_(Role.STAFF)
    assert "nomor 3" in staff.get(f"{LIST}{mine.pk}/").content.decode()
    assert 'data-label="Urutan"' in staff.get(LIST).content.decode()
