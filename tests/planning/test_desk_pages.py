"""The planner's pages: who may open and change them, what a refusal keeps, and that lists cost the same."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from binakon.people.models import Role
from binakon.planning import actions
from binakon.planning.models import Activity, PlanVersion, Realisation, VersionActivity
from binakon.planning.queries.contents import columns_of
from binakon.planning.states import Stage
from tests import cast, factories
from tests.factories import BY
from tests.planning.test_compare import an_activity

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def draft() -> PlanVersion:
    """The published plan with a draft perubahan beside it."""
    factories.load_reference()
    cast.cast_arrives()
    factories.accepted(factories.KALSEL)
    murni = PlanVersion.objects.get(stage="murni")
    return actions.draft_version(
        murni.programme, stage=Stage.PERUBAHAN, dated=date(2026, 9, 15), base=murni, by=BY
    )


def as_(role: Role) -> Client:
    client = Client()
    client.force_login(cast.user(role))
    return client


def pages(version: PlanVersion) -> list[str]:
    home = f"/meja/rencana/versi/{version.pk}/"
    murni = PlanVersion.objects.get(stage="murni")
    return [
        home,
        f"{home}rencana.xlsx",
        f"{home}rencana.pdf",
        f"/meja/rencana/banding/{murni.pk}/{version.pk}/",
        f"/meja/rencana/banding/{murni.pk}/{version.pk}/perbandingan.pdf",
        "/meja/rencana/2026/templat.xlsx?kantor=63",
        "/meja/uang/2026/",
        "/meja/kegiatan/63-2026-bimtek-jalan/",
    ]


def forms(version: PlanVersion) -> list[str]:
    home = f"/meja/rencana/versi/{version.pk}/"
    return [
        f"{home}ubah/",
        f"{home}kegiatan/baru/",
        f"{home}kegiatan/bimtek-jalan/",
        "/meja/rencana/2026/versi-baru/?kantor=63",
        "/meja/rencana/2026/kebutuhan/?kantor=63",
        "/meja/rencana/baru/?kantor=63",
    ]


def test_every_role_of_the_office_reads_and_only_planners_open_a_form(draft: PlanVersion) -> None:
    for role, expected in ((Role.SECTION_HEAD, 200), (Role.STAFF, 200), (Role.TREASURER, 403)):
        client = as_(role)
        assert [client.get(path).status_code for path in pages(draft)] == [200] * 8
        assert {client.get(path).status_code for path in forms(draft)} == {expected}


def test_another_office_finds_none_of_it(draft: PlanVersion) -> None:
    client = as_(Role.REGENCY_OFFICER)
    own = {"/meja/uang/2026/"}
    found = {path: client.get(path).status_code for path in (*pages(draft), *forms(draft))}
    assert {path: code for path, code in found.items() if code != 404} == {}
    assert own <= set(found)


def test_nobody_reads_without_logging_in(draft: PlanVersion) -> None:
    client = Client()
    assert {client.get(path).status_code for path in (*pages(draft), *forms(draft))} == {302}


@pytest.mark.parametrize("deed", ["ajukan", "kembalikan", "sahkan", "buang", "dokumen", "unggah"])
def test_a_deed_is_never_a_get(draft: PlanVersion, deed: str) -> None:
    path = f"/meja/rencana/versi/{draft.pk}/{deed}/"
    assert as_(Role.SECTION_HEAD).get(path).status_code == 405


def test_a_refused_activity_keeps_what_was_typed_and_names_the_field(draft: PlanVersion) -> None:
    path = f"/meja/rencana/versi/{draft.pk}/kegiatan/baru/"
    typed = {
        "title": "BIMTEK Gedung",
        "kind": "bimtek",
        "window": "2026-13",
        "seats": "201",
        "indicator": "trained",
        "cost": "1,5 juta",
    }
    answer = as_(Role.SECTION_HEAD).post(path, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Bulan pada 2026-13 tidak ada" in page
    assert "“1,5 juta” bukan bilangan bulat" in page
    assert 'value="2026-13"' in page
    assert 'value="1,5 juta"' in page
    assert not VersionActivity.objects.filter(title="BIMTEK Gedung").exists()


def test_seats_over_the_target_are_told_at_the_field(draft: PlanVersion) -> None:
    path = f"/meja/rencana/versi/{draft.pk}/kegiatan/baru/"
    typed = {"title": "Besar", "kind": "bimtek", "window": "2026-10", "seats": "201"}
    answer = as_(Role.SECTION_HEAD).post(path, {**typed, "indicator": "trained"})
    assert answer.status_code == 422
    assert "melebihi target" in answer.content.decode()


def test_a_new_activity_gets_its_code_from_its_title(draft: PlanVersion) -> None:
    path = f"/meja/rencana/versi/{draft.pk}/kegiatan/baru/"
    typed = {"title": "BIMTEK Gedung Tinggi", "kind": "bimtek", "window": "2026-10"}
    assert as_(Role.SECTION_HEAD).post(path, typed).status_code == 302
    assert VersionActivity.objects.get(title="BIMTEK Gedung Tinggi").code == "bimtek-gedung-tinggi"
    assert not Activity.objects.filter(code="bimtek-gedung-tinggi").exists()


def test_a_form_that_was_tampered_with_changes_nothing(draft: PlanVersion) -> None:
    path = f"/meja/rencana/versi/{draft.pk}/ubah/"
    answer = as_(Role.SECTION_HEAD).post(path, {"dated": "2026-09-15", "base": "x", "ceiling": "5"})
    draft.refresh_from_db()
    assert (answer.status_code, draft.ceiling) == (422, None)


def test_a_file_that_is_no_workbook_is_told_in_one_sentence_and_not_stored(
    draft: PlanVersion, tmp_path
) -> None:
    file = tmp_path / "rencana.xlsx"
    file.write_bytes(b"bukan buku kerja")
    client = as_(Role.SECTION_HEAD)
    with file.open("rb") as content:
        answer = client.post(f"/meja/rencana/versi/{draft.pk}/unggah/", {"workbook": content})
    page = client.get(answer.headers["Location"]).content.decode()
    assert "bukan buku kerja Excel" in page
    assert "Simpan perubahan ini" not in page


def test_an_accepted_upload_of_an_old_draft_is_a_conflict(draft: PlanVersion, tmp_path) -> None:
    client = as_(Role.SECTION_HEAD)
    file = tmp_path / "rencana.xlsx"
    file.write_bytes(client.get(f"/meja/rencana/versi/{draft.pk}/rencana.xlsx").content)
    with file.open("rb") as content:
        answer = client.post(f"/meja/rencana/versi/{draft.pk}/unggah/", {"workbook": content})
    actions.add_activity(draft, an_activity("baru"), by=BY)
    accepted = client.post(f"{answer.headers['Location']}simpan/")
    assert accepted.status_code == 409
    assert VersionActivity.objects.filter(version=draft, code="baru").exists()


def test_only_the_treasurer_records_and_withdraws(draft: PlanVersion) -> None:
    typed = {
        "sub_activity": "1.03.11.1.01.0011",
        "quarter": "2",
        "amount": "Rp1.500.000",
        "document": "SP2D 1",
        "dated": "2026-05-04",
    }
    assert as_(Role.SECTION_HEAD).post("/meja/uang/2026/", typed).status_code == 403
    assert as_(Role.TREASURER).post("/meja/uang/2026/", typed).status_code == 302
    row = Realisation.objects.get()
    assert row.amount == 1_500_000
    away = f"/meja/uang/realisasi/{row.pk}/tarik/"
    assert as_(Role.SECTION_HEAD).post(away, {"reason": "x"}).status_code == 403
    assert as_(Role.TREASURER).post(away, {"reason": ""}).status_code == 422
    assert as_(Role.TREASURER).post(away, {"reason": "salah"}).status_code == 302
    assert Realisation.objects.count() == 0


def test_the_public_reads_what_moved_and_that_13_were_planned_and_4_came(
    draft: PlanVersion,
) -> None:
    rakor = "/meja/kegiatan/63-2026-rakor-2026/"
    client = as_(Role.SECTION_HEAD)
    moved = {"reschedule-window": "12 Mei 2026", "reschedule-reason": "Menunggu undangan"}
    assert client.post(f"{rakor}reschedule/", moved).status_code == 302
    late = client.post(f"{rakor}hold/", {"hold-offices_came": "14"})
    assert late.status_code == 422
    assert "padahal rencananya melibatkan 13" in late.content.decode()
    held = {"hold-offices_came": "4", "hold-people_came": "9"}
    assert client.post(f"{rakor}hold/", held).status_code == 302
    page = Client().get("/kegiatan/63-2026-rakor-2026/").content.decode()
    assert "13 direncanakan, 4 datang" in page
    assert "semula akhir Maret atau awal April 2026" in page
    assert "Menunggu undangan" in page


def test_a_page_of_a_version_costs_the_same_for_one_activity_as_for_sixty(
    draft: PlanVersion,
) -> None:
    client = as_(Role.SECTION_HEAD)
    path = f"/meja/rencana/versi/{draft.pk}/"
    client.get(path)
    counts = []
    for more in (0, 59):
        VersionActivity.objects.bulk_create(
            VersionActivity(version=draft, **columns_of(an_activity(f"k-{number}")))
            for number in range(more)
        )
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(path).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_planner_begins_a_year_states_its_goal_and_opens_its_murni(draft: PlanVersion) -> None:
    client = as_(Role.SECTION_HEAD)
    answer = client.post("/meja/rencana/baru/?kantor=63", {"year": "2027", "name": "Program"})
    version = PlanVersion.objects.get(programme__year=2027)
    assert answer.headers["Location"] == f"/meja/rencana/versi/{version.pk}/"
    again = client.post("/meja/rencana/baru/?kantor=63", {"year": "2027", "name": "Program"})
    assert "Rencana tahun 2027 sudah ada" in again.content.decode()
    goal = {"people": "400", "label": "ideal", "meaning": "contoh"}
    assert client.post("/meja/rencana/2027/kebutuhan/?kantor=63", goal).status_code == 302
    assert version.programme.goals.get().people == 400
