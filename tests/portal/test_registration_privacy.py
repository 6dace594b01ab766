"""What the pages of a registration never do: show a NIK, tell of somebody else, take orders, run what was typed, be kept."""

import logging
import re
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from binakon.core.models import AuditEvent, Message
from binakon.enrolment.actions.repeats import tell_repeated
from binakon.enrolment.models import Registration, Training
from binakon.enrolment.rules.links import token_of
from tests.enrolment.people import APPLICANT, a_nik, a_training, registered
from tests.portal.applicants import Applicant
from tests.portal.pages import Page

pytestmark = [pytest.mark.database, pytest.mark.both_in_full]

NOT_THEIRS: dict[str, Any] = {
    "state": "verified", "office": "1", "office_id": "1", "worker": "1", "worker_id": "1", "points": "99",
    "rank": "1", "arrival": "1", "queue": "1", "bucket": "pool", "wish": "7", "is_invented": "on", "source": "desk",
    "code": "AAAA-AAAA", "key": "0" * 32, "link_version": "9", "nik_index": "x", "nik_sealed": "x", "nik_mask": "x",
    "step": "check", "repeats": "1", "replaces": "1", "nominated_by": "1", "contact_confirmed_at": "2026-01-01",
    "privacy_at": "2020-01-01", "submitted_at": "2020-01-01", "started_at": "2020-01-01", "decision_reason": "x",
    "is_staff": "1", "role": "administrator", "taken": "0", "seats": "999", "training": "1", "training_id": "1",
    "answers": '{"x": 1}', "revision": "0", "correction_due_at": "2030-01-01",
}  # fmt: skip
NASTY = [
    '<script>alert(1)</script>"><img src=x onerror=alert(1)>',
    '=HYPERLINK("http://jahat.example","klik")',
    "\u202eelpmaxe\u202c nama \u2066terbalik\u2069\u200b\u0000",
    "{{ settings.SECRET_KEY }}{% debug %}",
    "A" * 4096,
    "نام ۞ 名前 Ñandú O'Brien \U0001f3d7\ufe0f",
]


def without_own(body: str, person: Applicant) -> str:
    """A page without what is the person's own: code, links, tokens against foreign forms, minutes."""
    found = person.registration
    body = body.replace(found.code, "KODE")
    body = re.sub(rf"{found.key.hex}\.\d+(~|%7E)[\w-]+(~|%7E)[\w-]+", "TAUTAN", body)
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", body)
    return re.sub(r"\d{1,2}[.:]\d{2} WITA", "JAM", body)


def compared(fresh: Applicant, again: Applicant) -> None:
    """Both persons' pages are the same bytes, apart from what is their own."""
    for path in (
        "",
        "mundur/",
        "jadwal.ics",
        "tolak/",
        "keberatan/",
        "isian/asal/",
        "berkas/id_card/lihat/",
    ):
        one, two = fresh.get(path), again.get(path)
        assert one.status_code == two.status_code, path
        first, second = (
            without_own(a.content.decode(), p) for a, p in ((one, fresh), (two, again))
        )
        assert first == second, path
        assert {k: v for k, v in one.headers.items() if k != "Content-Length"}.keys() == {
            k: v for k, v in two.headers.items() if k != "Content-Length"
        }.keys()


def two_alike(training: Training, known: int, unknown: int) -> tuple[Applicant, Applicant]:
    """Two strangers with the same words: one types a NIK that nobody has registered, one a NIK that somebody has."""
    fresh, again = Applicant(training, unknown), Applicant(training, known)
    for person in (fresh, again):
        # Nothing of the mask tells them apart: both end in the same digits.
        assert person.begin().status_code == 302
        assert person.reach().status_code == 302
    return fresh, again


