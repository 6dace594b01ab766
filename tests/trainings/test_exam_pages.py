"""The pages of the bank and of tests at the desk: who opens them, what they take, what they say."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from binakon.enrolment.models import Training
from binakon.people.models import Role
from binakon.trainings.actions.exams import close_exam
from binakon.trainings.actions.paper_scores import Typed, type_scores
from binakon.trainings.models import Exam, Question, Sitting
from tests.enrolment.pages import as_
from tests.factories import BY, an_office
from tests.portal.pages import Page
from tests.trainings.classes import a_class, participants
from tests.trainings.exam_cases import OCCUPATION, a_bank, a_question, a_test, done

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]

HEADS = ["No", "Okupasi", "Pertanyaan", "A", "B", "C", "Kunci Jawaban"]


def a_book(*rows: list[str]) -> SimpleUploadedFile:
    """A workbook as an office might keep its questions."""
    return written(HEADS, *([str(number), *row] for number, row in enumerate(rows, start=1)))


def written(*rows: list[str]) -> SimpleUploadedFile:
    file = BytesIO()
    with Workbook(file) as book:
        sheet = book.add_worksheet("Bank Soal")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return SimpleUploadedFile("soal.xlsx", file.getvalue())


def rows_of(content: bytes, name: str) -> list[list[object]]:
    """What a workbook holds on one sheet."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return book.get_sheet_by_name(name).to_python()


def path(training: Training, rest: str = "") -> str:
    return f"/meja/pelatihan/{training.activity.slug}/tes/{rest}"


def test_a_question_is_added_found_changed_and_taken_out_of_use() -> None:
    staff = as_(Role.STAFF)
    typed = {
        "occupation": OCCUPATION, "topic": "APD", "kind": "single", "text": "Apa itu APD?",
        "options": "Alat pelindung diri\nAlat pemadam darurat", "right": ["a"],
    }  # fmt: skip
    assert staff.post("/meja/soal/baru/", {**typed, "right": ["c"]}).status_code == 422
    assert staff.post("/meja/soal/baru/", typed).status_code == 302
    question = Question.objects.get()
    shown = Page(staff.get("/meja/soal/?topik=APD"))
    assert [row[0] for row in shown.rows[1:]] == ["Apa itu APD?"]
    changed = {**typed, "text": "APD adalah?", "revision": "0"}
    assert staff.post(f"/meja/soal/{question.pk}/", changed).status_code == 302
    assert staff.post(f"/meja/soal/{question.pk}/", changed).status_code == 409
    assert staff.post(f"/meja/soal/{question.pk}/henti/").status_code == 302
    assert Page(staff.get("/meja/soal/?keadaan=dipakai")).rows == []
    assert len(Page(staff.get("/meja/soal/?keadaan=tidak")).rows) == 2


def test_only_whoever_runs_classes_opens_what_holds_right_answers() -> None:
    training = a_class(1)
    exam = a_test(training)
    question = Question.objects.first()
    assert question is not None
    for address in ("/meja/soal/", "/meja/soal/baru/", path(training), path(training, "pre/")):
        assert as_(Role.STAFF).get(address).status_code == 200
        assert as_(Role.TREASURER).get(address).status_code == 403
    assert as_(Role.TREASURER).get(f"/meja/soal/{question.pk}/").status_code == 404
    assert as_(Role.REGENCY_OFFICER).get(path(training, "pre/")).status_code == 404
    assert as_(Role.TREASURER).post(path(training, "pre/tutup/")).status_code == 403
    exam.refresh_from_db()
    assert exam.state == "open"


def test_a_workbook_shows_every_problem_by_cell_and_stores_nothing() -> None:
    file = a_book(
        [OCCUPATION, "Satu?", "Ya", "Bukan", "", "A"],
        [OCCUPATION, "", "Ya", "Bukan", "", "Z"],
        ["", "Tiga?", "Ya", "", "", "A"],
        [OCCUPATION, "Satu?", "Ya", "Bukan", "", "B"],
    )
    answer = as_(Role.STAFF).post("/meja/soal/unggah/", {"workbook": file})
    assert answer.status_code == 422
    cells = [row[0] for row in Page(answer).rows[1:]]
    assert cells == ["'Bank Soal'!G3", "'Bank Soal'!B4", "'Bank Soal'!D4", "'Bank Soal'!C5"]
    assert Question.objects.count() == 0


