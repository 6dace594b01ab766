"""The pages of files of people: who may open them, a file's way from upload to the register, and what they never show."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from binakon.people.jobs import imports as jobs
from binakon.people.models import PeopleImport, Role, Worker
from binakon.people.queries.imports import imports_of
from tests import cast, factories
from tests.people.files import HEADINGS, a_person, fresh, nik_of, read, workbook
from tests.portal.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LIST = "/meja/orang/impor/"


@pytest.fixture(autouse=True)
def _office() -> None:
    factories.load_reference()
    cast.cast_arrives()


def as_(role: Role) -> Client:
    client = Client()
    client.force_login(cast.user(role))
    return client


def send(client: Client, content: bytes, name: str = "daftar.xlsx", kind: str = "workers") -> str:
    """Upload a file; where it leads."""
    answer = client.post(
        f"{LIST}baru/", {"kind": kind, "people": SimpleUploadedFile(name, content)}
    )
    assert answer.status_code == 302
    return str(answer.url)


def test_a_csv_of_windows_walks_from_its_upload_to_the_register() -> None:
    staff = as_(Role.STAFF)
    text = f"DAFTAR ANGGOTA;;\r\n\r\nNama Lengkap;NIK/No.KTP;HP/WA\r\nOrang Conté;{nik_of(1)};0812 3456 7890\r\n"
    columns = send(staff, text.encode("cp1252"), "anggota.csv")
    page = Page(staff.get(columns))
    assert "Lembar CSV, data dibaca mulai baris 4." in page.text
    chosen = {"sheet": "CSV", "column_0": "name", "column_1": "nik", "column_2": "phone"}
    detail = staff.post(columns, chosen).url
    assert "Menunggu dibaca." in Page(staff.get(detail)).text
    jobs.read_imports()
    assert "1 baris siap masuk, tanpa masalah." in Page(staff.get(detail)).text
    assert staff.post(f"{detail}masukkan/", {"known": "keep"}).status_code == 302
    assert "1 baris sedang dimasukkan." in Page(staff.get(detail)).text
    jobs.apply_imports()
    assert "1 baru dan 0 yang sudah dikenal, masuk" in Page(staff.get(detail)).text
    assert Worker.objects.get().name == "Orang Conté"
    assert staff.post(f"{detail}masukkan/", {"known": "keep"}).status_code == 409


def test_columns_without_name_and_nik_are_refused_with_both_reasons() -> None:
    staff = as_(Role.STAFF)
    columns = send(staff, workbook([HEADINGS, a_person(1)]))
    answer = staff.post(columns, {"sheet": "Data", "column_3": "phone", "column_4": "phone"})
    text = Page(answer).text
    assert answer.status_code == 422
    assert "Pilih kolom yang berisi nama." in text
    assert "Pilih kolom yang berisi NIK, atau kolom alasan tanpa NIK." in text
    assert "Satu isian hanya dari satu kolom: pilih kolom mana yang dipakai." in text


def test_another_sheet_is_chosen_by_name() -> None:
    staff = as_(Role.STAFF)
    more = [("Lama", [("Nama", "NIK"), ("Orang Lama", nik_of(2))])]
    columns = send(staff, workbook([HEADINGS, a_person(1)], more=more))
    assert "Lembar Data, data" in Page(staff.get(columns)).text
    assert (
        "Lembar Lama, data dibaca mulai baris 2." in Page(staff.get(f"{columns}?lembar=Lama")).text
    )
    staff.post(columns, {"sheet": "Lama", "column_0": "name", "column_1": "nik"})
    jobs.read_imports()
    row = PeopleImport.objects.get()
    assert (row.sheet, row.rows, row.problem_count) == ("Lama", 1, 0)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Berkas yang dikirim ternyata kosong."),
        (b"PK\x03\x04rusak", "Ini bukan berkas Excel (.xlsx) atau csv yang dapat dibaca. Simpan ulang sebagai .xlsx, lalu unggah lagi."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1lama", "Ini berkas Excel lama (.xls). Simpan sebagai .xlsx, lalu unggah lagi."),
        (b"%PDF-1.4\x00\x01", "Ini bukan berkas Excel (.xlsx) atau csv yang dapat dibaca. Simpan ulang sebagai .xlsx, lalu unggah lagi."),
        (b"1;2;3\r\n", "Berkas ini tidak punya judul kolom. Tulis judul di atas datanya, misalnya Nama dan NIK."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_reason_and_kept_nowhere(
    content: bytes, sentence: str
) -> None:
    file = SimpleUploadedFile("x.xlsx", content)
    answer = as_(Role.STAFF).post(f"{LIST}baru/", {"kind": "workers", "people": file})
    assert (answer.status_code, PeopleImport.objects.count()) == (422, 0)
    if content:
        assert sentence in Page(answer).text


def test_problems_are_paged_and_downloaded_and_no_page_shows_a_nik() -> None:
    staff = as_(Role.STAFF)
    row = read(workbook([HEADINGS, *[a_person(n, office="Atlantis") for n in range(1, 41)]]))
    detail = f"{LIST}{row.pk}/"
    first, second = Page(staff.get(detail)), Page(staff.get(f"{detail}?lihat=masalah&halaman=2"))
    assert "40 dari 40 baris bermasalah, jadi belum bisa masuk." in first.text
    assert [row[0] for row in first.rows[1:2]] + [row[0] for row in second.rows[-1:]] == [
        "Data!E2", "Data!E41"
    ]  # fmt: skip
    answer = staff.get(f"{detail}masalah/")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert (len(rows), rows[1][:2]) == (41, ["Data!E2", "Kabupaten/kota"])
    assert answer["Cache-Control"] == "no-store, private"
    bodies = [first.body, second.body, repr(rows)]
    assert [number for number in range(1, 41) if any(nik_of(number) in body for body in bodies)] == []  # fmt: skip
    assert staff.post(f"{detail}masukkan/", {"known": "keep"}).status_code == 422
    assert staff.post(f"{detail}buang/").url == LIST
    assert "Berkas ini dibuang. Tidak ada data yang berubah." in Page(staff.get(detail)).text


def test_the_desk_sees_what_differs_before_it_chooses() -> None:
    staff = as_(Role.STAFF)
    row = read(workbook([HEADINGS, a_person(1)]))
    staff.post(f"{LIST}{row.pk}/masukkan/", {"known": "keep"})
    jobs.apply_imports()
    row = read(workbook([HEADINGS, a_person(1, phone="0811 1111 1111", office="Kab. Tapin")]))
    page = Page(staff.get(f"{LIST}{row.pk}/"))
    assert [cells[-3:] for cells in page.rows[1:]] == [
        ("Nomor HP", "+6281234560001", "+6281111111111"),
        ("Kabupaten/kota", "Kota Banjarbaru", "Kabupaten Tapin"),
    ]
    assert staff.post(f"{LIST}{row.pk}/masukkan/", {}).status_code == 422
    staff.post(f"{LIST}{row.pk}/masukkan/", {"known": "replace"})
    jobs.apply_imports()
    assert Worker.objects.get().phone == "6281111111111"


@pytest.mark.parametrize("kind", ["workers", "held"])
def test_the_template_is_read_back_with_every_column_in_its_place(kind: str) -> None:
    staff = as_(Role.STAFF)
    answer = staff.get(f"{LIST}templat/{kind}/")
    columns = send(staff, answer.content, "templat.xlsx", kind)
    assert Page(staff.get(columns)).body.count('<option value="" selected>') == 0
    assert staff.get(f"{LIST}templat/lain/").status_code == 404


def test_only_who_decides_on_people_of_the_office_brings_files_in() -> None:
    row = read(workbook([HEADINGS, a_person(1)]))
    paths = [LIST, f"{LIST}baru/", f"{LIST}templat/held/"]
    own = [f"{LIST}{row.pk}/", f"{LIST}{row.pk}/kolom/", f"{LIST}{row.pk}/masalah/"]
    head = as_(Role.SECTION_HEAD)
    assert {head.get(path).status_code for path in [*paths, *own]} == {200}
    for role in (Role.VERIFIER, Role.REGENCY_OFFICER):
        client = as_(role)
        assert {client.get(path).status_code for path in paths} == {403}
        assert {client.get(path).status_code for path in own} == {404}
        assert client.post(f"{own[0]}masukkan/", {"known": "keep"}).status_code == 404
        assert client.post(f"{own[0]}buang/").status_code == 404
    assert fresh(row).state == "read"
    assert as_(Role.STAFF).get(f"{own[0]}masukkan/").status_code == 405


def test_a_list_asks_as_many_questions_for_three_files_as_for_one(
    django_assert_num_queries: object,
) -> None:
    office = factories.an_office()
    read(workbook([HEADINGS, a_person(1)]))
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len([str(row.uploaded_by) for row in imports_of(office, "1")]) == 1
    read(workbook([HEADINGS, a_person(2)]))
    read(workbook([HEADINGS, a_person(3)]))
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len([str(row.uploaded_by) for row in imports_of(office, "1")]) == 3
