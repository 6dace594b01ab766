"""The list of registrations and one of them: who sees whom, what leaves the desk, what is done to one or many."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from binakon.core.models import AuditEvent
from binakon.enrolment.actions import reviews, verdicts
from binakon.enrolment.models import Registration, Training
from binakon.people.models import Reveal, Role
from tests.cast import user
from tests.enrolment.handed_in import actor, applied, papers
from tests.enrolment.pages import as_
from tests.enrolment.people import a_nik, a_training, registered
from tests.enrolment.registration_pages import CANARY, LIST, one, text_of

pytestmark = pytest.mark.database


@pytest.fixture
def training(year: None, db: None) -> Training:
    return a_training(documents=["id_card"])


@pytest.fixture
def two(training: Training) -> tuple[Registration, Registration]:
    """One person of Tabalong, whose officer is in the cast, and a canary of Banjar."""
    own = applied(training, 1, office="63.09", name="Warga Tabalong", phone="6281200000001")
    other = applied(training, 2, office="63.03", name=CANARY, employer="PT Kenari")
    return own, other


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.SECTION_HEAD, 200),
        (Role.STAFF, 200),
        (Role.VERIFIER, 200),
        (Role.HEAD_OF_DIVISION, 200),
        (Role.HEAD_OF_OFFICE, 200),
        (Role.ADMINISTRATOR, 200),
        (Role.REGENCY_OFFICER, 200),
        (Role.TREASURER, 403),
        (Role.PARTNER, 403),
        (Role.INSTRUCTOR, 403),
    ],
)
def test_who_opens_the_list(
    two: tuple[Registration, Registration], role: Role, status: int
) -> None:
    client = as_(role)
    assert client.get(LIST).status_code == status
    assert client.get(f"{LIST}unduh/?bentuk=csv").status_code == status
    of_one = 404 if status == 403 else 200
    assert client.get(one(two[0])).status_code == of_one


def test_a_regencys_officer_learns_of_nobody_else(two: tuple[Registration, Registration]) -> None:
    own, other = two
    client = as_(Role.REGENCY_OFFICER)
    addresses = [
        LIST,
        f"{LIST}?cari=kenari",
        f"{LIST}?wilayah=63.03",
        f"{LIST}?urut=nama",
        f"{LIST}unduh/?bentuk=csv",
        one(own),
    ]
    told = "".join(text_of(client.get(address)) for address in addresses)
    assert [
        word for word in (CANARY, other.code, "PT Kenari", f"{LIST}{other.pk}/") if word in told
    ] == []
    assert "Warga Tabalong" in told
    assert "1 seluruhnya" in text_of(client.get(LIST))
    found = text_of(client.post(f"{LIST}cari/", {"number": a_nik(2)}))
    nobody = text_of(client.post(f"{LIST}cari/", {"number": a_nik(3)}))
    assert shape(found) == shape(nobody)
    assert client.get(one(other)).status_code == 404


def shape(page: str) -> str:
    """A page without tokens and masked numbers: what could still tell two answers apart."""
    return re.sub(r'value="[A-Za-z0-9]{64}"|\d\d•+\d\d', "", page)


def test_an_officer_sees_states_but_no_history_messages_or_files(
    two: tuple[Registration, Registration],
) -> None:
    page = text_of(as_(Role.REGENCY_OFFICER).get(one(two[0])))
    assert [
        word
        for word in ("Riwayat", "Pesan tentang", "Periksa berkasnya", "Buka NIK")
        if word in page
    ] == []
    assert "belum diperiksa" in page


def test_an_officer_does_nothing_to_a_registration(two: tuple[Registration, Registration]) -> None:
    client = as_(Role.REGENCY_OFFICER)
    verbs = ["nik/", "tarik/", "tolak/", "ingatkan/", "lepas/", "antre/"]
    own = [client.post(one(two[0], verb), {"reason": "uji coba"}).status_code for verb in verbs]
    other = [client.post(one(two[1], verb), {"reason": "uji coba"}).status_code for verb in verbs]
    assert (own, other) == ([403] * 6, [404] * 6)
    assert [as_(Role.STAFF).get(one(two[0], verb)).status_code for verb in verbs] == [405] * 6


def test_a_verifier_opens_the_nik_but_decides_on_no_seat(
    two: tuple[Registration, Registration],
) -> None:
    client = as_(Role.VERIFIER)
    assert client.post(one(two[0], "lepas/"), {"reason": "uji coba"}).status_code == 403
    answer = client.post(one(two[0], "nik/"), {"reason": "menelepon peserta"})
    assert a_nik(1) in text_of(answer)
    assert "NIK dibuka: menelepon peserta" in text_of(client.get(one(two[0])))


def test_nobody_is_found_by_a_number_in_the_address(two: tuple[Registration, Registration]) -> None:
    page = text_of(as_(Role.STAFF).get(f"{LIST}?cari={a_nik(1)}"))
    assert "2 seluruhnya" in page
    assert as_(Role.STAFF).get(f"{LIST}cari/").status_code == 405


@pytest.mark.parametrize(
    "typed", [a_nik(1), f"{a_nik(1)[:4]} {a_nik(1)[4:]}", "0812 0000 0001", "+6281200000001"]
)
def test_somebody_is_found_by_nik_or_telephone_and_the_search_is_noted(
    two: tuple[Registration, Registration], typed: str
) -> None:
    answer = as_(Role.STAFF).post(f"{LIST}cari/", {"number": typed})
    page = text_of(answer)
    assert f"{LIST}{two[0].pk}/" in page
    assert f"{LIST}{two[1].pk}/" not in page
    assert (a_nik(1) in page, "6281200000001" in page) == (False, False)
    event = AuditEvent.objects.get(action="registration:search")
    assert "1 ditemukan" in event.sentence
    assert a_nik(1) not in event.sentence + str(event.after)


def test_what_is_no_number_is_not_searched(two: tuple[Registration, Registration]) -> None:
    answers = [as_(Role.STAFF).post(f"{LIST}cari/", {"number": text}) for text in ("abc", "12", "")]
    assert [answer.status_code for answer in answers] == [422] * 3
    assert AuditEvent.objects.filter(action="registration:search").count() == 0


def test_a_file_without_personal_columns_names_nobody(
    two: tuple[Registration, Registration],
) -> None:
    text = text_of(as_(Role.STAFF).get(f"{LIST}unduh/?bentuk=csv"))
    assert [row["Kode"] for row in rows(text)] == [two[1].code, two[0].code]
    assert [word for word in (CANARY, "•", "62812", "@", "1990") if word in text] == []


def test_a_file_with_personal_columns_asks_why_and_masks_the_nik(
    two: tuple[Registration, Registration],
) -> None:
    client = as_(Role.SECTION_HEAD)
    assert client.post(f"{LIST}unduh/", {"bentuk": "csv"}).status_code == 422
    text = text_of(
        client.post(f"{LIST}unduh/", {"bentuk": "csv", "alasan": "daftar hadir hari pertama"})
    )
    first = rows(text)[0]
    assert (first["Nama"], first["NIK"]) == (f"{CANARY} (contoh)", two[1].nik_mask)
    assert Reveal.objects.count() == 0
    event = AuditEvent.objects.get(action="registration:export")
    assert (event.after, event.note) == ({"rows": 2}, "daftar hadir hari pertama")


def test_a_file_with_the_nik_keeps_every_look(two: tuple[Registration, Registration]) -> None:
    data = {"bentuk": "csv", "alasan": "lampiran SK untuk inspektorat", "nik": "1"}
    text = text_of(as_(Role.SECTION_HEAD).post(f"{LIST}unduh/", data))
    assert [row["NIK"].strip("'\t ") for row in rows(text)] == [a_nik(2), a_nik(1)]
    looks = Reveal.objects.order_by("subject_id").values_list("subject_id", "reason", "user")
    kasi = user(Role.SECTION_HEAD).pk
    assert list(looks) == [(each.pk, data["alasan"], kasi) for each in two]


@pytest.mark.parametrize("role", [Role.VERIFIER, Role.HEAD_OF_OFFICE, Role.REGENCY_OFFICER])
def test_personal_files_are_for_whoever_enrols(
    two: tuple[Registration, Registration], role: Role
) -> None:
    data = {"bentuk": "csv", "alasan": "daftar hadir hari pertama", "nik": "1"}
    assert as_(role).post(f"{LIST}unduh/", data).status_code == 403
    assert (
        Reveal.objects.count(),
        AuditEvent.objects.filter(action="registration:export").count(),
    ) == (0, 0)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("wilayah=63.03", [CANARY]),
        ("keadaan=correction", ["Warga Tabalong"]),
        ("keadaan=submitted", [CANARY]),
        ("kursi=accepted", [CANARY, "Warga Tabalong"]),
        ("kursi=none", []),
        ("terlambat=ya", []),
        ("cara=portal&cari=kenari", [CANARY]),
        ("urut=-nama", ["Warga Tabalong", CANARY]),
    ],
)
def test_the_list_is_narrowed_and_ordered(
    two: tuple[Registration, Registration], query: str, found: list[str]
) -> None:
    by = actor(Role.VERIFIER)
    verdicts.judge(papers(two[0])["id_card"], word="correct", reason="cut_off", by=by)
    reviews.close_review(two[0], by=by)
    page = text_of(as_(Role.STAFF).get(f"{LIST}?{query}"))
    names = re.findall(r'<a href="/meja/pendaftaran/\d+/">([^<]*) \(contoh\)</a>', page)
    assert names == found


def test_late_corrections_are_found_by_the_clock(two: tuple[Registration, Registration]) -> None:
    by = actor(Role.VERIFIER)
    verdicts.judge(papers(two[0])["id_card"], word="correct", reason="cut_off", by=by)
    reviews.close_review(two[0], by=by)
    Registration.objects.filter(pk=two[0].pk).update(correction_due_at=two[0].submitted_at)
    client = as_(Role.STAFF)
    assert "Warga Tabalong" in text_of(client.get(f"{LIST}?terlambat=ya"))
    assert "lewat batas perbaikan" in text_of(client.get(one(two[0])))
    assert re.findall(r"terlambat=ya\">(\d+)<", text_of(client.get("/meja/verifikasi/"))) == ["1"]


def questions(client: Client, address: str) -> list[str]:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return [query["sql"] for query in queries.captured_queries]


def asked(client: Client, address: str) -> int:
    return len(questions(client, address))


def test_the_list_counts_without_places_and_asks_once_who_looks(training: Training) -> None:
    applied(training, office="63.03")
    found = questions(as_(Role.STAFF), LIST)
    (count,) = [sql for sql in found if "COUNT(" in sql]
    roles = [sql for sql in found if "people_rolegrant" in sql]
    assert ("enrolment_place" in count, len(roles)) == (False, 1)


def test_the_list_asks_as_much_for_three_people_as_for_one(training: Training) -> None:
    client = as_(Role.STAFF)
    applied(training, office="63.03")
    before = asked(client, LIST)
    for _number in range(2):
        applied(a_training(documents=["id_card"]), office="63.09")
    assert asked(client, LIST) == before


def test_one_registration_asks_as_much_with_three_papers_and_twins_as_with_one(
    year: None, db: None
) -> None:
    client = as_(Role.STAFF)
    small = applied(a_training(documents=["id_card"]), 41)
    registered(a_training(), 41)
    large = applied(a_training(documents=["id_card", "diploma", "photo"]), 42)
    for _number in range(3):
        registered(a_training(), 42)
    assert asked(client, one(large)) == asked(client, one(small))


def test_the_filters_fold_away_until_one_of_them_is_on(
    two: tuple[Registration, Registration],
) -> None:
    client = as_(Role.STAFF)
    folded = "<details><summary>Saring dan urutkan</summary>"
    opened = "<details open><summary>Saring dan urutkan</summary>"
    for path, shown in (
        (LIST, folded),
        (f"{LIST}?cari=warga", folded),
        (f"{LIST}?urut=nama", folded),
        (f"{LIST}?keadaan=submitted", opened),
    ):
        page = text_of(client.get(path))
        assert (folded in page, opened in page) == (shown == folded, shown == opened), path
