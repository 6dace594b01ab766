"""Plain functions that make trainings ready to open, their terms, and nominees (all invented), for tests."""

import io
import itertools
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

import xlsxwriter
from django.utils import timezone

from binakon.enrolment.actions.nominations import nominate
from binakon.enrolment.actions.trainings import prepare_training
from binakon.enrolment.models import Registration, Training
from binakon.enrolment.queries.training_terms import moment_words, usual_terms
from binakon.enrolment.rules.nominees import Person
from binakon.enrolment.rules.training_terms import Terms
from binakon.enrolment.states import Policy
from binakon.planning.models import Activity, PlanVersion
from tests.enrolment.people import a_nik
from tests.factories import BY, an_activity, an_office

TABALONG, BANJAR = "63.09", "63.03"
_numbers = itertools.count(1)


def in_days(days: int, hour: int = 16) -> datetime:
    """A moment so many days from today, at an hour of the office."""
    day = timezone.localdate() + timedelta(days=days)
    return datetime.combine(day, time(hour), tzinfo=timezone.get_default_timezone())


def an_iso(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def a_funded_activity(code: str = "", **fields: Any) -> Activity:
    """An activity of the year that the ratified version pays for."""
    version = PlanVersion.objects.in_force().get(programme__office__code="63")
    values = {"seats": 40, "funded_by": version, "precision": "month", **fields}
    return an_activity(code or f"dibuka-{next(_numbers)}", **values)


def good_terms(activity: Activity, **changes: Any) -> Terms:
    """Terms with which a training can be opened at once."""
    return {
        **usual_terms(activity),
        "seats": 30,
        "policy": Policy.FIRST_COME.value,
        "opens_at": moment_words(in_days(-1, 8)),
        "closes_at": moment_words(in_days(10)),
        "days": [[an_iso(20), "08:00", "16:00"], [an_iso(21), "08:00", "16:00"]],
        "venue": "Aula Dinas PUPR Provinsi Kalimantan Selatan, Banjarbaru",
        "contact_name": "Ahmad Zulkifli (contoh)",
        "contact_phone": "6281234567890",
        **changes,
    }


def a_prepared_training(activity: Activity | None = None, **changes: Any) -> Training:
    """A training that is prepared and could be opened."""
    planned = activity or a_funded_activity()
    return prepare_training(planned, good_terms(planned, **changes), by=BY)


def a_person(number: int, **stated: Any) -> Person:
    """The invented person with this number."""
    facts: dict[str, Any] = {
        "name": f"Calon {number} (contoh)",
        "nik": a_nik(number),
        "phone": f"62812000{number:05d}",
    }
    return Person(**{**facts, **stated})


def a_nominee(
    training: Training, number: int, *, office: str = TABALONG, **stated: Any
) -> Registration:
    """The invented person with this number, named by an office."""
    return nominate(
        training,
        a_person(number, **stated),
        office=an_office(office),
        key=f"uji-{training.pk}-{office}-{number}-{next(_numbers)}",
        is_invented=True,
        by=BY,
    )


HEADINGS = ("Nama lengkap", "NIK", "Tanggal lahir", "Jenis kelamin", "Nomor WA")


def a_book(
    rows: Sequence[Sequence[Any]],
    *,
    headings: Sequence[str] = HEADINGS,
    sheet: str = "Usulan",
    above: Sequence[str] = (),
    hidden: str = "",
) -> bytes:
    """A workbook of nominees as an office types it."""
    file = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        page = book.add_worksheet(sheet)
        for number, line in enumerate(above):
            page.write(number, 0, line)
        page.write_row(len(above), 0, headings)
        for number, row in enumerate(rows, start=len(above) + 1):
            page.write_row(number, 0, row)
        if hidden:
            book.add_worksheet(hidden).hide()
    return file.getvalue()


def a_row(number: int) -> tuple[str, str, str, str, str]:
    """The invented person with this number as a row of a workbook."""
    return (f"Calon {number} (contoh)", a_nik(number), "", "L", "0812-0000-1234")
