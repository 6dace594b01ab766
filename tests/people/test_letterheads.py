"""The letterhead and the officials of an office: who changes them, what stays in the history, who may sign when."""

from datetime import date

import pytest
from django.test import Client

from binakon.core.models import AuditEvent
from binakon.core.numbering import pattern_problems, written
from binakon.core.problems import Blocked
from binakon.people.actions import letterheads
from binakon.people.models import Official, Role
from binakon.people.queries import signatories
from binakon.people.rules.letterhead import OfficeFacts, SignerFacts, head_of
from tests import cast, factories
from tests.factories import BY, an_office, sentences

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.both_in_full]

PROVINCE = OfficeFacts(
    region="Provinsi Kalimantan Selatan",
    office_name="Dinas Pekerjaan Umum dan Penataan Ruang Provinsi Kalimantan Selatan",
    seat="Banjarbaru",
    address="Jalan Contoh 1",
    phone="0511",
    email="",
    website="contoh.example",
)


@pytest.fixture(autouse=True)
def _people() -> None:
    factories.load_reference()
    cast.cast_arrives()


def as_(role: Role) -> Client:
    client = Client()
    client.force_login(cast.user(role))
    return client


def an_official(name: str = "Ibu Contoh (contoh)", **stated: object) -> Official:
    told = {"name": name, "position": "Kepala Dinas", **stated}
    return letterheads.record_official(an_office(), told, by=BY)


def test_numbers_are_written_as_the_agenda_writes_them() -> None:
    day = date(2026, 4, 17)
    assert written("188.4/{nomor}/BK/{tahun}", 12, day) == "188.4/12/BK/2026"
    assert written("{nomor}/{bulan}/{tahun}", 3, day) == "3/IV/2026"
    assert written("{nomor}/{lain}/{tahun}", 3, day) == "3/{lain}/2026"


@pytest.mark.parametrize(
    ("pattern", "many"),
    [
        ("", 0),
        ("188.4/{nomor}/{tahun}", 0),
        ("188.4/{nomor}", 1),
        ("188.4/{tahun}", 1),
        ("{nomor}{nomor}{tahun}", 1),
        ("{nomor}{tahun}{settings}", 1),
        ("{nomor}{tahun}{", 1),
        ("polos", 2),
    ],
)
def test_a_pattern_that_cannot_be_filled_in_is_refused(pattern: str, many: int) -> None:
    assert len(pattern_problems("pola", pattern)) == many


def test_the_letterhead_is_written_in_the_capitals_of_official_papers() -> None:
    signer = SignerFacts("Contoh", "Kepala Dinas", "IV/c", "1970", is_acting=True)
    head = head_of(PROVINCE, signer)
    assert head["government"] == "PEMERINTAH PROVINSI KALIMANTAN SELATAN"
    assert head["office"] == "DINAS PEKERJAAN UMUM DAN PENATAAN RUANG"
    assert head["contact"] == "Telepon 0511 · Laman contoh.example"
    assert head["position"] == "Plt. Kepala Dinas"
    assert head["authority"] == (
        "Kepala Dinas Pekerjaan Umum dan Penataan Ruang Provinsi Kalimantan Selatan"
    )


def test_an_official_signs_from_the_first_to_the_last_day_in_office() -> None:
    official = an_official(starts_on=date(2026, 1, 5), ends_on=date(2026, 6, 30))
    days = [date(2026, 1, 4), date(2026, 1, 5), date(2026, 6, 30), date(2026, 7, 1)]
    assert [signatories("63", day).filter(pk=official.pk).exists() for day in days] == [
        False,
        True,
        True,
        False,
    ]


def test_who_acted_may_be_given_the_position_later() -> None:
    an_official(is_acting=True, ends_on=date(2026, 6, 30))
    an_official(is_acting=False, starts_on=date(2026, 7, 1))
    with pytest.raises(Blocked) as refused:
        an_official(is_acting=False)
    assert [problem.code for problem in refused.value.problems] == ["name"]


