"""The register as a list: who reads whom, what finds whom, and what its files hold."""

import csv
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from binakon.core.calendar import today
from binakon.core.models import AuditEvent
from binakon.people.actions.merges import merge
from binakon.people.models import Membership, Organisation, Reveal, Role
from binakon.people.queries.registry import people_for
from tests import cast
from tests.factories import BY
from tests.people.register import BANJAR, TABALONG, a_nik_of, a_person, an_skk
from tests.portal.pages import Page

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.usefixtures("register_reference"),
]
LIST = "/meja/orang/"
PERSON = re.compile(r"/meja/orang/[0-9a-f-]{36}/")
WHY = "daftar telepon rapat asosiasi"


def as_(role: Role) -> Client:
    client = Client()
    client.force_login(cast.user(role))
    return client


def names(client: Client, asked: str = "") -> list[str]:
    page = Page(client.get(f"{LIST}{asked}"))
    assert page.status == 200
    return [link.text for link in page.links if PERSON.fullmatch(link.href)]


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        (Role.SECTION_HEAD, ["Banjar", "Tabalong", "Tak tentu"]),
        (Role.STAFF, ["Banjar", "Tabalong", "Tak tentu"]),
        (Role.VERIFIER, ["Banjar", "Tabalong", "Tak tentu"]),
        (Role.HEAD_OF_OFFICE, ["Banjar", "Tabalong", "Tak tentu"]),
        (Role.ADMINISTRATOR, ["Banjar", "Tabalong", "Tak tentu"]),
        (Role.REGENCY_OFFICER, ["Tabalong"]),
        (Role.TREASURER, []),
        (Role.PARTNER, []),
        (Role.INSTRUCTOR, []),
    ],
)
def test_a_regency_reads_its_own_people_and_others_none(role: Role, reads: list[str]) -> None:
    for number, (name, office) in enumerate(
        [("Tabalong", TABALONG), ("Banjar", BANJAR), ("Tak tentu", "")], 1
    ):
        a_person(number, name=name, office=office)
    assert sorted(people_for(cast.viewer(role)).values_list("name", flat=True)) == reads
    client = as_(role)
    if not reads:
        assert client.get(LIST).status_code == 403
        return
    assert names(client) == reads
    for person in people_for(cast.viewer(Role.ADMINISTRATOR)):
        status = client.get(f"{LIST}{person.key}/").status_code
        assert (person.name, status) == (person.name, 200 if person.name in reads else 404)


def test_an_officer_of_a_regency_writes_nothing() -> None:
    person = a_person()
    client = as_(Role.REGENCY_OFFICER)
    page = f"{LIST}{person.key}/"
    asked = [f"{LIST}baru/", f"{page}ubah/", f"{page}skk/baru/", f"{page}pkb/baru/"]
    assert [client.get(path).status_code for path in asked] == [403] * 4
    assert client.post(f"{page}nik/", {"reason": "ingin melihatnya"}).status_code == 403
    assert client.post(f"{LIST}unduh/", {"alasan": WHY}).status_code == 403
    assert client.post(f"{LIST}masa-berlaku/massal/", {}).status_code == 403
    shown = client.get(page).content.decode()
    assert ("Ubah data diri" in shown, "Buka NIK" in shown) == (False, False)


def test_filters_find_by_skk_card_home_and_nik() -> None:
    ends = today() + timedelta(days=400)
    road, bridge, foreign = (
        a_person(1),
        a_person(2, office=BANJAR),
        a_person(3, nik="", no_nik_reason="warga negara asing", office=""),
    )
    an_skk(road, expires_on=ends)
    an_skk(bridge, occupation="Ahli Madya Teknik Jembatan", level=8, expires_on=today() - timedelta(days=1), issued_on=None)  # fmt: skip
    hpji = Organisation.objects.get(short_name="HPJI")
    Membership.objects.create(worker=bridge, association=hpji, number="12", state="active")
    staff = as_(Role.STAFF)
    found = {
        asked: names(staff, asked)
        for asked in (
            "?skk=ya", "?skk=tidak", "?jenjang=8", "?jabatan=Ahli+Muda+Teknik+Jalan", "?kta=ya", "?kta=tidak",
            f"?kta={hpji.pk}", f"?wilayah={bridge.office_id}", "?wilayah=luar", "?punya_nik=tidak", "?cari=nomor+2",
            "?dilatih=tidak", "?dilatih=ya", "?difasilitasi=ya",
        )
    }  # fmt: skip
    one, two, three = road.name, bridge.name, foreign.name
    assert list(found.values()) == [
        [one], [two, three], [two], [one], [two], [one, three], [two], [two], [three], [three], [two],
        [one, two, three], [], [],
    ]  # fmt: skip