def test_a_sound_workbook_is_shown_first_and_taken_whole_once() -> None:
    staff = as_(Role.STAFF)
    file = a_book(
        [OCCUPATION, "Satu?", "Ya", "Bukan", "", "A"],
        [OCCUPATION, "Dua?", "Ya", "Bukan", "Mungkin", "A, C"],
        [OCCUPATION, "Tiga.", "", "", "", "Salah"],
    )
    shown = staff.post("/meja/soal/unggah/", {"workbook": file})
    assert (shown.status_code, Question.objects.count()) == (200, 0)
    signed = shown.context["signed"]
    assert staff.post("/meja/soal/terima/", {"berkas": signed + "x"}).status_code == 302
    assert Question.objects.count() == 0
    assert staff.post("/meja/soal/terima/", {"berkas": signed}).status_code == 302
    taken = list(Question.objects.order_by("id").values_list("kind", "right"))
    assert taken == [("single", ["a"]), ("multiple", ["a", "c"]), ("true_false", ["b"])]
    assert staff.post("/meja/soal/terima/", {"berkas": signed}).status_code == 422
    assert Question.objects.count() == 3


def test_the_template_is_read_back_by_its_own_columns() -> None:
    content = as_(Role.STAFF).get("/meja/soal/templat.xlsx").content
    heads = [str(head) for head in rows_of(content, "Soal")[0]]
    upload = written(heads, [OCCUPATION, "", "", "Satu?", "Ya", "Bukan", *[""] * 4, "A", "", ""])
    answer = as_(Role.STAFF).post("/meja/soal/unggah/", {"workbook": upload})
    assert [each["text"] for each in answer.context["preview"].questions] == ["Satu?"]


def test_a_test_is_prepared_filled_opened_closed_and_opened_again() -> None:
    training = a_class(1)
    bank = a_bank()
    staff = as_(Role.STAFF)
    typed = {
        "opens_at": "1 Januari 2026, 08.00",
        "closes_at": "31 Desember 2099, 16.00",
        "minutes": "30",
    }
    assert staff.post(path(training, "pre/atur/"), {**typed, "minutes": "0"}).status_code == 422
    assert staff.post(path(training, "pre/atur/"), typed).status_code == 302
    assert staff.post(path(training, "pre/buka/")).status_code == 422
    chosen = {"soal": [bank[0].pk, bank[1].pk]}
    assert staff.post(path(training, "pre/soal/"), chosen).status_code == 302
    draw = {"topic": "0", "many": "2", "seed": "42"}
    assert staff.post(path(training, "pre/acak/"), draw).status_code == 302
    assert staff.post(path(training, "pre/buka/")).status_code == 302
    assert staff.post(path(training, "pre/soal/"), chosen).status_code == 409
    assert staff.post(path(training, "pre/tutup/")).status_code == 302
    again = {"closes_at": "31 Desember 2099, 17.00", "reason": "listrik padam"}
    assert staff.post(path(training, "pre/buka-lagi/"), {**again, "reason": ""}).status_code == 422
    assert staff.post(path(training, "pre/buka-lagi/"), again).status_code == 302
    exam = Exam.objects.get()
    assert (exam.state, exam.questions.count()) == ("open", 4)
    assert "dengan benih 42" in Page(staff.get(path(training, "pre/"))).text


def test_paper_is_typed_for_everybody_or_nobody() -> None:
    training = a_class(2)
    first, second = participants(training)
    a_test(training)
    staff = as_(Role.STAFF)
    wrong = {f"nilai-{first.pk}": "72,5", f"nilai-{second.pk}": "101"}
    answer = staff.post(path(training, "pre/kertas/"), wrong)
    assert (answer.status_code, Sitting.objects.count()) == (422, 0)
    assert 'value="72,5"' in answer.content.decode()
    right = {f"nilai-{first.pk}": "72,5", f"jawaban-{second.pk}": "a a ac b"}
    assert staff.post(path(training, "pre/kertas/"), right).status_code == 302
    scores = list(Sitting.objects.order_by("registration").values_list("score", flat=True))
    assert [str(score) for score in scores] == ["72.50", "75.00"]
    shown = staff.get(path(training, "pre/kertas/")).content.decode()
    assert 'value="72,5"' in shown
    assert 'value="a a ac b"' in shown


