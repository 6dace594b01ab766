"""What of enrolment waits on the desk's first page: by role, with how many and where; and a late class that has its decree."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from binakon.core import clock, ledger
from binakon.enrolment.actions import selection
from binakon.enrolment.actions.announcing import announce
from binakon.enrolment.models import Registration, SelectionRun, Training
from binakon.enrolment.queries.desk_work import desk_work
from binakon.people.models import Role
from binakon.planning.models import Activity, Goal
from binakon.trainings.actions.exceptions import ask_exception
from binakon.trainings.models import Completion
from tests import cast
from tests.enrolment import decree_cases, selections
from tests.enrolment.handed_in import applied
from tests.enrolment.people import a_training
from tests.enrolment.terms import TABALONG, a_nominee
from tests.factories import BY
from tests.portal.plans import as_role

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("kalsel")]


def a_class(code: str = "bimtek-jalan", **fields: object) -> Training:
    return a_training(activity=Activity.objects.get(code=code), **fields)  # type: ignore[arg-type]


def waiting_for(role: Role) -> list[tuple[str, str]]:
    """What of the classes waits for a role: what and where."""
    todos = as_role(role).get("/meja/").context["page"].todos
    return [(todo.text, todo.href) for todo in todos if "/meja/rencana/" not in todo.href]


def test_papers_wait_for_whoever_verifies_and_late_corrections_come_first() -> None:
    training = a_class(documents=["id_card"], takes_nominations=False)
    applied(training, 1)
    applied(training, 2)
    late = applied(training, 3)
    hour_ago = clock.now() - timedelta(hours=1)
    Registration.objects.filter(pk=late.pk).update(state="correction", correction_due_at=hour_ago)
    list_of_late = f"/meja/pendaftaran/?kelas={training.pk}&terlambat=ya"
    expected = [
        ("1 perbaikan berkas lewat tenggat", list_of_late),
        ("2 pendaftaran menunggu diperiksa", "/meja/verifikasi/63-2026-bimtek-jalan/"),
    ]
    for role in (Role.VERIFIER, Role.SECTION_HEAD, Role.STAFF):
        assert waiting_for(role) == expected
    assert waiting_for(Role.HEAD_OF_OFFICE) == []
    assert as_role(Role.VERIFIER).get(list_of_late).content.decode().count("Pendaftar 3 ") > 0


def test_a_list_that_is_ready_for_its_decree_waits_for_whoever_decides_on_seats() -> None:
    training = a_class(takes_nominations=False)
    decree_cases.verified(training, 1)
    decree_cases.verified(training, 2)
    assert waiting_for(Role.SECTION_HEAD) == []
    decree_cases.closed(training)
    ready = ("2 peserta siap ditetapkan dengan SK", "/meja/pelatihan/63-2026-bimtek-jalan/sk/")
    assert waiting_for(Role.SECTION_HEAD) == [ready]
    assert waiting_for(Role.VERIFIER) == []
    decree_cases.a_letterhead()
    decree_cases.signed(training)
    assert waiting_for(Role.SECTION_HEAD) == []


def test_an_objection_waits_and_holds_the_decree_up() -> None:
    training = a_class(
        policy="ranked", weights=selections.WEIGHTS, seats=3, takes_nominations=False
    )
    for number in (1, 2):
        selections.verified(training, number)
    selections.closed(training)
    run = selection.propose([training], by=BY)
    announce(run, by=BY)
    SelectionRun.objects.update(objections_until=clock.now() - timedelta(minutes=1))
    page = "/meja/pelatihan/63-2026-bimtek-jalan/"
    assert waiting_for(Role.STAFF) == [("2 peserta siap ditetapkan dengan SK", f"{page}sk/")]
    selections.an_objection(run.results.earliest("pk"))
    assert waiting_for(Role.STAFF) == [("1 keberatan belum dijawab", f"{page}keberatan/")]


def test_an_exception_waits_for_the_second_person_and_never_for_the_one_who_asked() -> None:
    training = a_class(takes_nominations=False)
    people = [decree_cases.verified(training, number) for number in (1, 2)]
    for person, asker in zip(people, (Role.SECTION_HEAD, Role.HEAD_OF_DIVISION), strict=True):
        short = Completion.objects.create(training=training, registration=person)
        ledger.move(short, "fall_short", by=BY, sentence="belum")
        ask_exception(short, reason="sakit", by=cast.viewer(asker).actor)
    decree_cases.closed(training)
    path = "/meja/pelatihan/63-2026-bimtek-jalan/selesai/"
    exceptions = {
        role: [todo for todo in waiting_for(role) if todo[1] == path]
        for role in (Role.HEAD_OF_DIVISION, Role.HEAD_OF_OFFICE, Role.SECTION_HEAD)
    }
    assert exceptions == {
        Role.HEAD_OF_DIVISION: [("1 pengecualian menunggu jawaban Anda", path)],
        Role.HEAD_OF_OFFICE: [("2 pengecualian menunggu jawaban Anda", path)],
        Role.SECTION_HEAD: [],
    }


def test_regencies_that_lack_wait_when_nominations_end_soon() -> None:
    training = a_class(quotas={TABALONG: 1}, seats=20)
    a_nominee(training, 1)
    Registration.objects.update(state="verified")
    Training.objects.update(closes_at=clock.now() + timedelta(days=30))
    assert waiting_for(Role.STAFF) == []
    soon = clock.now() + timedelta(days=2)
    Training.objects.update(nominations_due_at=soon)
    lacks = ("12 kabupaten/kota belum cukup mengusulkan", "/meja/usulan/63-2026-bimtek-jalan/")
    assert waiting_for(Role.STAFF) == [lacks]
    assert waiting_for(Role.VERIFIER) == []
    assert as_role(Role.STAFF).get(lacks[1]).status_code == 200
    Training.objects.update(nominations_due_at=clock.now() - timedelta(minutes=1))
    assert waiting_for(Role.STAFF) == []


def test_what_waits_costs_a_few_queries_however_many_classes_there_are() -> None:
    for code in ("bimtek-jalan", "bimtek-jembatan"):
        training = a_class(code, documents=["id_card"], takes_nominations=False)
        applied(training, 1)
        decree_cases.verified(training, 2)
        decree_cases.closed(training)
    viewer = cast.viewer(Role.SECTION_HEAD)
    moment = clock.now()
    with CaptureQueriesContext(connection) as captured:
        work = desk_work(viewer, "63", 2026, at=moment)
    assert [len(work.unverified), len(work.undecreed)] == [2, 2]
    assert len(captured) <= 7


def test_a_late_class_says_whether_its_participants_are_determined() -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    for code in ("bimtek-jalan", "bimtek-jembatan"):
        Activity.objects.filter(code=code).update(starts_on=yesterday, ends_on=yesterday)
    training = a_class(takes_nominations=False)
    decree_cases.verified(training, 1)
    decree_cases.closed(training)
    decree_cases.a_letterhead()
    decree_cases.signed(training)
    answer = as_role(Role.SECTION_HEAD).get("/meja/")
    assert answer.context["page"].determined == {"63-2026-bimtek-jalan"}
    body = answer.content.decode()
    late = body[body.index(">Terlambat<") :]
    assert late.count("peserta sudah ditetapkan dengan SK; hasil kegiatannya belum dicatat") == 1


@pytest.mark.parametrize(
    ("ideal", "lacks"), [(375, True), (260, False), (200, False)], ids=["less", "equal", "more"]
)
def test_the_headline_tells_of_a_lack_only_where_the_plan_has_one(
    *, ideal: int, lacks: bool
) -> None:
    Goal.objects.update(people=ideal)
    page = as_role(Role.SECTION_HEAD).get("/meja/").text
    told = ("Rencana masih kurang" in page, "Rencana sudah memenuhi kebutuhan ideal:" in page)
    assert told == (lacks, not lacks)
