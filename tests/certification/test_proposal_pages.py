"""People of a class or of the register are proposed on a page: all who were chosen, or none."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from binakon.certification.actions.proposals import Asked, propose
from binakon.certification.models import Case, CaseDocument
from binakon.enrolment.models import Document, Training
from binakon.people.actions.merges import merge
from binakon.people.models import Office, Role, Worker
from binakon.planning.models import Activity, Occupation
from tests.certification.cases import ACTIVITY, a_worker
from tests.enrolment.handed_in import a_paper
from tests.enrolment.pages import as_
from tests.factories import BY
from tests.trainings.classes import a_class, completed, participants

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]

PAGE = f"/meja/sertifikasi/kegiatan/63-2026-{ACTIVITY}/usul/"
ROAD = {"name": "Ahli Muda Teknik Jalan", "level": "7", "path": "new"}


def of_class(training: Training) -> str:
    return f"{PAGE}?kelas={training.activity.slug}"


def sent(client: Client, address: str, *chosen: int, **fields: str) -> int:
    return client.post(address, {**ROAD, **fields, "pilih": list(chosen)}).status_code


def test_whoever_completed_is_shown_with_what_comes_along_and_what_is_missing() -> None:
    training = a_class(2)
    first, second = participants(training)
    completed(training, first)
    shown = as_(Role.STAFF).get(of_class(training))
    (person,) = shown.context["people"]
    accepted = set(first.documents.filter(state="accepted").values_list("kind", flat=True))
    assert (person.pk, person.name) == (first.pk, str(first))
    assert {kind.value for kind in person.held} == accepted
    assert accepted & {kind.value for kind in person.missing} == set()
    assert {"npwp", "cv"} <= {kind.value for kind in person.missing}
    assert str(second.name) not in shown.content.decode()


def test_people_of_a_class_are_proposed_with_their_papers() -> None:
    training = a_class(2)
    people = list(participants(training))
    a_paper(people[0], "diploma")
    Document.objects.update(state="accepted")
    for row in people:
        completed(training, row)
    staff, address = as_(Role.STAFF), of_class(training)
    assert sent(staff, address) == 422
    assert sent(staff, address, people[0].pk, level="") == 422
    assert sent(staff, address, people[0].pk, name="") == 422
    assert Case.objects.count() == 0
    assert sent(staff, address, *(row.pk for row in people)) == 302
    assert set(Case.objects.values_list("registration", flat=True)) == {row.pk for row in people}
    assert CaseDocument.objects.values_list("case__registration", "kind").get() == (
        people[0].pk,
        "diploma",
    )
    # One of them has it now: proposing both again proposes nobody.
    assert sent(staff, address, *(row.pk for row in people)) == 422
    assert Case.objects.count() == 2


def test_who_was_chosen_stays_chosen_when_something_is_missing() -> None:
    training = a_class(2)
    first, second = participants(training)
    for row in (first, second):
        completed(training, row)
    refused = as_(Role.STAFF).post(of_class(training), {"pilih": [second.pk], "level": ""})
    text = refused.content.decode()
    assert refused.status_code == 422
    assert f'id="pilih-{second.pk}" checked' in text
    assert f'id="pilih-{first.pk}" checked' not in text


def test_the_level_of_the_list_is_not_contradicted() -> None:
    training = a_class(1)
    (person,) = participants(training)
    completed(training, person)
    occupation = Occupation.objects.filter(level=9).first()
    assert occupation is not None
    staff, address, number = as_(Role.STAFF), of_class(training), str(occupation.pk)
    assert sent(staff, address, person.pk, occupation=number, level="7") == 422
    assert sent(staff, address, person.pk, occupation=number, level="9") == 302
    case = Case.objects.get()
    assert (case.occupation, case.occupation_name) == (occupation, occupation.name)


def test_people_of_the_register_are_found_once_each_by_name_or_region() -> None:
    kept, gone = a_worker(1, "Nor Hidayah"), a_worker(2, "Nor Hidayah")
    merge(kept, gone, reason="KTP sama", by=BY)
    other = a_worker(3, "Siti Aminah")
    Worker.objects.filter(pk=other.pk).update(office=Office.objects.get(code="63.05"))
    staff = as_(Role.STAFF)

    def found(query: str) -> list[int]:
        return [person.pk for person in staff.get(f"{PAGE}?{query}").context["people"]]

    assert found("cari=nor+hidayah") == [kept.pk]
    assert found("wilayah=63.05") == [other.pk]
    assert found("cari=no") == []
    assert found("") == []
    assert sent(staff, f"{PAGE}?cari=nor+hidayah", kept.pk) == 302
    assert Case.objects.get().worker == kept
    # Whoever has one already holds back everybody who was chosen with them.
    assert sent(staff, f"{PAGE}?cari=nor", kept.pk, other.pk) == 422
    assert Case.objects.count() == 1


def test_people_of_another_province_are_not_proposed() -> None:
    stranger = a_worker(4, "Orang Jauh")
    Worker.objects.filter(pk=stranger.pk).update(office=Office.objects.get(code="71"))
    staff = as_(Role.STAFF)
    assert staff.get(f"{PAGE}?cari=orang").context["people"] == []
    assert sent(staff, f"{PAGE}?cari=orang", stranger.pk) == 422
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.HEAD_OF_OFFICE, 403), (Role.TREASURER, 403), (Role.PARTNER, 404)],
)
def test_only_whoever_changes_cases_proposes(role: Role, status: int) -> None:
    assert as_(role).get(PAGE).status_code == status


def test_a_class_leads_to_its_only_activity() -> None:
    training = a_class(1)
    (person,) = participants(training)
    completed(training, person)
    answer = as_(Role.STAFF).get(f"/meja/sertifikasi/usul/?kelas={training.activity.slug}")
    assert answer.headers["Location"] == of_class(training)
    assert as_(Role.HEAD_OF_OFFICE).get(answer.request["PATH_INFO"]).status_code == 404
    link = f'href="/meja/sertifikasi/usul/?kelas={training.activity.slug}"'
    desk = f"/meja/pelatihan/{training.activity.slug}/selesai/"
    assert link in as_(Role.STAFF).get(desk).content.decode()


def test_more_people_cost_no_more_queries() -> None:
    staff = as_(Role.STAFF)
    a_worker(1, "Nor Hidayah")
    staff.get(f"{PAGE}?cari=nor")
    with CaptureQueriesContext(connection) as one:
        staff.get(f"{PAGE}?cari=nor")
    for number in range(2, 6):
        worker = a_worker(number, "Nor Hidayah")
        activity = Activity.objects.get(code=ACTIVITY)
        propose(activity, worker, Asked("Ahli Muda Teknik Jalan", 7), by=BY)
    staff.get(f"{PAGE}?cari=nor")
    with CaptureQueriesContext(connection) as five:
        staff.get(f"{PAGE}?cari=nor")
    assert len(five) == len(one)