def test_what_a_merged_row_holds_is_its_persons() -> None:
    kept, other = a_person(1), a_person(2)
    an_skk(other)
    merge(kept, other, reason="orang yang sama", by=BY)
    staff = as_(Role.STAFF)
    assert names(staff, "?jenjang=7") == [kept.name]
    page = Page(staff.get(LIST))
    assert "Ahli Muda Teknik Jalan (7)" in page.text
    assert staff.get(f"{LIST}{other.key}/").url == f"{LIST}{kept.key}/"


def test_a_number_is_looked_up_in_a_form_and_noted_without_it() -> None:
    person = a_person(7)
    an_skk(person, certificate_number="71102.2166.7.0001234.2022")
    staff = as_(Role.STAFF)
    for typed in (a_nik_of(7), "0812 0000 007", "+62 812-0000-007", "71102.2166.7.0001234.2022"):
        page = Page(staff.post(f"{LIST}cari/", {"number": typed}))
        assert (typed, person.name in page.text) == (typed, True)
        assert a_nik_of(7) not in page.text
    assert (
        "Tidak ada di antara orang"
        in Page(as_(Role.REGENCY_OFFICER).post(f"{LIST}cari/", {"number": a_nik_of(8)})).text
    )
    told = list(
        AuditEvent.objects.filter(action="worker:search").values_list("sentence", flat=True)
    )
    assert len(told) == 5
    assert [line for line in told if a_nik_of(7) in line or "8120000007" in line] == []


def test_an_officer_finds_nobody_of_another_regency_by_nik() -> None:
    person = a_person(7, office=BANJAR)
    page = Page(as_(Role.REGENCY_OFFICER).post(f"{LIST}cari/", {"number": a_nik_of(7)}))
    assert person.name not in page.text


@pytest.mark.parametrize("typed", ["", "abc", "6309990000"])
def test_what_is_no_number_is_refused_or_finds_nobody(typed: str) -> None:
    answer = as_(Role.STAFF).post(f"{LIST}cari/", {"number": typed})
    assert answer.status_code == (200 if any(sign.isdigit() for sign in typed) else 422)


def test_a_nik_in_an_address_is_not_searched_for() -> None:
    a_person(7)
    page = Page(as_(Role.STAFF).get(f"{LIST}?cari={a_nik_of(7)}"))
    assert "tidak dicari di sini" in page.text


def rows_of(answer: object) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.reader(StringIO(text)))


def test_a_file_is_without_names_unless_a_reason_is_given_and_the_nik_stays_masked() -> None:
    person = a_person(7)
    an_skk(person)
    staff = as_(Role.STAFF)
    plain = rows_of(staff.get(f"{LIST}unduh/?bentuk=csv"))
    assert ("Nama" in plain[0], "NIK" in plain[0]) == (False, False)
    full = rows_of(staff.post(f"{LIST}unduh/", {"bentuk": "csv", "alasan": WHY}))
    told = dict(zip(full[0], full[1], strict=True))
    assert (told["Nama"], told["NIK"]) == (person.name, person.nik_mask)
    assert Reveal.objects.count() == 0
    line = AuditEvent.objects.get(action="worker:export")
    assert (line.note, line.after) == (WHY, {"rows": 1})


def test_a_file_with_the_nik_keeps_every_look() -> None:
    person = a_person(7)
    a_person(8, nik="", no_nik_reason="warga negara asing")
    asked = {"bentuk": "csv", "alasan": WHY, "nik": "1"}
    full = rows_of(as_(Role.STAFF).post(f"{LIST}unduh/", asked))
    column = full[0].index("NIK")
    assert [row[column] for row in full[1:]] == [f"'{a_nik_of(7)}", ""]
    assert list(Reveal.objects.values_list("worker", "reason")) == [(person.pk, WHY)]


def test_a_page_asks_the_same_few_questions_however_many_rows_it_has() -> None:
    staff = as_(Role.STAFF)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert staff.get(LIST).status_code == 200
        return len(queries)

    for number in (1, 2):
        an_skk(a_person(number))
    few = asked()
    for number in range(3, 20):
        an_skk(a_person(number))
    assert asked() == few