def test_results_say_of_how_many_and_unknown_is_never_zero() -> None:
    training = a_class(3)
    first, second, _third = participants(training)
    bank = a_bank()
    pre, post = a_test(training, "pre", bank), a_test(training, "post", bank)
    done(pre, first, 2)
    done(pre, second, 1)
    done(post, first, 3)
    for exam in (pre, post):
        close_exam(exam, by=BY)
    page = Page(as_(Role.STAFF).get(path(training, "hasil/")))
    people = sorted(row[1:] for row in page.rows[1:4])
    assert people == [
        ("25", "belum diisi", "belum diisi"),
        ("50", "75", "0,5"),
        ("belum diisi", "belum diisi", "belum diisi"),
    ]
    assert page.rows[5][1:] == (
        "3",
        "terlalu sedikit n = 2",
        "terlalu sedikit n = 1",
        "terlalu sedikit n = 1",
    )
    assert page.rows[7][1:] == ("100 % n = 2", "100 % n = 1", "–")
    assert page.rows[10][1:] == ("0 % n = 2", "0 % n = 1", "0")
    assert "N-gain rata-rata 0,5 dari 1 peserta" in page.text


def test_means_of_regencies_say_of_how_many_and_hide_a_few() -> None:
    training = a_class(13)
    people = participants(training)
    for number, person in enumerate(people):
        code = "63.03" if number < 6 else "63.09" if number < 11 else None
        person.office = an_office(code) if code else None
        person.save(update_fields=["office"])
    exam = a_test(training)
    scores = [Typed(person.pk, score=Decimal(10 * at)) for at, person in enumerate(people[:11])]
    type_scores(exam, [*scores[:10], Typed(people[12].pk, score=Decimal(40))], by=BY)
    staff = as_(Role.STAFF)
    rows = Page(staff.get(path(training, "hasil/"))).rows
    found = [row for row in rows if row[0] in (an_office("63.03").name, an_office("63.09").name)]
    assert [row[1:3] for row in found] == [("6", "25 n = 6"), ("5", "terlalu sedikit n = 4")]
    assert ("Di luar provinsi ini", "2", "terlalu sedikit n = 1") in [row[:3] for row in rows]
    sheet = rows_of(staff.get(path(training, "hasil.xlsx")).content, "Wilayah")
    assert [row[1:3] for row in sheet[1:]] == [
        [6, 25],
        [5, "terlalu sedikit"],
        [2, "terlalu sedikit"],
    ]


def test_whoever_reads_results_reads_no_question_before_its_test_is_closed() -> None:
    training = a_class(1)
    [person] = participants(training)
    exam = a_test(training, questions=[a_question("Soal yang belum selesai?")])
    done(exam, person, 1)
    reader = as_(Role.VERIFIER)
    before = Page(reader.get(path(training, "hasil/"))).text
    assert "Soal tampil di sini setelah tesnya ditutup." in before
    assert "Soal yang belum selesai?" not in before
    close_exam(exam, by=BY)
    assert "Soal yang belum selesai?" in Page(reader.get(path(training, "hasil/"))).text


def test_a_go_is_annulled_only_with_a_reason() -> None:
    training = a_class(1)
    [person] = participants(training)
    sitting = done(a_test(training), person, 2)
    address = path(training, f"pre/batalkan/{sitting.pk}/")
    staff = as_(Role.STAFF)
    assert staff.post(address, {"reason": ""}).status_code == 422
    assert staff.post(address, {"reason": "ponsel tertukar"}).status_code == 302
    sitting.refresh_from_db()
    assert sitting.state == "void"


def test_the_terms_of_a_prepared_test_are_shown_as_they_were_typed_and_sent_back_unchanged() -> (
    None
):
    training = a_class(1)
    staff = as_(Role.STAFF)
    typed = {
        "opens_at": "20 April 2026, 08.30", "closes_at": "20 April 2026, 10.00", "minutes": "45",
        "shuffles": "on",
    }  # fmt: skip
    assert staff.post(path(training, "post/atur/"), typed).status_code == 302
    body = staff.get(path(training, "post/atur/")).content.decode()
    assert 'value="20 April 2026, 08.30"' in body
    assert staff.post(path(training, "post/atur/"), {**typed, "revision": "0"}).status_code == 302
    assert staff.post(path(training, "post/atur/"), {**typed, "revision": "0"}).status_code == 409
    exam = Exam.objects.get()
    assert (exam.minutes, exam.shuffles, exam.shows_score) == (45, True, False)