def test_an_official_is_refused_with_every_problem() -> None:
    with pytest.raises(Blocked) as refused:
        an_official(" ", position="", starts_on=date(2026, 7, 1), ends_on=date(2026, 6, 1))
    assert sentences(refused.value.problems) == [
        "Tulis nama pejabat dengan gelarnya, seperti di SK.",
        "Tulis jabatannya, misalnya Kepala Dinas.",
        "Akhir jabatan lebih awal daripada mulainya. Periksa kedua tanggalnya.",
    ]


def test_a_change_of_the_letterhead_stays_in_the_history_and_the_same_again_writes_nothing() -> (
    None
):
    office = an_office()
    assert letterheads.set_letterhead(office, {"seat": " Banjarbaru "}, by=BY) is True
    assert letterheads.set_letterhead(office, {"seat": "Banjarbaru"}, by=BY) is False
    line = AuditEvent.objects.get(action="office:letterhead")
    assert (line.before, line.after) == ({"seat": ""}, {"seat": "Banjarbaru"})


def test_the_section_head_and_the_administrator_change_it_and_others_of_the_office_read() -> None:
    official = an_official()
    forms = [
        "/meja/kantor/ubah/?kantor=63",
        "/meja/kantor/pejabat/baru/?kantor=63",
        f"/meja/kantor/pejabat/{official.pk}/",
    ]
    for role in (Role.SECTION_HEAD, Role.ADMINISTRATOR):
        client = as_(role)
        assert {client.get(path).status_code for path in forms} == {200}, role
    for role in (Role.STAFF, Role.HEAD_OF_OFFICE, Role.TREASURER):
        client = as_(role)
        assert client.get("/meja/kantor/").status_code == 200, role
        assert {client.post(path).status_code for path in forms} == {403}, role
    for role in (Role.REGENCY_OFFICER, Role.PARTNER, Role.INSTRUCTOR):
        client = as_(role)
        paths = ["/meja/kantor/?kantor=63", *forms]
        assert {client.get(path).status_code for path in paths} == {404}, role
    assert Client().get("/meja/kantor/").status_code == 302


def test_the_forms_keep_what_was_typed_and_save_it_when_it_is_right() -> None:
    client = as_(Role.SECTION_HEAD)
    stated = {
        "office_name": "Dinas Contoh",
        "seat": "Banjarbaru",
        "address": "Jalan Contoh",
        "decree_numbers": "188.4/{nomor}",
    }
    refused = client.post("/meja/kantor/ubah/?kantor=63", stated)
    assert refused.status_code == 422
    assert "Jalan Contoh" in refused.content.decode()
    right = {**stated, "decree_numbers": "188.4/{nomor}/{tahun}"}
    wrong = client.post(
        "/meja/kantor/ubah/?kantor=63", {**right, "certificate_numbers": "S/{nama}"}
    )
    assert wrong.status_code == 422
    assert an_office().certificate_numbers == ""
    right["certificate_numbers"] = "600.4/{nomor}/SERT/{tahun}"
    assert client.post("/meja/kantor/ubah/?kantor=63", right).status_code == 302
    assert an_office().address == "Jalan Contoh"
    assert an_office().certificate_numbers == "600.4/{nomor}/SERT/{tahun}"
    person = {"name": "Bapak Contoh (contoh)", "position": "Sekretaris"}
    assert client.post("/meja/kantor/pejabat/baru/?kantor=63", person).status_code == 302
    official = Official.objects.get(name="Bapak Contoh (contoh)")
    path = f"/meja/kantor/pejabat/{official.pk}/"
    assert client.post(path, {**person, "ends_on": "2026-06-30"}).status_code == 302
    official.refresh_from_db()
    assert official.ends_on == date(2026, 6, 30)
    page = client.get("/meja/kantor/").content.decode()
    assert "Data pejabat diubah: Bapak Contoh (contoh), Sekretaris" in page
