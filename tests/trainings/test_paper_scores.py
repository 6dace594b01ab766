"""Scores from paper: an empty field erases nothing, a workbook is shown by cell and taken whole, nobody writes over another."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from binakon.core.models import AuditEvent
from binakon.core.problems import StaleState
from binakon.enrolment.models import Registration, Training
from binakon.people.models import Role
from binakon.trainings.actions.exams import prepare_exam
from binakon.trainings.actions.paper_scores import Typed, type_scores
from binakon.trainings.models import Sitting
from binakon.trainings.rules.paper_scores import Heard, Stand, hear
from tests.enrolment.pages import as_
from tests.factories import BY
from tests.portal.pages import Page
from tests.trainings.classes import a_class, participants
from tests.trainings.exam_cases import a_test, done, terms

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADS = ["No", "Kode Peserta", "Nama Lengkap", "Post test", "Pre test"]


def path(training: Training, rest: str = "", kind: str = "pre") -> str:
    return f"/meja/pelatihan/{training.activity.slug}/tes/{kind}/kertas/{rest}"


def book(*rows: list[Any], name: str = "Data") -> SimpleUploadedFile:
    """A workbook as an office might write it, with a title above the heading."""
    file = BytesIO()
    with Workbook(file) as written:
        sheet = written.add_worksheet(name)
        day = written.add_format({"num_format": "d mmm yyyy"})
        for number, row in enumerate([["Rekap nilai kelas"], [], *rows]):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                else:
                    sheet.write(number, column, value)
    return SimpleUploadedFile("nilai.xlsx", file.getvalue(), XLSX)


def standing(person: Registration) -> str | None:
    """The score that stands of somebody."""
    found = Sitting.objects.filter(registration=person).exclude(state="void").first()
    return str(found.score) if found else None


def typed(training: Training, person: Registration, score: str = "72.5") -> None:
    exam = training.exams.get(kind="pre")
    type_scores(exam, [Typed(person.pk, score=Decimal(score))], by=BY)


def test_a_row_says_what_to_do_beside_what_stands() -> None:
    stands = Stand("72,5", "")

    def told(score: str, answers: str = "", **fields: Any) -> tuple[Heard | None, list[str]]:
        heard, problems = hear(
            score, answers, **{"erases": False, "stands": stands, "asked": [], **fields}
        )
        return heard, [problem.code for problem in problems]

    assert told("") == (None, []), "an empty field erases nothing"
    assert told("72.50") == (None, [])
    assert told("80") == (Heard(score=Decimal(80)), [])
    assert told("", erases=True) == (Heard(erases=True), [])
    assert told("72,5", erases=True) == (Heard(erases=True), [])
    assert told("80", erases=True) == (None, ["score"])
    assert told("", erases=True, stands=Stand()) == (None, []), "nothing stands to be erased"
    assert told("101") == told("7,125") == told("baik") == (None, ["score"])
    assert told("", "a b") == (None, ["answers"])
    assert told("80", "a b", stands=Stand("50", "a b")) == (None, ["score"])
    assert told("", "", stands=Stand("50", "a b")) == (None, [])


def test_an_emptied_field_keeps_the_score_and_says_so_and_only_the_mark_erases_it() -> None:
    training = a_class(1)
    [person] = participants(training)
    a_test(training)
    typed(training, person)
    staff = as_(Role.STAFF)
    was = Sitting.objects.get().pk
    sent = {f"nilai-{person.pk}": "", f"jawaban-{person.pk}": "", f"semula-{person.pk}": was}
    said = Page(staff.post(path(training), sent, follow=True)).text
    assert "Nilai 0 orang berubah" in said
    assert "Centang Hapus untuk menghapusnya" in said
    assert standing(person) == "72.50"
    erased = {f"nilai-{person.pk}": "72,5", f"semula-{person.pk}": was, f"hapus-{person.pk}": "1"}
    assert staff.post(path(training), erased).status_code == 302
    assert standing(person) is None
    line = AuditEvent.objects.filter(action="annul").get()
    assert line.sentence.endswith("dari kertas dihapus")
    typed(training, person, "60")
    assert standing(person) == "60.00", "what was erased can be typed again"


def test_whoever_read_an_older_score_does_not_write_over_the_newer() -> None:
    training = a_class(2)
    first, second = participants(training)
    exam = a_test(training)
    typed(training, first, "70")
    was = Sitting.objects.get().pk
    typed(training, first, "80")
    late = {f"nilai-{first.pk}": "75", f"semula-{first.pk}": was, f"nilai-{second.pk}": "50"}
    answer = as_(Role.STAFF).post(path(training), late)
    assert answer.status_code == 422
    assert "orang lain baru saja mengubahnya menjadi 80" in answer.content.decode()
    assert (standing(first), standing(second)) == ("80.00", None)
    with pytest.raises(StaleState):
        type_scores(exam, [Typed(first.pk, score=Decimal(75), was=was)], by=BY)
    with pytest.raises(StaleState):
        type_scores(exam, [Typed(first.pk, score=Decimal(75), was=0)], by=BY)


def test_a_workbook_is_shown_first_and_taken_whole_once() -> None:
    training = a_class(4)
    first, second, third, fourth = participants(training)
    a_test(training)
    typed(training, first)
    typed(training, second)
    file = book(
        HEADS,
        [1, first.code.lower().replace("-", " "), str(first).upper(), 99, 80.25],
        [2, second.code, "", 99, "Hapus"],
        [3, third.code, str(third), 99, "65,5"],
        [4, fourth.code, str(fourth), 99, ""],
        ["", "", "Rata-rata", 99, 70],
    )
    staff = as_(Role.STAFF)
    shown = staff.post(path(training, "unggah/"), {"workbook": file})
    assert shown.status_code == 200
    changes = [(each.before, each.after) for each in shown.context["preview"].changes]
    assert changes == [("72,5", "80,25"), ("72,5", ""), ("", "65,5")]
    assert shown.context["preview"].same == 1
    assert standing(first) == "72.50", "nothing is stored yet"
    signed = shown.context["signed"]
    staff.post(path(training, "terima/"), {"berkas": signed + "x"})
    assert standing(first) == "72.50"
    assert staff.post(path(training, "terima/"), {"berkas": signed}).status_code == 302
    assert [standing(each) for each in (first, second, third, fourth)] == [
        "80.25",
        None,
        "65.50",
        None,
    ]
    assert staff.post(path(training, "terima/"), {"berkas": signed}).status_code == 409


def test_a_workbook_says_every_problem_by_cell_and_stores_nothing_of_it() -> None:
    training = a_class(4)
    first, second, third, online = participants(training)
    exam = a_test(training)
    done(exam, online, 2)
    file = book(
        HEADS,
        [1, first.code, str(first), "", 101],
        [2, "ZZZZ-ZZZZ", "", "", 50],
        [3, second.code, "Orang Lain (contoh)", "", 50],
        [4, third.code, str(third), "", date(2026, 7, 5)],
        [5, third.code, str(third), "", 50],
        [6, third.code, "", "", 60],
        [7, online.code, "", "", 50],
        [8, "", "Bukan Siapa-siapa", "", 50],
    )
    answer = as_(Role.STAFF).post(path(training, "unggah/"), {"workbook": file})
    assert answer.status_code == 422
    found = answer.context["preview"].problems
    assert [(str(each.line), each.code) for each in found] == [
        ("Data!E4", "score"),
        ("Data!B5", "code"),
        ("Data!C6", "name"),
        ("Data!E7", "score"),
        ("Data!B9", "twice"),
        ("Data!E10", "online"),
        ("Data!C11", "name"),
    ]
    assert "signed" not in answer.context
    assert Sitting.objects.filter(source="paper").count() == 0


def test_the_template_names_everybody_by_code_without_any_nik_and_is_read_back() -> None:
    training = a_class(3)
    first, second, online = participants(training)
    exam = a_test(training)
    typed(training, first)
    done(exam, online, 2)
    staff = as_(Role.STAFF)
    content = staff.get(path(training, "templat.xlsx")).content
    rows = CalamineWorkbook.from_filelike(BytesIO(content))
    sheet = rows.get_sheet_by_name("Nilai tes awal").to_python()
    assert sheet[0] == ["Kode", "Nama", "Nilai", "Jawaban"]
    people = sorted([first, second], key=lambda each: (each.name, each.pk))
    scores = {first.pk: "72,5", second.pk: ""}
    assert sheet[1:] == [[each.code, str(each), scores[each.pk], ""] for each in people]
    assert not re.search(r"\d{16}", str(sheet))
    same = SimpleUploadedFile("nilai.xlsx", content, XLSX)
    answer = staff.post(path(training, "unggah/"), {"workbook": same})
    assert "tidak mengubah apa pun" in answer.content.decode()
    sheet[1][2] = sheet[2][2] = "90"
    sent = book(*sheet, name="Nilai tes awal")
    shown = staff.post(path(training, "unggah/"), {"workbook": sent})
    assert len(shown.context["preview"].changes) == 2
    prepare_exam(training, "post", terms(), by=BY)
    wrong = book(*sheet, name="Nilai tes awal")
    answer = staff.post(path(training, "unggah/", "post"), {"workbook": wrong})
    assert [each.code for each in answer.context["preview"].problems] == ["other_test"]


def test_answers_in_a_workbook_make_their_score_only_once_the_questions_stand() -> None:
    training = a_class(1)
    [person] = participants(training)
    prepare_exam(training, "post", terms(), by=BY)
    a_test(training)
    staff = as_(Role.STAFF)
    rows = (["Kode", "Jawaban"], [person.code, "a a ac b"])
    shown = staff.post(path(training, "unggah/"), {"workbook": book(*rows)})
    staff.post(path(training, "terima/"), {"berkas": shown.context["signed"]})
    assert standing(person) == "75.00"
    early = staff.post(path(training, "unggah/", "post"), {"workbook": book(*rows)})
    assert [each.code for each in early.context["preview"].problems] == ["answers"]


def test_a_workbook_without_names_or_scores_says_what_is_missing() -> None:
    training = a_class(1)
    a_test(training)
    staff = as_(Role.STAFF)
    for rows, code in (
        ((["No", "Nilai"], [1, 50]), "missing_heading"),
        ((["Kelas", "Nilai", "Jawaban"], ["A", 50, ""]), "missing_column"),
    ):
        answer = staff.post(path(training, "unggah/"), {"workbook": book(*rows)})
        assert [each.code for each in answer.context["preview"].problems] == [code]


@pytest.mark.parametrize("step", ["", "unggah/", "terima/"])
def test_only_whoever_runs_tests_types_scores(step: str) -> None:
    training = a_class(1)
    a_test(training)
    assert as_(Role.HEAD_OF_OFFICE).post(path(training, step)).status_code == 403
    assert as_(Role.REGENCY_OFFICER).post(path(training, step)).status_code == 404
