"""Records of a person: every kind is added, put right and taken away, with its source and a line of history."""

from typing import Any

import pytest
from django.test import Client

from binakon.core.models import AuditEvent
from binakon.core.problems import Blocked, StaleState
from binakon.people.actions.records import add_record, change_record, remove_record
from binakon.people.models import HeldCertificate, Membership, Organisation, Role
from binakon.people.queries.records import KINDS
from tests import cast, factories
from tests.certification.cases import ACTIVITY, a_case
from tests.factories import BY
from tests.people.register import a_person, an_skk
from tests.portal.pages import Page

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.usefixtures("register_reference"),
]
SKK = {
    "occupation": "Ahli Madya Teknik Jembatan",
    "level": "8",
    "classification": "sipil",
    "issued_on": "2024-01-02",
    "expires_on": "2029-01-02",
    "certificate_number": "71102 2166 8 0001234 2024",
    "source": "fotokopi SKK",
}
TYPED: dict[str, dict[str, Any]] = {
    "skk": SKK,
    "pkb": {"activity": "Bimtek jembatan", "earned_on": "2025-05-05", "amount": "12,5", "is_estimate": "on"},
    "kta": {"association": "HPJI", "number": "12.345", "state": "active", "valid_to": "2027-12-31", "checked_on": "2026-01-05"},
    "pendidikan": {"diploma": "s1", "study_programme": "Teknik Sipil", "institution": "Universitas Contoh"},
    "pengalaman": {"work": "Jembatan Alalak", "starts_on": "2018-01-01", "ends_on": "2020-12-31"},
    "pekerjaan": {"employer": "PT Contoh Karya", "position": "Pelaksana"},
}  # fmt: skip
SHOWN = {
    "skk": "jenjang 8 · Sipil · 2 Januari 2024 – 2 Januari 2029 · No. Sertifikat 71102 2166 8 0001234 2024",
    "pkb": "12,5 SKPK · 5 Mei 2025",
    "kta": "KTA 12.345 · awalnya belum diisi – 31 Desember 2027 diperiksa 5 Januari 2026aktif",
    "pendidikan": "Universitas Contoh belum diperiksa",
    "pengalaman": "1 Januari 2018 – 31 Desember 2020",
    "pekerjaan": "Pelaksana · awalnya belum diisi – sekarang",
}


def staff() -> Client:
    client = Client()
    client.force_login(cast.user(Role.STAFF))
    return client


def stated(kind: str) -> dict[str, Any]:
    typed = TYPED[kind]
    if kind != "kta":
        return typed
    return {**typed, "association": Organisation.objects.get(short_name="HPJI").pk}


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_added_shown_changed_and_taken_away(kind: str) -> None:
    person, desk = a_person(), staff()
    page = f"/meja/orang/{person.key}/"
    answer = desk.post(f"{page}{kind}/baru/", stated(kind))
    assert (answer.status_code, answer.url) == (302, f"{page}#{kind}")
    row = KINDS[kind].model._default_manager.get()
    assert squeezed(SHOWN[kind]) in squeezed(Page(desk.get(page)).text)
    one = f"{page}{kind}/{row.pk}/"
    person.refresh_from_db()
    form = {**stated(kind), "source": "dilihat di kantor", "revision": person.revision}
    assert desk.post(one, form).status_code == 302
    assert "sumber: dilihat di kantor" in Page(desk.get(page)).text
    person.refresh_from_db()
    assert (
        desk.post(f"{one}hapus/", {"reason": "x", "revision": person.revision}).status_code == 422
    )
    gone = {"reason": "tercatat di orang yang salah", "revision": person.revision}
    assert desk.post(f"{one}hapus/", gone).status_code == 302
    assert KINDS[kind].model._default_manager.count() == 0
    lines = list(AuditEvent.objects.filter(action="worker:record").order_by("id"))
    assert [line.sentence.split(":")[0].split()[-1] for line in lines] == [
        "dicatat",
        "diubah",
        "dihapus",
    ]
    assert (lines[1].after["source"], lines[2].before["source"]) == ("dilihat di kantor",) * 2
    assert lines[2].note == "tercatat di orang yang salah"


