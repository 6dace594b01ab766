"""Files of people from upload to the register: read, judged by cell, all of it or nothing, nothing overwritten unasked."""

from datetime import date

import pytest

from binakon.core import files
from binakon.core.models import AuditEvent
from binakon.core.problems import Blocked, IllegalMove, StaleState
from binakon.people.actions.imports import (
    accept_import,
    choose_columns,
    discard_import,
    purge_imports,
)
from binakon.people.actions.searches import ask_due_search
from binakon.people.actions.workers import find_or_add_worker
from binakon.people.jobs import imports as jobs
from binakon.people.models import (
    ColumnMapping,
    EducationRecord,
    Employment,
    HeldCertificate,
    Membership,
    PeopleImport,
    StagedRow,
    Worker,
)
from binakon.people.queries.imports import all_found, columns_page, import_page
from binakon.people.rules.sealed import open_nik
from tests import cast, factories
from tests.factories import BY
from tests.people.files import (
    HEADINGS,
    a_person,
    fresh,
    nik_of,
    read,
    to_be_read,
    uploaded,
    workbook,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def _office() -> None:
    factories.load_reference()
    cast.cast_arrives()


def accepted(row: PeopleImport, *, overwrites: bool = False) -> PeopleImport:
    accept_import(row, overwrites=overwrites, by=BY)
    jobs.apply_imports()
    return fresh(row)


def found(row: PeopleImport) -> list[tuple[str, str]]:
    return [(cell, sentence) for cell, _field, sentence in all_found(row)]


def counts(row: PeopleImport) -> tuple[int, int, int, int, int]:
    page = import_page(row, "", "1")
    return page.new, page.same, page.fills, page.differs, page.faulty


def test_a_file_with_messy_headings_becomes_people_whose_nik_is_sealed() -> None:
    headings = (*HEADINGS, "L/P", "Pendidikan Terakhir", "Nama Perusahaan", "Asosiasi", "No. KTA")
    more = ("L", "S1 Teknik Sipil", "CV Contoh Karya", "HPJI", "KTA-1")
    row = read(
        workbook([["DAFTAR TENAGA KERJA"], [], headings, [*a_person(1), *more]], merges=["A1:J1"])
    )
    assert (row.state, row.rows, row.problem_count, counts(row)) == ("read", 1, 0, (1, 0, 0, 0, 0))
    done = accepted(row)
    assert (done.state, done.added, done.known) == ("applied", 1, 0)
    worker = Worker.objects.get()
    assert (worker.name, worker.born_on, worker.phone, worker.sex) == (
        "Orang Contoh B", date(1990, 5, 12), "6281234560001", "male",
    )  # fmt: skip
    assert worker.office is not None
    assert (worker.office.code, open_nik(worker.nik_sealed, worker.key)) == ("63.72", nik_of(1))
    education = EducationRecord.objects.get()
    assert (education.diploma, education.study_programme) == ("s1", "Teknik Sipil")
    assert Employment.objects.get().employer == "CV Contoh Karya"
    assert (Membership.objects.get().number, Membership.objects.get().state) == ("KTA-1", "stated")


def test_after_it_went_in_neither_the_file_nor_a_copy_of_its_rows_is_left() -> None:
    row = read(workbook([HEADINGS, a_person(1)]))
    assert files.path_of(row.file).exists()
    done = accepted(row)
    assert StagedRow.objects.count() == 0
    with pytest.raises(files.Gone):
        files.read(done.file)
    told = AuditEvent.objects.filter(subject_type="people.peopleimport").order_by("id")
    assert [event.action for event in told] == [
        "start",
        "read",
        "finish_reading",
        "apply",
        "finish",
    ]
    assert told.last().sentence.endswith("masuk: 1 baru, 0 sudah dikenal")  # type: ignore[union-attr]
    # Whoever came with it is compared with everybody by the next search.
    assert ask_due_search(by=BY) is not None


def test_every_fault_is_told_by_its_cell_and_nothing_goes_in() -> None:
    row = read(
        workbook(
            [
                HEADINGS,
                a_person(1, nik=6305011205900001),
                a_person(2, nik="6.30501120590000E+15"),
                a_person(3, nik=nik_of(3), born="31 Februari 1990"),
                a_person(4, nik="63050112059", office="Atlantis"),
                a_person(5, nik=nik_of(3)),
                a_person(6, nik=""),
            ]
        )
    )
    assert found(row) == [
        ("Data!B2", "NIK ini diketik sebagai angka, dan Excel hanya menyimpan 15 angka pertama. Ketik NIK sebagai teks: beri tanda ' di depan, atau pakai templat."),
        ("Data!B3", "Excel sudah memendekkan NIK ini menjadi …E+…, jadi angkanya hilang. Ketik ulang NIK sebagai teks dari KTP."),
        ("Data!C4", "“31 februari 1990” tidak ada di kalender. Tulis hari, bulan, lalu tahun, seperti 27-1-1990."),
        ("Data!B5", "NIK berisi 16 angka; yang Anda tulis 11. Lihat lagi KTP-nya."),
        ("Data!E5", "“Atlantis” bukan kabupaten atau kota yang dikenali. Tulis namanya, seperti Kabupaten Banjar, atau kodenya, seperti 63.03."),
        ("Data!B6", "NIK ini sudah ada di B4. Hapus salah satu barisnya."),
        ("Data!B7", "NIK belum diisi. Tulis 16 angka di KTP, atau isi kolom alasan tanpa NIK."),
    ]  # fmt: skip
    assert (row.problem_count, counts(row)) == (7, (0, 0, 0, 0, 6))
    with pytest.raises(Blocked):
        accept_import(row, overwrites=False, by=BY)
    assert Worker.objects.count() == 0


def test_what_looks_unusual_in_a_nik_is_shown_and_does_not_stop_the_file() -> None:
    row = read(workbook([HEADINGS, a_person(1, nik=nik_of(1, day=13))]))
    assert found(row) == [("Data!B2", "Tanggal lahir pada NIK berbeda dari yang diisi.")]
    assert accepted(row).added == 1


def known(**fields: object) -> Worker:
    worker = find_or_add_worker(nik_of(1), name="Ir. Orang Contoh B, S.T.", by=BY, is_invented=True)
    Worker.objects.filter(pk=worker.pk).update(**fields)
    return worker


def stands(worker: Worker) -> tuple[str, date | None, str]:
    row = Worker.objects.get(pk=worker.pk)
    return row.name, row.born_on, row.phone


def test_a_file_fills_what_is_empty_of_a_known_person_and_leaves_what_differs() -> None:
    worker = known(phone="628111111111")
    row = read(workbook([HEADINGS, a_person(1)]))
    assert counts(row) == (0, 0, 0, 1, 0)
    done = accepted(row)
    assert (done.added, done.known, Worker.objects.count()) == (0, 1, 1)
    assert stands(worker) == ("Ir. Orang Contoh B, S.T.", date(1990, 5, 12), "628111111111")


def test_what_differs_is_replaced_only_when_the_desk_says_so_and_history_keeps_it_masked() -> None:
    worker = known(phone="628111111111")
    accepted(read(workbook([HEADINGS, a_person(1)])), overwrites=True)
    assert stands(worker) == ("Ir. Orang Contoh B, S.T.", date(1990, 5, 12), "6281234560001")
    event = AuditEvent.objects.get(action="worker:import")
    assert (event.before["phone"], event.after["phone"]) == ("62811••••111", "62812•••••001")


def test_the_same_file_again_changes_nothing() -> None:
    accepted(read(workbook([HEADINGS, a_person(1), a_person(2)])))
    before = list(Worker.objects.order_by("pk").values())
    row = read(workbook([HEADINGS, a_person(1), a_person(2)]))
    assert counts(row) == (0, 2, 0, 0, 0)
    assert (accepted(row).known, list(Worker.objects.order_by("pk").values())) == (2, before)


def test_somebody_without_a_nik_comes_with_a_reason_and_is_known_again_by_name_and_birth() -> None:
    headings = (*HEADINGS, "Alasan tanpa NIK")
    rows = [headings, [*a_person(1, nik=""), "KTP hilang, surat kelurahan"]]
    accepted(read(workbook(rows)))
    worker = Worker.objects.get()
    assert (worker.no_nik_reason, worker.nik_mask) == ("KTP hilang, surat kelurahan", "")
    assert counts(read(workbook(rows))) == (0, 1, 0, 0, 0)


HELD = ("NIK", "Nama", "Tgl Lahir", "Jabatan Kerja", "Jenjang/KKNI", "No. Blanko", "No. Reg LPJK", "Tgl Terbit", "Berlaku s/d")  # fmt: skip


def an_skk(number: int, **cells: object) -> list[object]:
    row = {
        "nik": nik_of(1), "name": "", "born": "", "occupation": "Ahli Muda Teknik Jalan", "level": "VII",
        "blank": f"B-{number}", "lpjk": f"1.2.{number}", "issued": date(2024, 2, 14), "expires": "13 Februari 2029", **cells,
    }  # fmt: skip
    return list(row.values())


def test_skk_find_their_people_by_nik_or_by_name_and_birth() -> None:
    worker = known(born_on=date(1990, 5, 12))
    rows = [
        HELD,
        an_skk(1),
        an_skk(2, nik="", name="ORANG CONTOH B", born="12-05-1990", occupation="Ahli Muda K3"),
    ]
    row = read(workbook(rows), "held")
    assert (found(row), counts(row)) == ([], (2, 0, 0, 0, 0))
    accepted(row)
    one, two = HeldCertificate.objects.order_by("blank_number")
    assert (one.worker_id, two.worker_id, one.level, one.expires_on) == (
        worker.pk, worker.pk, 7, date(2029, 2, 13)
    )  # fmt: skip
    assert counts(read(workbook(rows), "held")) == (0, 2, 0, 0, 0)


def test_a_number_belongs_to_one_skk_of_one_person() -> None:
    known()
    other = find_or_add_worker(nik_of(2), name="Orang Lain", by=BY, is_invented=True)
    HeldCertificate.objects.create(
        worker=other, occupation="Ahli Muda Teknik Jalan", blank_number="B-1"
    )
    row = read(workbook([HELD, an_skk(1), an_skk(2), an_skk(3, blank="b-2"), an_skk(4, nik=nik_of(9))]), "held")  # fmt: skip
    assert found(row) == [
        ("Data!F2", "Nomor ini sudah tercatat pada orang lain. Cocokkan dengan sertifikatnya, lalu betulkan nomor atau orangnya."),
        ("Data!F4", "Nomor ini sudah ada di F3. Satu nomor hanya untuk satu SKK; betulkan salah satunya."),
        ("Data!A5", "Orang dengan NIK ini belum tercatat. Masukkan dulu berkas tenaga kerja yang memuatnya."),
    ]  # fmt: skip


def test_what_an_office_says_of_its_headings_is_offered_the_next_time() -> None:
    row = uploaded(
        workbook([("Nama", "NIK", "Kode X"), ("Orang Contoh", nik_of(1), "0812 3456 7890")])
    )
    from_words = [line.field for line in columns_page(row, "").lines]
    assert from_words == ["name", "nik", ""]
    chosen = {0: "name", 1: "nik", 2: "phone"}
    choose_columns(row, sheet="Data", chosen=chosen, by=BY)
    assert dict(ColumnMapping.objects.values_list("heading", "field")) == {
        "nama": "name", "nik": "nik", "kode x": "phone"
    }  # fmt: skip
    again = columns_page(uploaded(workbook([("NIK", "KODE X", "Nama"), ("1", "2", "3")])), "")
    assert [(line.field, line.is_remembered) for line in again.lines] == [
        ("nik", True), ("phone", True), ("name", True)
    ]  # fmt: skip


def test_a_file_goes_in_once_and_is_thrown_away_once() -> None:
    row = read(workbook([HEADINGS, a_person(1)]))
    late = fresh(row)
    accept_import(row, overwrites=False, by=BY)
    with pytest.raises(StaleState):
        accept_import(late, overwrites=False, by=BY)
    with pytest.raises(IllegalMove):
        discard_import(row, by=BY)
    assert (jobs.apply_imports(), jobs.apply_imports(), Worker.objects.count()) == (1, 0, 1)


def test_when_the_register_changes_under_an_accepted_file_nothing_of_it_stands() -> None:
    known()
    row = read(workbook([HELD, an_skk(1), an_skk(2)]), "held")
    accept_import(row, overwrites=False, by=BY)
    other = find_or_add_worker(nik_of(2), name="Orang Lain", by=BY, is_invented=True)
    HeldCertificate.objects.create(worker=other, occupation="Ahli", lpjk_number="1.2.2")
    assert jobs.apply_imports() == 0
    row = fresh(row)
    assert (row.state, HeldCertificate.objects.count()) == ("uploaded", 1)
    assert (
        row.last_error
        == "Data di registri berubah sejak berkas ini dibaca. Baca ulang, lalu periksa lagi."
    )


def test_what_nobody_decides_on_for_a_month_is_thrown_away() -> None:
    row = read(workbook([HEADINGS, a_person(1)]))
    PeopleImport.objects.update(uploaded_at=row.uploaded_at.replace(year=row.uploaded_at.year - 1))
    assert (purge_imports(by=BY), fresh(row).state, StagedRow.objects.count()) == (
        1,
        "discarded",
        0,
    )


def test_no_nik_stands_in_any_column_while_a_file_waits() -> None:
    row = to_be_read(workbook([HEADINGS, a_person(1), a_person(2, nik="63050112059")]))
    jobs.read_imports()
    staged = list(
        StagedRow.objects.order_by("number").values_list("sealed", "problems", "nik_index")
    )
    whole = repr([(bytes(sealed), problems, index) for sealed, problems, index in staged])
    whole += repr(list(PeopleImport.objects.values())) + repr(list(AuditEvent.objects.values()))
    assert [text for text in (nik_of(1), "63050112059") if text in whole] == []
    assert files.path_of(row.file).read_bytes().find(nik_of(1).encode()) == -1


def test_a_file_without_headings_leaves_no_nik_where_headings_stand() -> None:
    row = uploaded(workbook([("Orang Contoh", f"NIK {nik_of(1)}", "x")]))
    assert row.headings[0]["headings"] == ["Orang Contoh", "NIK …", "x"]


def test_a_sheet_that_is_named_after_a_nik_is_found_again_under_its_blotted_name() -> None:
    row = read(workbook([HEADINGS, a_person(1)], name=f"Data {nik_of(1)}"))
    assert (row.sheet, row.state, row.rows) == ("Data …", "read", 1)


def test_two_sheets_that_only_a_nik_tells_apart_are_given_back_with_the_reason() -> None:
    more = [(f"Data {nik_of(2)}", [HEADINGS, a_person(2)])]
    row = read(workbook([HEADINGS, a_person(1)], name=f"Data {nik_of(1)}", more=more))
    assert (row.state, row.last_error) == (
        "uploaded",
        "Beberapa lembar hanya berbeda NIK di namanya. Beri nama lembar tanpa NIK, lalu unggah lagi.",
    )


def test_a_file_that_meets_a_fault_of_ours_is_given_back_and_not_tried_for_ever() -> None:
    broken_off = "Sistem gagal mengolah berkas ini, dan tidak ada yang dimasukkan. Hubungi admin."
    row = to_be_read(workbook([HEADINGS, a_person(1)]))
    PeopleImport.objects.filter(pk=row.pk).update(headings=[])
    assert jobs.read_imports() == 0
    assert (fresh(row).state, fresh(row).last_error) == ("uploaded", broken_off)
    row = read(workbook([HEADINGS, a_person(1)]))
    accept_import(row, overwrites=False, by=BY)
    StagedRow.objects.filter(source=row).update(sealed=b"broken")
    assert jobs.apply_imports() == 0
    assert (fresh(row).state, fresh(row).last_error) == ("uploaded", broken_off)
