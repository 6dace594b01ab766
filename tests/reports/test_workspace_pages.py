"""The workspace of a kabupaten or kota: everything of its own, nothing of another's, and its recap as files."""

import io
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags
from pytest_django import DjangoDbBlocker
from python_calamine import CalamineWorkbook

from binakon.coordination.models import Agreement
from binakon.people.models import Role
from binakon.reports.queries.check import figure_problems
from binakon.reports.queries.recap import recap_of
from tests import factories
from tests.cast import cast_arrives, user
from tests.coordination.agreed import BANJAR, TABALONG, accepted
from tests.days import stand_on
from tests.enrolment.people import a_training
from tests.enrolment.terms import a_nominee
from tests.factories import an_office

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("year", "db")]
OWN, OTHER = f"/meja/kabupaten/{TABALONG}/", f"/meja/kabupaten/{BANJAR}/"


@pytest.fixture(scope="module")
def year(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        factories.load_all_reference()
        cast_arrives()
        factories.ratified(factories.a_version(trained=200))
        yield
        transaction.set_rollback(True)


def as_role(role: Role) -> Client:
    client = Client()
    client.force_login(user(role))
    return client


def test_an_office_reads_everything_of_its_own_and_nothing_of_another() -> None:
    training = a_training(seats=10, quotas={TABALONG: 3, BANJAR: 2}, takes_nominations=True)
    a_nominee(training, 1, office=TABALONG, name="Kanari Tabalong (contoh)")
    a_nominee(training, 2, office=BANJAR, name="Kanari Banjar (contoh)")
    accepted(text="Janji Tabalong")
    accepted(text="Janji Banjar", owner=BANJAR)
    officer, treasurer = as_role(Role.REGENCY_OFFICER), as_role(Role.TREASURER)
    own = officer.get(OWN).content.decode()
    told = ("Kanari Tabalong", "Janji Tabalong", "Kanari Banjar", "Janji Banjar")
    assert [word in own for word in told] == [True, True, False, False]
    shown = " ".join(strip_tags(own).split())
    assert "1 dari 3 kursi kuota terisi." in shown
    for address in (OTHER, f"{OTHER}rekap.xlsx", f"{OTHER}rekap.pdf", "/meja/kabupaten/63/"):
        assert officer.get(address).status_code == 404
    at_desk = as_role(Role.SECTION_HEAD).get(OTHER).content.decode()
    assert [word in at_desk for word in told] == [False, False, True, True]
    # Who sees no people reads the figures alone.
    paid = treasurer.get(OWN).content.decode()
    assert ("Janji Tabalong" in paid, "Kanari Tabalong" in paid) == (True, False)
    assert as_role(Role.PARTNER).get(OWN).status_code == 404


def test_the_recap_counts_only_the_people_of_the_office_quarter_by_quarter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stand_on(monkeypatch, date(2026, 6, 1))
    training = a_training(seats=10, takes_nominations=True)
    a_nominee(training, 1, office=TABALONG)
    a_nominee(training, 2, office=TABALONG)
    a_nominee(training, 3, office=BANJAR)
    recap = recap_of(an_office(TABALONG), 2026, date(2026, 12, 31))
    registered = next(line for line in recap.lines if line.measure.key == "registered")
    other = recap_of(an_office(BANJAR), 2026, date(2026, 12, 31))
    assert (registered.values[-1], other.lines[0].values[-1]) == (2, 1)
    running = recap_of(an_office(TABALONG), 2026, date(2026, 5, 2))
    assert [quarter.as_of for quarter in running.quarters] == [
        date(2026, 3, 31), date(2026, 5, 2), None, None,
    ]  # fmt: skip


def test_the_recap_leaves_as_a_workbook_and_on_paper() -> None:
    officer = as_role(Role.REGENCY_OFFICER)
    book = CalamineWorkbook.from_filelike(io.BytesIO(officer.get(f"{OWN}rekap.xlsx").content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][0] == "Kabupaten Tabalong, 2026"
    assert rows[4][:6] == ["Ukuran", "I", "II", "III", "IV", "Arti"]
    paper = officer.get(f"{OWN}rekap.pdf")
    assert paper.content[:4] == b"%PDF"
    assert officer.get(f"{OWN}rekap.exe").status_code == 404


def test_check_figures_finds_an_agreement_whose_counter_lies() -> None:
    training = a_training(seats=10, takes_nominations=True)
    agreement = accepted("nomination", activity=training.activity, places=2)
    assert figure_problems() == []
    Agreement.objects.filter(pk=agreement.pk).update(done=1)
    assert [problem.sentence for problem in figure_problems()] == [
        "Usulan yang disepakati Kabupaten Tabalong: penghitung 1, padahal baris-barisnya berjumlah 0."
    ]


def test_what_is_late_is_counted_beyond_the_rows_that_are_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("binakon.reports.queries.workspace._SHOWN", 1)
    past = timezone.localdate() - timedelta(days=3)
    accepted(text="Janji pertama")
    accepted(text="Janji kedua")
    Agreement.objects.update(due_on=past)
    page = as_role(Role.REGENCY_OFFICER).get(OWN).content.decode()
    assert "2 kesepakatan melewati tenggat." in page
    assert "2 kesepakatan seluruhnya; yang terlambat di atas." in page


def test_clocks_beyond_the_rows_that_are_shown_have_a_way_to_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("binakon.reports.queries.workspace._SHOWN", 1)
    for days in (20, 30):
        accepted(text=f"Janji {days}", due_on=timezone.localdate() + timedelta(days=days))
    officer = as_role(Role.REGENCY_OFFICER)
    link = f"/meja/tenggat/?kantor={TABALONG}"
    assert f'<a href="{link}">Lihat semua 2 tenggat</a>' in officer.get(OWN).text
    assert [f"Janji {days}" in officer.get(link).text for days in (20, 30)] == [True, True]