@pytest.mark.parametrize("kind", ["skk", "pkb", "kta", "pendidikan", "pengalaman"])
def test_the_same_record_is_not_written_twice(kind: str) -> None:
    person, desk = a_person(), staff()
    path = f"/meja/orang/{person.key}/{kind}/baru/"
    assert desk.post(path, stated(kind)).status_code == 302
    page = Page(desk.post(path, stated(kind)))
    assert (page.status, "sudah ada" in page.text) == (422, True)
    assert KINDS[kind].model._default_manager.count() == 1


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("skk", {"expires_on": "2023-01-02"}),
        ("skk", {"level": "10"}),
        ("skk", {"occupation": ""}),
        ("pkb", {"amount": "0"}),
        ("pkb", {"earned_on": ""}),
        ("kta", {"valid_from": "2028-01-01"}),
        ("kta", {"association": "0"}),
        ("pendidikan", {"diploma": "s9"}),
        ("pengalaman", {"ends_on": "2017-12-31"}),
        ("pekerjaan", {"starts_on": "2020-01-02", "ends_on": "2020-01-01"}),
    ],
)
def test_what_contradicts_itself_is_refused(kind: str, changes: dict[str, str]) -> None:
    answer = staff().post(f"/meja/orang/{a_person().key}/{kind}/baru/", {**stated(kind), **changes})
    assert answer.status_code == 422
    assert KINDS[kind].model._default_manager.count() == 0


def test_whoever_is_slower_sees_both_values_of_a_record() -> None:
    person, desk = a_person(), staff()
    held = an_skk(person)
    path = f"/meja/orang/{person.key}/skk/{held.pk}/"
    seal = desk.get(path).context["seal"]
    change_record(KINDS["skk"], held, {"lpjk_number": "LPJK-1"}, revision=person.revision, by=BY)
    mine = {**SKK, "lpjk_number": "LPJK-2", "revision": person.revision, "base": seal}
    page = Page(desk.post(path, mine))
    assert (page.status, "LPJK-1" in page.text, "LPJK-2" in page.text) == (409, True, True)
    held.refresh_from_db()
    assert (held.lpjk_number, held.occupation) == ("LPJK-1", "Ahli Muda Teknik Jalan")
    person.refresh_from_db()
    chosen = {
        **mine,
        "revision": person.revision,
        "take:lpjk_number": "theirs",
    }
    assert desk.post(path, chosen).status_code == 302
    held.refresh_from_db()
    assert (held.lpjk_number, held.occupation, held.level) == ("LPJK-1", SKK["occupation"], 8)


def test_an_old_revision_changes_and_removes_nothing() -> None:
    person = a_person()
    held = an_skk(person)
    with pytest.raises(StaleState):
        change_record(KINDS["skk"], held, {"level": 8}, revision=99, by=BY)
    with pytest.raises(StaleState):
        remove_record(KINDS["skk"], held, reason="salah orang", revision=99, by=BY)
    assert HeldCertificate.objects.get().level == 7


def test_a_record_of_a_stranger_is_not_found_at_this_persons_address() -> None:
    one, other = a_person(1), a_person(2)
    held = an_skk(other)
    assert staff().get(f"/meja/orang/{one.key}/skk/{held.pk}/").status_code == 404
    assert staff().get(f"/meja/orang/{one.key}/kta/{held.pk}/").status_code == 404


def test_what_a_case_cites_is_not_taken_away() -> None:
    factories.ratified(factories.a_version(trained=200, facilitated=60))
    activity = factories.an_activity(ACTIVITY, indicator="facilitated", kind="certification")
    person = a_person()
    held = an_skk(person)
    a_case(person, activity=activity, renews=held)
    with pytest.raises(Blocked) as refused:
        remove_record(KINDS["skk"], held, reason="salah orang", revision=0, by=BY)
    assert "dipakai kasus sertifikasi" in refused.value.problems[0].sentence
    assert HeldCertificate.objects.count() == 1


def test_a_card_is_active_only_by_a_move_that_history_knows() -> None:
    person = a_person()
    hpji = Organisation.objects.get(short_name="HPJI")
    row = add_record(
        KINDS["kta"], person, {"association": hpji, "number": "1", "state": "stated"}, by=BY
    )
    assert isinstance(row, Membership)
    assert row.state == "stated"
    change_record(KINDS["kta"], row, {"state": "active"}, revision=1, by=BY)
    change_record(KINDS["kta"], row, {"state": "inactive"}, revision=2, by=BY)
    moves = AuditEvent.objects.filter(subject_type="people.membership").order_by("id")
    assert list(moves.values_list("new_state", flat=True)) == ["stated", "active", "inactive"]
    page = Page(staff().get(f"/meja/orang/{person.key}/kta/{row.pk}/"))
    assert "dinyatakan, belum diperiksa" not in page.text
