"""Results of an LSP: its many spellings, whose row it is, what would follow, and taken once or not at all."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from binakon.certification.actions import results
from binakon.certification.jobs.results import purge_result_files
from binakon.certification.models import Assessment, Batch, Case, ResultFile
from binakon.certification.queries.results import people_of, preview_of
from binakon.certification.rules.results import Known, Outlook, Told, judge, outcome_of
from binakon.certification.sheets.result_read import ResultBook, read_results
from binakon.core import files
from binakon.core.clock import now
from binakon.core.problems import Blocked, IllegalMove, StaleState
from binakon.people.models import Role, Worker
from binakon.people.rules.sealed import open_nik
from tests.cast import user, viewer
from tests.certification.batches import a_workbook, scheduled, sent
from tests.certification.bodies import an_lsp
from tests.certification.walk import TODAY, a_case_in, numbers
from tests.factories import BY, sentences

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year", "rules")]
YESTERDAY = TODAY - timedelta(days=1)
NUMBERS = ["B-1", "S-1", "N-1", "L-1"]
NUMBER_HEADS = ["No Blanko", "Nomor SKK", "No. Reg BNSP", "No. Reg. LPJK"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        *((word, "competent") for word in ("K", "k.", "KOMPETEN", " Kompeten ", "Lulus", "K (Kompeten)", "Rekomendasi: Kompeten")),
        *((word, "not_competent") for word in ("BK", "B.K.", "Belum Kompeten", "belum  kompeten", "Tidak Kompeten", "BK (belum kompeten)", "NYC")),
        *((word, "absent") for word in ("TH", "T.H.", "Tidak Hadir", "tdk hadir", "Absen", "mangkir")),
        ("mungkin", None),
        ("", None),
    ],
)  # fmt: skip
def test_an_outcome_is_known_in_its_many_spellings(text: str, told: str | None) -> None:
    assert outcome_of(text) == told


def read(batch: Batch, content: bytes) -> ResultBook:
    return read_results(content, people_of(batch))


def cells(book: ResultBook) -> list[tuple[str, str]]:
    return [(str(problem.line), problem.code) for problem in book.problems]


def test_a_file_in_the_words_of_an_lsp_is_read_whatever_its_layout() -> None:
    batch = scheduled(3)
    by_izin, by_nik, by_name = people_of(batch)
    worker = Case.objects.get(pk=by_nik.pk).worker
    Case.objects.filter(pk=by_name.pk).update(application_number="")
    Worker.objects.filter(pk=Case.objects.get(pk=by_name.pk).worker_id).update(
        name="Ir. H. Muhammad Syahrani, S.T."
    )
    book = read(
        batch,
        a_workbook(
            ["No", "ID Izin", "NIK KTP", "Nama Asesi", "Tgl Asesmen", "K/BK", "Catatan Asesor"],
            [1, by_izin.application.replace("-", " ").lower(), "", "", TODAY, "K", ""],
            [2, "", nik_of(worker), "", f"{TODAY:%d-%m-%Y}", "Belum Kompeten", "ulang teori"],
            [3, "", "", "Moh. Syahrani", "", "Tidak hadir", ""],
            before=["REKAP HASIL UJI KOMPETENSI", "LSP Banua (contoh)"],
        ),
    )
    assert cells(book) == []
    found = {row.person.pk: (row.told.outcome, row.told.tested_on) for row in book.rows}
    assert found == {
        by_izin.pk: ("competent", TODAY),
        by_nik.pk: ("not_competent", TODAY),
        by_name.pk: ("absent", None),
    }


def nik_of(worker: Worker) -> str:
    return open_nik(worker.nik_sealed, worker.key)


def test_our_own_list_comes_back_with_the_mark_of_invented_people() -> None:
    batch = scheduled(2)
    by_izin, by_name = people_of(batch)
    rows = [
        [by_izin.application, f"{by_izin.name} (contoh)", "K"],
        ["", f"{by_name.name} (contoh)", "K"],
    ]
    if by_izin.name == by_name.name:
        rows.pop()
    book = read(batch, a_workbook(["ID-Izin", "Nama", "Hasil"], *rows))
    assert cells(book) == []


def test_a_csv_with_semicolons_is_read_as_well() -> None:
    batch = scheduled(1)
    (person,) = people_of(batch)
    text = f"Kode;Nama;Hasil;Tanggal uji\r\n{person.code};{person.name};K;{TODAY.isoformat()}\r\n"
    book = read(batch, text.encode("utf-8-sig"))
    assert cells(book) == []
    assert [(row.person.pk, row.told.outcome) for row in book.rows] == [(person.pk, "competent")]


def test_every_fault_stands_at_its_cell() -> None:
    batch = scheduled(2)
    first, second = people_of(batch)
    book = read(
        batch,
        a_workbook(
            ["ID-Izin", "NIK", "Nama", "Hasil", "Tanggal uji"],
            ["ID-99999", "", "", "K", TODAY],
            [first.application, "", "", "entah", "31 Februari 2026"],
            [first.application, "", "Orang Lain", "K", TODAY],
            ["", "", "", "K", TODAY],
            [second.application, "", second.name, "K", TODAY],
            [second.application, "", second.name, "BK", TODAY],
            ["", "6305011234", "", "K", TODAY],
        ),
    )
    assert cells(book) == [
        ("Rekap!A2", "application"),
        ("Rekap!D3", "outcome"),
        ("Rekap!E3", "tested_on"),
        ("Rekap!C4", "name"),
        ("Rekap!A5", "application"),
        ("Rekap!A7", "application"),
        ("Rekap!B8", "nik"),
    ]
    assert "6305011234" not in " ".join(sentences(book.problems))


def test_two_people_of_one_name_need_more_than_it_and_a_file_without_results_is_none() -> None:
    batch = scheduled(2)
    _first, second = people_of(batch)
    Worker.objects.update(name="Ahmad Fauzi")
    book = read(batch, a_workbook(["Nama", "Hasil"], ["Ahmad Fauzi", "K"]))
    assert cells(book) == [("Rekap!A2", "name")]
    nothing = read(batch, a_workbook(["Nama", "ID-Izin"], ["Ahmad Fauzi", second.application]))
    assert [problem.code for problem in nothing.problems] == ["missing_column"]


SCHEDULED = Known("scheduled", planned_on=TODAY, since=YESTERDAY)
FULL = dict(zip(numbers(1), NUMBERS, strict=True))


@pytest.mark.parametrize(
    ("known", "told", "steps", "problems"),
    [
        (SCHEDULED, Told("competent"), ("test", "pass"), []),
        (SCHEDULED, Told("not_competent"), ("test", "fail"), []),
        (SCHEDULED, Told("absent"), ("miss",), []),
        (SCHEDULED, Told(), (), []),
        (SCHEDULED, Told(numbers=FULL, recorded_on=TODAY), (), ["outcome"]),
        (SCHEDULED, Told("competent", recorded_on=TODAY, numbers=FULL), ("test", "pass", "record"), []),
        (SCHEDULED, Told("competent", numbers=FULL), ("test", "pass", "record"), ["recorded_on"]),
        (SCHEDULED, Told("competent", numbers={**FULL, "lpjk_number": ""}, recorded_on=TODAY), ("test", "pass", "record"), ["lpjk_number"]),
        (SCHEDULED, Told("not_competent", numbers=FULL), ("test", "fail"), ["blank_number"]),
        (SCHEDULED, Told("competent", tested_on=TODAY + timedelta(days=1)), ("test", "pass"), ["tested_on", "decided_on"]),
        (SCHEDULED, Told("competent", tested_on=TODAY, decided_on=YESTERDAY), ("test", "pass"), ["decided_on"]),
        (SCHEDULED, Told("competent", tested_on=YESTERDAY - timedelta(days=1)), ("test", "pass"), ["tested_on", "decided_on"]),
        (Known("tested", since=TODAY), Told("competent", decided_on=TODAY), ("pass",), []),
        (Known("tested", since=TODAY), Told("absent"), (), ["outcome"]),
        (Known("competent", since=TODAY), Told("competent", recorded_on=TODAY, numbers=FULL), ("record",), []),
        (Known("competent", since=TODAY), Told("competent"), (), []),
        (Known("competent", since=TODAY), Told("not_competent"), (), ["outcome"]),
        (Known("not_competent"), Told("not_competent"), (), []),
        (Known("not_competent"), Told("competent"), (), ["outcome"]),
        (Known("absent"), Told("absent"), (), []),
        (Known("paid"), Told("competent"), (), ["outcome"]),
        (Known("paid"), Told(), (), []),
        (Known("recorded", numbers=FULL), Told("competent", numbers=FULL), (), []),
        (Known("recorded", numbers=FULL), Told("competent", numbers={**FULL, "bnsp_number": "X"}), (), ["bnsp_number"]),
        (Known("issued", numbers=FULL), Told("not_competent"), (), ["outcome"]),
    ],
)  # fmt: skip
def test_what_follows_from_what_an_lsp_says(
    known: Known, told: Told, steps: tuple[str, ...], problems: list[str]
) -> None:
    found = judge(known, told, today=TODAY)
    assert (found.steps, [problem.code for problem in found.problems]) == (steps, problems)


def test_days_of_the_upload_stand_in_for_days_that_a_row_does_not_say() -> None:
    told = Told("competent", tested_on=YESTERDAY, numbers=FULL)
    found = judge(Known("scheduled"), told, today=TODAY, decided_on=TODAY, recorded_on=TODAY)
    days = (found.told.tested_on, found.told.decided_on, found.told.recorded_on)
    assert (found.problems, days) == ((), (YESTERDAY, TODAY, TODAY))


def kept(batch: Batch, content: bytes, name: str = "hasil.xlsx") -> ResultFile:
    return results.keep_file(
        batch,
        file_name=name,
        content=content,
        days={"decided_on": TODAY, "recorded_on": TODAY},
        by=viewer(Role.STAFF).actor,
    )


def judged(file: ResultFile, content: bytes) -> list[tuple[int, Outlook]]:
    book = read(file.batch, content)
    rows = [(row.person, row.told, dict(row.cells)) for row in book.rows]
    preview = preview_of(file, rows, book.problems, [], TODAY)
    assert preview.problems == ()
    return [(row.person.pk, row.outlook) for row in preview.rows]


def results_of(batch: Batch) -> bytes:
    """K with four numbers, BK and absent, in the order of the batch."""
    people = people_of(batch)
    outcomes = ["K", "BK", "TH"]
    rows = [
        [person.code, TODAY, outcome, *(NUMBERS if outcome == "K" else ["", "", "", ""])]
        for person, outcome in zip(people, outcomes, strict=False)
    ]
    return a_workbook(["Kode kasus", "Tanggal uji", "Hasil", *NUMBER_HEADS], *rows)


def test_a_file_named_after_a_nik_does_not_bring_it_into_our_tables() -> None:
    by = viewer(Role.STAFF).actor
    name = "hasil 6305010190000001.csv"
    file = results.keep_file(scheduled(1), file_name=name, content=b"x", days={}, by=by)
    assert ResultFile.objects.get(pk=file.pk).file_name == "hasil ….csv"


def test_a_file_is_taken_whole_and_only_once() -> None:
    batch = scheduled(3)
    content = results_of(batch)
    file = kept(batch, content)
    outlooks = judged(file, content)
    again = ResultFile.objects.get(pk=file.pk)
    assert results.take_file(file, outlooks, by=BY) == 3
    states = [
        case.state for case in Case.objects.filter(batch=batch).order_by("worker__name", "pk")
    ]
    assert states == ["recorded", "not_competent", "absent"]
    goes = Assessment.objects.filter(case__batch=batch).order_by("case__worker__name", "case_id")
    assert [go.outcome for go in goes] == ["competent", "not_competent", "absent"]
    with pytest.raises((StaleState, IllegalMove)):
        results.take_file(again, outlooks, by=BY)
    twin = kept(batch, content)
    assert [outlook.steps for _pk, outlook in judged(twin, content)] == [(), (), ()]
    file.refresh_from_db()
    assert (file.state, file.taken["moved"], files.read(file.file)) == ("applied", 3, content)


def test_with_one_row_that_cannot_be_nobody_of_the_file_moves() -> None:
    batch = scheduled(2)
    first, second = people_of(batch)
    other = a_case_in("recorded")
    content = a_workbook(
        ["Kode kasus", "Hasil", *NUMBER_HEADS],
        [first.code, "K", *NUMBERS],
        [second.code, "K", "B-2", other.certificate_number, "N-2", "L-2"],
    )
    file = kept(batch, content)
    with pytest.raises(Blocked):
        results.take_file(file, judged(file, content), by=BY)
    file.refresh_from_db()
    assert file.state == "uploaded"
    assert set(Case.objects.filter(batch=batch).values_list("state", flat=True)) == {"scheduled"}


def test_results_wait_for_a_schedule_and_a_discarded_file_is_gone_for_good() -> None:
    batch = sent(a_case_in("paid"))
    Case.objects.filter(batch=batch).update(state="scheduled", test_on=TODAY)
    content = results_of(batch)
    file = kept(batch, content)
    with pytest.raises(Blocked):
        results.take_file(file, judged(file, content), by=BY)
    file.refresh_from_db()
    results.discard_file(file, by=BY)
    file.file.refresh_from_db()
    with pytest.raises(files.Gone):
        files.read(file.file)
    with pytest.raises(StaleState):
        results.discard_file(file, by=BY)


def test_a_file_that_nobody_decided_on_is_thrown_away_after_a_week() -> None:
    batch = scheduled(1)
    content = results_of(batch)
    taken, waiting = kept(batch, content), kept(batch, content)
    results.take_file(taken, judged(taken, content), by=BY)
    week = now() + timedelta(days=7)
    assert results.purge_files(by=BY, at=week - timedelta(hours=1)) == 0
    assert results.purge_files(by=BY, at=week + timedelta(hours=1)) == 1
    waiting.refresh_from_db()
    assert (waiting.state, files.read(taken.file)) == ("discarded", content)
    assert purge_result_files() == 0


def test_the_pages_preview_by_cell_take_once_and_say_so(client: Client) -> None:
    client.force_login(user(Role.STAFF))
    batch = scheduled(3)
    base = f"/meja/sertifikasi/rombongan/{batch.pk}/hasil/"
    assert client.get(base).status_code == 200
    assert client.post(f"{base}unggah/", {}).status_code == 422
    bad = a_workbook(["Kode kasus", "Hasil"], [people_of(batch)[0].code, "entah"])
    shown = client.post(f"{base}unggah/", {"workbook": upload(bad)}, follow=True)
    assert "Rekap!B2" in shown.content.decode()
    refused = client.post(f"{base}berkas/{ResultFile.objects.get().pk}/terima/")
    assert refused.status_code == 422
    sent_form = {"workbook": upload(results_of(batch)), "recorded_on": TODAY.isoformat()}
    shown = client.post(f"{base}unggah/", sent_form, follow=True)
    path = shown.redirect_chain[-1][0]
    assert "Masukkan hasil 3 orang" in shown.content.decode()
    assert client.post(f"{path}terima/").status_code == 302
    assert client.post(f"{path}terima/").status_code == 409
    assert client.get(path).status_code == 200
    assert client.get(base).status_code == 200
    client.force_login(user(Role.VERIFIER))
    assert client.get(path).status_code == 403


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("hasil.xlsx", content)


def test_a_result_is_typed_in_with_every_problem_at_its_field(client: Client) -> None:
    client.force_login(user(Role.STAFF))
    batch = scheduled(1)
    (person,) = people_of(batch)
    path = f"/meja/sertifikasi/rombongan/{batch.pk}/hasil/{person.code}/"
    assert client.get(path).status_code == 200
    assert client.post(path, {"outcome": ""}).status_code == 422
    half = {"outcome": "competent", "tested_on": TODAY.isoformat(), "blank_number": "B-9"}
    assert client.post(path, half).status_code == 422
    assert Case.objects.get(pk=person.pk).state == "scheduled"
    whole = {"outcome": "competent", "tested_on": TODAY.isoformat()}
    assert client.post(path, whole).status_code == 302
    case = Case.objects.get(pk=person.pk)
    assert (case.state, case.tested_on, case.competent_on) == ("competent", TODAY, TODAY)
    named = {**dict(zip(numbers(1), NUMBERS, strict=True)), "recorded_on": TODAY.isoformat()}
    assert client.post(path, named).status_code == 302
    assert Case.objects.get(pk=person.pk).state == "recorded"
    stranger = a_case_in("scheduled")
    other = f"/meja/sertifikasi/rombongan/{batch.pk}/hasil/{stranger.code}/"
    assert client.get(other).status_code == 404


def test_another_offices_batch_is_not_there(client: Client) -> None:
    batch = scheduled(1, lsp=an_lsp("LSP Jauh"))
    client.force_login(user(Role.REGENCY_OFFICER))
    assert client.get(f"/meja/sertifikasi/rombongan/{batch.pk}/").status_code in {403, 404}