@pytest.mark.parametrize("policy", ["first_come", "ranked", "draw"])
def test_a_repeated_registration_reads_like_a_fresh_one(year: None, db: None, policy: str) -> None:
    training = a_training(seats=10, policy=policy)
    registered(training, 1)
    fresh, again = two_alike(training, known=1, unknown=9001)
    answers = [person.send() for person in (again, fresh)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert (again.registration.state, fresh.registration.state) == ("repeated", "submitted")
    compared(fresh, again)
    for person in (fresh, again):
        assert person.post("mundur/", reason="berubah").status_code == 302
    compared(fresh, again)
    assert Registration.objects.get(source="portal", pk=again.registration.pk).state == "repeated"
    first = Registration.objects.exclude(
        pk__in=[fresh.registration.pk, again.registration.pk]
    ).get()
    assert first.state == "submitted"


def test_a_repeated_registration_in_a_full_class_reads_like_one_that_waits(
    year: None, db: None
) -> None:
    training = a_training(seats=1)
    registered(training, 1)
    fresh, again = two_alike(training, known=1, unknown=9001)
    assert (again.send().status_code, fresh.send().status_code) == (302, 302)
    assert Page(again.get()).headings[0] == "Anda cadangan nomor 1"
    compared(fresh, again)
    training.refresh_from_db()
    assert (training.taken, training.pool_taken) == (1, 1)


def test_a_full_class_without_a_list_refuses_a_known_nik_like_an_unknown_one(
    year: None, db: None
) -> None:
    training = a_training(seats=1, has_waiting_list=False)
    fresh, again = two_alike(training, known=1, unknown=9001)
    registered(training, 1)
    one, two = fresh.send(), again.send()
    assert (one.status_code, two.status_code) == (422, 422)
    assert without_own(one.content.decode(), fresh) == without_own(two.content.decode(), again)


def test_the_person_who_registered_first_is_told_and_the_stranger_reads_nothing_of_them(
    training: Training,
) -> None:
    first = registered(training, 1, name="Nama Asli Pemilik (contoh)", email="asli@contoh.example")
    again = Applicant(training, 1)
    body = again.register().content.decode()
    # Not in the deed itself: its time would tell.
    assert not Message.objects.filter(name="registration_repeated").exists()
    assert tell_repeated(by=APPLICANT) == 1
    assert tell_repeated(by=APPLICANT) == 0
    assert [m.to for m in Message.objects.filter(name="registration_repeated")] == [
        "asli@contoh.example"
    ]
    for secret in (first.name, first.code, first.key.hex, "asli@contoh.example"):
        assert secret not in body


def test_a_nik_stands_in_no_address_log_message_history_or_page(
    training: Training, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    person, nik = Applicant(training, 7), a_nik(7)
    seen = []
    begun = person.begin()
    seen += [begun.url, begun.content.decode()]
    for path in ("isian/diri/", "isian/asal/?periksa=nik", "isian/kirim/?periksa=nik"):
        seen.append(person.get(path).content.decode())
    person.reach()
    sent = person.send()
    seen += [
        sent.url,
        *(person.get(path).content.decode() for path in ("", "mundur/", "jadwal.ics")),
    ]
    seen += [caplog.text]
    seen += [f"{m.subject}{m.body_text}{m.body_html}" for m in Message.objects.all()]
    seen += [f"{e.sentence}{e.before}{e.after}{e.actor_label}" for e in AuditEvent.objects.all()]
    assert len(seen) > 10
    for text in seen:
        assert nik not in text
        assert nik[2:-2] not in text


def test_fields_that_are_not_asked_change_nothing(training: Training) -> None:
    honest, greedy = Applicant(training, 11), Applicant(training, 12)
    honest.register()
    greedy.client.post(greedy.start, {**NOT_THEIRS, "form_key": greedy.form_key(), **greedy.who()})
    registration = Registration.objects.get(
        nik_mask=f"63••••••••••••{a_nik(12)[-2:]}", state="draft"
    )
    found = Applicant(training, 12, client=greedy.client)
    found.home = _home_of(registration)
    office = str(honest.registration.office_id)
    from_office = {**NOT_THEIRS, "office": office}
    assert found.post("isian/asal/", **{**from_office, **_reach_words(office)}).status_code == 302
    assert found.post("isian/kirim/", **NOT_THEIRS, is_true="on").status_code == 302
    own = {"id", "key", "code", "idempotency_key", "nik_index", "nik_mask", "worker_id", "arrival"}
    moments = {"started_at", "submitted_at", "privacy_at"}
    one, two = (
        {
            k: v
            for k, v in Registration.objects.values().get(pk=r.pk).items()
            if k not in own | moments
        }
        for r in (honest.registration, found.registration)
    )
    assert one == two
    assert found.registration.place.state == "accepted"
    assert [getattr(found.registration, name).year >= 2026 for name in sorted(moments)] == [
        True
    ] * 3


def _home_of(registration: Registration) -> str:
    return f"/pendaftaran/{token_of(registration.key.hex, registration.link_version)}/"


def _reach_words(office: str) -> dict[str, str]:
    return {
        "office": office, "phone": "0812 0000 1234", "email": "zainuddin@contoh.example",
        "employer": "CV Contoh Karya", "position": "Pelaksana", "education": "bachelor",
        "field_of_study": "Teknik Sipil", "has_skk": "no", "skk_expires_on": "",
    }  # fmt: skip


@pytest.mark.parametrize("nasty", NASTY, ids=range(len(NASTY)))
def test_what_is_typed_is_shown_as_text(training: Training, nasty: str) -> None:
    person = Applicant(training)
    begun = person.begin(name=nasty)
    if len(nasty) > 200:
        assert begun.status_code == 422
        assert nasty in begun.content.decode()
        return
    assert begun.status_code == 302
    assert person.reach(employer=nasty, position=nasty, field_of_study=nasty).status_code == 302
    person.send()
    for path in ("", "isian/kirim/", "mundur/"):
        page = Page(person.get(path))
        assert page.status in {200, 302}
        assert page.inline == []
    name = person.registration.name
    assert not re.search("[\u0000\u202a-\u202e\u2066-\u2069\u200b]", name)
    shown = Page(person.get()).facts["Nama"]
    assert shown == " ".join(name.split())
    message = Message.objects.get()
    assert "<script>" not in message.body_html
    assert "\n" not in message.subject


def test_own_pages_are_kept_by_nobody(training: Training) -> None:
    person = Applicant(training)
    person.begin()
    answers = [person.get(p) for p in ("", "isian/diri/", "isian/asal/", "isian/kirim/", "mundur/")]
    answers += [person.client.get(person.start), person.reach(), person.send(), person.get()]
    for answer in answers:
        assert answer.headers["Cache-Control"] == "no-store, private"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert answer.headers["Referrer-Policy"] == "same-origin"
    assert list(person.client.cookies) == ["csrftoken"]


def test_refusals_below_a_link_are_kept_by_nobody_either(training: Training) -> None:
    person = Applicant(training)
    person.begin()
    home = person.get().request["PATH_INFO"]
    stranger = Client(enforce_csrf_checks=True)
    answers = {
        404: [person.get("berkas/tidak-ada/lihat/"), person.get("isian/tidak-ada/")],
        405: [person.client.delete(home)],
        403: [stranger.post(f"{home}mundur/")],
    }
    assert {s: {a.status_code for a in found} for s, found in answers.items()} == {
        s: {s} for s in answers
    }
    kept = [
        answer
        for found in answers.values()
        for answer in found
        if answer.headers.get("Cache-Control") != "no-store, private"
        or answer.headers.get("X-Robots-Tag") != "noindex, nofollow, noarchive"
    ]
    assert kept == []


def test_the_form_is_drawn_anew_for_each_reader(training: Training) -> None:
    """A reader who has the cookie already gets a page without one: it must not be kept all the same."""
    one, two = Client(), Client()
    keys = set()
    for reader in (one, two, one, two):
        body = reader.get(f"/kegiatan/{training.activity.slug}/daftar/").content.decode()
        keys |= set(re.findall(r'name="form_key" value="(\w+)"', body))
    assert len(keys) == 4
    assert [key for key in caches["pages"]._cache if "daftar" in key] == []  # type: ignore[attr-defined]


def test_a_stranger_with_another_persons_link_sees_only_what_its_holder_would(
    training: Training,
) -> None:
    one, two = Applicant(training, 21), Applicant(training, 22)
    one.register(name="Orang Pertama (contoh)")
    two.register(name="Orang Kedua (contoh)")
    assert "Orang Pertama" not in two.get().content.decode()
    mixed = two.home.replace(two.registration.key.hex, one.registration.key.hex)
    assert two.client.get(mixed).status_code == 404


def test_without_what_would_have_become_of_it_a_repeated_registration_shows(
    year: None, db: None
) -> None:
    """The control of the comparison above: take the guard away, and the two pages differ."""
    training = a_training(seats=10)
    registered(training, 1)
    fresh, again = two_alike(training, known=1, unknown=9001)
    again.send()
    fresh.send()
    Registration.objects.filter(pk=again.registration.pk).update(step="")
    with pytest.raises(AssertionError):
        compared(fresh, again)
