"""Files of a class: without names for whoever reads its pages, with names for a reason that stays in the history."""

from io import BytesIO

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from python_calamine import CalamineWorkbook

from binakon.core.models import AuditEvent
from binakon.enrolment.models import Training
from binakon.people.models import Role
from binakon.trainings.actions.exams import close_exam
from tests.enrolment.pages import as_
from tests.factories import BY
from tests.trainings.classes import a_class, a_session, participants, present
from tests.trainings.exam_cases import a_test, done

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.both_in_full,
    pytest.mark.usefixtures("year"),
]
REASON = {"alasan": "rekap untuk arsip kegiatan"}


def sheets(answer: HttpResponseBase) -> dict[str, list[list[object]]]:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def attendance(training: Training) -> str:
    return f"/meja/pelatihan/{training.activity.slug}/hadir/unduh/"


def results(training: Training) -> str:
    return f"/meja/pelatihan/{training.activity.slug}/tes/hasil.xlsx"


def history() -> list[tuple[str, str, int]]:
    rows = AuditEvent.objects.filter(action="download:personal").order_by("id")
    return [(row.sentence, row.note, row.after["rows"]) for row in rows]


@pytest.fixture
def a_tested_class() -> Training:
    """Two people, one of them present and tested."""
    training = a_class(2)
    first = participants(training)[0]
    present(a_session(training), first)
    exam = a_test(training)
    done(exam, first, 2)
    # Results show the questions of a test once it is closed.
    close_exam(exam, by=BY)
    return training


@pytest.mark.parametrize("address", [attendance, results])
def test_without_a_reason_nobodys_name_and_no_employer_leaves(
    a_tested_class: Training, address: object
) -> None:
    where = address(a_tested_class)  # type: ignore[operator]
    for role in (Role.STAFF, Role.VERIFIER):
        told = str(sheets(as_(role).get(where)))
        known = [(person.name, person.employer) for person in participants(a_tested_class)]
        assert [name for pair in known for name in pair if name and name in told] == []
    assert as_(Role.STAFF).post(where, {"alasan": " "}).status_code == 422
    assert history() == []


@pytest.mark.parametrize(("address", "what"), [(attendance, "Kehadiran"), (results, "Hasil tes")])
def test_with_a_reason_names_leave_and_history_keeps_who_why_and_how_many(
    a_tested_class: Training, address: object, what: str
) -> None:
    where = address(a_tested_class)  # type: ignore[operator]
    refused: Client = as_(Role.VERIFIER)
    assert refused.post(where, REASON).status_code == 403
    answer = as_(Role.STAFF).post(where, REASON)
    told = str(sheets(answer))
    assert [str(person) in told for person in participants(a_tested_class)] == [True, True]
    assert "data-pribadi" in answer["Content-Disposition"]
    sentence = f"{what} diunduh dengan data pribadi, 2 baris: {REASON['alasan']}"
    assert history() == [(sentence, REASON["alasan"], 2)]


def test_the_file_of_attendance_sums_the_jp_of_everybody_and_says_that_it_is_personal(
    a_tested_class: Training,
) -> None:
    ani, budi = participants(a_tested_class)
    found = sheets(as_(Role.STAFF).post(attendance(a_tested_class), REASON))
    first, last = found.values()
    assert [(row[0], *row[-2:]) for row in first[1:]] == [
        (str(ani), 2.0, 2.0),
        (str(budi), 0.0, 2.0),
    ]
    assert ["Data pribadi", "ya, dengan alasan yang dicatat"] in last


def test_the_workbook_of_results_says_n(a_tested_class: Training) -> None:
    found = sheets(as_(Role.STAFF).post(results(a_tested_class), REASON))
    assert sorted(row[2:] for row in found["Peserta"][1:] if row[2] == 50) == [
        [50, "belum diisi", "belum diisi"]
    ]
    assert found["Ringkasan"][2] == ["Rata-rata tes awal", 50, 1]
    assert found["Soal"][1][2:] == [100, 1, "belum diisi", "belum diisi", "belum diisi"]
    bare = sheets(as_(Role.STAFF).get(results(a_tested_class)))
    assert (list(found), list(bare)) == (["Peserta", *bare], ["Wilayah", "Soal", "Ringkasan"])
