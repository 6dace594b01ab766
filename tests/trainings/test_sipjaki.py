"""The SIPJAKI rows: published columns in their order, unknown says so, no formula and nobody's name."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from binakon.enrolment.models import Training
from binakon.people.models import Role
from binakon.planning.models import Activity
from binakon.trainings.models import Completion
from binakon.trainings.queries.sipjaki import sipjaki_listing, sipjaki_rows
from binakon.trainings.rules.sipjaki import (
    classification,
    level_words,
    qualification,
    subclassification,
)
from tests import cast
from tests.enrolment.pages import as_
from tests.trainings.classes import a_class, a_session, completed, participants

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.both_in_full,
    pytest.mark.usefixtures("year"),
]

PATH = "/meja/laporan/sipjaki/"
COLUMNS = [
    "tahun", "nama", "kualifikasi", "klasifikasi", "sub_klasifikasi", "jenjang", "waktu", "selesai",
    "metode", "lokasi", "sumber_dana", "penanggung_jawab", "jam", "keterangan",
]  # fmt: skip


def a_past_class(people: int = 1) -> Training:
    day = timezone.localdate() - timedelta(days=1)
    return a_class(people, starts_on=day, ends_on=day)


def the_file(words: str = "?bentuk=csv") -> list[dict[str, str]]:
    answer = as_(Role.TREASURER).get(f"{PATH}unduh/{words}")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = csv.DictReader(StringIO(text))
    assert list(rows.fieldnames or []) == COLUMNS
    return list(rows)


def test_codes_and_levels_tell_qualification_class_and_subclass() -> None:
    assert qualification([9, 7]) == "Ahli"
    assert qualification([6, 7, 3]) == "Ahli, Teknisi/Analis, Operator"
    assert qualification([]) == ""
    assert classification(["SI031018", "SI041001"]) == "Sipil"
    assert subclassification(["SI031018", "SI041001", "ZZ991001"]) == "Jalan, Jembatan"
    assert classification(["ZZ991001"]) == ""
    assert level_words([9, 7, 7]) == "7, 9"


def test_a_finished_class_is_one_row_and_what_is_unknown_says_so() -> None:
    training = a_past_class(2)
    a_class(1)
    completed(training, participants(training)[0])
    [row] = the_file()
    assert (row["nama"], row["waktu"], row["jam"], row["metode"]) == (
        str(training),
        training.starts_on.isoformat(),
        "belum diisi",
        "belum diisi",
    )
    assert row["keterangan"] == "2 peserta, 1 selesai"
    a_session(training, jp=8)
    [row] = the_file()
    assert (row["jam"], row["metode"]) == ("8", "luring")


def test_a_name_that_begins_like_a_formula_is_only_a_text() -> None:
    training = a_past_class()
    Activity.objects.filter(pk=training.activity_id).update(title="=1+1")
    [row] = the_file()
    assert row["nama"] == "'=1+1"
    answer = as_(Role.TREASURER).get(f"{PATH}unduh/")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert (rows[0], rows[1][1]) == (COLUMNS, "=1+1")


def test_the_year_narrows_the_file_and_nobody_is_named_in_it() -> None:
    training = a_past_class()
    year = training.starts_on.year
    assert len(the_file(f"?bentuk=csv&tahun={year}")) == 1
    [row] = the_file()
    assert str(participants(training)[0]) not in str(row)


def test_a_desk_shows_the_classes_of_its_own_office() -> None:
    training = a_past_class()
    text = as_(Role.SECTION_HEAD).get(PATH).content.decode()
    assert str(training) in text
    assert "sub_klasifikasi" in text
    regency = as_(Role.REGENCY_OFFICER)
    assert "Belum ada kelas yang selesai" in regency.get(PATH).content.decode()
    file = b"".join(regency.get(f"{PATH}unduh/?bentuk=csv").streaming_content)  # type: ignore[attr-defined]
    assert len(file.decode().splitlines()) == 1


def test_a_page_of_many_classes_asks_as_often_as_one_of_a_single_class() -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            rows = list(listing.gather(sipjaki_rows(viewer)))
        assert [row.remark for row in rows] == ["2 peserta, 1 selesai"] * len(rows)
        assert [row.jp for row in rows] == ["8"] * len(rows)
        return len(captured)

    viewer = cast.viewer(Role.SECTION_HEAD)
    listing = sipjaki_listing(viewer)
    counts = []
    for _class in range(3):
        training = a_past_class(2)
        a_session(training, jp=8)
        completed(training, participants(training)[0])
        counts.append(asked())
    assert counts == [6, 6, 6]


def test_whoever_has_completed_and_no_longer_takes_part_is_not_counted() -> None:
    training = a_past_class(2)
    person = participants(training)[0]
    completed(training, person)
    Completion.objects.filter(registration=person).update(state="pending")
    training.places.filter(registration=person).update(state="replaced", bucket="")
    Completion.objects.filter(registration=person).update(state="completed")
    [row] = the_file()
    assert row["keterangan"] == "1 peserta, 0 selesai"


def test_menu_and_report_lead_to_the_rows() -> None:
    training = a_past_class()
    head = as_(Role.SECTION_HEAD)
    report = head.get(f"/meja/pelatihan/{training.activity.slug}/laporan/").content.decode()
    # Once in the menu, once on the page itself.
    assert report.count(f'href="{PATH}"') == 2
    assert f'<a href="{PATH}" aria-current="page">' in head.get(PATH).content.decode()
